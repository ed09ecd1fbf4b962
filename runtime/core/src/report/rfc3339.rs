use core::fmt;
use std::time::{Duration, SystemTime};

/// A time as RFC 3339 writes it: in UTC, to the microsecond. It has years of four digits: what is later counts as the
/// last second that they have.
///
/// ```
/// # use provider_credentials_core as provider_credentials;
/// use provider_credentials::Rfc3339;
/// use std::time::{Duration, SystemTime};
///
/// let time = SystemTime::UNIX_EPOCH + Duration::from_millis(1_800_000_000_500);
/// assert_eq!(Rfc3339(time).to_string(), "2027-01-15T08:00:00.500000Z");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rfc3339(pub SystemTime);

const DAY: u64 = 24 * 60 * 60;
/// Days from the first of March of the year 0 to 1970.
const UNTIL_1970: u64 = 719_468;
/// Four centuries, after which the calendar repeats.
const CYCLE: u64 = 146_097;
/// 9999-12-31T23:59:59, in seconds since 1970.
const LAST: u64 = 253_402_300_799;

impl fmt::Display for Rfc3339 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (days, since_midnight) = self.split();
        let (year, month, day) = civil(days);
        let seconds = since_midnight.as_secs();
        let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        // Each audited access has one: without `write!` of the numbers it takes 0.1 µs less.
        let mut text = *b"0000-00-00T00:00:00.000000Z";
        let mut put = |at, digits, mut number: u64| {
            for digit in text.iter_mut().skip(at).take(digits).rev() {
                *digit = b'0' + u8::try_from(number % 10).unwrap_or(0);
                number /= 10;
            }
        };
        put(0, 4, year);
        put(5, 2, month);
        put(8, 2, day);
        put(11, 2, hour);
        put(14, 2, minute);
        put(17, 2, second);
        put(20, 6, since_midnight.subsec_micros().into());
        f.write_str(core::str::from_utf8(&text).unwrap_or_default())
    }
}

impl Rfc3339 {
    /// Days since the first of March of the year 0, and the time of that day. What is earlier counts as that.
    fn split(self) -> (u64, Duration) {
        let zero = Duration::from_secs(UNTIL_1970 * DAY);
        let since_zero = match self.0.duration_since(SystemTime::UNIX_EPOCH) {
            Ok(since) => zero + since.min(Duration::new(LAST, 999_999_999)),
            Err(before) => zero.saturating_sub(before.duration()),
        };
        let days = since_zero.as_secs() / DAY;
        (days, since_zero.saturating_sub(Duration::from_secs(days * DAY)))
    }
}

/// The date of a day, in the calendar that is used since 1582. Years begin in March, so that a leap day is their last.
fn civil(days: u64) -> (u64, u64, u64) {
    let (cycle, day) = (days / CYCLE, days % CYCLE);
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let year = year + 400 * cycle;
    if month < 10 { (year, month + 3, day) } else { (year + 1, month - 9, day) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_date_writes_it() {
        // `date -u -d @… +%FT%TZ`
        for (seconds, expected) in [
            (0, "1970-01-01T00:00:00"),
            (951_782_399, "2000-02-28T23:59:59"),
            (951_825_600, "2000-02-29T12:00:00"),
            (951_868_800, "2000-03-01T00:00:00"),
            (978_307_199, "2000-12-31T23:59:59"),
            (1_709_164_800, "2024-02-29T00:00:00"),
            (1_772_323_200, "2026-03-01T00:00:00"),
            (4_107_542_399, "2100-02-28T23:59:59"),
            (4_107_542_400, "2100-03-01T00:00:00"),
            (LAST, "9999-12-31T23:59:59"),
        ] {
            let time = SystemTime::UNIX_EPOCH + Duration::new(seconds, 1_999);
            assert_eq!(Rfc3339(time).to_string(), format!("{expected}.000001Z"));
        }
        let after = SystemTime::UNIX_EPOCH + Duration::from_secs(LAST + 1);
        assert_eq!(Rfc3339(after).to_string(), "9999-12-31T23:59:59.999999Z");
        let before = SystemTime::UNIX_EPOCH - Duration::from_millis(1);
        assert_eq!(Rfc3339(before).to_string(), "1969-12-31T23:59:59.999000Z");
    }

    /// Every day of four centuries has the date after that of the day before.
    #[test]
    fn no_day_is_left_out() {
        let mut last = civil(0);
        assert_eq!(last, (0, 3, 1));
        for days in 1..=CYCLE {
            let (year, month, day) = civil(days);
            let is_next = match last {
                (y, 12, 31) => (year, month, day) == (y + 1, 1, 1),
                (y, m, d) if day == 1 => (year, month) == (y, m + 1) && d >= 28,
                (y, m, d) => (year, month, day) == (y, m, d + 1),
            };
            assert!(is_next, "{last:?} {year}-{month}-{day}");
            last = (year, month, day);
        }
        assert_eq!(last, (400, 3, 1));
    }
}
