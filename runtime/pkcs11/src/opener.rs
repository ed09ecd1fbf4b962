use provider_credentials_core::{KeyProvider, Opener, Source, SourceError, Surroundings};

use crate::builder::{MODULE_PATH, Pkcs11Builder};
use crate::pkcs11::Pkcs11;

/// Opens the source from `PKCS11_MODULE_PATH`.
pub static OPENER: Opener<dyn Source> =
    Opener::new("pkcs11", VARIABLES, source).needing(&["pin_with"]).escaping(&[("uri", ";?&")]);

/// Opens what unwraps keys in tokens, from the same environment.
pub static KEYS: Opener<dyn KeyProvider> =
    Opener::new("pkcs11", VARIABLES, |surroundings| Ok(Box::new(open(surroundings))));

const VARIABLES: &[&str] = &[MODULE_PATH];

#[allow(clippy::unnecessary_wraps, reason = "other sources can fail to open")]
fn source(surroundings: &Surroundings) -> Result<Box<dyn Source>, SourceError> {
    Ok(Box::new(open(surroundings)))
}

fn open(surroundings: &Surroundings) -> Pkcs11 {
    Pkcs11Builder::new().surrounded_by(surroundings).unchecked()
}
