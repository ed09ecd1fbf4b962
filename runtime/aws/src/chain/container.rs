//! Credentials of a container: of a task on ECS, of a pod on EKS with Pod Identity.

use core::net::IpAddr;
use std::path::Path;

use provider_credentials_core::SourceError;
use provider_credentials_http::{Deadline, Request, Url, Value};
use zeroize::Zeroizing;

use super::local::{BUSY, credentials, send};
use crate::credentials::Credentials;
use crate::environment::Environment;
use crate::failures::{
    CONTAINER_BUSY, CONTAINER_HOST, CONTAINER_REFUSED, CONTAINER_TOKEN, CONTAINER_UNREACHABLE,
};
use crate::ground::Ground;

/// Of ECS, where the variable names a path alone.
const ECS: &str = "http://169.254.170.2";

pub(super) fn look(
    ground: &Ground,
    deadline: Deadline,
) -> Result<Option<Credentials>, SourceError> {
    let variable = |name| ground.environment.get(name);
    let relative = variable("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI");
    let full = variable("AWS_CONTAINER_CREDENTIALS_FULL_URI");
    let url = match (relative, full) {
        (Some(path), _) => Url::parse(&format!("{ECS}{path}")),
        (None, Some(url)) => Url::parse(url),
        (None, None) => return Ok(None),
    };
    let url = url.map_err(|_| CONTAINER_HOST)?;
    if !is_allowed(&url) {
        return Err(CONTAINER_HOST);
    }
    let token = token(ground)?;
    let mut request = Request::get(&url).header("Accept", Value::plain("application/json"));
    if let Some(token) = &token {
        request = request.header("Authorization", Value::secret(token.as_bytes()));
    }
    let answer = send(ground, &request, deadline, 2).map_err(|_| CONTAINER_UNREACHABLE)?;
    match answer.status() {
        200 => credentials(&answer).map(Some),
        status if BUSY.contains(&status) => Err(CONTAINER_BUSY.http_status(status)),
        status => Err(CONTAINER_REFUSED.http_status(status)),
    }
}

/// Over TLS anywhere; else where nobody can listen in: this machine, and the addresses of ECS and EKS.
fn is_allowed(url: &Url) -> bool {
    const BESIDE: [&str; 3] = ["169.254.170.2", "169.254.170.23", "fd00:ec2::23"];

    if url.is_https() || url.is_this_machine() {
        return true;
    }
    let Ok(address) = url.host().parse::<IpAddr>() else { return false };
    BESIDE.iter().filter_map(|text| text.parse::<IpAddr>().ok()).any(|known| known == address)
}

/// Of the file, which is read anew each time because it is replaced.
fn token(ground: &Ground) -> Result<Option<Zeroizing<String>>, SourceError> {
    let environment: &Environment = &ground.environment;
    let text = match environment.get("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE") {
        Some(file) => {
            let bytes = ground.files.read(Path::new(file)).map_err(|error| match error.code() {
                "file_not_found" | "file_empty" => CONTAINER_TOKEN,
                _ => error,
            })?;
            let text = core::str::from_utf8(&bytes).map_err(|_| CONTAINER_TOKEN)?;
            Zeroizing::new(text.trim().to_owned())
        }
        None => match environment.get("AWS_CONTAINER_AUTHORIZATION_TOKEN") {
            Some(text) => Zeroizing::new(text.to_owned()),
            None => return Ok(None),
        },
    };
    // Else it could bring a header of its own.
    let is_word = text.bytes().all(|byte| byte.is_ascii_graphic() || byte == b' ');
    if is_word && !text.trim().is_empty() { Ok(Some(text)) } else { Err(CONTAINER_TOKEN) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts() {
        for (url, expected) in [
            ("http://169.254.170.2/x", true),
            ("http://169.254.170.23/v1/credentials", true),
            ("http://[fd00:ec2::23]/v1/credentials", true),
            ("http://127.0.0.1:9911/x", true),
            ("http://localhost/x", true),
            ("https://credentials.example/x", true),
            ("http://169.254.169.254/x", false),
            ("http://10.0.0.1/x", false),
            ("http://credentials.example/x", false),
        ] {
            assert_eq!(is_allowed(&Url::parse(url).unwrap()), expected, "{url}");
        }
    }
}
