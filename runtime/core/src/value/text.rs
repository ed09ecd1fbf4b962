//! What texts are made of, and whether they are in a table.
//!
//! The questions are functions or references, not types: of each closure that a method of the standard library is
//! given, the compiler writes that method anew.

/// Whether every character is so.
pub(super) fn all(text: &str, is: fn(char) -> bool) -> bool {
    for c in text.chars() {
        if !is(c) {
            return false;
        }
    }
    true
}

/// Whether a character is so.
pub(super) fn any(text: &str, is: fn(char) -> bool) -> bool {
    for c in text.chars() {
        if is(c) {
            return true;
        }
    }
    false
}

/// Whether the text has a first character, and it is so.
pub(super) fn begins_as(text: &str, is: fn(char) -> bool) -> bool {
    match text.chars().next() {
        Some(first) => is(first),
        None => false,
    }
}

/// Whether the text has a last character, and it is so.
pub(super) fn ends_as(text: &str, is: fn(char) -> bool) -> bool {
    match text.chars().next_back() {
        Some(last) => is(last),
        None => false,
    }
}

/// What stands before the first character that is so, and the rest.
pub(super) fn split_before(text: &str, is: fn(char) -> bool) -> (&str, &str) {
    for (at, c) in text.char_indices() {
        if is(c) {
            return text.split_at_checked(at).unwrap_or((text, ""));
        }
    }
    (text, "")
}

/// The text without the characters at its end that are so.
pub(super) fn without_end(text: &str, is: fn(char) -> bool) -> &str {
    let mut chars = text.chars();
    loop {
        let rest = chars.as_str();
        match chars.next_back() {
            Some(last) if is(last) => {}
            _ => return rest,
        }
    }
}

/// The first word of a table that is so. As one text the table has no pointers, of which each takes forty bytes of a
/// program.
pub(super) fn word<'t>(table: &'t str, is: &dyn Fn(&str) -> bool) -> Option<&'t str> {
    table.split(' ').find(|word| is(word))
}

/// Whether a word of a table is so.
pub(super) fn any_word(table: &str, is: &dyn Fn(&str) -> bool) -> bool {
    word(table, is).is_some()
}

/// Whether it is so of one of these.
pub(super) fn any_of(these: &[&str], is: &dyn Fn(&str) -> bool) -> bool {
    for one in these {
        if is(one) {
            return true;
        }
    }
    false
}

/// Whether a part is in the text, in small letters or capitals.
pub(super) fn holds(text: &str, part: &str) -> bool {
    for window in text.as_bytes().windows(part.len()) {
        if window.eq_ignore_ascii_case(part.as_bytes()) {
            return true;
        }
    }
    false
}
