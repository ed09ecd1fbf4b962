//! Values of a file as it was: those that do not change keep their ciphertext, so that a diff shows what changed.

use provider_credentials_core::SourceError;
use sha2::digest::Output;
use sha2::{Digest as _, Sha512};
use zeroize::Zeroizing;

use super::super::cipher::{Cipher, Kind, Sealed, is_sealed};
use super::super::document::Document;
use super::super::rules::Rule;

/// What a value was: its type, its place and its text, hashed by a secret.
type Print = Output<Sha512>;

#[derive(Default)]
pub(super) struct Known {
    values: Vec<(Print, String)>,
    key: Zeroizing<Vec<u8>>,
}

impl Known {
    /// The values of a file, which its key opened before.
    pub(super) fn of(
        document: &Document<'_>,
        rule: &Rule,
        cipher: &Cipher,
        key: &[u8],
        length: usize,
    ) -> Result<Self, SourceError> {
        let mut known = Self { values: Vec::new(), key: Zeroizing::new(key.to_vec()) };
        let mut buffer = Zeroizing::new(vec![0; length]);
        document.walk(rule, &mut |leaf| {
            let text = leaf.value.as_ref().map(|value| &*value.text);
            let is_encrypted = leaf.is_encrypted != Some(false);
            if let Some(text) = text.filter(|text| is_encrypted && is_sealed(text)) {
                let sealed = Sealed::read(text)?;
                let plain = cipher.open(&sealed, leaf.path, &mut buffer)?;
                let print = known.print(sealed.kind, leaf.path, plain);
                known.values.push((print, text.to_owned()));
            }
            Ok(())
        })?;
        known.values.sort_by_key(|(print, _)| *print);
        Ok(known)
    }

    fn print(&self, kind: Kind, path: &str, plain: &[u8]) -> Print {
        let mut hash = Sha512::new();
        for part in [&self.key, path.as_bytes(), plain] {
            hash.update(part.len().to_le_bytes());
            hash.update(part);
        }
        hash.update([kind as u8]);
        let print = hash.finalize_reset();
        // Over the last block, which was the value.
        hash.update([0; 127]);
        print
    }

    pub(super) fn find(&self, kind: Kind, path: &str, plain: &[u8]) -> Option<&str> {
        if self.values.is_empty() {
            return None;
        }
        let print = self.print(kind, path, plain);
        let at = self.values.binary_search_by_key(&print, |(print, _)| *print).ok()?;
        self.values.get(at).map(|(_, text)| text.as_str())
    }
}
