//! The attributes of a PKCS#11 URI (RFC 7512), with their places. Of what a variable holds, nothing is known.

use std::ops::Range;

use crate::chars::all;

/// Those before the question mark.
pub(super) const PATH: [&str; 13] = [
    "token",
    "manufacturer",
    "serial",
    "model",
    "library-manufacturer",
    "library-description",
    "library-version",
    "object",
    "type",
    "id",
    "slot-manufacturer",
    "slot-description",
    "slot-id",
];

/// Those behind it.
pub(super) const QUERY: [&str; 4] = ["pin-source", "pin-value", "module-name", "module-path"];

/// One as it is written.
pub(super) struct Attribute<'t> {
    pub(super) name: &'t str,
    /// `None` without an equals sign.
    pub(super) value: Option<&'t str>,
    pub(super) in_query: bool,
    /// Where all of it stands.
    pub(super) place: Range<usize>,
}

impl Attribute<'_> {
    /// Whether it has a variable, so that its value is not known.
    pub(super) fn is_open(&self) -> bool {
        self.value.is_some_and(|value| value.contains('$'))
    }
}

/// The attributes in their order; `None` if the scheme is another.
pub(super) fn attributes(uri: &str) -> Option<Vec<Attribute<'_>>> {
    const SCHEME: &str = "pkcs11:";

    let scheme = uri.get(..SCHEME.len())?;
    if !scheme.eq_ignore_ascii_case(SCHEME) {
        return None;
    }
    let mut attributes = Vec::new();
    let (mut start, mut in_query, mut in_variable) = (SCHEME.len(), false, false);
    let mut before = ' ';
    for (at, c) in uri.char_indices().skip(SCHEME.len()) {
        match c {
            // What stands between its braces is no part of the URI.
            '{' if before == '$' => in_variable = true,
            '}' => in_variable = false,
            '?' if !in_variable && !in_query => {
                add(uri, start..at, false, &mut attributes);
                (start, in_query) = (at + 1, true);
            }
            ';' | '&' if !in_variable && (c == '&') == in_query => {
                add(uri, start..at, in_query, &mut attributes);
                start = at + 1;
            }
            _ => {}
        }
        before = c;
    }
    add(uri, start..uri.len(), in_query, &mut attributes);
    Some(attributes)
}

fn add<'t>(uri: &'t str, place: Range<usize>, in_query: bool, to: &mut Vec<Attribute<'t>>) {
    let text = uri.get(place.clone()).unwrap_or_default();
    if text.is_empty() {
        return;
    }
    let (name, value) = match text.split_once('=') {
        Some((name, value)) => (name, Some(value)),
        None => (text, None),
    };
    to.push(Attribute { name, value, in_query, place });
}

/// Whether each `%` is followed by two hexadecimal digits.
pub(super) fn is_encoded(value: &str) -> bool {
    let mut parts = value.split('%');
    parts.next();
    parts.all(|part| part.get(..2).is_some_and(|digits| all(digits, |c| c.is_ascii_hexdigit())))
}
