//! When a broken line is said to hold a secret. Masked is too much rather than too little; told to
//! revoke a secret is only who has one.

use super::line::Line;
use crate::chars::{any, leading, trailing};
use crate::report::Problem;
use crate::secrets::{self, REVOKE, is_like_password, mask};
use crate::span::Span;

/// A secret on the line of a mistake is the worse one, and nobody else finds it.
pub(super) fn on_line_of_secret(problem: Problem, text: &str) -> Problem {
    let Some(at) = problem.span.map(|span| span.start as usize) else { return problem };
    let (before, after) = text.split_at_checked(at).unwrap_or((text, ""));
    let start = before.rfind(['\n', '\r']).map_or(0, |i| i + 1);
    let end = at + after.find(['\n', '\r']).unwrap_or(after.len());
    let is_secret = |mask: &&Span| {
        let is_of_line = mask.start as usize <= end && mask.end as usize > start;
        is_of_line && Masked::new(text, start, **mask).is_secret()
    };
    let masks = mask::ranges(text, true);
    let Some(mask) = masks.iter().find(is_secret) else { return problem };
    if mask.range().contains(&at) {
        let what = text.get(mask.range()).and_then(secrets::find);
        let what = what.map(|what| format!(" ({what})")).unwrap_or_default();
        return Problem::secret(*mask, format!("this looks like a secret{what}"))
            .help("remove it")
            .note(REVOKE);
    }
    problem.help("remove the secret on this line, the manifest is no place for it").note(REVOKE)
}

/// Text that is not shown, with what stands before it.
struct Masked<'t> {
    text: &'t str,
    /// Where its line starts.
    line: usize,
    value: &'t str,
    /// The name that it stands behind, if any does, and where that is.
    name: &'t str,
    name_at: usize,
    sign: Sign,
}

/// What is between a name and the text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    Colon,
    Equals,
    /// The sign is lost, or was never there.
    Space,
}

impl<'t> Masked<'t> {
    fn new(text: &'t str, line: usize, mask: Span) -> Self {
        let before = text.get(line..mask.start as usize).unwrap_or_default();
        let before = before.trim_end_matches([' ', '\t', '"', '\'']);
        let (named, sign) = match (before.strip_suffix(':'), before.strip_suffix('=')) {
            (Some(named), _) => (named, Sign::Colon),
            (_, Some(named)) => (named, Sign::Equals),
            _ => (before, Sign::Space),
        };
        let named = named.trim_end_matches([' ', '"', '\'']);
        let (head, name) = trailing(named, |c| c.is_alphanumeric() || matches!(c, '_' | '-'));
        let value = text.get(mask.range()).unwrap_or_default();
        Masked { text, line, value, name, name_at: line + head.len(), sign }
    }

    /// Whether more than a word of the sentence before it says so.
    fn is_secret(&self) -> bool {
        if secrets::find_in("", self.value).is_some() {
            return true;
        }
        let is_plain = matches!(self.name, "key" | "value");
        let is_named = is_plain || secrets::is_secret_name(self.name);
        match self.sign {
            // `DEBUG=...` is not shown, and is none.
            Sign::Equals if !is_named => false,
            // Hidden for what it is, or for an option before it.
            _ if !is_named || self.name.starts_with("--") && self.sign == Sign::Space => true,
            // A name in the middle of a text.
            _ if !self.is_key() => self.is_assigned() || is_like_password(self.without_comment()),
            // A colon of another alphabet may stand there.
            Sign::Space => {
                let (_, value) = leading(self.without_comment(), |c| !c.is_alphanumeric());
                !any(value, char::is_whitespace)
            }
            // Settings may have such a key.
            _ if is_plain && self.is_setting() => is_like_password(self.without_comment()),
            _ => true,
        }
    }

    /// Whether the name stands where a key does: `password: ...`, `- token: ...`, `{ token: ...`.
    fn is_key(&self) -> bool {
        let before = self.text.get(self.line..self.name_at).unwrap_or_default();
        let before = before.trim_end_matches([' ', '\t', '-', '"', '\'']);
        match before.chars().next_back() {
            None | Some('{' | '[') => true,
            // Sentences have commas, too.
            Some(',') => self.is_in_brackets(),
            Some(_) => false,
        }
    }

    fn is_in_brackets(&self) -> bool {
        let mut depth = 0;
        for byte in self.text.get(..self.name_at).unwrap_or_default().bytes() {
            depth += i32::from(matches!(byte, b'{' | b'['));
            depth -= i32::from(matches!(byte, b'}' | b']'));
        }
        depth > 0
    }

    /// `PASSWORD=...` in a text, and `-u token:...` in a command.
    fn is_assigned(&self) -> bool {
        let behind = self.text.get(self.name_at + self.name.len()..).unwrap_or_default();
        let before = self.text.get(self.line..self.name_at).unwrap_or_default().trim_end();
        match self.sign {
            Sign::Equals => behind.get(1..).is_some_and(|value| value.starts_with(self.value)),
            _ => before.ends_with(" -u") || before.ends_with(" --user"),
        }
    }

    /// Whether the line is below `config`, or is the line of it.
    fn is_setting(&self) -> bool {
        let is_free =
            |key: &str| matches!(key, "config" | "custom_params") || key.starts_with("x-");
        let Some(line) = Line::at(self.text, self.line) else { return false };
        let mut indent = line.key;
        if line.start + line.key < self.name_at && line.key_name().is_some_and(is_free) {
            return true;
        }
        for above in line.above(self.text) {
            if above.key < indent {
                indent = above.key;
                if above.key_name().is_some_and(is_free) {
                    return true;
                }
            }
        }
        false
    }

    fn without_comment(&self) -> &'t str {
        self.value.split(" #").next().unwrap_or_default().trim()
    }
}
