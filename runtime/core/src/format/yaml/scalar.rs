//! Scalars: from what is written to what it stands for.

use core::iter::Peekable;
use core::str::CharIndices;

use super::index::{Block, Kind, Node};
use crate::format::finish::is_break;
use crate::format::text::{Sink, Text};

/// The text of a scalar node; nothing for a collection.
///
/// The error is the offset of an escape that YAML does not have, or of a misplaced comment.
pub(in crate::format) fn decode<'t>(text: &'t str, node: &Node) -> Result<Text<'t>, usize> {
    let written = text.get(node.start..node.end).unwrap_or_default();
    let quoted = |quote| {
        let inner = written.strip_prefix(quote);
        inner.and_then(|inner| inner.strip_suffix(quote))
    };
    match node.kind {
        Kind::Plain => lines(written, None, node.start),
        Kind::SingleQuoted => lines(quoted('\'').unwrap_or_default(), Some('\''), node.start + 1),
        Kind::DoubleQuoted => lines(quoted('"').unwrap_or_default(), Some('\\'), node.start + 1),
        Kind::Block(block) => Text::decode(&|sink: Sink<'_>| {
            block_lines(written, block, sink);
            Ok(())
        }),
        Kind::Absent | Kind::Sequence | Kind::Mapping | Kind::Alias(_) => Ok(Text::Borrowed("")),
    }
}

/// Plain and quoted scalars. `escape` is the character that does not stand for itself, if any.
fn lines(written: &str, escape: Option<char>, offset: usize) -> Result<Text<'_>, usize> {
    let escape_byte = escape.and_then(|c| u8::try_from(c).ok()).unwrap_or(b'\n');
    // Without a way out of the loop, many bytes are compared at a time.
    let special = written.bytes().fold(0, |special, byte| {
        special | u8::from(byte == b'\n') | u8::from(byte == b'\r') | u8::from(byte == escape_byte)
    });
    if special != 0 {
        let decode = |sink: Sink<'_>| fold(written, escape, sink);
        return Text::decode(&decode).map_err(|at| offset + at);
    }
    Ok(Text::Borrowed(written))
}

/// White space that is not written yet, because what follows decides about it.
#[derive(Clone, Copy)]
enum Gap {
    None,
    /// Blanks from this offset on: content, unless a line break follows.
    Blanks(usize),
    /// A line break, and `more` of them. An escaped one (`joined`) stands for nothing.
    Break {
        joined: bool,
        more: usize,
    },
}

/// Folds lines: one break stands for a space, each further one for itself; blanks around go.
fn fold(written: &str, escape: Option<char>, sink: Sink<'_>) -> Result<(), usize> {
    let mut gap = Gap::None;
    let mut chars = written.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        match (c, gap) {
            (' ' | '\t', Gap::None) => gap = Gap::Blanks(at),
            (' ' | '\t', _) => {}
            ('\r' | '\n', _) => {
                skip_break(c, &mut chars);
                gap = match gap {
                    Gap::Break { joined, more } => Gap::Break { joined, more: more + 1 },
                    _ => Gap::Break { joined: false, more: 0 },
                };
            }
            // A comment cannot stand inside a plain scalar; the parser reads past one behind a tab.
            ('#', Gap::Blanks(_) | Gap::Break { .. }) if escape.is_none() => return Err(at),
            _ => {
                close(gap, written, at, sink);
                gap = Gap::None;
                if Some(c) != escape {
                    sink(c);
                } else if c == '\'' {
                    // The first of two quotes; a single one would have ended the scalar.
                    chars.next();
                    sink(c);
                } else if let Some((_, next @ ('\r' | '\n'))) = chars.peek().copied() {
                    chars.next();
                    skip_break(next, &mut chars);
                    gap = Gap::Break { joined: true, more: 0 };
                } else {
                    sink(unescape(&mut chars).ok_or(at)?);
                }
            }
        }
    }
    close(gap, written, written.len(), sink);
    Ok(())
}

fn close(gap: Gap, written: &str, end: usize, sink: Sink<'_>) {
    match gap {
        Gap::None => {}
        Gap::Blanks(start) => {
            let blanks = written.get(start..end).unwrap_or_default();
            blanks.chars().for_each(sink);
        }
        Gap::Break { joined: false, more: 0 } => sink(' '),
        Gap::Break { more, .. } => breaks(more, sink),
    }
}

fn breaks(count: usize, sink: Sink<'_>) {
    for _ in 0..count {
        sink('\n');
    }
}

/// Takes the second half of `\r\n`.
fn skip_break(first: char, chars: &mut Peekable<CharIndices<'_>>) {
    if first == '\r' && matches!(chars.peek(), Some((_, '\n'))) {
        chars.next();
    }
}

/// What follows a backslash in a double-quoted scalar.
fn unescape(chars: &mut Peekable<CharIndices<'_>>) -> Option<char> {
    let (_, c) = chars.next()?;
    Some(match c {
        '0' => '\0',
        'a' => '\u{7}',
        'b' => '\u{8}',
        't' | '\t' => '\t',
        'n' => '\n',
        'v' => '\u{b}',
        'f' => '\u{c}',
        'r' => '\r',
        'e' => '\u{1b}',
        ' ' | '"' | '/' | '\\' => c,
        'N' => '\u{85}',
        '_' => '\u{a0}',
        'L' => '\u{2028}',
        'P' => '\u{2029}',
        'x' => char::from_u32(hex(2, chars)?)?,
        'U' => char::from_u32(hex(8, chars)?)?,
        'u' => match hex(4, chars)? {
            // A pair of surrogates, as in JSON, which is meant to be YAML.
            high @ 0xD800..=0xDBFF => {
                let (Some((_, '\\')), Some((_, 'u'))) = (chars.next(), chars.next()) else {
                    return None;
                };
                let low @ 0xDC00..=0xDFFF = hex(4, chars)? else {
                    return None;
                };
                char::from_u32(0x1_0000 + ((high - 0xD800) << 10) + (low - 0xDC00))?
            }
            unit => char::from_u32(unit)?,
        },
        _ => return None,
    })
}

fn hex(digits: u8, chars: &mut Peekable<CharIndices<'_>>) -> Option<u32> {
    let mut value: u32 = 0;
    for _ in 0..digits {
        // Eight digits fill the number exactly.
        value = (value << 4) | chars.next()?.1.to_digit(16)?;
    }
    Some(value)
}

/// Literal and folded scalars, from the first content character to the end of the content.
fn block_lines(written: &str, block: Block, sink: Sink<'_>) {
    breaks(block.leading, sink);
    if block.blank {
        return;
    }
    let mut empty = 0;
    let mut first = true;
    let mut indented_before = false;
    let mut rest = written;
    while !rest.is_empty() {
        let (line, behind) = split_line(rest);
        rest = behind;
        let line = if first { line } else { cut(line, block.indent) };
        if line.is_empty() {
            empty += 1;
            continue;
        }
        // Only breaks between two lines that are not indented any further are folded.
        let indented = matches!(line.as_bytes().first(), Some(b' ' | b'\t'));
        if !first {
            let folds = block.folded && !indented && !indented_before;
            match (folds, empty) {
                (true, 0) => sink(' '),
                (true, _) => breaks(empty, sink),
                (false, _) => breaks(empty + 1, sink),
            }
        }
        line.chars().for_each(&mut *sink);
        first = false;
        indented_before = indented;
        empty = 0;
    }
    breaks(block.trailing, sink);
}

/// Cuts up to `indent` spaces.
fn cut(line: &str, indent: usize) -> &str {
    let mut rest = line;
    for _ in 0..indent {
        match rest.strip_prefix(' ') {
            Some(behind) => rest = behind,
            None => break,
        }
    }
    rest
}

/// The first line without its break, and what follows.
fn split_line(text: &str) -> (&str, &str) {
    let end = text.find(is_break).unwrap_or(text.len());
    let (line, rest) = text.split_at_checked(end).unwrap_or((text, ""));
    let behind = if rest.starts_with("\r\n") { 2 } else { 1 };
    (line, rest.get(behind..).unwrap_or_default())
}
