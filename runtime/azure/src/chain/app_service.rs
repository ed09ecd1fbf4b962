//! App Service, Functions and Container Apps.

use std::time::SystemTime;

use provider_credentials_core::SourceError;
use provider_credentials_http::{Deadline, Request, Value};

use super::local::{answered, endpoint, send, with_query};
use crate::failures::IDENTITY_ENDPOINT;
use crate::ground::Ground;
use crate::token::{Token, is_word};

pub(super) fn token(
    ground: &Ground,
    url: &str,
    header: &str,
    resource: &str,
    deadline: Deadline,
) -> Result<Token, SourceError> {
    const API: &str = "2019-08-01";

    if !is_word(header.as_bytes()) {
        return Err(IDENTITY_ENDPOINT);
    }
    let url = with_query(ground, &endpoint(url)?, API, resource)?;
    let request = Request::get(&url)
        .header("X-IDENTITY-HEADER", Value::secret(header))
        .header("Metadata", Value::plain("true"));
    let asked = SystemTime::now();
    answered(send(ground, &request, deadline), asked)
}
