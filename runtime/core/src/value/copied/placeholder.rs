//! Texts that stand where a secret should.

use super::console::is_state_of_echo;
use super::in_url::has_placeholder_in_url;
use crate::value::letters::alphabet::{Alphabet, DOT, OF_KEYS, OTHER, SLASH, STAR, UNDERSCORE};
use crate::value::letters::signs::{begins, has};
use crate::value::letters::table::{exact_head, table, words_of};
use crate::value::letters::text::{
    all, any, any_of, ends_with, holds, inside as between, is_digit, is_first_of_name, is_letter,
    is_mixed, is_of_variable, place_of, without_end, without_start,
};
use crate::value::letters::words::{
    FOREIGN, PLACEHOLDERS, STARTS, STARTS_OF_WHOLE, WHOLE, may_begin_placeholder,
};

/// How examples in documentation end: AWS's, and the token of jwt.io.
const EXAMPLES: [&str; 3] =
    ["EXAMPLEKEY", "7EXAMPLE", ".SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c"];

/// How placeholders end, for the fast look.
pub(in crate::value) static TAILS: &[u8] = table!("here ekey mple sw5c lder");

pub(in crate::value) fn is_placeholder(text: &str) -> bool {
    is_placeholder_of(text, Alphabet::of(text))
}

/// The same of a text with these signs.
pub(in crate::value) fn is_placeholder_of(text: &str, signs: Alphabet) -> bool {
    // Of keys, or what is left of one.
    let is_bare = signs.is_within(OF_KEYS | DOT);
    let inside = if is_bare { text } else { text.trim() };
    let bytes = inside.as_bytes();
    let (Some(first), Some(last)) = (bytes.first(), bytes.last()) else { return false };
    if is_one_sign(inside) {
        return true;
    }
    // Nobody hands out `<...>`, and templates are filled in by others.
    let is_bracketed = !is_bare
        && (matches!((first, last), (b'<', b'>')) && is_of_names(inside) && !is_random(inside)
            || inside.starts_with("{{") && inside.ends_with("}}"));
    let is_cut = signs.has(DOT) && inside.is_ascii() && place_of(inside, b"...").is_some()
        || signs.has(OTHER) && any(inside, |c| matches!(c, '\u{2026}' | '\u{2022}'));
    let has_filling = has_run(bytes, b'x', 6)
        || signs.has(UNDERSCORE) && has_run(bytes, b'_', 5)
        || signs.has(STAR) && has_run(bytes, b'*', 3);
    if is_bracketed
        || (is_cut || has_filling) && !inside.contains('\n')
        || !is_bare && is_shown(inside)
        || is_example(inside)
    {
        return true;
    }
    let names_itself = |end: &str| {
        let rest = bytes.len().checked_sub(end.len()).and_then(|at| bytes.get(at..));
        matches!(rest, Some(rest) if rest.eq_ignore_ascii_case(end.as_bytes()))
    };
    is_known(inside)
        || begins(inside, "your") && matches!(bytes.get(4), Some(b'-' | b'_' | b' ' | b'.'))
        || bytes.starts_with(b"xox") && has(inside, "-not-a-real-")
        || signs.has(OTHER) && exact_head(inside, FOREIGN).is_some()
        || matches!(last, b'e' | b'E' | b'r' | b'R')
            && any_of(&["-here", "_here", " here", "-placeholder", "_placeholder"], &names_itself)
        // What logs and `Debug` write.
        || holds(inside, b"redacted")
        || is_variable_of_a_key(inside)
        || signs.has(UNDERSCORE) && has(inside, "YOUR_") && any_of(&["YOUR_API_", "YOUR_KEY", "YOUR_TOKEN", "YOUR_SECRET", "YOUR_ACCESS_"], &|name| has(inside, name))
        || signs.has(SLASH) && has_placeholder_in_url(inside)
        // The user beside a key at NVIDIA's registry.
        || inside == "$oauthtoken"
        // As AWX and CircleCI show a value.
        || inside == "$encrypted$"
        || bytes.len() == 8 && bytes.starts_with(b"xxxx")
}

/// Whether it is in the tables, whatever separates its letters.
fn is_known(text: &str) -> bool {
    let letters = behind(text.as_bytes(), b"").unwrap_or_default();
    let Some([first, second, third]) = head(letters) else { return false };
    for word in words_of(WHOLE, &STARTS_OF_WHOLE, first) {
        // Of most, three letters tell.
        if word.first_chunk() == Some(&[first, second, third]) && is_stem(text, word) {
            return true;
        }
    }
    let Some(head) = head(letters).filter(|head| may_begin_placeholder(*head)) else {
        return false;
    };
    let [first, ..] = head;
    for word in words_of(PLACEHOLDERS, &STARTS, first) {
        // Of most, four letters tell.
        if word.first_chunk() != Some(&head) || behind(letters, word).is_none() {
            continue;
        }
        // A bot of Telegram has a number before its token.
        if word != b"12345678" || !text.contains(':') {
            return true;
        }
    }
    false
}

/// The first letters, without what separates them and small.
fn head<const N: usize>(text: &[u8]) -> Option<[u8; N]> {
    let mut letters = text.iter().filter(|byte| !is_separator(char::from(**byte)));
    let mut head = [0; N];
    for letter in &mut head {
        *letter = letters.next()?.to_ascii_lowercase();
    }
    Some(head)
}

/// Whether it is the word alone, or as in `password123`.
fn is_stem(text: &str, word: &[u8]) -> bool {
    let Some(rest) = behind(text.as_bytes(), word) else { return false };
    let is_counted =
        matches!(word, b"password" | b"secret" | b"passwort") && !any(text, is_separator);
    rest.is_empty() || is_counted && rest.iter().all(u8::is_ascii_digit)
}

/// What comes behind the word that a text begins with.
fn behind<'t>(text: &'t [u8], word: &[u8]) -> Option<&'t [u8]> {
    let mut rest = text;
    let mut word = word;
    while let [byte, after @ ..] = rest {
        if !is_separator(char::from(*byte)) {
            let [letter, others @ ..] = word else { break };
            if byte.to_ascii_lowercase() != *letter {
                return None;
            }
            word = others;
        }
        rest = after;
    }
    if word.is_empty() { Some(rest) } else { None }
}

fn is_separator(c: char) -> bool {
    matches!(c, '-' | '_' | ' ' | '.')
}

/// Whether it is a password that happens to stand between the signs: letters of both sizes and digits, and no word.
fn is_random(text: &str) -> bool {
    const WORD: usize = 4;

    let mut run = 0;
    for c in text.chars() {
        run = if is_letter(c) { run + 1 } else { 0 };
        if run == WORD || c == ' ' {
            return false;
        }
    }
    is_mixed(text)
}

/// Whether it is one name in brackets, or several as in `<user>:<password>`: a document has tags that end, and a password
/// may have both signs.
fn is_of_names(text: &str) -> bool {
    let name = text.trim_start_matches('<').trim_end_matches('>');
    if !any(name, |c| matches!(c, '<' | '>')) {
        return true;
    }
    let mut tags = text.split('<');
    tags.next();
    for tag in tags {
        let Some((name, _)) = tag.split_once('>') else { return false };
        if name.len() < 3 || !all(name, |c| is_letter(c) || is_separator(c)) {
            return false;
        }
    }
    true
}

/// What programs print in the place of a value, or of one that they do not show.
fn is_shown(text: &str) -> bool {
    const HEADS: &[u8] = table!(
        "\
        [object System. [B@ [C@ [I@ [Ljava. map[ Some(\" Ok(\" (' (\""
    );

    // Some by Terraform.
    const ENDS: [&str; 4] =
        ["[truncated]", "(sensitive value)", "(sensitive)", "(known after apply)"];

    // `[MASKED]`, `[Filtered]`, `(hidden)`.
    let is_word = match (between(text, "[", "]"), between(text, "(", ")")) {
        (Some(word), _) => is_word(word),
        (None, Some(word)) => word.len() < 12 && is_word(word),
        (None, None) => false,
    };
    // `%!d(string=…)`, where Go has another type than was asked for.
    let of_go = text.strip_prefix("%!").and_then(|rest| rest.split_once('('));
    let is_of_go = matches!(
        of_go,
        Some((verb, rest)) if verb.len() == 1 && all(verb, is_letter) && rest.ends_with(')')
    );
    // As `kubectl describe` shows a secret.
    let is_size = matches!(text.strip_suffix(" bytes"), Some(size) if all(size, is_digit));
    exact_head(text, HEADS).is_some()
        || text.starts_with("VARIABLE IS NOT DEFINED")
        // As 1Password's command shows what it conceals.
        || text.starts_with("[use 'op item get ")
        // As `cmd` prints a variable that is not set.
        || is_state_of_echo(text)
        || is_size
        || is_of_go
        || is_word
        || ends_with(text, &ENDS)
}

/// The examples of documentation, and a name of Ansible's.
fn is_example(text: &str) -> bool {
    matches!(text.as_bytes(), [.., b'Y' | b'E' | b'c']) && ends_with(text, &EXAMPLES)
        || text.starts_with("VALUE_SPECIFIED_IN_NO_LOG")
}

fn is_word(text: &str) -> bool {
    text.len() > 2 && all(text, is_first_of_name)
}

/// `OPENAI_API_KEY` where it should be its value, also between signs.
fn is_variable_of_a_key(text: &str) -> bool {
    let text = without_start(text, |c| c.is_ascii_punctuation());
    let text = without_end(text, |c| c.is_ascii_punctuation());
    all(text, is_of_variable) && ends_with(text, &["_KEY", "_TOKEN", "_SECRET", "_PASSWORD"])
}

/// `0000`, `********`, `xxxx-xxxx`.
fn is_one_sign(text: &str) -> bool {
    let Some(first) = text.chars().next() else { return false };
    let mut count = 0;
    for sign in text.chars() {
        if sign != first && !is_separator(sign) {
            return false;
        }
        count += 1;
    }
    count > 2
}

/// Whether a sign, small or capital, stands there so many times in a row, as in `sk-xxxxxxxx`, `sk-****1234`: then it
/// stands at one of the places that are as far from each other.
fn has_run(bytes: &[u8], sign: u8, length: usize) -> bool {
    let large = sign.to_ascii_uppercase();
    let is = |byte: &&u8| **byte == sign || **byte == large;
    for (count, piece) in bytes.chunks_exact(length).enumerate() {
        // One in the way: the run may have begun before it.
        if piece.last().as_ref().is_some_and(is) {
            let (before, behind) = bytes.split_at_checked(count * length).unwrap_or_default();
            let (piece, behind) = behind.split_at_checked(length).unwrap_or_default();
            let around = piece.iter().rev().chain(before.iter().rev()).take_while(is).count()
                + behind.iter().take_while(is).count();
            if around >= length {
                return true;
            }
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_told_from_secrets() {
        for text in [
            "changeme",
            "CHANGE_ME",
            "change-me-please",
            "<api-key>",
            "<your key>",
            "<YourKey1>",
            "<Key 1>",
            "<<api-key>>",
            "<user>:<password>",
            "<k9q>",
            "DATA+OMITTED",
            "SomeRandomString",
            "xxx",
            "XXXXXXXX",
            "sk-xxxxxxxxxxxxxxxx",
            "your-api-key",
            "YOUR_API_KEY",
            "your-key-here",
            "put it here",
            "TODO",
            "to-be-replaced",
            "OPENAI_API_KEY",
            "{{ openai_key }}",
            "********",
            "sk-...",
            "none",
            "null",
            "placeholder",
            "insert-your-key",
            "replace_with_real_key",
            "sk-your-key",
            "secret",
            "0000",
            "00000000-0000-0000-0000-000000000000",
            "secret123",
            "your_auth_token",
            "(hidden)",
            "(sensitive value)",
            "(known after apply)",
            "████████",
            "xoxb-not-a-real-token",
            "motdepasse",
            "votre-cle-api",
            "ВАШ_КЛЮЧ",
            "&API_KEY",
            ":API_KEY",
            "$encrypted$",
            "[use 'op item get acme --reveal' to reveal]",
            "xxxx7f3a",
            "24 bytes",
            "[C@1b6d3586",
            "VALUE_SPECIFIED_IN_NO_LOG_PARAMETER",
            "VARIABLE IS NOT DEFINED!",
            "ECHO is on.",
            "API_KEY_PLACEHOLDER",
            "tu-token-aqui",
        ] {
            assert!(is_placeholder(text), "{text}");
        }
        for text in [
            "example-secret-of-a-usual-length",
            "yourself-a-passphrase",
            "JBSWY3DPEHPK3PXP",
            "todos-are-fun",
            "keyring-7f3a",
            "there",
            "sk-x7x7x7x7",
            "test-3f7a",
            "FOO_BAR",
            "hunter2",
            "passwordless9",
            "secret-7f3a",
            "password-1",
            "<q8Zt4mXw2L>",
            "<aB3-xY7_qR9>",
            "<x>k9<y>",
            "<k9q>Zm7<",
            "<settings><server><password>k9qZm77x</password></server></settings>",
            "12345678:exampleNotAKey9",
            "密码是长的字符串",
            "k9q bytes",
            "[C-k9q",
        ] {
            assert!(!is_placeholder(text), "{text}");
        }
    }
}
