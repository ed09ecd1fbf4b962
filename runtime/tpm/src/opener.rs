use provider_credentials_core::{KeyProvider, Opener, Source, SourceError, Surroundings};

use crate::clevis::Clevis;
use crate::source::Sealed;
use crate::tcti::Tcti;

/// The names that tpm2-tools and other programs know, in the order in which they count.
const VARIABLES: &[&str] = &["TPM2TOOLS_TCTI", "TCTI"];

/// Opens the source with the TPM that the environment names, or else that of the machine.
pub static OPENER: Opener<dyn Source> =
    Opener::<dyn Source>::new("tpm", VARIABLES, |surroundings| {
        Ok(Box::new(Sealed::new(tcti(surroundings)?)))
    })
    .needing(&["auth_with"]);

/// Opens the keys of encrypted files that clevis sealed to that TPM.
pub static KEYS: Opener<dyn KeyProvider> =
    Opener::new("tpm", VARIABLES, |surroundings| Ok(Box::new(Clevis::new(tcti(surroundings)))));

fn tcti(surroundings: &Surroundings) -> Result<Tcti, SourceError> {
    let named = VARIABLES.iter().find_map(|name| surroundings.variable(name));
    named.map_or_else(|| Ok(Tcti::default()), Tcti::new)
}
