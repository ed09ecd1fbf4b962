use core::fmt;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use provider_credentials_core::{ExposeSecret, Secret, json_values};
use zeroize::Zeroizing;

/// By which a vault knows the program.
pub(crate) struct Token {
    secret: Secret,
    pub(crate) ends: SystemTime,
    /// For how long it is good, counted from when it was asked for.
    pub(crate) lifetime: Duration,
    /// After how long its issuer wants to be asked for another.
    pub(crate) renewal: Option<Duration>,
}

/// Where nobody says when it ends.
const ASSUMED: Duration = Duration::from_secs(300);
/// No issuer gives longer ones: what says more is cut.
const LONGEST: Duration = Duration::from_secs(7 * 24 * 3600);

/// The names of its parts where it comes from.
pub(crate) struct Names {
    pub(crate) token: &'static [&'static str],
    /// Seconds since 1970.
    pub(crate) end: &'static [&'static str],
}

/// As Entra ID, managed identities and the Azure CLI write them.
pub(crate) const OF_ENTRA: Names = Names { token: &["access_token"], end: &["expires_on"] };

impl Token {
    /// Out of a JSON object; `None` if there is none in it that can stand in a header. `asked` is the time from before
    /// the request.
    pub(crate) fn of_json(text: &str, names: &Names, asked: SystemTime) -> Option<Self> {
        let paths = [names.token, names.end, &["expires_in"], &["refresh_in"], &["token_type"]];
        let mut values = json_values(text, &paths)?.into_iter();
        let mut next = || values.next().flatten();
        let (secret, end, lifetime, renewal, kind) = (next(), next(), next(), next(), next());
        let secret = secret.filter(|token| is_word(token.expose_bytes()))?;
        if kind.is_some_and(|kind| !kind.expose_secret().eq_ignore_ascii_case("Bearer")) {
            return None;
        }
        let of_end = || {
            let end = UNIX_EPOCH.checked_add(seconds(end.as_ref())?)?;
            Some(end.duration_since(asked).unwrap_or_default())
        };
        let lifetime = seconds(lifetime.as_ref()).or_else(of_end).unwrap_or(ASSUMED).min(LONGEST);
        let ends = asked.checked_add(lifetime)?;
        Some(Self { secret, ends, lifetime, renewal: seconds(renewal.as_ref()) })
    }

    /// The value of a header.
    pub(crate) fn authorization(&self) -> Zeroizing<Vec<u8>> {
        const SCHEME: &[u8] = b"Bearer ";

        let token = self.secret.expose_bytes();
        let mut value = Zeroizing::new(Vec::with_capacity(SCHEME.len() + token.len()));
        value.extend_from_slice(SCHEME);
        value.extend_from_slice(token);
        value
    }

    pub(crate) fn is(&self, other: &Self) -> bool {
        self.secret == other.secret
    }
}

/// Whether it can stand in a header.
pub(crate) fn is_word(bytes: &[u8]) -> bool {
    !bytes.is_empty() && bytes.iter().all(u8::is_ascii_graphic)
}

/// A number, or as some write it, the same as text.
pub(crate) fn seconds(written: Option<&Secret>) -> Option<Duration> {
    let written = written?.expose_secret().trim();
    let is_number = !written.is_empty() && written.bytes().all(|byte| byte.is_ascii_digit());
    // More digits than fit are more than the longest.
    let seconds = if is_number { written.parse().unwrap_or(u64::MAX) } else { return None };
    Some(Duration::from_secs(seconds))
}

/// Shows when it ends.
impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Token").field("ends", &self.ends).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_and_their_ends() {
        let asked = UNIX_EPOCH + Duration::from_secs(1_000_000);
        let of = |text: &str| Token::of_json(text, &OF_ENTRA, asked);
        for (text, expected, renewal) in [
            (r#"{"access_token": "a.b", "expires_in": 3599, "token_type": "Bearer"}"#, 3599, None),
            (
                r#"{"access_token": "a", "expires_in": "86399", "refresh_in": "43199"}"#,
                86399,
                Some(43199),
            ),
            (r#"{"access_token": "a", "expires_on": "1000060", "token_type": "bearer"}"#, 60, None),
            (r#"{"access_token": "a", "expires_on": 999999}"#, 0, None),
            (r#"{"access_token": "a", "expires_on": "2026-01-01"}"#, 300, None),
            (r#"{"access_token": "a", "expires_in": 99999999999999999999999}"#, 604_800, None),
        ] {
            let token = of(text).unwrap();
            assert_eq!(token.lifetime, Duration::from_secs(expected), "{text}");
            assert_eq!(token.ends, asked + Duration::from_secs(expected), "{text}");
            assert_eq!(token.renewal, renewal.map(Duration::from_secs), "{text}");
        }
        for text in [
            "",
            "[]",
            "{}",
            r#"{"access_token": ""}"#,
            r#"{"access_token": "a b"}"#,
            r#"{"access_token": "a\r\nX: y"}"#,
            r#"{"access_token": "a", "token_type": "pop"}"#,
            r#"{"access_token": "a", "access_token": "b"}"#,
        ] {
            assert!(of(text).is_none(), "{text}");
        }
    }
}
