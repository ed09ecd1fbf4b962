//! An application with a secret or a certificate, as variables name it.

use provider_credentials_core::SourceError;
use provider_credentials_http::Deadline;

use super::certificate;
use super::look::Look;
use crate::challenge::Use;
use crate::entra::{Application, Proof, token};
use crate::failures::{INCOMPLETE, PASSWORD_UNSUPPORTED};
use crate::ground::Ground;

pub(super) fn look(ground: &Ground, of: &Use, deadline: Deadline) -> Result<Look, SourceError> {
    let variable = |name| ground.environment.get(name);
    let secret = variable("AZURE_CLIENT_SECRET");
    let certificate = variable("AZURE_CLIENT_CERTIFICATE_PATH");
    if secret.is_none() && certificate.is_none() {
        // Azure's own clients take these next.
        let user = variable("AZURE_USERNAME").zip(variable("AZURE_PASSWORD"));
        let is_of_user = user.is_some() && ground.client_id().is_some();
        return if is_of_user { Err(PASSWORD_UNSUPPORTED) } else { Ok(Look::Nothing(None)) };
    }
    let application = Application {
        tenant: variable("AZURE_TENANT_ID").ok_or(INCOMPLETE)?,
        client_id: ground.client_id().ok_or(INCOMPLETE)?,
    };
    let url = application.endpoint(ground, of)?;
    if let Some(secret) = secret {
        return token(ground, &application, of, &Proof::Secret(secret), deadline).map(Look::Found);
    }
    let path = certificate.unwrap_or_default();
    let signed = certificate::assertion(ground, path, application.client_id, &url.to_string())?;
    token(ground, &application, of, &Proof::Certificate(&signed), deadline).map(Look::Found)
}
