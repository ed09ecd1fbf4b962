//! What holds for the parts of each kind.

use provider_credentials_core::{Assembly, PartError};

use crate::failures::NOT_TEXT;

/// What is no text would be sent as the empty one.
pub(crate) fn all_text(assembly: &Assembly<'_>, names: &[&'static str]) -> Result<(), PartError> {
    for name in names {
        if assembly.part(name).is_some_and(|part| !part.is_text()) {
            return Err(PartError::new(name, NOT_TEXT));
        }
    }
    Ok(())
}
