//! `encrypted: jwe`.

use provider_credentials_core::{Decoder, Opener, SourceError};

const NOT_YET: SourceError = SourceError::new(
    "jwe_unsupported",
    "this version of provider-credentials cannot decrypt jwe",
    "decrypt it before the program reads it",
);

/// Decrypts the files.
pub static OPENER: Opener<dyn Decoder> = Opener::new("jwe", &[], |_| Err(NOT_YET));
