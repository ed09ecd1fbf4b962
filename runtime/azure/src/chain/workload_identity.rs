//! A token of the cluster or of a CI, in whose place Entra ID gives one of its own: a pod on AKS.

use std::path::Path;

use provider_credentials_core::SourceError;
use provider_credentials_http::Deadline;

use super::look::Look;
use crate::challenge::Use;
use crate::entra::{Application, Proof, token};
use crate::failures::{FEDERATED_FILE, FEDERATED_INCOMPLETE};
use crate::ground::Ground;
use crate::token::is_word;

pub(super) fn is_set(ground: &Ground) -> Result<bool, SourceError> {
    named(ground).map(|named| named.is_some())
}

/// The application, and the file with the other token.
fn named(ground: &Ground) -> Result<Option<(Application<'_>, &str)>, SourceError> {
    let variable = |name| ground.environment.get(name);
    let Some(path) = variable("AZURE_FEDERATED_TOKEN_FILE") else { return Ok(None) };
    let application = Application {
        tenant: variable("AZURE_TENANT_ID").ok_or(FEDERATED_INCOMPLETE)?,
        client_id: ground.client_id().ok_or(FEDERATED_INCOMPLETE)?,
    };
    Ok(Some((application, path)))
}

pub(super) fn look(ground: &Ground, of: &Use, deadline: Deadline) -> Result<Look, SourceError> {
    let Some((application, path)) = named(ground)? else { return Ok(Look::Nothing(None)) };
    // Read anew each time, because it is replaced.
    let bytes = ground.files.read(Path::new(path)).map_err(|error| match error.code() {
        "file_not_found" | "file_empty" => FEDERATED_FILE,
        _ => error,
    })?;
    let text = core::str::from_utf8(bytes.trim_ascii()).map_err(|_| FEDERATED_FILE)?;
    if !is_word(text.as_bytes()) {
        return Err(FEDERATED_FILE);
    }
    token(ground, &application, of, &Proof::Federated(text), deadline).map(Look::Found)
}
