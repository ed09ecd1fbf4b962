//! What `Live` would do without jitter: the interval to the second, and pauses of 1, 2, 4, ... seconds.

use crate::simulated::{DOWN, INTERVAL, PROCESSES, SECONDS};

/// The requests in each second. All processes do the same.
pub(crate) fn without_jitter() -> Vec<usize> {
    let mut requests = vec![0; SECONDS];
    let mut now = 0;
    let mut pause = 1;
    while now < SECONDS {
        requests[now] = PROCESSES;
        if DOWN.contains(&now) {
            now += INTERVAL.min(pause);
            pause *= 2;
        } else {
            now += INTERVAL;
            pause = 1;
        }
    }
    requests
}
