use core::fmt;

use crate::spec::Spec;

/// A text that is no credential ID of the manifest.
///
/// Returned by `CredentialId::from_str`. Names the IDs that there are, and does not repeat the text, which
/// is not ours to log.
#[derive(Clone, Copy)]
pub struct UnknownCredentialId {
    specs: &'static [Spec],
}

impl UnknownCredentialId {
    /// As many IDs are named.
    const MOST: usize = 20;

    pub(crate) const fn new(specs: &'static [Spec]) -> Self {
        Self { specs }
    }
}

/// Those of one manifest are equal.
impl PartialEq for UnknownCredentialId {
    fn eq(&self, other: &Self) -> bool {
        core::ptr::eq(self.specs, other.specs)
    }
}

impl Eq for UnknownCredentialId {}

impl fmt::Debug for UnknownCredentialId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("UnknownCredentialId")
    }
}

impl fmt::Display for UnknownCredentialId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no credential with this ID is declared in the manifest")?;
        for (before, spec) in self.specs.iter().take(Self::MOST).enumerate() {
            let joint = if before == 0 { "; it has " } else { ", " };
            write!(f, "{joint}`{}`", spec.id)?;
        }
        match self.specs.len().saturating_sub(Self::MOST) {
            0 => Ok(()),
            more => write!(f, " and {more} more"),
        }
    }
}

impl core::error::Error for UnknownCredentialId {}
