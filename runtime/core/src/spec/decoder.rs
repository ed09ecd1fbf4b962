use super::template::Template;
use crate::contract::{Decoder, KeyProvider, Opener};

/// What turns a file's bytes into its content.
pub struct DecoderSpec {
    pub opener: &'static Opener<dyn Decoder>,
    /// What may open the file's key, beside what the program registers.
    pub keys: &'static [&'static Opener<dyn KeyProvider>],
    /// The file with the key, if the manifest says so.
    pub identity_file: Option<Template>,
    /// The ID of the credential whose secret is the key, or the passphrase of the other, if the manifest says so.
    pub decrypt_with: Option<&'static str>,
}

impl DecoderSpec {
    /// By what two are told apart.
    pub(crate) fn names(&self) -> DecoderNames {
        let file = self.identity_file.as_ref().map(|path| path.text);
        (self.opener.name(), file, self.decrypt_with)
    }
}

pub(crate) type DecoderNames = (&'static str, Option<&'static str>, Option<&'static str>);
