//! What a server says: pieces of its JSON, where they stand.

use provider_credentials_core::{Secret, json_items, json_members, json_values};
use zeroize::Zeroizing;

/// The value of a member, unless it is there twice or `null`.
pub(crate) fn member<'t>(object: &'t str, name: &str) -> Option<&'t str> {
    let mut found = json_members(object)?.into_iter().filter(|(known, _)| *known == name);
    let (_, value) = found.next()?;
    (found.next().is_none() && value != "null").then_some(value)
}

/// A scalar at a member, which is neither `null` nor empty.
pub(crate) fn secret(object: &str, name: &str) -> Option<Secret> {
    json_values(member(object, name)?, &[&[]])?.pop().flatten()
}

/// The same as text.
pub(crate) fn text(object: &str, name: &str) -> Option<Zeroizing<String>> {
    let value = secret(object, name)?;
    core::str::from_utf8(value.expose_bytes()).ok().map(|text| Zeroizing::new(text.to_owned()))
}

/// The items of a list at a member, as the text has them; none if there is no list.
pub(crate) fn items<'t>(object: &'t str, name: &str) -> Vec<&'t str> {
    member(object, name).and_then(json_items).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces() {
        let object = r#"{"a": [{"b": "x,]\""}, {"b": 2}, "c" , []], "d": null, "e": "", "f": []}"#;
        assert_eq!(items(object, "a"), [r#"{"b": "x,]\""}"#, r#"{"b": 2}"#, r#""c""#, "[]"]);
        assert_eq!(&**text(items(object, "a")[0], "b").unwrap(), "x,]\"");
        assert!(items(object, "f").is_empty() && items(object, "d").is_empty());
        assert!(text(object, "d").is_none() && text(object, "e").is_none());
        assert!(member("[]", "a").is_none() && member(r#"{"a": 1, "a": 2}"#, "a").is_none());
    }
}
