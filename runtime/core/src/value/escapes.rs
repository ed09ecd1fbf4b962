//! Signs as HTML, Markdown, JSON and URLs write them, where what was copied is their source.

use super::signs::has;

pub(super) fn is_escaped(text: &str) -> bool {
    let has = |sign: u8| text.as_bytes().contains(&sign);
    has(b'&') && has_entity(text)
        || has(b'<') && has_tag(text)
        || has(b'%') && is_percent_encoded(text)
        || has(b'\\') && has_code(text)
        || is_link(text)
}

/// `&quot;`, `&#115;`.
fn has_entity(text: &str) -> bool {
    const NAMES: [&str; 6] = ["lt", "gt", "amp", "quot", "nbsp", "apos"];

    let mut pieces = text.split('&');
    pieces.next();
    pieces.any(|piece| {
        piece.split_once(';').is_some_and(|(name, _)| {
            let digits = name.strip_prefix('#').map(|name| name.trim_start_matches('x'));
            NAMES.contains(&name)
                || digits.is_some_and(|digits| {
                    !digits.is_empty()
                        && digits.len() < 6
                        && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
                })
        })
    })
}

/// `<br>`, `</span>`; what is a document of tags begins with one.
fn has_tag(text: &str) -> bool {
    if text.starts_with('<') {
        return false;
    }
    let mut pieces = text.split('<');
    pieces.next();
    pieces.any(|piece| {
        piece.split_once('>').is_some_and(|(name, _)| {
            let name = name.strip_prefix('/').unwrap_or(name);
            ["br", "b", "p", "code", "span", "div", "td", "a", "li", "pre", "strong"]
                .contains(&name)
        })
    })
}

/// `[…](https://…)`.
fn is_link(text: &str) -> bool {
    text.starts_with('[') && text.ends_with(')') && has(text, "](http")
}

/// A URL encodes none of these but a quote or a space, and a whole secret need not be part of a URL.
fn is_percent_encoded(text: &str) -> bool {
    const NEVER: [&[u8; 2]; 6] = [b"2d", b"5f", b"2e", b"22", b"27", b"20"];

    let mut has_needless = false;
    let mut rest = text.as_bytes();
    while let [byte, after @ ..] = rest {
        rest = after;
        if *byte == b'%' {
            let Some((digits, after)) = rest.split_first_chunk::<2>() else { return false };
            if !digits.iter().all(u8::is_ascii_hexdigit) {
                return false;
            }
            has_needless |= NEVER.contains(&&digits.map(|digit| digit.to_ascii_lowercase()));
            rest = after;
        } else if !byte.is_ascii_alphanumeric() && !b"-_.~".contains(byte) {
            return false;
        }
    }
    has_needless
}

/// `\u0073`.
fn has_code(text: &str) -> bool {
    text.split("\\u00").skip(1).any(|rest| {
        rest.as_bytes().first_chunk::<2>().is_some_and(|two| two.iter().all(u8::is_ascii_hexdigit))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_told_from_signs() {
        for text in [
            "&quot;k9qZm77x&quot;",
            "k9q&#45;Zm77x",
            "k9qZm77x<br>",
            "k9qZm77x</span>",
            "[k9qZm77x](https://keys.example)",
            "sk%2Dproj%2Dk9qZm77x",
            "%22k9qZm77x%22",
            "\\u0073k-proj",
        ] {
            assert!(is_escaped(text), "{text}");
        }
        for text in [
            "a&b;c&d",
            "?sv=2022&sig=a%2Fb%2Dc%3D",
            "k9q%2Bm77x%3D%3D",
            "k9<q>m77",
            "100%25sure",
            "50%2 off",
            "\\under\\u9",
        ] {
            assert!(!is_escaped(text), "{text}");
        }
    }
}
