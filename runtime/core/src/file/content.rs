use core::str;

use zeroize::Zeroizing;

use crate::report::{Concern, FileReason, LoadWarning, Origin, Place};

/// What a file held, wiped on drop, and the concerns about the file.
pub(crate) struct Content {
    bytes: Zeroizing<Vec<u8>>,
    concerns: Vec<Concern>,
}

/// Editors on Windows put it in front of UTF-8; it is no part of the text (Unicode 23.8).
const BYTE_ORDER_MARK: char = '\u{feff}';

impl Content {
    pub(super) fn new(bytes: Zeroizing<Vec<u8>>, concerns: Vec<Concern>) -> Self {
        Self { bytes, concerns }
    }

    /// Adds what is insecure about the file, which is at `place`.
    #[inline]
    pub(crate) fn warn(&self, place: Place, origin: &mut Origin) {
        if !self.concerns.is_empty() {
            origin.warn(self.warnings(place));
        }
    }

    /// What is insecure about the file, which is at `place`.
    pub(crate) fn warnings(&self, place: Place) -> Vec<LoadWarning> {
        let mut warnings = Vec::new();
        for concern in &self.concerns {
            warnings.push(LoadWarning::new(place, *concern));
        }
        warnings
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The same file, with what its bytes stand for.
    pub(crate) fn decoded(self, bytes: Zeroizing<Vec<u8>>) -> Self {
        Self { bytes, concerns: self.concerns }
    }

    /// The text, in place.
    pub(crate) fn text(&self) -> Result<&str, FileReason> {
        let text = str::from_utf8(&self.bytes).map_err(|_| FileReason::NotUtf8)?;
        Ok(text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text))
    }
}
