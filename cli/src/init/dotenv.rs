//! `--from .env`: the names in it. A value is looked at for one thing, whether it is a secret, and wiped with the text.

use std::path::Path;

use provider_credentials_manifest::known;

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
        let looks = if known::is_secret(value) { Looks::Secret } else { Looks::AsNamed };
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

struct Entry<'t> {
    line: usize,
    /// `None` for what is no name: the line of a key that is not quoted, as likely as not.
    name: Option<String>,
    /// A part of the text: it is copied nowhere.
    value: &'t str,
}

struct Lines<'t> {
    rest: &'t str,
    line: usize,
}

impl<'t> Lines<'t> {
    fn next_line(&mut self) -> Option<&'t str> {
        if self.rest.is_empty() {
            return None;
        }
        let (line, rest) = self.rest.split_once('\n').unwrap_or((self.rest, ""));
        self.rest = rest;
        self.line += 1;
        Some(line.trim_end_matches('\r'))
    }

    fn next_entry(&mut self) -> Option<Entry<'t>> {
        loop {
            let text = self.rest;
            let whole = self.next_line()?;
            let line = whole.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let line = line.strip_prefix("export ").unwrap_or(line);
            let (name, value) = line.split_once('=').unwrap_or((line, ""));
            let has_value = line.contains('=');
            let name = name.trim().to_owned();
            let at = self.line;
            let behind = whole.split_once('=').map_or("", |(_, behind)| behind.trim_start());
            let from = text.get(whole.len() - behind.len()..).unwrap_or_default();
            let value = self.rest_of_value(value.trim(), from);
            // Base64 ends in such signs.
            let is_padding = has_value
                && (value.is_empty() || value == "=")
                && name.contains(|c: char| c.is_lowercase())
                && name.contains(|c: char| c.is_uppercase());
            let name = Some(name).filter(|name| has_value && !is_padding && is_name(name));
            return Some(Entry { line: at, name, value });
        }
    }

    /// With the lines that a value in quotes, or a key in PEM without them, goes on for: none of them is a name. `from`
    /// is the text from the value on.
    fn rest_of_value(&mut self, value: &'t str, from: &'t str) -> &'t str {
        let end = match value.chars().next() {
            Some(quote @ ('"' | '\'' | '`')) => match closing(from, quote) {
                Some(end) => end,
                // A quote that nothing closes belongs to its own line.
                None => return value,
            },
            _ if value.contains("-----BEGIN ") && !value.contains("-----END ") => {
                from.find("-----END ").unwrap_or(from.len())
            }
            _ => return value,
        };
        let end =
            from.get(end..).and_then(|rest| rest.find('\n')).map_or(from.len(), |at| end + at);
        let whole = from.get(..end).unwrap_or_default();
        for _ in whole.matches('\n') {
            self.next_line();
        }
        whole.trim_end()
    }
}

/// Where the quote is closed that a text begins with.
fn closing(text: &str, quote: char) -> Option<usize> {
    let mut escaped = false;
    let found = text.char_indices().skip(1).find(|(_, c)| {
        let closes = *c == quote && !escaped;
        escaped = *c == '\\' && !escaped && quote == '"';
        closes
    });
    found.map(|(at, _)| at)
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

    #[test]
    fn a_file_full_of_open_quotes_takes_no_time() {
        // Each of them was looked for to the end of the file, line by line.
        let line = "A=\"\\\\\n";
        let text = format!("{}B=1\n", line.repeat(20_001));
        let started = std::time::Instant::now();
        assert_eq!(found(&text).len(), 10_002);
        let text = format!("A='1\n{}", "B=2\n".repeat(100_000));
        assert_eq!(found(&text).len(), 100_001);
        assert!(started.elapsed().as_secs() < 5, "{:?}", started.elapsed());
    }
}
