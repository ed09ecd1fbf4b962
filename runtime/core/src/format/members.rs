//! The members of a JSON object, as the text has them.

use super::json;

/// The members of the JSON object that `text` is: each name as it is written, without its quotes, and the text of its
/// value. `None` if it is no JSON, or no object.
///
/// For crates that read what a server says: nothing is copied, so that what holds secrets stays in the one buffer
/// that is wiped. Escapes in names and values stay; [`json_values`](crate::json_values) with an empty path decodes a
/// value. A name that is there twice comes twice.
///
/// ```
/// # use provider_credentials_core as provider_credentials;
/// use provider_credentials::{ExposeSecret, json_members, json_values};
///
/// let members = json_members(r#"{ "data": { "key": "a\n" }, "warnings": null }"#).unwrap();
/// assert_eq!(members, [("data", r#"{ "key": "a\n" }"#), ("warnings", "null")]);
/// let (name, value) = json_members(members[0].1).unwrap()[0];
/// let value = json_values(value, &[&[]]).unwrap().pop().flatten().unwrap();
/// assert_eq!((name, value.expose_secret()), ("key", "a"));
/// ```
#[must_use]
pub fn json_members(text: &str) -> Option<Vec<(&str, &str)>> {
    // From here on, brackets and quotes are known to be in pairs.
    json::extract(text, &[]).ok()?;
    let inner = text.trim_ascii().strip_prefix('{')?.strip_suffix('}')?;
    let mut members = Vec::new();
    let mut rest = inner.trim_ascii();
    while !rest.is_empty() {
        let (name, behind) = rest.split_at_checked(end_of_value(rest))?;
        let behind = behind.trim_ascii_start().strip_prefix(':')?.trim_ascii_start();
        let (value, behind) = behind.split_at_checked(end_of_value(behind))?;
        let name = name.trim_ascii_end().strip_prefix('"')?.strip_suffix('"')?;
        members.push((name, value.trim_ascii_end()));
        let behind = behind.trim_ascii_start();
        rest = behind.strip_prefix(',').unwrap_or(behind).trim_ascii_start();
    }
    Some(members)
}

/// The items of the JSON list that `text` is, each as it is written. `None` if it is no JSON, or no list.
///
/// Nothing is copied, as with [`json_members`].
///
/// ```
/// # use provider_credentials_core as provider_credentials;
/// use provider_credentials::json_items;
///
/// assert_eq!(json_items(r#"[{ "a": "," }, 7, []]"#).unwrap(), [r#"{ "a": "," }"#, "7", "[]"]);
/// assert!(json_items("{}").is_none());
/// ```
#[must_use]
pub fn json_items(text: &str) -> Option<Vec<&str>> {
    json::extract(text, &[]).ok()?;
    let inner = text.trim_ascii().strip_prefix('[')?.strip_suffix(']')?;
    let mut items = Vec::new();
    let mut rest = inner.trim_ascii();
    while !rest.is_empty() {
        let (item, behind) = rest.split_at_checked(end_of_value(rest))?;
        items.push(item.trim_ascii_end());
        rest = behind.strip_prefix(',').unwrap_or(behind).trim_ascii_start();
    }
    Some(items)
}

/// Where the value at the start of the text of an object or a list ends.
fn end_of_value(text: &str) -> usize {
    let (mut depth, mut is_quoted, mut is_escaped) = (0_usize, false, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' if is_quoted => is_escaped = true,
            b'"' => is_quoted = !is_quoted,
            _ if is_quoted => {}
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth = depth.saturating_sub(1),
            b',' | b':' if depth == 0 => return at,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_as_they_are_written() {
        let text = " {\"a\":1,\"b,:\\\"}\" : {\"c\":[\"]}\",{}]} ,\n\"\":\"x:,y\" } ";
        assert_eq!(
            json_members(text).unwrap(),
            [("a", "1"), ("b,:\\\"}", "{\"c\":[\"]}\",{}]}"), ("", "\"x:,y\"")]
        );
        assert_eq!(json_members("{}").unwrap(), []);
        assert_eq!(json_members("{ }").unwrap(), []);
        assert_eq!(json_members("{\"a\":1,\"a\":2}").unwrap(), [("a", "1"), ("a", "2")]);
        for none in
            ["", "[]", "1", "\"{}\"", "{", "{\"a\"}", "{\"a\":1,}", "{} {}", "{\"a\":\"\\x\"}"]
        {
            assert_eq!(json_members(none), None, "{none}");
        }
    }
}
