//! Pieces of JSON, where they stand, and texts that are sent in it.

use core::fmt::Write as _;

use provider_credentials_core::{ExposeSecret as _, Secret, json_items, json_members, json_values};
use zeroize::Zeroizing;

/// The value at the end of a path of members; `None` if one of them is not there, is there twice, or is `null`.
pub(crate) fn at<'t>(object: &'t str, path: &[&str]) -> Option<&'t str> {
    path.iter().try_fold(object, |object, name| {
        let mut found = json_members(object)?.into_iter().filter(|(known, _)| known == name);
        let (_, value) = found.next()?;
        (found.next().is_none() && value != "null").then_some(value)
    })
}

/// A scalar there, which is not empty.
pub(crate) fn secret(object: &str, path: &[&str]) -> Option<Secret> {
    json_values(at(object, path)?, &[&[]])?.pop().flatten()
}

/// The same as text.
pub(crate) fn text(object: &str, path: &[&str]) -> Option<Zeroizing<String>> {
    secret(object, path).map(|value| Zeroizing::new(value.expose_secret().to_owned()))
}

/// The items of a list there, as the text has them.
pub(crate) fn items<'t>(object: &'t str, path: &[&str]) -> Vec<&'t str> {
    at(object, path).and_then(json_items).unwrap_or_default()
}

/// In quotes (RFC 8259, section 7), for what is no secret.
pub(crate) fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            // Writing to a string cannot fail.
            c if c.is_control() => _ = write!(quoted, "\\u{:04x}", u32::from(c)),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces() {
        let object = r#"{"a": {"b": "x", "c": ["y", 2], "d": null, "e": ""}, "f": 1, "f": 2}"#;
        assert_eq!(&**text(object, &["a", "b"]).unwrap(), "x");
        assert_eq!(items(object, &["a", "c"]), ["\"y\"", "2"]);
        for path in [&["a", "d"][..], &["a", "e"], &["f"], &["g"], &["a", "b", "c"]] {
            assert!(text(object, path).is_none(), "{path:?}");
        }
        let odd = "a\"b\\c\u{1}\né𝄞";
        let read: String = serde_json::from_str(&quoted(odd)).unwrap();
        assert_eq!(read, odd);
    }
}
