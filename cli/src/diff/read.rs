//! The manifests that are compared.

use provider_credentials_manifest::{Checked, Report, examine};

use super::sides::Side;

/// A manifest without errors, and what it is called.
pub(super) struct Manifest {
    pub(super) label: String,
    /// Where its lines are, unless it is one of another revision.
    pub(super) file: Option<String>,
    pub(super) checked: Option<Checked>,
}

/// Checks one side; no file is a manifest without credentials.
pub(super) fn checked(side: Side) -> Result<Manifest, Box<Report>> {
    let source = match side.source {
        Some(source) => Some(source?),
        None => None,
    };
    let checked =
        source.map(|source| examine(source).into_result().map_err(Box::new)).transpose()?;
    Ok(Manifest { label: side.label, file: side.file, checked })
}
