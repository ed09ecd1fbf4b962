//! A token, or the code of an error, out of what a server said.

use std::time::Duration;

use provider_credentials_core::{ExposeSecret, Secret, json_values};
use provider_credentials_http::Answer;

use crate::failures::{
    ANSWER_INVALID, Failure, OVERLOADED, REDIRECTED, REFUSED, SERVER_ERROR, TOKEN_TYPE,
};
use crate::line;
use crate::server_errors;

/// A token, and for how long it is good if the server says so.
#[derive(Debug)]
pub struct Granted {
    /// The token.
    pub secret: Secret,
    /// From when it was asked for.
    pub lifetime: Option<Duration>,
}

/// What a server granted (RFC 6749, section 5.1), or why it did not.
pub(crate) fn granted(answer: &Answer) -> Result<Granted, Failure> {
    if answer.status() != 200 {
        return Err(refusal(answer));
    }
    let failed = |error| Failure::at(error, answer.status());
    let paths: [&'static [&'static str]; 4] =
        [&["access_token"], &["token_type"], &["expires_in"], &["error"]];
    let values = json_values(line::text(answer)?, &paths).ok_or(failed(ANSWER_INVALID))?;
    let mut values = values.into_iter();
    let mut next = || values.next().flatten();
    let (token, kind, seconds, error) = (next(), next(), next(), next());
    if let (None, Some(_)) = (&token, error) {
        // Some servers say so with status 200.
        return Err(refusal(answer));
    }
    // RFC 6749, section A.12: else it would break out of a header.
    let is_token = |text: &str| text.bytes().all(|byte| (0x20..0x7f).contains(&byte));
    let secret = token.filter(|token| is_token(token.expose_secret()));
    let secret = secret.ok_or(failed(ANSWER_INVALID))?;
    if kind.is_some_and(|kind| !kind.expose_secret().eq_ignore_ascii_case("Bearer")) {
        return Err(failed(TOKEN_TYPE));
    }
    let lifetime = seconds.and_then(|seconds| lifetime(seconds.expose_secret()));
    Ok(Granted { secret, lifetime })
}

/// Why a server gave nothing: by the code in its answer, else by the status.
pub(crate) fn refusal(answer: &Answer) -> Failure {
    let status = answer.status();
    let text = answer.text().unwrap_or_default();
    let code = json_values(text, &[&["error"]]).and_then(|mut values| values.pop().flatten());
    let known = code.and_then(|code| server_errors::of_code(code.expose_secret()));
    let error = known.unwrap_or(match status {
        300..400 => REDIRECTED,
        429 => OVERLOADED,
        500.. => SERVER_ERROR,
        200..300 => ANSWER_INVALID,
        _ => REFUSED,
    });
    let retry_after = answer.retry_after().map(|wanted| wanted.as_secs());
    Failure { retry_after, ..Failure::at(error, status) }
}

/// A lifetime as servers write it: seconds as a number, or as some servers have it, as text. What cannot be believed is cut; what is written in any
/// other way, such as `3.6e3`, is not known.
#[must_use]
pub fn lifetime(written: &str) -> Option<Duration> {
    const LONGEST: u64 = 10 * 365 * 24 * 3600;

    let is_number =
        |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let written = written.trim();
    let (whole, fraction) = written.split_once('.').unwrap_or((written, "0"));
    let digits = whole.strip_prefix('-').unwrap_or(whole);
    if !is_number(digits) || !is_number(fraction) {
        return None;
    }
    // It ended before it began.
    if digits.len() < whole.len() {
        return Some(Duration::ZERO);
    }
    // More digits than fit are more than the longest.
    Some(Duration::from_secs(whole.parse().unwrap_or(LONGEST).min(LONGEST)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lifetimes() {
        let seconds = |text| lifetime(text).map(|lifetime| lifetime.as_secs());
        assert_eq!(seconds("3600"), Some(3600));
        assert_eq!(seconds("3599.9"), Some(3599));
        assert_eq!(seconds("0"), Some(0));
        assert_eq!(seconds("-1"), Some(0));
        assert_eq!(seconds("99999999999999999999999"), Some(315_360_000));
        assert_eq!((seconds(" 60 "), seconds("-1.5"), seconds("-0")), (Some(60), Some(0), Some(0)));
        for unknown in [
            "soon", "true", "", "3.6e3", "3.6E+3", "36e2", "1e300", "-3.6e3", "1.2.3", ".5", "5.",
            "+5", "-", "--5", "0x10", "1_000", "1,000",
        ] {
            assert_eq!(seconds(unknown), None, "{unknown}");
        }
    }
}
