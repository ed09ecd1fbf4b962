use core::str;

use zeroize::Zeroizing;

use crate::reason::Reason;

/// What a file held, wiped on drop.
pub(crate) struct Content(Zeroizing<Vec<u8>>);

/// Editors on Windows put it in front of UTF-8; it is no part of the text (Unicode 23.8).
const BYTE_ORDER_MARK: char = '\u{feff}';

impl Content {
    pub(super) fn new(bytes: Zeroizing<Vec<u8>>) -> Self {
        Self(bytes)
    }

    /// The text, in place.
    pub(crate) fn text(&self) -> Result<&str, Reason> {
        let text = str::from_utf8(&self.0).map_err(|_| Reason::FileNotUtf8)?;
        Ok(text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text))
    }
}
