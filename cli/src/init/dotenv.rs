//! `--from .env`: the names in it. A value is looked at for one thing, whether it is a secret, and wiped with the text.

use std::path::Path;

use provider_credentials_manifest::known;
use zeroize::Zeroizing;

use super::files::is_private;
use super::found::{Finding, Import, Looks, Place};
use super::text::read;
use crate::end::Failure;
use crate::plain::plain;

pub(super) fn import(path: &Path) -> Result<Import, Failure> {
    let text = read(path)?;
    let shown = plain(&path.display().to_string());
    let mut import = Import::default();
    if !is_template(path) {
        is_private(path, &shown, &mut import.told);
    }
    let mut lines = Lines { rest: &text, line: 0 };
    while let Some(entry) = lines.next_entry() {
        let Entry { line, name: Some(name), value } = entry else {
            import.told.push(format!("{shown}:{} is no `NAME=value`, and is skipped", entry.line));
            continue;
        };
        let looks = if known::is_secret(&value) { Looks::Secret } else { Looks::AsNamed };
        import.findings.push(Finding {
            place: Place::Env(name),
            origin: format!("{shown}:{line}"),
            required: None,
            description: None,
            looks,
        });
    }
    Ok(import)
}

/// `.env.example` and the like belong into git: they have no values, or values that are none.
pub(super) fn is_template(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    ["example", "sample", "template", "dist"].iter().any(|end| name.ends_with(end))
}

struct Entry {
    line: usize,
    /// `None` for what is no name: the line of a key that is not quoted, as likely as not.
    name: Option<String>,
    value: Zeroizing<String>,
}

struct Lines<'t> {
    rest: &'t str,
    line: usize,
}

impl Lines<'_> {
    fn next_line(&mut self) -> Option<&str> {
        if self.rest.is_empty() {
            return None;
        }
        let (line, rest) = self.rest.split_once('\n').unwrap_or((self.rest, ""));
        self.rest = rest;
        self.line += 1;
        Some(line.trim_end_matches('\r'))
    }

    fn next_entry(&mut self) -> Option<Entry> {
        loop {
            let line = self.next_line()?.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let line = line.strip_prefix("export ").unwrap_or(line);
            let (name, value) = line.split_once('=').unwrap_or((line, ""));
            let has_value = line.contains('=');
            let name = name.trim().to_owned();
            let mut value = Zeroizing::new(value.trim().to_owned());
            let at = self.line;
            self.rest_of_value(&mut value);
            // Base64 ends in such signs.
            let is_padding = has_value
                && (value.is_empty() || *value == "=")
                && name.contains(|c: char| c.is_lowercase())
                && name.contains(|c: char| c.is_uppercase());
            let name = Some(name).filter(|name| has_value && !is_padding && is_name(name));
            return Some(Entry { line: at, name, value });
        }
    }

    /// The lines that a value in quotes, or a key in PEM without them, goes on for: none of them is a name.
    fn rest_of_value(&mut self, value: &mut Zeroizing<String>) {
        let end = match value.chars().next() {
            Some(quote @ ('"' | '\'' | '`')) => {
                if is_closed(value, quote) {
                    return;
                }
                End::Quote(quote)
            }
            _ if value.contains("-----BEGIN ") && !value.contains("-----END ") => End::Pem,
            _ => return,
        };
        let (rest, line) = (self.rest, self.line);
        let mut found = false;
        while let Some(next) = self.next_line() {
            value.push('\n');
            value.push_str(next);
            found = match end {
                End::Quote(quote) => is_closed(value, quote),
                End::Pem => next.contains("-----END "),
            };
            if found {
                break;
            }
        }
        // A quote that nothing closes belongs to its own line.
        if !found && matches!(end, End::Quote(_)) {
            (self.rest, self.line) = (rest, line);
        }
    }
}

enum End {
    Quote(char),
    Pem,
}

/// Whether the quote that a value begins with is closed in it.
fn is_closed(value: &str, quote: char) -> bool {
    let mut escaped = false;
    value.chars().skip(1).any(|c| {
        let closes = c == quote && !escaped;
        escaped = c == '\\' && !escaped && quote == '"';
        closes
    })
}

/// Whether this is a name that somebody gave. Letters of both cases with digits, or in a long row, are not; a line of
/// Base64 is that, and must not be repeated.
pub(super) fn is_name(name: &str) -> bool {
    let has = |is: fn(&char) -> bool| name.chars().any(|c| is(&c));
    let is_mixed = has(char::is_ascii_lowercase) && has(char::is_ascii_uppercase);
    let is_likely = !is_mixed || name.len() <= 24 && !has(char::is_ascii_digit);
    known::is_variable(name) && name.len() <= 80 && is_likely && !known::is_secret(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<(usize, Option<String>)> {
        let mut lines = Lines { rest: text, line: 0 };
        std::iter::from_fn(|| lines.next_entry()).map(|entry| (entry.line, entry.name)).collect()
    }

    fn found(text: &str) -> Vec<String> {
        names(text)
            .into_iter()
            .map(|(line, name)| format!("{line} {}", name.unwrap_or_default()))
            .collect()
    }

    #[test]
    fn names_of_lines() {
        assert_eq!(
            found("A=1\r\n# B=2\n\nexport C=3\n D = 4\nE=\nF"),
            ["1 A", "4 C", "5 D", "6 E", "7 "]
        );
        assert_eq!(found("A=\"x\nB=2\"\nC=3"), ["1 A", "3 C"]);
        assert_eq!(found("A='x\nB=2'\nC=\"\\\"\nD=\"\n"), ["1 A", "3 C"]);
        assert_eq!(found("A=\"never closed\nB=2\n"), ["1 A", "2 B"]);
        let pem = "A=-----BEGIN PRIVATE KEY-----\nMIIEvQ=\nabcd\n-----END PRIVATE KEY-----\nB=2\n";
        assert_eq!(found(pem), ["1 A", "5 B"]);
        // A line of a key alone is no name.
        assert_eq!(found("MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSj=\n"), ["1 "]);
        assert_eq!(
            found("aGVsbGgd=\naGVsbGgd==\nMyName=x\nname=x\n"),
            ["1 ", "2 ", "3 MyName", "4 name"]
        );
        assert_eq!(found("a9B=x\n"), ["1 "]);
    }
}
