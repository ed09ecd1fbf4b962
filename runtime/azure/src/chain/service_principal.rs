//! An application with a secret or a certificate, as variables name it.

use provider_credentials_core::SourceError;
use provider_credentials_http::Deadline;

use super::certificate;
use super::look::Look;
use crate::challenge::Use;
use crate::entra::{Application, Proof, token};
use crate::failures::{INCOMPLETE, PASSWORD_UNSUPPORTED};
use crate::ground::Ground;

pub(super) fn is_set(ground: &Ground) -> Result<bool, SourceError> {
    application(ground).map(|application| application.is_some())
}

fn application(ground: &Ground) -> Result<Option<Application<'_>>, SourceError> {
    let variable = |name| ground.environment.get(name);
    if variable("AZURE_CLIENT_SECRET").or(variable("AZURE_CLIENT_CERTIFICATE_PATH")).is_none() {
        // Azure's own clients take these next.
        let user = variable("AZURE_USERNAME").zip(variable("AZURE_PASSWORD"));
        let is_of_user = user.is_some() && ground.client_id().is_some();
        return if is_of_user { Err(PASSWORD_UNSUPPORTED) } else { Ok(None) };
    }
    Ok(Some(Application {
        tenant: variable("AZURE_TENANT_ID").ok_or(INCOMPLETE)?,
        client_id: ground.client_id().ok_or(INCOMPLETE)?,
    }))
}

pub(super) fn look(ground: &Ground, of: &Use, deadline: Deadline) -> Result<Look, SourceError> {
    let Some(application) = application(ground)? else { return Ok(Look::Nothing(None)) };
    let variable = |name| ground.environment.get(name);
    let url = application.endpoint(ground, of)?;
    if let Some(secret) = variable("AZURE_CLIENT_SECRET") {
        return token(ground, &application, of, &Proof::Secret(secret), deadline).map(Look::Found);
    }
    let path = variable("AZURE_CLIENT_CERTIFICATE_PATH").unwrap_or_default();
    let signed = certificate::assertion(ground, path, application.client_id, &url.to_string())?;
    token(ground, &application, of, &Proof::Certificate(&signed), deadline).map(Look::Found)
}
