//! Signs as HTML, Markdown, JSON and URLs write them, where what was copied is their source.

use zeroize::Zeroizing;

use crate::value::about::About;
use crate::value::letters::signs::has;
use crate::value::letters::table::{exact_head, has_end, is_exactly, is_one, table};
use crate::value::letters::text::{all, all_of, begins_as, is_hex_digit, is_letter, split_at};
use crate::value::provider::providers::is_of_key_alone;

/// How the end of a text in memory is written out, for the fast look.
pub(in crate::value) static TAILS: &[u8] = table!("\\x00 003d 003D");

/// A line break that some tool did not make one, or a NUL.
pub(in crate::value) fn ends_with_escape(text: &str) -> bool {
    const ENDS: &[u8] = table!("\\n \\r %0A %0a &#10; \\x00 %00");

    has_end(text, ENDS)
}

pub(in crate::value) fn is_escaped(text: &str, about: &About) -> bool {
    let has = |sign: u8| text.as_bytes().contains(&sign);
    !ends_with_escape(text) && has(b'\\') && has_code(text)
        || has(b'&') && has_entity(text)
        || has(b'<') && has_tag(text)
        || has(b'%')
            && (is_percent_encoded(text) && !may_be_password(text, about)
                || is_percent_encoded_base64(text)
                // A refresh token of Google.
                || text.starts_with("1%2F%2F0"))
        || is_link(text)
        || has(b'|') && has_link_of_chat(text)
        || has(b'\\')
            && (has_needless_slash(text)
                || has_needless_backslash(text)
                || is_escaped_for_shell(text, about))
}

/// `00D…\!AQ…`, as people write a sign for a shell in two quotes, where it keeps the backslash: no token has one.
fn is_escaped_for_shell(text: &str, about: &About) -> bool {
    let is_asked = about.ends_in(table!("token apikey")) || about.has_chosen_words(b"api_key");
    let mut pieces = text.split('\\');
    let first = pieces.next().unwrap_or_default();
    is_asked
        && all_of(first, SIGNS_OF_TOKENS)
        && pieces.all(|piece| {
            begins_as(piece, |c| matches!(c, '!' | '$')) && all_of(piece, SIGNS_OF_TOKENS)
        })
}

const SIGNS_OF_TOKENS: &str = "-_.!$=+/~|:";

/// `sk\_live\_…` of Markdown, and `AccountName\=…` of a file of properties: no key has a backslash.
fn has_needless_backslash(text: &str) -> bool {
    const NAMES: &[u8] = table!(
        "defaultendpointsprotocol accountname endpoint blobendpoint sharedaccesssignature server host data \
        instrumentationkey"
    );

    let Some((name, behind)) = text.split_once('\\') else { return false };
    if begins_as(behind, |c| matches!(c, '=' | ' ')) && is_one(name, NAMES) {
        return true;
    }
    // Of its final size, and wiped.
    let mut plain = Zeroizing::new(String::with_capacity(text.len()));
    let mut rest = Some(text);
    while let Some(text) = rest {
        let (piece, behind) = split_at(text, &mut |c| c == '\\');
        if matches!(behind, Some(behind) if !begins_as(behind, |c| "_-.=".contains(c))) {
            return false;
        }
        plain.push_str(piece);
        rest = behind;
    }
    is_of_key_alone(&plain) && all_of(&plain, "-_.=")
}

/// `<tel:8747558945|8747558945>`, as Slack writes what it takes for a number, a mailbox or a page.
fn has_link_of_chat(text: &str) -> bool {
    const HEADS: &[u8] = table!("tel: mailto: http:// https://");

    let mut pieces = text.split('<');
    pieces.next();
    for piece in pieces {
        let Some((link, _)) = piece.split_once('>') else { continue };
        if link.contains('|') && exact_head(link, HEADS).is_some() {
            return true;
        }
    }
    false
}

/// `https:\/\/…` of JSON and `postgres\://…` of a file of properties; or `\/` in what else is base64.
fn has_needless_slash(text: &str) -> bool {
    const SHORTEST: usize = 24;

    if has(text, ":\\/\\/") || has(text, "\\://") {
        return true;
    }
    let (mut count, mut is_escaped) = (0, false);
    let mut rest = text;
    while let Some((piece, behind)) = rest.split_once("\\/") {
        if !all(piece, is_of_base64) {
            return false;
        }
        count += piece.len() + 1;
        is_escaped = true;
        rest = behind;
    }
    is_escaped && all(rest, is_of_base64) && count + rest.len() >= SHORTEST
}

fn is_of_base64(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '+' | '=')
}

/// `&quot;`, `&#115;`.
fn has_entity(text: &str) -> bool {
    let mut pieces = text.split('&');
    pieces.next();
    for piece in pieces {
        if matches!(piece.split_once(';'), Some((name, _)) if is_entity(name)) {
            return true;
        }
    }
    false
}

fn is_entity(name: &str) -> bool {
    const NAMES: &[u8] = table!("lt gt amp quot nbsp apos");

    let Some(digits) = name.strip_prefix('#') else { return is_exactly(name, NAMES) };
    let digits = digits.trim_start_matches('x');
    matches!(digits.len(), 1..=5) && all(digits, is_hex_digit)
}

/// `<br>`, `</span>`; what is a document of tags begins with one.
fn has_tag(text: &str) -> bool {
    const NAMES: &[u8] = table!("br br/ code span div td li pre strong");
    // A password may have one of these by chance, so the tag has to end.
    const SHORT: &[u8] = table!("b p a");

    if text.starts_with('<') {
        return false;
    }
    let mut pieces = text.split('<');
    pieces.next();
    for piece in pieces {
        let Some((name, _)) = piece.split_once('>') else { continue };
        let end = name.strip_prefix('/');
        if is_exactly(end.unwrap_or(name), NAMES)
            || matches!(end, Some(end) if is_exactly(end, SHORT))
        {
            return true;
        }
    }
    false
}

/// Base64 as mail programs send it, with `=3D` for each `=` at its end.
pub(in crate::value) fn is_quoted_printable(text: &str) -> bool {
    const SHORTEST: usize = 16;

    if !text.ends_with("=3D") {
        return false;
    }
    let digits = text.trim_end_matches("=3D");
    let padding = (text.len() - digits.len()) / 3;
    matches!(padding, 1 | 2)
        && digits.len() >= SHORTEST
        && (digits.len() + padding) % 4 == 0
        && all_of(digits, "+/-_")
}

/// `[…](https://…)`.
fn is_link(text: &str) -> bool {
    text.starts_with('[') && text.ends_with(')') && has(text, "](http")
}

/// A URL encodes none of these but a quote, a space or a `|`, and a whole secret need not be part of a URL.
fn is_percent_encoded(text: &str) -> bool {
    let mut has_needless = false;
    let mut rest = text.as_bytes();
    while let [byte, after @ ..] = rest {
        rest = after;
        if *byte == b'%' {
            let [high, low, after @ ..] = after else { return false };
            if !high.is_ascii_hexdigit() || !low.is_ascii_hexdigit() {
                return false;
            }
            has_needless |= matches!(
                (high, low.to_ascii_lowercase()),
                (b'2', b'0' | b'2' | b'7' | b'd' | b'e') | (b'5', b'f') | (b'7', b'c')
            );
            rest = after;
        } else if !byte.is_ascii_alphanumeric() && !matches!(byte, b'-' | b'_' | b'.' | b'~') {
            return false;
        }
    }
    has_needless
}

/// Whether it is a password that has `%20` in it as it is: one that is a part of a URL has words around its spaces.
fn may_be_password(text: &str, about: &About) -> bool {
    const NAMES: &[u8] = table!("password passwd pwd pgpassword");
    const WORD: usize = 3;

    if !about.ends_in(NAMES) {
        return false;
    }
    let (mut has_other, mut are_words) = (false, true);
    for word in text.split("%20") {
        has_other |= word.contains('%');
        are_words &= word.len() >= WORD && all(word, is_letter);
    }
    !has_other && !are_words
}

/// Base64 of either alphabet as a part of a URL: `%2B`, `%2F` and `%3D` at the end, and no other sign.
fn is_percent_encoded_base64(text: &str) -> bool {
    const SHORTEST: usize = 24;

    let (mut letters, mut padding) = (0_usize, 0_usize);
    let mut rest = text.as_bytes();
    while let [byte, after @ ..] = rest {
        rest = after;
        if *byte == b'%' {
            let [high, low, after @ ..] = after else { return false };
            match (high, low.to_ascii_lowercase()) {
                (b'2', b'b' | b'f') => {}
                (b'3', b'd') => padding += 1,
                _ => return false,
            }
            rest = after;
        } else if !byte.is_ascii_alphanumeric() && !matches!(byte, b'/' | b'-' | b'_')
            || padding > 0
        {
            return false;
        }
        letters += 1;
    }
    letters >= SHORTEST && letters % 4 == 0 && padding < 3
}

/// `\u0073`.
fn has_code(text: &str) -> bool {
    let mut pieces = text.split("\\u00");
    pieces.next();
    for piece in pieces {
        if let [high, low, ..] = piece.as_bytes() {
            if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() {
                return true;
            }
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_escaped(text: &str) -> bool {
        of("key", text) || is_quoted_printable(text)
    }

    fn of(name: &'static str, text: &str) -> bool {
        super::is_escaped(text, &About::new("acme", None, [name, "secret", ""]))
    }

    #[test]
    fn a_backslash_for_a_shell_is_told_in_a_token() {
        let text = "00Dexample9NotAKey\\!AQexample9NotAKey.example9NotAKey";
        assert!(of("acme_access_token", text) && of("ACME_API_KEY", text));
        for name in ["acme_password", "ACME_AUTH_KEY", "acme"] {
            assert!(!of(name, text), "{name}");
        }
        for text in ["k9q\\Zm77x", "k9q\\!Zm 77x", "k9q!Zm77x"] {
            assert!(!of("acme_token", text), "{text}");
        }
        assert!(of("acme_token", "Atzr%7CexampleNotAKey9") && !of("acme", "a|b"));
    }

    #[test]
    fn an_end_that_is_written_out_is_told() {
        for text in ["k9q\\n", "k9q%0A", "k9q\\x00", "k9q%00"] {
            assert!(ends_with_escape(text) && !is_escaped(text), "{text}");
        }
        assert!(!ends_with_escape("k9q0000") && !ends_with_escape("k9q\\n9"));
    }

    #[test]
    fn escapes_are_told_from_signs() {
        for text in [
            "&quot;k9qZm77x&quot;",
            "k9q&#45;Zm77x",
            "k9qZm77x<br>",
            "k9qZm77x</span>",
            "k9q<b>Zm77x</b>",
            "k9qZm77x</p>",
            "k9qZm77xR3vT5yW8k9q\\u003d",
            "[k9qZm77x](https://keys.example)",
            "sk%2Dproj%2Dk9qZm77x",
            "%22k9qZm77x%22",
            "\\u0073k-proj",
            "k9qZm77xR3vT5yW8k9qZ%2B%2Fc%3D",
            "k9qZm77xR3vT5yW8k9qZm7%3d%3d",
            "k9qZm77xR3vT5_W8k9-Zm7%3D%3D",
            "/k9qZm77xR3vT5yW8k9q/%2BZ%3D",
            "k9qZm77xR3vT5yW8k9q%2fZm77",
            "https:\\/\\/hooks.example\\/k9q",
            "postgres\\://app\\:k9q@db/orders",
            "k9qZm77xR3vT5yW8k9q\\/Zm77xR",
            "<tel:8747558945|8747558945>:AAexample",
            "<https://k9q.example|k9q.example>",
            "sk\\_live\\_k9qZm77xR3vT5yW8",
            "ghp\\_k9qZm77xR3vT5yW8",
            "github\\_pat\\_k9qZm77xR3vT5yW8\\_k9q",
            "sk\\-ant\\-k9qZm77xR3vT5yW8",
            "DefaultEndpointsProtocol\\=https;AccountName\\=k9q",
        ] {
            assert!(is_escaped(text), "{text}");
        }
        for text in [
            "a&b;c&d",
            "?sv=2022&sig=a%2Fb%2Dc%3D",
            "k9q%2Bm77x%3D%3D",
            "k9qZm77xR3vT5yW8k9qZm77%2B!",
            "k9qZm77xR3vT5yW8k9qZm77x%2B",
            "k9qZm77xR3vT5yW8k9qZm7%3Dx",
            "k9<q>m77",
            "x^Y&2<b>Q|7!",
            "k9q<p>m77x",
            "k9q<a>m77x",
            "100%25sure",
            "50%2 off",
            "\\under\\u9",
            "k9q\\/Zm77x",
            "k9qZm77xR3v!5yW8k9q\\/Zm77xR",
            "k9qZm77xR3vT5yW8k9q\\Zm77xR",
            "k9<q|m77>",
            "<tel:k9q|m77",
            "sk\\_k9qZm77xR3vT5yW8",
            "ghp\\nk9qZm77xR3vT5yW8",
            "ghp_k9q\\Zm77xR3vT5yW8",
            "k9q\\=Zm77x",
        ] {
            assert!(!is_escaped(text), "{text}");
        }
    }

    #[test]
    fn a_password_may_have_a_sign_of_a_url() {
        for text in ["p%20w0rd-x", "k9q%20m7", "%20k9qZm77x"] {
            assert!(of("key", text) && !of("db_password", text), "{text}");
        }
        for text in ["correct%20horse%20battery", "gravel%20otter", "p%20w%2Drd", "p%20w%40rd"] {
            assert!(of("key", text) && of("db_password", text), "{text}");
        }
    }
}
