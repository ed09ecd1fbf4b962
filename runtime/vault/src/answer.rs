//! What a server says: pieces of its JSON, where they stand.

use std::time::Duration;

use provider_credentials_core::{ExposeSecret, Secret, json_members, json_values};

/// The value of a member, unless it is there twice or `null`.
pub(crate) fn member<'t>(object: &'t str, name: &str) -> Option<&'t str> {
    let mut found = json_members(object)?.into_iter().filter(|(known, _)| *known == name);
    let (_, value) = found.next()?;
    (found.next().is_none() && value != "null").then_some(value)
}

/// The value at the end of a path of members.
pub(crate) fn at<'t>(object: &'t str, path: &[&str]) -> Option<&'t str> {
    path.iter().try_fold(object, |object, name| member(object, name))
}

/// A scalar that is neither `null` nor empty.
pub(crate) fn text(value: &str) -> Option<Secret> {
    json_values(value, &[&[]])?.pop().flatten()
}

pub(crate) fn text_at(object: &str, path: &[&str]) -> Option<Secret> {
    text(at(object, path)?)
}

pub(crate) fn is_true(object: &str, path: &[&str]) -> bool {
    at(object, path) == Some("true")
}

/// A number of seconds; none for 0, which stands for no end.
pub(crate) fn seconds_at(object: &str, path: &[&str]) -> Option<Duration> {
    // More could not be added to a time.
    const LONGEST: u64 = 10 * 365 * 24 * 3600;

    let seconds: u64 = text_at(object, path)?.expose_secret().parse().ok()?;
    (seconds > 0).then(|| Duration::from_secs(seconds.min(LONGEST)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces() {
        let object = r#"{"a": {"b": 7, "c": "x", "d": null, "e": true, "f": ""}, "g": 1, "g": 2}"#;
        assert_eq!(at(object, &["a", "b"]), Some("7"));
        assert_eq!(text_at(object, &["a", "c"]).unwrap().expose_secret(), "x");
        assert!(text_at(object, &["a", "d"]).is_none() && text_at(object, &["a", "f"]).is_none());
        assert!(is_true(object, &["a", "e"]) && !is_true(object, &["a", "b"]));
        assert_eq!((at(object, &["g"]), at(object, &["h"])), (None, None));
        assert_eq!(seconds_at(object, &["a", "b"]), Some(Duration::from_secs(7)));
        assert_eq!(seconds_at(r#"{"a": 0}"#, &["a"]), None);
        assert_eq!(seconds_at(r#"{"a": -1}"#, &["a"]), None);
    }
}
