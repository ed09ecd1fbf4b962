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

/// The first word of a table that is so. As one text the table has no pointers, of which each takes forty bytes of a
/// program.
pub(super) fn word<'t>(table: &'t str, is: &dyn Fn(&str) -> bool) -> Option<&'t str> {
    for word in table.split(' ') {
        if is(word) {
            return Some(word);
        }
    }
    None
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
