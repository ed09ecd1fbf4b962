/// What the value of a part may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Role {
    /// A secret: it has a source.
    Secret,
    /// The same, of bytes: a file is not read as text.
    SecretBytes,
    /// No secret: text in the manifest, or a source.
    Public,
    /// No secret: PEM in the manifest, or a source, which is what a proposal has.
    Pem,
    /// Text in the manifest.
    Setting(Setting),
}

/// The shape of a setting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Setting {
    /// One line of text.
    Text,
    /// An absolute https URL; http is for this machine alone.
    Url,
    /// The same, without a query: a server itself.
    Issuer,
    /// A list of words, or words with spaces between them; the program gets the latter.
    Words,
    /// A whole number between these.
    Number(u32, u32),
    /// One of these words.
    Word(&'static [&'static str]),
}

impl Role {
    /// Whether nobody may see it.
    #[must_use]
    pub fn is_secret(self) -> bool {
        matches!(self, Self::Secret | Self::SecretBytes)
    }

    /// Whether a source is what to propose.
    pub(crate) fn is_from_source(self) -> bool {
        self.is_secret() || self == Self::Pem
    }

    /// Whether it may come from a source.
    #[must_use]
    pub const fn has_source(self) -> bool {
        !matches!(self, Self::Setting(_))
    }
}
