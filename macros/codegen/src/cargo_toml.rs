//! One value of a `Cargo.toml`.
//!
//! A parser of TOML would be more than all of this crate, in every user's cold build, for one warning.

/// The value at a path of keys as it is written, without comments and space around it.
///
/// Reads tables, dotted and quoted keys and inline tables; no items of `[[arrays]]`.
pub(crate) fn value(toml: &str, path: &[&str]) -> Option<String> {
    let mut table = Vec::new();
    for statement in statements(toml) {
        if let Some(header) = statement.strip_prefix('[') {
            let header = header.strip_suffix(']').unwrap_or(header);
            table = keys(header);
        } else if let Some(found) = in_pair(&table, &statement, path) {
            return Some(found);
        }
    }
    None
}

/// The text of a string without escapes.
pub(crate) fn string(value: &str) -> Option<&str> {
    let quote = value.chars().next().filter(|first| is_quote(*first))?;
    let inner = value.strip_prefix(quote)?.strip_suffix(quote)?;
    (!inner.contains(['\\', quote])).then_some(inner)
}

fn in_pair(table: &[String], pair: &str, path: &[&str]) -> Option<String> {
    let parts = split(pair, '=');
    let (key, value) = (parts.first()?, pair.get(parts.first()?.len() + 1..)?.trim());
    let mut rest = path;
    for key in table.iter().chain(&keys(key)) {
        let (first, behind) = rest.split_first()?;
        if key != first {
            return None;
        }
        rest = behind;
    }
    if rest.is_empty() {
        return Some(value.to_owned());
    }
    let inline = value.strip_prefix('{')?.strip_suffix('}')?;
    for pair in split(inline, ',') {
        if let Some(found) = in_pair(&[], pair, rest) {
            return Some(found);
        }
    }
    None
}

/// The parts of a dotted key.
fn keys(dotted: &str) -> Vec<String> {
    let mut keys = Vec::new();
    for key in split(dotted, '.') {
        let key = key.trim();
        keys.push(string(key).unwrap_or(key).to_owned());
    }
    keys
}

/// Headers and pairs, each on one line: without comments, and with the lines of a list joined.
fn statements(toml: &str) -> Vec<String> {
    let mut statements = Vec::new();
    let mut statement = String::new();
    let mut depth = 0_usize;
    let mut rest = toml;
    while let Some(next) = rest.chars().next() {
        let mut length = next.len_utf8();
        if is_quote(next) {
            length = string_length(rest, next);
        } else if next == '#' {
            length = rest.find('\n').unwrap_or(rest.len());
        }
        let (token, behind) = rest.split_at(length);
        rest = behind;
        depth = nested(depth, next);
        match next {
            '\n' if depth == 0 => statements.push(std::mem::take(&mut statement)),
            '#' => {}
            _ => statement.push_str(token),
        }
    }
    statements.push(statement);
    for statement in &mut statements {
        *statement = statement.trim().to_owned();
    }
    statements
}

/// The pieces between a sign that stands in no string, list or table.
fn split(text: &str, sign: char) -> Vec<&str> {
    let mut pieces = Vec::new();
    let (mut start, mut at, mut depth) = (0, 0, 0_usize);
    while let Some(rest) = text.get(at..) {
        let Some(next) = rest.chars().next() else { break };
        if next == sign && depth == 0 {
            pieces.push(text.get(start..at).unwrap_or_default());
            start = at + next.len_utf8();
        }
        depth = nested(depth, next);
        at += if is_quote(next) { string_length(rest, next) } else { next.len_utf8() };
    }
    pieces.push(text.get(start..).unwrap_or_default());
    pieces
}

fn nested(depth: usize, sign: char) -> usize {
    match sign {
        '[' | '{' => depth + 1,
        ']' | '}' => depth.saturating_sub(1),
        _ => depth,
    }
}

fn is_quote(sign: char) -> bool {
    sign == '"' || sign == '\''
}

/// How long the string is that a text begins with, its quotes included.
fn string_length(text: &str, quote: char) -> usize {
    let mut end = String::from(quote);
    if text.starts_with(&[quote; 3].iter().collect::<String>()) {
        end = [quote; 3].iter().collect();
    }
    let mut at = end.len();
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        if rest.starts_with(&end) {
            return at + end.len();
        }
        let mut signs = rest.chars();
        at += signs.next().map_or(1, char::len_utf8);
        if quote == '"' && rest.starts_with('\\') {
            at += signs.next().map_or(0, char::len_utf8);
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r#"
# publish = "comment"
workspace.package = { version = "1.0.0", publish = [ ] } # behind
[package] # name
name = "p"
description = """
[package]
publish = "in a string \"""
"""
include = [
    "src", # publish = "in a list"
    "ü]",
]
publish   = false
'metadata'."provider-credentials" = { a = 'x = 1', manifest_outside_package = "allow" }
[[bin]]
name = "other"
[package.metadata.x]
url = "http://example.com/#anchor"
"#;

    #[test]
    fn values_are_found_wherever_they_may_stand() {
        for text in [TEXT.to_owned(), TEXT.replace('\n', "\r\n")] {
            for (path, expected) in [
                (&["package", "publish"][..], Some("false")),
                (&["workspace", "package", "publish"], Some("[ ]")),
                (&["package", "name"], Some("\"p\"")),
                (
                    &["package", "metadata", "provider-credentials", "manifest_outside_package"],
                    Some("\"allow\""),
                ),
                (&["package", "metadata", "x", "url"], Some("\"http://example.com/#anchor\"")),
                (&["publish"], None),
                (&["bin", "name"], None),
                (&["package", "metadata", "provider-credentials", "x"], None),
            ] {
                assert_eq!(value(&text, path).as_deref(), expected, "{path:?}");
            }
        }
    }

    #[test]
    fn text_that_is_no_toml_has_no_values() {
        for text in
            ["", "=", "[", "]]", "\"", "'''", "\"\\", "{ = , }", "[package]\npublish", "é=\"é"]
        {
            assert_eq!(value(text, &["package", "publish"]), None, "{text}");
        }
    }

    #[test]
    fn strings_lose_their_quotes() {
        for (value, expected) in [
            ("\"a\"", Some("a")),
            ("'a'", Some("a")),
            ("a", None),
            ("\"", None),
            ("\"a\\n\"", None),
        ] {
            assert_eq!(string(value), expected, "{value}");
        }
    }
}
