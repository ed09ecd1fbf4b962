//! Text in columns of a terminal, where some signs take two and some none.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

pub(crate) fn width_of(text: &str) -> usize {
    text.width()
}

/// With spaces behind it, to be that wide.
pub(crate) fn pad(text: &str, width: usize) -> String {
    let missing = width.saturating_sub(width_of(text));
    format!("{text}{:missing$}", "")
}

/// No wider than that: what is in its middle is cut away, since both ends of a path say more.
pub(crate) fn fit(text: &str, width: usize, ellipsis: &str) -> String {
    if width_of(text) <= width {
        return text.to_owned();
    }
    let room = width.saturating_sub(width_of(ellipsis));
    let front = beginning(text, room / 2);
    let rest = room.saturating_sub(width_of(front));
    format!("{front}{ellipsis}{}", end(text, rest))
}

/// As much of its end as has room.
pub(crate) fn end(text: &str, width: usize) -> String {
    let back: String = text.chars().rev().collect();
    beginning(&back, width).chars().rev().collect()
}

/// As much as has room.
pub(crate) fn beginning(text: &str, width: usize) -> &str {
    let mut taken = 0;
    let end = text.char_indices().find(|(_, c)| {
        taken += c.width().unwrap_or(0);
        taken > width
    });
    end.map_or(text, |(at, _)| text.get(..at).unwrap_or(text))
}

/// Lines no wider than that, broken at spaces, and in words that are longer than a line.
pub(crate) fn wrap(text: &str, width: usize) -> Vec<String> {
    let width = width.max(1);
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut used = 0;
    for word in text.split(' ') {
        let needed = width_of(word);
        if used > 0 && needed.saturating_add(used + 1) > width {
            lines.push(std::mem::take(&mut line));
            used = 0;
        } else if used > 0 {
            line.push(' ');
            used += 1;
        }
        let mut word = word;
        while width_of(word) > width {
            // At least one sign a line, however wide.
            let cut = beginning(word, width);
            let at = if cut.is_empty() {
                word.chars().next().map_or(0, char::len_utf8)
            } else {
                cut.len()
            };
            let (front, rest) = word.split_at(at);
            lines.push(front.to_owned());
            word = rest;
        }
        line.push_str(word);
        used += width_of(word);
    }
    if used > 0 || lines.is_empty() {
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_signs_count_as_two() {
        assert_eq!(pad("日本", 6), "日本  ");
        assert_eq!(fit("日本日本日本", 7, "…"), "日…日本");
        assert_eq!(fit("/run/secrets/stripe.json", 14, "…"), "/run/s…pe.json");
        assert_eq!(fit("abc", 3, "…"), "abc");
    }

    #[test]
    fn lines_are_no_wider_than_said() {
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("a 0123456789 b", 4), ["a", "0123", "4567", "89 b"]);
        assert_eq!(wrap("日本日本", 3), ["日", "本", "日", "本"]);
        assert_eq!(wrap("", 10), [""]);
        for width in 1..30 {
            let lines = wrap("file `/run/日本/stripe` does not exist; create it", width);
            assert!(lines.iter().all(|line| width_of(line) <= width.max(2)), "{lines:?}");
        }
    }
}
