//! JSON strings: from the raw text, quotes included, to what they stand for.

use core::str::Chars;

use hifijson::escape::{Error, Lex as _, Lit};
use hifijson::str::LexWrite as _;
use hifijson::{Read as _, SliceLexer};

use crate::format::text::{Sink, Text};

/// Passes over the string behind an opening quote. `false` if it is none.
///
/// Surrogates need not pair: that is no matter of syntax.
pub(super) fn skip(lexer: &mut SliceLexer<'_>) -> bool {
    let escape = |lexer: &mut SliceLexer<'_>, (): &mut ()| match lexer.take_next() {
        Some(b'u') => lexer.hex::<u16>().map(drop),
        Some(kind) => Lit::try_from(kind).map(drop).ok_or(Error::InvalidKind(kind)),
        None => Err(Error::Eof),
    };
    let string = lexer.str_fold((), |_, ()| Ok(()), |lexer, ()| Ok(escape(lexer, &mut ())?));
    string.map_err(|error: hifijson::str::Error| error).is_ok()
}

/// `None` for a string that stands for no text, because a surrogate has no partner.
///
/// The raw text was checked: every escape is complete.
pub(in crate::format) fn decode(raw: &str) -> Option<Text<'_>> {
    let inner = raw.strip_prefix('"')?.strip_suffix('"')?;
    if inner.contains('\\') {
        Text::decode(&|sink: Sink<'_>| unescape(inner, sink).ok_or(())).ok()
    } else {
        Some(Text::Borrowed(inner))
    }
}

fn unescape(inner: &str, sink: Sink<'_>) -> Option<()> {
    let mut chars = inner.chars();
    while let Some(c) = chars.next() {
        sink(match c {
            '\\' => escape(&mut chars)?,
            _ => c,
        });
    }
    Some(())
}

fn escape(chars: &mut Chars<'_>) -> Option<char> {
    Some(match chars.next()? {
        'b' => '\u{8}',
        'f' => '\u{c}',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'u' => match unit(chars)? {
            high @ 0xD800..=0xDBFF => {
                let (Some('\\'), Some('u')) = (chars.next(), chars.next()) else {
                    return None;
                };
                let low @ 0xDC00..=0xDFFF = unit(chars)? else {
                    return None;
                };
                char::from_u32(0x1_0000 + ((high - 0xD800) << 10) + (low - 0xDC00))?
            }
            // Refuses a low surrogate that comes first.
            unit => char::from_u32(unit)?,
        },
        itself => itself,
    })
}

fn unit(chars: &mut Chars<'_>) -> Option<u32> {
    let mut unit = 0;
    for _ in 0..4 {
        unit = unit * 16 + chars.next()?.to_digit(16)?;
    }
    Some(unit)
}
