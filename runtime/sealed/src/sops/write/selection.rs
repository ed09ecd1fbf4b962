use core::fmt;

/// Which values of a file are encrypted, by the names on the way to them.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Selection {
    /// All but those below a name with this end; sops' default is `_unencrypted`.
    UnencryptedSuffix(String),
    /// Those below a name with this end.
    EncryptedSuffix(String),
    /// All but those below a name that this regular expression finds something in.
    UnencryptedRegex(String),
    /// Those below a name that this regular expression finds something in.
    EncryptedRegex(String),
}

impl Default for Selection {
    fn default() -> Self {
        Self::UnencryptedSuffix(super::super::rules::DEFAULT_SUFFIX.to_owned())
    }
}

impl Selection {
    /// As the `sops` section has it.
    pub(super) fn entry(&self) -> (&'static str, &str) {
        match self {
            Self::UnencryptedSuffix(text) => ("unencrypted_suffix", text),
            Self::EncryptedSuffix(text) => ("encrypted_suffix", text),
            Self::UnencryptedRegex(text) => ("unencrypted_regex", text),
            Self::EncryptedRegex(text) => ("encrypted_regex", text),
        }
    }
}

impl fmt::Debug for Selection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (name, text) = self.entry();
        f.debug_tuple(name).field(&text).finish()
    }
}
