use provider_credentials_core::{Opener, Source, SourceError, Surroundings};

use crate::builder::VaultBuilder;
use crate::variables::NAMES;

/// Opens the source from the environment that `vault` and `bao` use.
pub static OPENER: Opener<dyn Source> = Opener::new("vault", NAMES, open);

fn open(surroundings: &Surroundings) -> Result<Box<dyn Source>, SourceError> {
    let vault = VaultBuilder::new().surrounded_by(surroundings).build()?;
    Ok(Box::new(vault))
}
