use provider_credentials_core::{Decoder, KeyProvider, Opener};

use super::decoder::JweDecoder;
use super::keys::{self, JweKeys};

/// Decrypts the files.
pub static OPENER: Opener<dyn Decoder> = Opener::new("jwe", &[], |_| Ok(Box::new(JweDecoder)));

/// Opens their keys, by what the environment names.
pub static KEYS: Opener<dyn KeyProvider> = Opener::new("jwe", keys::VARIABLES, |surroundings| {
    Ok(Box::new(JweKeys::from_environment(surroundings)))
});
