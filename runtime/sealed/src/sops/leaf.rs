use core::ops::Range;

use provider_credentials_core::SourceError;

use super::value::Value;

/// A value as it stands in a file.
pub(super) struct Leaf<'a> {
    /// What the cipher takes as additional data: the keys that lead to the value, each with a colon behind it.
    pub(super) path: &'a str,
    /// Whether the rule of the file says that it is encrypted.
    pub(super) is_encrypted: Option<bool>,
    pub(super) range: Range<usize>,
    /// What it stands for; `None` for null.
    pub(super) value: Option<Value<'a>>,
    #[cfg(feature = "sops-write")]
    pub(super) is_block: bool,
    /// Whether it stands in a list or mapping of YAML that is written with brackets.
    #[cfg(feature = "sops-write")]
    pub(super) is_in_brackets: bool,
}

/// What is done with each value.
pub(super) type Visit<'v> = &'v mut dyn FnMut(Leaf<'_>) -> Result<(), SourceError>;
