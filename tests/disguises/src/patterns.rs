//! What to look for: every piece of a text in every disguise.

use crate::base64::aligned;
use crate::rewritten::REWRITES;

/// So many bytes of a text are a piece of it.
pub(crate) const PIECE: usize = 16;

/// A line of a text that is shorter is found whole, if it has at least so many bytes.
pub(crate) const LEAST: usize = 8;

const BASE64: [(&str, bool); 2] = [("in base64", false), ("in base64 for URLs", true)];

/// The names of all disguises.
pub fn disguises() -> impl Iterator<Item = &'static str> {
    REWRITES.iter().map(|(name, _)| *name).chain(BASE64.map(|(name, _)| name))
}

pub(crate) struct Pattern {
    pub(crate) bytes: Vec<u8>,
    pub(crate) disguise: &'static str,
}

/// Those of `text`, the plainest first.
pub(crate) fn patterns(text: &str) -> Vec<Pattern> {
    let mut patterns = Vec::new();
    let mut pieces = pieces(text);
    for line in text.lines().map(str::trim_end).filter(|line| line.len() >= LEAST) {
        pieces.extend(self::pieces(line));
    }
    for (disguise, rewrite) in REWRITES {
        for piece in &pieces {
            patterns.push(Pattern { bytes: rewrite(piece), disguise });
        }
    }
    for (disguise, is_url_safe) in BASE64 {
        for encoded in aligned(text.as_bytes(), is_url_safe) {
            // Four signs are three bytes.
            let length = (PIECE / 3 * 4).min(encoded.len());
            let windows = encoded.windows(length.max(LEAST));
            patterns.extend(windows.map(|piece| Pattern { bytes: piece.to_vec(), disguise }));
        }
    }
    patterns
}

/// Each piece of a text, or the text if it is none.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    for (start, _) in text.char_indices() {
        let Some(rest) = text.get(start..) else { continue };
        let end = rest.char_indices().map(|(at, sign)| at + sign.len_utf8());
        if let Some(end) = end.into_iter().find(|end| *end >= PIECE) {
            pieces.extend(rest.get(..end));
        }
    }
    if pieces.is_empty() {
        pieces.push(text);
    }
    pieces
}
