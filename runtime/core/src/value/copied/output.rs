//! What a command prints around a secret: tables, lines of a log, and commands to a CI system.

use super::chat::is_message;
use crate::value::about::About;
use crate::value::letters::alphabet::{Alphabet, BRACKET, COLON, CONTROL, EQUALS, HASH, SPACE};
use crate::value::letters::signs::{begins_with, has};
use crate::value::letters::text::{
    all, any, begins_as, is_digit, is_hex_digit, is_upper, split_at,
};

/// What the text is, if it is more than the secret.
pub(in crate::value) fn kind(text: &str, signs: Alphabet, about: &About) -> Option<&'static str> {
    if signs.has(CONTROL) && has_rule(text) {
        return Some("a table that a command printed");
    }
    if signs.has(COLON) && is_of_keychain(text) {
        return Some("the output of `security`");
    }
    if signs.has_all(COLON | SPACE) && is_message(text) {
        return Some("a message of a chat");
    }
    if signs.has(COLON | HASH) && is_of_ci(text) {
        return Some("a command to a CI system");
    }
    let is_log = signs.has(COLON | EQUALS | BRACKET) && is_line_of_log(text, signs);
    (is_log && !about.has_name_with(b"log")).then_some("a line of a log")
}

/// Whether one of its lines separates others: dashes below each heading, as Vault, Azure and `PowerShell` write them, or a
/// frame.
fn has_rule(text: &str) -> bool {
    let (mut is_first, mut has_rule) = (true, false);
    for line in text.lines() {
        let line = line.trim();
        has_rule |= is_frame(line)
            || !is_first && is_below_headings(line)
            || is_first && is_heading(line) && has_pairs(text);
        is_first = false;
    }
    has_rule && !has(text, "-----BEGIN ")
}

/// `+------+-----+`, `|---|---|`, `├──────┼─────┤`.
fn is_frame(line: &str) -> bool {
    let is_corner =
        |c| matches!(c, '+' | '|' | '\u{250c}' | '\u{251c}' | '\u{2514}' | '\u{256d}' | '\u{2570}');
    begins_as(line, is_corner)
        && (has(line, "---") || has(line, "\u{2500}\u{2500}\u{2500}"))
        && all(line, |c| matches!(c, '+' | '|' | '-' | '=' | ':' | ' ' | '\u{2500}'..='\u{257f}'))
}

/// `---      -----`, of two columns at least.
fn is_below_headings(line: &str) -> bool {
    has(line, "--- ") && has(line, " --") && all(line, |c| matches!(c, '-' | ' '))
}

/// `====== Data ======`, `=== acme Config Vars`.
fn is_heading(line: &str) -> bool {
    let title = line.trim_start_matches('=');
    line.len() > title.len() + 1 && title.starts_with(' ')
}

/// Whether the line below has a name and a value, as in `KEY: value` and `Key    Value`.
fn has_pairs(text: &str) -> bool {
    let line = text.lines().nth(1).unwrap_or_default();
    (has(line, ": ") || has(line, "  ")) && !has(line, "apiVersion")
}

/// `::add-mask::…` of GitHub, `##vso[…]…` of Azure Pipelines, `##teamcity[…]`.
fn is_of_ci(text: &str) -> bool {
    begins_with(
        text,
        &[
            "::add-mask::",
            "::set-output ",
            "::set-env ",
            "::debug::",
            "::notice::",
            "::warning::",
            "::error::",
            "##vso[",
            "##[debug]",
            "##[command]",
            "##[section]",
            "##[warning]",
            "##[error]",
            "##teamcity[",
        ],
    )
}

/// What macOS prints of an entry of a keychain: `password: 0x6B39  "…"` and `keychain: "…"`, with what it knows of it.
fn is_of_keychain(text: &str) -> bool {
    let digits = text.strip_prefix("password: 0x").map(|rest| split_at(rest, &mut |c| c == ' '));
    matches!(digits, Some((digits, Some(_))) if digits.len() > 1 && all(digits, is_hex_digit))
        || begins_with(text, &["keychain: \"", "password: \""])
            && has(text, "\n")
            && has(text, "class: ")
            && has(text, "attributes:")
}

/// `level=info msg=…`, `DEBUG:root:…`, `[INFO] …`, and a time with what happened then.
fn is_line_of_log(text: &str, signs: Alphabet) -> bool {
    const LEVELS: [&str; 6] = ["TRACE", "DEBUG", "INFO", "NOTICE", "WARN", "WARNING"];

    if signs.has(CONTROL) {
        return false;
    }
    if signs.has_all(SPACE | EQUALS)
        && has(text, "level=")
        && (has(text, "msg=") || has(text, "message="))
    {
        return true;
    }
    let (first, rest) = split_at(text, &mut |c| matches!(c, ' ' | ':'));
    let rest = rest.unwrap_or_default();
    let level = first.trim_start_matches('[').trim_end_matches(']');
    let is_level = all(level, is_upper) && LEVELS.contains(&level);
    // Python's has the name of a logger behind it.
    let is_of_python =
        || rest.split_once(':').is_some_and(|(name, _)| !name.is_empty() && !any(name, is_digit));
    if is_level
        && (first.starts_with('[')
            || text.as_bytes().get(first.len()) == Some(&b':') && is_of_python())
    {
        return true;
    }
    let is_timed = first.len() >= 10 && begins_as(first, is_digit) && has(first, "-");
    is_timed && LEVELS.iter().any(|level| has(rest, level)) && has(rest, " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Option<&'static str> {
        let about = About::new("acme", None, ["acme", "secret", ""]);
        kind(text, Alphabet::of(text), &about)
    }

    #[test]
    fn what_is_printed_is_told_from_documents() {
        for text in [
            "Key      Value\n---      -----\napi_key  exampleNotAKey9",
            "====== Data ======\nKey    Value\n---    -----\nkey    exampleNotAKey9",
            "+-----+------+\n| Key | Name |\n+-----+------+",
            "| Key | Name |\n|-----|:----:|\n| a   | b    |",
            "\u{250c}\u{2500}\u{2500}\u{2500}\u{2510}\n\u{2502} a \u{2502}",
            "=== acme Config Vars\nAPI_KEY: exampleNotAKey9",
            "::add-mask::exampleNotAKey9",
            "##vso[task.setvariable variable=key]exampleNotAKey9",
            "level=info msg=\"loaded\" key=exampleNotAKey9",
            "DEBUG:root:exampleNotAKey9",
            "[INFO] exampleNotAKey9",
            "2026-01-31T08:00:00Z INFO key is exampleNotAKey9",
        ] {
            assert!(of(text).is_some(), "{text}");
        }
        for text in [
            "---\nkey: exampleNotAKey9",
            "a title\n=======\nan example",
            "-----BEGIN EXAMPLE-----\nbm90aGluZw==\n-----END EXAMPLE-----",
            "# -----\n[client]\nuser = app",
            "::k9q::Zm77",
            "##k9q[Zm77]",
            "DEBUG:k9qZm77x",
            "INFO:k9q77:Zm77x",
            "INFORMATION:root:k9q",
            "level=9",
            "2026-01-31",
        ] {
            assert_eq!(of(text), None, "{text}");
        }
    }
}
