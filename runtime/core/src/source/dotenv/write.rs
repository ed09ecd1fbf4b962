//! One variable of a `.env` file, written such that every reader takes it the same way.

use zeroize::Zeroizing;

use super::parse::{Entry, notation, parse};
use crate::report::Notation;

/// The text of the file with that value for the variable, in place of the one that it has, or at the end. Every other
/// line stays as it is. For the command line.
///
/// # Errors
///
/// Why not, and what to do.
pub fn with_variable(
    text: &str,
    name: &str,
    value: &str,
) -> Result<Zeroizing<String>, &'static str> {
    // Readers skip it, and it is no part of the first name.
    let (mark, text) = match text.strip_prefix(MARK) {
        Some(rest) => (MARK, rest),
        None => ("", text),
    };
    let Around { before, kept, comment, behind } = around(text, name)?;
    let quote = match quote(value).ok_or(NO_NOTATION)? {
        // A comment behind a value without quotes is a part of it to some.
        "" if !comment.is_empty() => "'",
        quote => quote,
    };
    let line_break = if is_dos(text) { "\r\n" } else { "\n" };
    let lengths = [mark, text, kept, comment, name, value].map(str::len);
    let capacity = lengths.iter().sum::<usize>() + 8;
    let mut written = Zeroizing::new(String::with_capacity(capacity));
    written.push_str(mark);
    written.push_str(before);
    if !before.is_empty() && !before.ends_with('\n') {
        written.push_str(line_break);
    }
    for piece in [kept, name, "=", quote, value, quote, comment, line_break, behind] {
        written.push_str(piece);
    }
    let text = written.get(mark.len()..).unwrap_or_default();
    if value_of(text, name) == Some(value) { Ok(written) } else { Err(NO_NOTATION) }
}

/// The byte order mark.
const MARK: &str = "\u{feff}";

/// Whether lines end as on Windows.
fn is_dos(text: &str) -> bool {
    text.split_once('\n').is_some_and(|(first, _)| first.ends_with('\r'))
}

const NO_NOTATION: &str =
    "no notation of this value means the same to all that read `.env` files; use a file of its own";
const REPEATED: &str = "the file sets the variable twice; delete one of the lines";
const UNCLEAR: &str = "the file has a quote that is not closed; close it";

/// What stays of the text.
#[derive(Default)]
struct Around<'t> {
    /// Before the line of the variable.
    before: &'t str,
    /// Of the line, before the name.
    kept: &'t str,
    /// Of the line, behind a value in quotes, with the white space before it.
    comment: &'t str,
    behind: &'t str,
}

fn around<'t>(text: &'t str, name: &str) -> Result<Around<'t>, &'static str> {
    let mut found = None;
    let mut value = None;
    let mut problem = None;
    parse(text, &mut |entry: Entry<'t>| {
        if entry.is_unclosed() {
            problem = Some(UNCLEAR);
        } else if entry.name == Some(name) {
            if found.is_some() {
                problem = Some(REPEATED);
            }
            found = Some((entry.start, entry.end));
            value = entry.value.ok();
        }
    });
    if let Some(problem) = problem {
        return Err(problem);
    }
    let Some((start, end)) = found else {
        return Ok(Around { before: text, ..Around::default() });
    };
    let line = text.get(start..end).unwrap_or_default();
    // The name is the last word before the sign: `export` has letters, too.
    let head = line.split('=').next().unwrap_or_default().trim_end();
    let kept = head.strip_suffix(name).unwrap_or_default();
    Ok(Around {
        before: text.get(..start).unwrap_or_default(),
        kept,
        comment: value.map_or("", |value| comment(line, value)),
        behind: text.get(end..).unwrap_or_default(),
    })
}

/// The comment behind a value that is in quotes.
fn comment<'t>(line: &'t str, value: &str) -> &'t str {
    let rest = line.split_once('=').map_or("", |(_, rest)| rest);
    let closing = |quote: char| {
        let rest = rest.strip_prefix(quote)?.strip_prefix(value)?.strip_prefix(quote)?;
        Some(rest.trim_end())
    };
    let behind = closing('\'').or_else(|| closing('"')).unwrap_or_default();
    if behind.trim_start().starts_with('#') { behind } else { "" }
}

/// What goes around the value.
fn quote(value: &str) -> Option<&'static str> {
    match notation(value) {
        Notation::Plain if value == value.trim() => Some(""),
        Notation::Plain | Notation::SingleQuotes => Some("'"),
        Notation::DoubleQuotes => Some("\""),
        Notation::None => None,
    }
}

/// As it is read.
fn value_of<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    let mut found = None;
    parse(text, &mut |entry: Entry<'t>| {
        if entry.name == Some(name) {
            found = entry.value.ok();
        }
    });
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str, value: &str) -> String {
        with_variable(text, "KEY", value).map_or_else(str::to_owned, |text| text.to_string())
    }

    #[test]
    fn other_lines_stay_as_they_are() {
        assert_eq!(written("", "value"), "KEY=value\n");
        assert_eq!(written("# mine\nA=1", "value"), "# mine\nA=1\nKEY=value\n");
        assert_eq!(
            written("A='x\nKEY=no'\r\n  export KEY='old\nlines' # note\n\nB=\"2\"", "v"),
            "A='x\nKEY=no'\r\n  export KEY='v' # note\n\nB=\"2\""
        );
        assert_eq!(written("A=1\r\nKEY=2\r\nB=3\r\n", "v"), "A=1\r\nKEY=v\r\nB=3\r\n");
        assert_eq!(written("A=1\r\nB=3", "v"), "A=1\r\nB=3\r\nKEY=v\r\n");
        assert_eq!(written("\u{feff}KEY=1\nB=2\n", "v"), "\u{feff}KEY=v\nB=2\n");
        assert_eq!(written("\u{feff}", "v"), "\u{feff}KEY=v\n");
        let of = |text, name| {
            with_variable(text, name, "v").map_or_else(str::to_owned, |t| t.to_string())
        };
        assert_eq!(of("export e=1\n", "e"), "export e=v\n");
        assert_eq!(of("export  ort = 1\n", "ort"), "export  ort=v\n");
        assert_eq!(written("KEY=$broken\nKEYS=1\n", "v"), "KEY=v\nKEYS=1\n");
    }

    #[test]
    fn values_are_quoted_where_readers_differ() {
        for (value, line) in [
            ("a$b", "KEY='a$b'\n"),
            ("it's", "KEY=\"it's\"\n"),
            (" a ", "KEY=' a '\n"),
            ("two\nlines", "KEY='two\nlines'\n"),
            ("a#b\\c", "KEY='a#b\\c'\n"),
        ] {
            assert_eq!(written("", value), line);
        }
        for value in ["it's $1", "it's \"so\"", "a\rb", "'\\"] {
            assert_eq!(written("", value), NO_NOTATION, "{value}");
        }
    }

    #[test]
    fn what_is_unclear_is_left_alone() {
        assert_eq!(written("KEY=1\nKEY=2\n", "v"), REPEATED);
        assert_eq!(written("A='1\n", "v"), UNCLEAR);
    }
}
