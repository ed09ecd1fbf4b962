//! `source: azure_key_vault`.

use provider_credentials_core::{KeyProvider, Opener, Source, SourceError, Surroundings};

use crate::builder::AzureKeyVaultBuilder;
use crate::environment::{Environment, NAMES};
use crate::key_vault::AzureKeyVault;

/// Opens the source from the environment that Azure's own clients use.
pub static OPENER: Opener<dyn Source> = Opener::new("azure_key_vault", NAMES, open);

/// Opens what unwraps keys of encrypted files, from the same environment.
pub static KEYS: Opener<dyn KeyProvider> =
    Opener::new("azure_key_vault", NAMES, |surroundings| Ok(Box::new(vaults(surroundings)?)));

fn open(surroundings: &Surroundings) -> Result<Box<dyn Source>, SourceError> {
    Ok(Box::new(vaults(surroundings)?))
}

fn vaults(surroundings: &Surroundings) -> Result<AzureKeyVault, SourceError> {
    let environment = Environment::of(surroundings)?;
    AzureKeyVaultBuilder::surrounded_by(environment, surroundings.files()).build()
}
