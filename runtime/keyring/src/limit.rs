//! Until when a keyring is waited for.

use std::time::{Duration, Instant};

/// For all that a load asks, below what a loader gives a source by default. The bus may have to start the service.
const TIME: Duration = Duration::from_secs(20);

/// Before a load that waits for less gives up: the error then says what did not answer.
pub(crate) fn until(left: Option<Duration>) -> Instant {
    Instant::now() + left.map_or(TIME, |left| TIME.min(left / 10 * 9))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_load_with_less_time_gets_its_error_before() {
        let seconds = |left: Option<u64>| {
            let until = until(left.map(Duration::from_secs));
            until.duration_since(Instant::now()).as_secs_f32()
        };
        assert!((19.0..20.1).contains(&seconds(None)));
        assert!((19.0..20.1).contains(&seconds(Some(30))));
        assert!((8.0..9.1).contains(&seconds(Some(10))));
        assert!(seconds(Some(0)) < 0.1);
    }
}
