use provider_credentials_core::{KeyProvider, Opener, Source, SourceError, Surroundings};

use crate::builder::VaultBuilder;
use crate::variables::NAMES;

/// Opens the source from the environment that `vault` and `bao` use.
pub static OPENER: Opener<dyn Source> = Opener::new("vault", NAMES, open);

/// Opens what unwraps keys by the transit engine, from the same environment.
pub static KEYS: Opener<dyn KeyProvider> = Opener::new("vault", NAMES, |surroundings| {
    Ok(Box::new(VaultBuilder::new().surrounded_by(surroundings).build()?))
});

fn open(surroundings: &Surroundings) -> Result<Box<dyn Source>, SourceError> {
    let vault = VaultBuilder::new().surrounded_by(surroundings).build()?;
    Ok(Box::new(vault))
}
