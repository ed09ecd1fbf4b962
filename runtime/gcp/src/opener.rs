use provider_credentials_core::{Opener, Source, SourceError, Surroundings};

use crate::builder::GcpBuilder;
use crate::environment::{Environment, NAMES};

/// `source: gcp_secret_manager`.
pub mod gcp_secret_manager {
    use super::{NAMES, Opener, Source, open};

    /// Opens the source from the environment that Google's own clients use.
    pub static OPENER: Opener<dyn Source> = Opener::new("gcp_secret_manager", NAMES, open);
}

fn open(surroundings: &Surroundings) -> Result<Box<dyn Source>, SourceError> {
    let environment = Environment::of(surroundings)?;
    Ok(Box::new(GcpBuilder::surrounded_by(environment, surroundings.files()).build()?))
}
