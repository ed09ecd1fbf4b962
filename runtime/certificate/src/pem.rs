//! PEM (RFC 7468), in any wrapping: text around it, CRLF, or all in one line.

/// One `-----BEGIN …-----` to its `-----END …-----`.
#[derive(Clone, Copy)]
pub(crate) struct Section<'a> {
    pub(crate) label: &'a [u8],
    /// Base64, perhaps with headers before it.
    pub(crate) body: &'a [u8],
}

/// It begins, and does not end as it began.
pub(crate) struct Cut;

const BEGIN: &[u8] = b"-----BEGIN ";
const END: &[u8] = b"-----END ";
const DASHES: &[u8] = b"-----";

/// Whether there is a section, or the rest of one.
pub(crate) fn is_pem(text: &[u8]) -> bool {
    split(text, BEGIN).is_some() || split(text, END).is_some()
}

/// All sections, in order. What stands around them does not count.
///
/// By bytes: what tools write around PEM is not always UTF-8. Not of `rustls-pki-types`, which leaves the text of
/// keys in buffers that it does not wipe, and passes over encrypted ones.
pub(crate) fn sections(text: &[u8]) -> Result<Vec<Section<'_>>, Cut> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((before, from)) = split(rest, BEGIN) {
        let (label, inside) = split(from, DASHES).ok_or(Cut)?;
        let (body, behind) = split(inside, END).ok_or(Cut)?;
        let behind = behind.strip_prefix(label).and_then(|behind| behind.strip_prefix(DASHES));
        if is_pem(before) || is_pem(body) || label.len() > 64 {
            return Err(Cut);
        }
        found.push(Section { label, body });
        rest = behind.ok_or(Cut)?;
    }
    if is_pem(rest) { Err(Cut) } else { Ok(found) }
}

/// What is before `at` and behind it.
fn split<'a>(text: &'a [u8], at: &[u8]) -> Option<(&'a [u8], &'a [u8])> {
    let position = text.windows(at.len()).position(|window| window == at)?;
    Some((text.get(..position)?, text.get(position + at.len()..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(text: &str) -> Option<Vec<String>> {
        let found = sections(text.as_bytes()).ok()?;
        Some(found.iter().map(|one| String::from_utf8_lossy(one.label).into_owned()).collect())
    }

    #[test]
    fn sections_are_found_in_any_wrapping() {
        let two = "x\r\n-----BEGIN A-----\r\nZg==\r\n-----END A-----\r\n# y\n-----BEGIN B C----- Zg== -----END B C-----";
        assert_eq!(labels(two).unwrap(), ["A", "B C"]);
        assert_eq!(labels("").unwrap(), [""; 0]);
        for cut in [
            "-----BEGIN A-----\nZg==",
            "-----BEGIN A-----\nZg==\n-----END B-----",
            "-----BEGIN A",
            "Zg==\n-----END A-----",
            "-----BEGIN A-----\n-----BEGIN B-----\n-----END B-----",
            "-----BEGIN A-----\n-----END A",
        ] {
            assert!(labels(cut).is_none(), "{cut}");
        }
    }
}
