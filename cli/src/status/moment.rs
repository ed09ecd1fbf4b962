//! Points in time, for people and for programs.

use std::time::{Duration, SystemTime};

use provider_credentials::Rfc3339;

const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;

/// How long it is until then: `29 days left`, `ended 2 hours ago`.
pub(super) fn left(until: SystemTime, now: SystemTime) -> String {
    match until.duration_since(now) {
        Ok(left) => format!("{} left", rounded(left)),
        Err(over) => format!("ended {} ago", rounded(over.duration())),
    }
}

/// In whole units, of which there are two at least: one day and a half are 36 hours.
fn rounded(duration: Duration) -> String {
    let seconds = duration.as_secs();
    let units = [(DAY, "days"), (HOUR, "hours"), (MINUTE, "min")];
    match units.into_iter().find(|(unit, _)| seconds >= 2 * unit) {
        Some((unit, name)) => format!("{} {name}", seconds / unit),
        None => format!("{seconds} s"),
    }
}

/// As RFC 3339 has it, to the second, in UTC.
pub(super) fn timestamp(time: SystemTime) -> String {
    let text = Rfc3339(time).to_string();
    match text.split_once('.') {
        Some((to_the_second, _)) => format!("{to_the_second}Z"),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use std::time::UNIX_EPOCH;

    use super::*;

    #[test]
    fn moments_are_told() {
        let at = |seconds| UNIX_EPOCH + Duration::from_secs(seconds);
        assert_eq!(timestamp(at(0)), "1970-01-01T00:00:00Z");
        assert_eq!(timestamp(at(951_782_400)), "2000-02-29T00:00:00Z");
        assert_eq!(timestamp(at(4_107_542_399)), "2100-02-28T23:59:59Z");
        assert_eq!(timestamp(UNIX_EPOCH - Duration::from_secs(1)), "1969-12-31T23:59:59Z");
        assert_eq!(left(at(29 * DAY + 5), at(0)), "29 days left");
        assert_eq!(left(at(36 * HOUR), at(0)), "36 hours left");
        assert_eq!(left(at(90), at(0)), "90 s left");
        assert_eq!(left(at(0), at(3 * MINUTE)), "ended 3 min ago");
    }
}
