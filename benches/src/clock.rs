//! Processor time of loads. The programs of the peers have this file too.

use rustix::time::{ClockId, clock_gettime};

/// Nanoseconds that this thread has run, in its own code and in the system's: what else the machine
/// does in the meantime does not count.
pub fn processor_time() -> f64 {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    time.tv_sec as f64 * 1e9 + time.tv_nsec as f64
}

/// Microseconds for one of several loads, none of them the program's first. What they give is dropped
/// after the clock stopped.
pub fn microseconds<T>(size: usize, mut load: impl FnMut() -> T) -> f64 {
    drop(load());
    let times = (2_000 / size).clamp(2, 100);
    let start = processor_time();
    let loaded: Vec<T> = (0..times).map(|_| load()).collect();
    (processor_time() - start) / 1000.0 / loaded.len() as f64
}
