use provider_credentials_core::{Opener, Source, SourceError, Surroundings};

use crate::builder::{MODULE_PATH, Pkcs11Builder};

/// Opens the source from `PKCS11_MODULE_PATH`.
pub static OPENER: Opener<dyn Source> =
    Opener::new("pkcs11", &[MODULE_PATH], open).needing(&["pin_with"]);

fn open(surroundings: &Surroundings) -> Result<Box<dyn Source>, SourceError> {
    Ok(Box::new(Pkcs11Builder::new().surrounded_by(surroundings).build()?))
}
