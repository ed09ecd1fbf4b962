//! The identity that Azure gives to what it runs: which of its services has it, by their variables.

use provider_credentials_core::SourceError;
use provider_credentials_http::Deadline;

use super::look::Look;
use super::{app_service, arc, cloud_shell, imds};
use crate::challenge::Use;
use crate::failures::IDENTITY_UNSUPPORTED;
use crate::ground::Ground;

pub(super) fn look(ground: &Ground, of: &Use, deadline: Deadline) -> Result<Look, SourceError> {
    let variable = |name| ground.environment.get(name);
    let resource = of.scope.resource.as_str();
    match (variable("IDENTITY_ENDPOINT"), variable("IDENTITY_HEADER")) {
        // Service Fabric, whose certificate is another one each time.
        (Some(_), Some(_)) if variable("IDENTITY_SERVER_THUMBPRINT").is_some() => {
            Err(IDENTITY_UNSUPPORTED)
        }
        (Some(url), Some(header)) => {
            app_service::token(ground, url, header, resource, deadline).map(Look::Found)
        }
        (Some(url), None) if variable("IMDS_ENDPOINT").is_some() => {
            arc::token(ground, url, resource, deadline).map(Look::Found)
        }
        _ => match (variable("MSI_ENDPOINT"), variable("MSI_SECRET")) {
            // Azure Machine Learning.
            (Some(_), Some(_)) => Err(IDENTITY_UNSUPPORTED),
            (Some(url), None) => {
                cloud_shell::token(ground, url, resource, deadline).map(Look::Found)
            }
            (None, _) => imds::look(ground, resource, deadline),
        },
    }
}
