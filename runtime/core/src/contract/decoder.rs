use zeroize::Zeroizing;

use super::error::SourceError;

/// Turns the bytes of a file into the text that the rules for files then read: decryption.
///
/// It stands between reading a file and looking for a value in it, so that everything else about files
/// stays as it is. Opened as a source is, by an [`Opener`](crate::Opener).
///
/// Opening and decoding run on the thread that loads, and no time limit covers them: what may block needs a limit of its
/// own. Opening must not load credentials whose files need the same decoder.
pub trait Decoder: Send + Sync {
    /// The plain content of a file that holds `content`.
    ///
    /// # Errors
    ///
    /// Why it cannot be had, such as that no key fits. An error is final: the credential's next source
    /// is not asked.
    fn decode(&self, content: &[u8]) -> Result<Zeroizing<Vec<u8>>, SourceError>;
}
