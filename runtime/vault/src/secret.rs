//! From what a secret of the server holds to what one request is answered with.

use core::str;
use std::time::SystemTime;

use provider_credentials_core::{Secret, SourceAnswer, SourceError, json_members};
use zeroize::Zeroizing;

use crate::answer::text;
use crate::failures::{ANSWER_INVALID, KEY_NEEDED, NO_KEYS, NOT_ONE_TEXT};

/// The whole of it if the core looks a key up there, else the value of its only key.
pub(crate) fn answer(
    data: &[u8],
    selects: bool,
    version: Option<&str>,
    good_until: Option<SystemTime>,
) -> Result<SourceAnswer, SourceError> {
    let mut answer = if selects {
        SourceAnswer::content(Zeroizing::new(data.to_vec()))
    } else {
        SourceAnswer::secret(only_value(data)?)
    };
    if let Some(version) = version {
        answer = answer.version(version);
    }
    if let Some(time) = good_until {
        answer = answer.good_until(time);
    }
    Ok(answer)
}

fn only_value(data: &[u8]) -> Result<Secret, SourceError> {
    let members = str::from_utf8(data).ok().and_then(json_members).ok_or(ANSWER_INVALID)?;
    match &members[..] {
        [] => Err(NO_KEYS),
        [(_, value)] => text(value).ok_or(NOT_ONE_TEXT),
        _ => Err(KEY_NEEDED),
    }
}

#[cfg(test)]
mod tests {
    use provider_credentials_core::ExposeSecret as _;

    use super::*;

    #[test]
    fn the_only_key_needs_no_name() {
        let value = |data: &str| only_value(data.as_bytes());
        assert_eq!(value(r#"{"key": "a\"b"}"#).unwrap().expose_secret(), "a\"b");
        assert_eq!(value(r#"{"key": 12.50}"#).unwrap().expose_secret(), "12.50");
        assert_eq!(value("{}").unwrap_err(), NO_KEYS);
        assert_eq!(value(r#"{"a": 1, "b": 2}"#).unwrap_err(), KEY_NEEDED);
        for data in [r#"{"a": null}"#, r#"{"a": {}}"#, r#"{"a": [1]}"#, r#"{"a": ""}"#] {
            assert_eq!(value(data).unwrap_err(), NOT_ONE_TEXT, "{data}");
        }
        assert_eq!(value("[]").unwrap_err(), ANSWER_INVALID);
    }
}
