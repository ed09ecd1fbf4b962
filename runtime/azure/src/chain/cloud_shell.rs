//! Azure Cloud Shell, whose identity is that of whoever opened it.

use std::time::SystemTime;

use provider_credentials_core::SourceError;
use provider_credentials_http::{Deadline, Request, Value};
use provider_credentials_oauth2::for_stores::form;

use super::local::{answered, endpoint, only_identity, send};
use crate::ground::Ground;
use crate::token::Token;

pub(super) fn token(
    ground: &Ground,
    url: &str,
    resource: &str,
    deadline: Deadline,
) -> Result<Token, SourceError> {
    only_identity(ground)?;
    let url = endpoint(url)?;
    let body = form(&[("resource", resource)]);
    let request = Request::post(&url)
        .body("application/x-www-form-urlencoded", &body[..])
        .repeatable()
        .header("Metadata", Value::plain("true"));
    let asked = SystemTime::now();
    answered(send(ground, &request, deadline), asked)
}
