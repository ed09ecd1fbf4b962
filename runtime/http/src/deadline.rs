use std::io::{self, ErrorKind};
use std::time::{Duration, Instant};

/// A time until which something must be done.
///
/// ```
/// use std::time::Duration;
/// use provider_credentials_http::Deadline;
///
/// let deadline = Deadline::after(Duration::from_secs(10));
/// assert!(deadline.left() > Duration::from_secs(9));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Deadline(Instant);

/// What cannot be added to the clock: more than any program runs.
const LONGEST: Duration = Duration::from_secs(365 * 24 * 3600);

impl Deadline {
    /// From now on.
    #[must_use]
    pub fn after(duration: Duration) -> Self {
        Self(Instant::now() + duration.min(LONGEST))
    }

    /// From now on, for a caller that may have less time left: a tenth of that is for the error to get back to it.
    #[must_use]
    pub fn within(duration: Duration, left: Option<Duration>) -> Self {
        Self::after(left.map_or(duration, |left| duration.min(left / 10 * 9)))
    }

    /// At that time.
    #[must_use]
    pub fn at(instant: Instant) -> Self {
        Self(instant)
    }

    /// How long until then; zero once it has passed.
    #[must_use]
    pub fn left(self) -> Duration {
        self.0.saturating_duration_since(Instant::now())
    }

    /// The earlier of this and one after that long.
    pub(crate) fn or_after(self, duration: Duration) -> Self {
        self.min(Self::after(duration))
    }

    /// For calls that take a limit which must not be zero.
    pub(crate) fn remaining(self) -> io::Result<Duration> {
        let left = self.left();
        if left.is_zero() { Err(ErrorKind::TimedOut.into()) } else { Ok(left) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_caller_hears_of_it_in_time() {
        let second = Duration::from_secs(1);
        let within = |seconds, left| Deadline::within(second * seconds, left).left();
        for (seconds, left, expected) in
            [(20, None, 20), (20, Some(second * 30), 20), (20, Some(second * 10), 9)]
        {
            let found = within(seconds, left);
            assert!(found <= second * expected && found > second * (expected - 1), "{found:?}");
        }
        assert!(within(20, Some(Duration::ZERO)).is_zero());
    }
}
