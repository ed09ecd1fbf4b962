//! `source: azure_key_vault`.

use provider_credentials_core::{Opener, Source, SourceError, Surroundings};

use crate::builder::AzureKeyVaultBuilder;
use crate::environment::{Environment, NAMES};

/// Opens the source from the environment that Azure's own clients use.
pub static OPENER: Opener<dyn Source> = Opener::new("azure_key_vault", NAMES, open);

fn open(surroundings: &Surroundings) -> Result<Box<dyn Source>, SourceError> {
    let environment = Environment::of(surroundings)?;
    let builder = AzureKeyVaultBuilder::surrounded_by(environment, surroundings.files());
    Ok(Box::new(builder.build()?))
}
