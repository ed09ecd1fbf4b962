use std::sync::Arc;

use provider_credentials_core::KeySigner;
use zeroize::Zeroizing;

use crate::material::KeyFile;

/// What was found in the parts.
pub(crate) struct Found {
    pub(crate) key: FoundKey,
    /// The part that holds it.
    pub(crate) key_part: &'static str,
    /// In their order there.
    pub(crate) certificates: Vec<Zeroizing<Vec<u8>>>,
    pub(crate) certificate_part: &'static str,
}

pub(crate) enum FoundKey {
    /// Not encrypted any more.
    File(KeyFile),
    /// It signs where it is.
    Signer(Arc<dyn KeySigner>),
}
