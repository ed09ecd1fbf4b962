use core::fmt;
use std::ffi::OsStr;

use zeroize::Zeroizing;

use super::error::SourceError;
use super::keys::Keys;

/// Turns the bytes of a file into the text that the rules for files then read: decryption.
///
/// It stands between reading a file and looking for a value in it, so that everything else about files
/// stays as it is. Opened as a source is, by an [`Opener`](crate::Opener).
///
/// What it gives is content that nobody else has checked: a decoder gives nothing out before it has verified all of it.
/// The file itself may be readable by everybody; a [`KeyProvider`](crate::KeyProvider) has what opens it.
///
/// Opening and decoding run on the thread that loads, and no time limit covers them: what may block needs a limit of its
/// own. Opening must not load credentials whose files need the same decoder.
pub trait Decoder: Send + Sync {
    /// The plain content of a file, in a buffer that is wiped. All other buffers that held some of it must be wiped too.
    ///
    /// # Errors
    ///
    /// Why it cannot be had, such as that no key fits. An error is final: the credential's next source
    /// is not asked.
    fn decode(&self, request: &DecodeRequest<'_>) -> Result<Zeroizing<Vec<u8>>, SourceError>;
}

/// A file that a [`Decoder`] is to turn into text.
pub struct DecodeRequest<'a> {
    content: &'a [u8],
    file_name: Option<&'a OsStr>,
    keys: Keys<'a>,
}

impl<'a> DecodeRequest<'a> {
    pub(crate) fn new(content: &'a [u8], file_name: Option<&'a OsStr>, keys: Keys<'a>) -> Self {
        Self { content, file_name, keys }
    }

    /// What the file holds.
    #[must_use]
    pub fn content(&self) -> &'a [u8] {
        self.content
    }

    /// The file's name, whose extension may say what is encrypted in it. Never show it: people paste keys into
    /// variables for paths.
    #[must_use]
    pub fn file_name(&self) -> Option<&'a OsStr> {
        self.file_name
    }

    /// What may unwrap the key of the file.
    #[must_use]
    pub fn keys(&self) -> Keys<'a> {
        self.keys
    }
}

/// Shows how long the file is.
impl fmt::Debug for DecodeRequest<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DecodeRequest").field("length", &self.content.len()).finish_non_exhaustive()
    }
}
