use provider_credentials_core::{Decoder, KeyProvider, Opener};

use super::decoder::SopsDecoder;
use super::identities::{SopsIdentities, VARIABLES};

/// Decrypts the files.
pub static OPENER: Opener<dyn Decoder> = Opener::new("sops", &[], |_| Ok(Box::new(SopsDecoder)));

/// Opens the keys of those that are for identities of age, which it looks for where sops does.
pub static IDENTITIES: Opener<dyn KeyProvider> = Opener::new("sops", VARIABLES, |surroundings| {
    Ok(Box::new(SopsIdentities::from_environment(surroundings)))
});
