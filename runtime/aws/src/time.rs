//! Times as AWS writes them.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use provider_credentials_core::Rfc3339;
use provider_credentials_http::days;

/// `20150830T123600Z`, which begins with the day.
pub(crate) fn stamp(time: SystemTime) -> String {
    let text = Rfc3339(time.max(UNIX_EPOCH)).to_string();
    let to_the_second = text.split('.').next().unwrap_or_default();
    format!("{}Z", to_the_second.replace(['-', ':'], ""))
}

/// RFC 3339, as credentials that end have it; `UTC` in place of `Z` is what older command lines write.
pub(crate) fn parsed(text: &str) -> Option<SystemTime> {
    let (date, time) = text.split_once(['T', ' '])?;
    let mut date = date.split('-');
    let mut part = || number(date.next()?);
    let (year, month, day) = (part()?, part()?, part()?);
    let end = time.find(|c: char| !c.is_ascii_digit() && c != ':').unwrap_or(time.len());
    let (clock, behind) = time.split_at_checked(end)?;
    let mut clock = clock.split(':');
    let mut part = || number(clock.next()?);
    let (hour, minute, second) = (part()?, part()?, part()?);
    let fraction = |c: char| c == '.' || c.is_ascii_digit();
    let offset = offset(behind.trim_start_matches(fraction))?;
    let is_valid = (1970..=9999).contains(&year)
        && (1..=12).contains(&month)
        && (1..=31).contains(&day)
        && hour < 24
        && minute < 60
        && second <= 60;
    if !is_valid {
        return None;
    }
    let seconds = days(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second;
    let seconds = i64::try_from(seconds).ok()?.checked_sub(offset)?;
    UNIX_EPOCH.checked_add(Duration::from_secs(u64::try_from(seconds).ok()?))
}

/// In seconds east of Greenwich.
fn offset(zone: &str) -> Option<i64> {
    if matches!(zone, "Z" | "z" | "UTC") {
        return Some(0);
    }
    let (sign, zone) = match zone.strip_prefix('-') {
        Some(zone) => (-1, zone),
        None => (1, zone.strip_prefix('+')?),
    };
    let (hours, minutes) = zone.split_once(':').or_else(|| zone.split_at_checked(2))?;
    let seconds = number(hours)? * 3600 + number(minutes)? * 60;
    Some(sign * i64::try_from(seconds).ok()?)
}

fn number(digits: &str) -> Option<u64> {
    let is_number = matches!(digits.len(), 1..=4) && digits.bytes().all(|b| b.is_ascii_digit());
    if is_number { digits.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: u64) -> SystemTime {
        UNIX_EPOCH + Duration::from_secs(seconds)
    }

    /// As `date -u -d … +%s` has them.
    #[test]
    fn there_and_back() {
        for (seconds, stamped, text) in [
            (0, "19700101T000000Z", "1970-01-01T00:00:00Z"),
            (951_825_600, "20000229T120000Z", "2000-02-29T12:00:00+00:00"),
            (1_440_938_160, "20150830T123600Z", "2015-08-30T14:36:00.123456+02:00"),
            (1_440_938_160, "20150830T123600Z", "2015-08-30T12:36:00UTC"),
            (4_107_542_399, "21000228T235959Z", "2100-02-28T20:59:59-0300"),
            (1_772_323_199, "20260228T235959Z", "2026-02-28T23:59:59Z"),
        ] {
            assert_eq!(stamp(at(seconds)), stamped);
            assert_eq!(parsed(text), Some(at(seconds)), "{text}");
        }
        for day in (0..80_000).step_by(13) {
            let time = at(day * 86_400);
            assert_eq!(parsed(&Rfc3339(time).to_string()), Some(time));
        }
        for text in [
            "",
            "soon",
            "2026-02-28",
            "2026-13-01T00:00:00Z",
            "2026-01-01T00:00:00",
            "x-1-1T1:1:1Z",
        ] {
            assert_eq!(parsed(text), None, "{text}");
        }
    }
}
