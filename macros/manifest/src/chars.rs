//! Text by a rule for its characters.
//!
//! `str`'s own methods are compiled again for every closure and every length of an array that they
//! are given, in every user's build. These are compiled once.

/// Whether one follows the rule.
pub(crate) fn any(text: &str, rule: fn(char) -> bool) -> bool {
    for c in text.chars() {
        if rule(c) {
            return true;
        }
    }
    false
}

/// Whether every one follows the rule.
pub(crate) fn all(text: &str, rule: fn(char) -> bool) -> bool {
    for c in text.chars() {
        if !rule(c) {
            return false;
        }
    }
    true
}

/// Those that it begins with and that follow the rule, and the rest.
pub(crate) fn leading(text: &str, rule: fn(char) -> bool) -> (&str, &str) {
    for (i, c) in text.char_indices() {
        if !rule(c) {
            return text.split_at_checked(i).unwrap_or((text, ""));
        }
    }
    (text, "")
}

/// The rest, and those that it ends with and that follow the rule.
pub(crate) fn trailing(text: &str, rule: fn(char) -> bool) -> (&str, &str) {
    for (i, c) in text.char_indices().rev() {
        if !rule(c) {
            return text.split_at_checked(i + c.len_utf8()).unwrap_or((text, ""));
        }
    }
    ("", text)
}

/// The text without those that follow the rule.
pub(crate) fn without(text: &str, rule: fn(char) -> bool) -> String {
    let mut rest = String::with_capacity(text.len());
    for c in text.chars() {
        if !rule(c) {
            rest.push(c);
        }
    }
    rest
}

/// The text with that one in place of those that follow the rule.
pub(crate) fn replaced(text: &str, rule: fn(char) -> bool, by: char) -> String {
    let mut replaced = String::with_capacity(text.len());
    for c in text.chars() {
        replaced.push(if rule(c) { by } else { c });
    }
    replaced
}

/// The text with something else in place of a sign.
pub(crate) fn escaped(text: &str, sign: char, by: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if c == sign {
            escaped.push_str(by);
        } else {
            escaped.push(c);
        }
    }
    escaped
}

/// All of them, with something between.
pub(crate) fn joined(texts: &[&str], by: &str) -> String {
    let mut joined = String::new();
    for (number, text) in texts.iter().enumerate() {
        if number > 0 {
            joined.push_str(by);
        }
        joined.push_str(text);
    }
    joined
}

/// Whether it begins with one of these.
pub(crate) fn begins_with(text: &str, these: &str) -> bool {
    text.chars().next().is_some_and(|first| these.contains(first))
}

/// Whether it ends with one of these.
pub(crate) fn ends_with(text: &str, these: &str) -> bool {
    text.chars().next_back().is_some_and(|last| these.contains(last))
}
