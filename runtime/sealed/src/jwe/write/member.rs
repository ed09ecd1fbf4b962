//! Members of JSON objects, as text.

use core::fmt::Write as _;

/// Adds a member whose value is a string.
pub(super) fn text(object: &mut String, name: &str, value: &str) {
    start(object, name);
    object.push('"');
    for c in value.chars() {
        match c {
            '"' | '\\' => object.extend(['\\', c]),
            '\0'..='\u{1f}' => {
                let _ = write!(object, "\\u{:04x}", u32::from(c));
            }
            _ => object.push(c),
        }
    }
    object.push('"');
}

/// Adds a member whose value is JSON.
pub(super) fn json(object: &mut String, name: &str, value: &str) {
    start(object, name);
    object.push_str(value);
}

fn start(object: &mut String, name: &str) {
    object.push(if object.is_empty() { '{' } else { ',' });
    let _ = write!(object, "\"{name}\":");
}
