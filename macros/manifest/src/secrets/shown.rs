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

/// Each word of a line in double quotes, with commas between them; quotes around a word are the shell's.
pub(crate) fn shown_words(line: &str) -> String {
    let mut words = Vec::new();
    for word in line.split_whitespace() {
        words.push(format!("\"{}\"", shown(word.trim_matches(['"', '\'']))));
    }
    words.join(", ")
}
