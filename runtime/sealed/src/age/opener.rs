use provider_credentials_core::{Decoder, KeyProvider, Opener};

use super::decoder::AgeDecoder;
use super::identities::{self, AgeIdentities};

/// Decrypts the files.
pub static OPENER: Opener<dyn Decoder> = Opener::new("age", &[], |_| Ok(Box::new(AgeDecoder)));

/// Opens their keys, by what the environment names.
pub static IDENTITIES: Opener<dyn KeyProvider> =
    Opener::new("age", identities::VARIABLES, |surroundings| {
        Ok(Box::new(AgeIdentities::from_environment(surroundings)))
    });
