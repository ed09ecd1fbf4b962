//! Where the values of a JSON text stand (RFC 8259), found by a lexer that never allocates.

use core::iter;

use hifijson::Read as _;
use hifijson::SliceLexer;
use hifijson::num::Lex as _;
use hifijson::str::Lex as _;
use hifijson::token::Lex as _;

/// The one value of a document, or the offset at which the text is no JSON.
pub(super) fn document(text: &str) -> Result<&str, usize> {
    let mut lexer = SliceLexer::new(text.as_bytes());
    let value = value(text, &mut lexer).filter(|_| lexer.ws_peek().is_none());
    value.ok_or_else(|| offset(text, &lexer))
}

/// The keys, quotes included, and values of an object; nothing for other values.
pub(super) fn members(object: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut lexer = SliceLexer::new(object.as_bytes());
    iter::from_fn(move || {
        is_next_item(&mut lexer, b'{').then_some(())?;
        let key = value(object, &mut lexer)?;
        take(&mut lexer, b':').then_some(())?;
        Some((key, value(object, &mut lexer)?))
    })
}

/// The elements of an array; nothing for other values.
pub(super) fn elements(array: &str) -> impl Iterator<Item = &str> {
    let mut lexer = SliceLexer::new(array.as_bytes());
    iter::from_fn(move || {
        is_next_item(&mut lexer, b'[').then_some(())?;
        value(array, &mut lexer)
    })
}

/// Whether there is another item behind the opening bracket or a comma.
fn is_next_item(lexer: &mut SliceLexer<'_>, bracket: u8) -> bool {
    (take(lexer, bracket) || take(lexer, b',')) && !matches!(lexer.ws_peek(), Some(b'}' | b']'))
}

/// The next value, without the white space around it.
fn value<'a>(text: &'a str, lexer: &mut SliceLexer<'_>) -> Option<&'a str> {
    lexer.eat_whitespace();
    let start = offset(text, lexer);
    skip(lexer)?;
    text.get(start..offset(text, lexer))
}

/// Passes over one value, and stops where it turns out to be none. Nesting takes a byte of the heap
/// a level, and nothing of the thread's stack.
fn skip(lexer: &mut SliceLexer<'_>) -> Option<()> {
    let mut open = Vec::new();
    loop {
        if let Some(bracket) = opening(lexer) {
            let close = bracket + 2; // in ASCII, for both kinds
            if !take(lexer, close) {
                open.push(close);
                name(lexer, close)?;
                continue;
            }
        } else {
            scalar(lexer)?;
        }
        // A value ended, and with it perhaps what it stands in.
        loop {
            let Some(&close) = open.last() else {
                return Some(());
            };
            if take(lexer, b',') {
                name(lexer, close)?;
                break;
            }
            take(lexer, close).then_some(())?;
            open.pop();
        }
    }
}

/// What stands before a value in a container that ends with `close`.
fn name(lexer: &mut SliceLexer<'_>, close: u8) -> Option<()> {
    if close == b'}' {
        take(lexer, b'"').then_some(())?;
        lexer.str_ignore().ok()?;
        take(lexer, b':').then_some(())?;
    }
    Some(())
}

fn scalar(lexer: &mut SliceLexer<'_>) -> Option<()> {
    match lexer.ws_peek()? {
        b'"' => lexer.discarded().str_ignore().ok(),
        b'-' | b'0'..=b'9' => lexer.num_ignore().validate().ok().map(drop),
        b'n' => lexer.strip_prefix(b"null").then_some(()),
        b't' => lexer.strip_prefix(b"true").then_some(()),
        b'f' => lexer.strip_prefix(b"false").then_some(()),
        _ => None,
    }
}

fn opening(lexer: &mut SliceLexer<'_>) -> Option<u8> {
    let bracket = lexer.ws_peek().filter(|next| matches!(next, b'{' | b'['))?;
    lexer.take_next();
    Some(bracket)
}

fn take(lexer: &mut SliceLexer<'_>, wanted: u8) -> bool {
    let is_next = lexer.ws_peek() == Some(wanted);
    if is_next {
        lexer.take_next();
    }
    is_next
}

fn offset(text: &str, lexer: &SliceLexer<'_>) -> usize {
    text.len() - lexer.as_slice().len()
}
