//! The metadata service of a virtual machine.

use std::time::SystemTime;

use provider_credentials_core::SourceError;
use provider_credentials_http::{Deadline, Request, Value};

use super::local::{answered, endpoint, is_busy, send, with_query};
use super::look::Look;
use crate::failures::{IDENTITY_ENDPOINT, IDENTITY_MISSING};
use crate::ground::Ground;

const USUAL: &str = "http://169.254.169.254";
const PATH: &str = "/metadata/identity/oauth2/token";
const API: &str = "2018-02-01";

/// Nothing where there is no such service, or where it knows of no identity.
pub(super) fn look(
    ground: &Ground,
    resource: &str,
    deadline: Deadline,
) -> Result<Look, SourceError> {
    let named = ground.environment.get("AZURE_POD_IDENTITY_AUTHORITY_HOST");
    let url = endpoint(named.unwrap_or(USUAL))?.join(PATH).map_err(|_| IDENTITY_ENDPOINT)?;
    let url = with_query(ground, &url, API, resource)?;
    let request = Request::get(&url).header("Metadata", Value::plain("true"));
    let asked = SystemTime::now();
    // Where there is none, nobody is to wait for more than one attempt.
    let sent = match send(ground, &request, deadline, 0) {
        Err(failure) if !failure.was_sent() => return Ok(Look::Nothing(None)),
        Err(_) => send(ground, &request, deadline, 2),
        Ok(answer) if is_busy(&answer) => send(ground, &request, deadline, 2),
        answered => answered,
    };
    match &sent {
        // Docker Desktop answers for what it cannot reach.
        Ok(answer) if answer.status() == 403 => {
            let is_of_docker = answer.text().is_ok_and(|text| text.contains("unreachable"));
            if is_of_docker {
                return Ok(Look::Nothing(None));
            }
        }
        _ => {}
    }
    match answered(sent, asked) {
        Ok(token) => Ok(Look::Found(token)),
        Err(error) if error.code() == IDENTITY_MISSING.code() => Ok(Look::Nothing(Some(error))),
        Err(error) => Err(error),
    }
}
