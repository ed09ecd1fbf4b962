use super::find::find;
use super::quote;
use super::signs::MASK;
use super::unseen::is_invisible;

/// A user's text for a message: masked where it looks like a secret, without control characters,
/// and not long. The report masks it as well if its lines of the manifest mask it, for which it is
/// marked until then.
pub(crate) fn shown(text: &str) -> String {
    const MAX_CHARS: usize = 40;
    if find(text).is_some() {
        return MASK.to_owned();
    }
    let mut out = quote::OPEN.to_string();
    for (i, c) in text.chars().enumerate() {
        if i == MAX_CHARS {
            out.push('…');
            break;
        }
        match c {
            '`' => out.push('\''),
            c if is_invisible(c) => out.extend(c.escape_unicode()),
            c => out.push(c),
        }
    }
    out.push(quote::CLOSE);
    out
}
