//! Shared access signatures of Azure, and signed queries of AWS, which say when they end.

use std::time::{Duration, SystemTime};

use crate::value::letters::signs::has;
use crate::value::letters::text::{all, any_of, is_digit, split_at};

/// Whether it has one, alone, in a URL or in a connection string, whose end is past.
pub(in crate::value) fn is_over(text: &str, now: SystemTime) -> bool {
    has(text, "sig=") && matches!(end(text), Some(end) if end <= now)
        || has(text, "X-Amz-Signature=") && matches!(end_of_aws(text), Some(end) if end <= now)
}

/// `X-Amz-Date=20240612T081455Z` and so many seconds (IAM User Guide, "Create a signed AWS API request"): in the URL of an object, and in
/// the token for a database.
fn end_of_aws(text: &str) -> Option<SystemTime> {
    let value = |name: &str| {
        let (_, behind) = text.split_once(name)?;
        behind.split('&').next()
    };
    let start = value("X-Amz-Date=")?.strip_suffix('Z')?;
    let (date, time) = start.split_once('T')?;
    let part =
        |text: &str, from: usize, length: usize| number(text.get(from..from + length)?, length);
    let day = day(number(date.get(..4)?, 4)?, part(date, 4, 2)?, part(date, 6, 2)?)?;
    let seconds = part(time, 0, 2)? * 3_600 + part(time, 2, 2)? * 60 + part(time, 4, 2)?;
    let start = SystemTime::UNIX_EPOCH + Duration::from_secs(day * 24 * 3_600 + seconds);
    start.checked_add(Duration::from_secs(value("X-Amz-Expires=")?.parse().ok()?))
}

/// Whether one has its version and no signature, as where a shell or a file ended it at `&`.
pub(in crate::value) fn is_cut(text: &str) -> bool {
    let in_pairs = text.split_once("SharedAccessSignature=").map(|(_, signature)| signature);
    let signature = in_pairs.unwrap_or(text);
    let version = signature.trim_start_matches('?').strip_prefix("sv=20").unwrap_or_default();
    let (date, _) = split_at(version, &mut |c| matches!(c, '&' | ';'));
    date.len() == 8 && all(date, |c| is_digit(c) || c == '-') && !has(signature, "sig=")
}

/// Whether its signs are escaped for a command, or once more for a URL.
pub(in crate::value) fn is_escaped(text: &str) -> bool {
    let key = text.split_once("AccessKey=").or(text.split_once("AccountKey="));
    matches!(key, Some((_, key)) if any_of(&["%3D", "%2F", "%2B"], &|sign| has(key, sign)))
        || has(text, "sig=")
            && (has(text, "sv=") || has(text, "sr="))
            && any_of(&["%252", "%253", "%%2", "%%3", "^&"], &|signs| has(text, signs))
}

fn end(text: &str) -> Option<SystemTime> {
    const IN_PAIRS: &str = "SharedAccessSignature=";

    let (mut is_signed, mut is_of_azure, mut end) = (false, false, None);
    let mut rest = Some(text);
    while let Some(text) = rest {
        let (pair, behind) = split_at(text, &mut |c| matches!(c, '?' | '&' | ';' | ' '));
        rest = behind;
        match pair.strip_prefix(IN_PAIRS).unwrap_or(pair).split_once('=') {
            Some(("sig", _)) => is_signed = true,
            // The version, or what it is for.
            Some(("sv" | "sr", _)) => is_of_azure = true,
            Some(("se", value)) => end = seconds(value),
            _ => {}
        }
    }
    if !is_signed || !is_of_azure {
        return None;
    }
    SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(end?))
}

/// Since 1970: `2024-01-31T08:00:00Z` without its last parts, perhaps, and Service Bus has the number itself.
fn seconds(text: &str) -> Option<u64> {
    if all(text, is_digit) {
        return text.parse().ok();
    }
    let (date, time) = match text.split_once('T') {
        Some((date, time)) => (date, Some(time.strip_suffix('Z')?)),
        None => (text, None),
    };
    let mut seconds = days(date)? * 24 * 3_600;
    let (mut rest, mut unit) = (time, 3_600);
    while let (Some(text), 1..) = (rest, unit) {
        let (part, behind) = split_at(text, &mut |c| matches!(c, ':' | '%' | '.'));
        // A colon in a URL is `%3A`.
        let digits = part.strip_prefix("3A").or(part.strip_prefix("3a")).unwrap_or(part);
        seconds += number(digits, 2)? * unit;
        unit /= 60;
        rest = behind;
    }
    Some(seconds)
}

/// From 1970 to that day of the Gregorian calendar.
fn days(date: &str) -> Option<u64> {
    let (year, rest) = date.split_once('-')?;
    let (month, of_month) = rest.split_once('-')?;
    day(number(year, 4)?, number(month, 2)?, number(of_month, 2)?)
}

pub(in crate::value) fn day(year: u64, month: u64, day: u64) -> Option<u64> {
    /// From the first of March of the year 0 to the first day of 1970.
    const BEFORE: u64 = 719_468;

    if year < 1970 || !matches!(month, 1..=12) || !matches!(day, 1..=31) {
        return None;
    }
    // A year that begins in March ends with the day that is put in.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let of_year = (153 * month + 2) / 5 + day - 1;
    (year * 365 + year / 4 - year / 100 + year / 400 + of_year).checked_sub(BEFORE)
}

fn number(digits: &str, length: usize) -> Option<u64> {
    if digits.len() != length || !all(digits, is_digit) {
        return None;
    }
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signed_query_of_aws_ends() {
        let token = "db.example:5432/?Action=connect&DBUser=app&X-Amz-Date=20240131T080000Z&X-Amz-Expires=900&X-Amz-Signature=7d1f0a93";
        let at = |seconds| SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
        assert!(!is_over(token, at(1_706_688_899)) && is_over(token, at(1_706_688_900)));
        for text in [
            token.replace("X-Amz-Signature", "Signature"),
            token.replace("X-Amz-Expires=900&", ""),
            token.replace("20240131T", "2024T"),
            token.replace("T080000Z", "T08Z"),
        ] {
            assert!(!is_over(&text, at(4_000_000_000)), "{text}");
        }
    }

    #[test]
    fn times_are_read_as_azure_writes_them() {
        for (text, expected) in [
            ("1970-01-01", Some(0)),
            ("2000-02-29", Some(951_782_400)),
            ("2024-03-01", Some(1_709_251_200)),
            ("2024-01-31T08:00:00Z", Some(1_706_688_000)),
            ("2024-01-31T08%3A00%3a01Z", Some(1_706_688_001)),
            ("2024-01-31T08:00Z", Some(1_706_688_000)),
            ("2024-01-31T08:00:00.0000000Z", Some(1_706_688_000)),
            ("2100-12-31", Some(4_133_894_400)),
            ("1706688000", Some(1_706_688_000)),
            ("2024-01-31T08:00:00+02:00", None),
            ("2024-13-01", None),
            ("2024-1-1", None),
            ("tomorrow", None),
            ("", None),
        ] {
            assert_eq!(seconds(text), expected, "{text}");
        }
    }

    #[test]
    fn what_has_ended_is_told() {
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1_706_688_000);
        for text in [
            "sv=2022-11-02&ss=b&se=2024-01-31T08:00:00Z&sig=an%3Dexample",
            "?sv=2022-11-02&se=2024-01-30&sig=an%3Dexample",
            "https://acme.blob.core.windows.net/c?sv=2022-11-02&se=2023-01-30T08%3A00%3A00Z&sig=x",
            "BlobEndpoint=https://x/;SharedAccessSignature=sv=2022-11-02&se=2023-01-30&sig=x",
            "SharedAccessSignature sr=acme&sig=x&se=1706687999&skn=app",
        ] {
            assert!(is_over(text, now), "{text}");
        }
        for text in [
            "sv=2022-11-02&ss=b&se=2024-01-31T08:00:01Z&sig=an%3Dexample",
            "sv=2022-11-02&se=2023-01-30",
            "se=2023-01-30&sig=an-example",
            "sv=2022-11-02&sig=an-example",
            "sv=2022-11-02&se=soon&sig=an-example",
        ] {
            assert!(!is_over(text, now), "{text}");
        }
    }

    #[test]
    fn a_signature_without_its_end_is_told() {
        for text in [
            "?sv=2022-11-02",
            "sv=2022-11-02&ss=b&srt=co",
            "BlobEndpoint=https://a.example/;SharedAccessSignature=sv=2022-11-02",
        ] {
            assert!(is_cut(text), "{text}");
        }
        for text in [
            "?sv=2022-11-02&sig=k9q",
            "BlobEndpoint=https://a.example/;SharedAccessSignature=sv=2022-11-02&sig=k9q",
            "sv=k9qZm77x",
            "?sv=20k9qZm77",
            "sv=2022",
        ] {
            assert!(!is_cut(text), "{text}");
        }
    }

    #[test]
    fn a_signature_that_is_escaped_twice_is_told() {
        for text in [
            "sv=2022-11-02&se=2036-01-31&sig=k9q%252Fm77%253D",
            "sv=2022-11-02&sig=k9q%%2Fm77%%3D",
            "sv=2022-11-02^&sig=k9q",
        ] {
            assert!(is_escaped(text), "{text}");
        }
        for text in ["sv=2022-11-02&sig=k9q%2Fm77%3D", "sig=k9q%252F", "k9q^&m77"] {
            assert!(!is_escaped(text), "{text}");
        }
    }
}
