use provider_credentials_core::{KeyProvider, Opener, Source, SourceError, Surroundings};

use crate::builder::GcpBuilder;
use crate::environment::{Environment, NAMES};
use crate::secret_manager::GcpSecretManager;

/// `source: gcp_secret_manager`.
pub mod gcp_secret_manager {
    use super::{NAMES, Opener, Source, open};

    /// Opens the source from the environment that Google's own clients use.
    pub static OPENER: Opener<dyn Source> = Opener::new("gcp_secret_manager", NAMES, open);
}

/// Opens what unwraps keys of encrypted files by Cloud KMS, from the same environment.
pub static KEYS: Opener<dyn KeyProvider> =
    Opener::new("gcp_kms", NAMES, |surroundings| Ok(Box::new(google(surroundings)?)));

fn open(surroundings: &Surroundings) -> Result<Box<dyn Source>, SourceError> {
    Ok(Box::new(google(surroundings)?))
}

fn google(surroundings: &Surroundings) -> Result<GcpSecretManager, SourceError> {
    let environment = Environment::of(surroundings)?;
    GcpBuilder::surrounded_by(environment, surroundings.files()).build()
}
