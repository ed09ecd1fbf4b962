//! A message of a chat as its program exports or copies it: a time and a name stand before what was written.

use crate::value::letters::text::{all, begins_as, is_digit, split_at, without_start};

/// `[12.03.24, 14:22:07] Name: …`, `12/03/2024, 14:22 - Name: …`; of several, the first tells.
pub(in crate::value) fn is_message(text: &str) -> bool {
    const LONGEST: usize = 60;

    // What makes a line stand from left to right in front of it.
    let line = without_start(text.lines().next().unwrap_or_default(), |c| c == '\u{200e}');
    let (line, end) = match line.strip_prefix('[') {
        Some(line) => (line, "] "),
        None => (line, " - "),
    };
    let Some((when, rest)) = line.split_once(end) else { return false };
    let Some((date, time)) = when.split_once(", ").or_else(|| when.split_once(' ')) else {
        return false;
    };
    let Some((name, message)) = rest.split_once(": ") else { return false };
    is_date(date) && is_time(time) && matches!(name.len(), 1..=LONGEST) && !message.is_empty()
}

/// `12.03.24`, `3/12/24`, `2024-03-12`.
fn is_date(text: &str) -> bool {
    let mut count = 0;
    for part in text.split(['.', '/', '-']) {
        if !matches!(part.len(), 1 | 2 | 4) || !all(part, is_digit) {
            return false;
        }
        count += 1;
    }
    count == 3
}

/// `14:22`, `14:22:07`, `2:22 PM`.
fn is_time(text: &str) -> bool {
    let (clock, half) = split_at(text, &mut char::is_whitespace);
    let mut count = 0;
    for part in clock.split(':') {
        if !matches!(part.len(), 1 | 2) || !all(part, is_digit) {
            return false;
        }
        count += 1;
    }
    matches!(count, 2 | 3) && half.is_none_or(|half| begins_as(half, char::is_alphabetic))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_told_from_passwords() {
        for text in [
            "[12.03.24, 14:22:07] Otto: exampleNotAKey9",
            "\u{200e}[12.03.24, 14:22:07] Otto: exampleNotAKey9",
            "12/03/2024, 14:22 - Otto Otter: the key is exampleNotAKey9",
            "[3/12/24, 2:22:07\u{202f}PM] Otto: exampleNotAKey9",
            "2024-03-12, 14:22 - Otto: exampleNotAKey9\n2024-03-12, 14:23 - Ida: thanks",
        ] {
            assert!(is_message(text), "{text}");
        }
        for text in [
            "[12.03.24] Otto: k9q",
            "[12.03, 14:22] Otto: k9q",
            "[12.03.24, 14:22:07] k9qZm77x",
            "[12.03.24, 14-22] Otto: k9q",
            "12/03/2024, 14:22, Otto: k9q",
            "12/x3/2024, 14:22 - Otto: k9q",
            "[12.03.24, 14:22 9] Otto: k9q",
            "2024-03-12 14:22:07 Otto: k9q",
        ] {
            assert!(!is_message(text), "{text}");
        }
    }
}
