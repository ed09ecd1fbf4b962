use zeroize::Zeroizing;

use crate::material::KeyFile;

/// What was found in the parts.
pub(crate) struct Found {
    /// Not encrypted any more.
    pub(crate) key: KeyFile,
    /// The part that holds it.
    pub(crate) key_part: &'static str,
    /// In their order there.
    pub(crate) certificates: Vec<Zeroizing<Vec<u8>>>,
    pub(crate) certificate_part: &'static str,
}
