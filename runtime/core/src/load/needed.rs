//! What sources need themselves: copies of secrets of the same load.

use super::given::is_exactly;
use super::loader::Loader;
use super::outcome::Outcome;
use super::search::Search;
use crate::contract::{Needed, SecretFiles, SourceError};
use crate::secret::Secret;

const NOT_LOCAL: SourceError = SourceError::new(
    "needed_credential_not_local",
    "the secret of the credential that the source needs itself comes from a source that is asked",
    "give that credential sources of `env` and `file` alone",
);
const FAILED: SourceError = SourceError::new(
    "needed_credential_failed",
    "the credential that the source needs itself is not loaded",
    "correct what the error of that credential says",
);

/// Called when all that is at hand has been found.
pub(super) fn needed(loader: &Loader, ids: &[String], searches: &[Search]) -> Needed {
    let mut secrets = Vec::with_capacity(ids.len());
    for id in ids {
        for search in searches {
            if is_exactly(search, id) {
                secrets.push((id.clone(), secret_of(loader, search)));
                break;
            }
        }
    }
    Needed::new(secrets, SecretFiles::by(&loader.files))
}

fn secret_of(loader: &Loader, search: &Search) -> Result<Secret, SourceError> {
    // Also if such a source has answered before: what is needed must not depend on who is quick.
    if search.has_to_be_asked() {
        return Err(NOT_LOCAL);
    }
    match &search.outcome {
        Outcome::Found(found) => found.value().map(|secret| kept(loader, secret.copied())),
        Outcome::Open(_) | Outcome::Broken(_) | Outcome::Exhausted(_) => Err(FAILED),
    }
}

/// In locked memory if the program asks for it. What could not be done of that is said of the credential itself.
#[cfg(feature = "locked-memory")]
fn kept(loader: &Loader, secret: Secret) -> Secret {
    if loader.lock_memory { secret.lock().0 } else { secret }
}

#[cfg(not(feature = "locked-memory"))]
fn kept(_: &Loader, secret: Secret) -> Secret {
    secret
}
