//! The login of a person: `gcloud auth application-default login`.

use provider_credentials_core::SourceError;
use provider_credentials_http::Deadline;
use provider_credentials_oauth2::for_stores::Granted;

use crate::failures::{CREDENTIALS_FILE_INVALID, LOGIN_EXPIRED, TOKEN_REFUSED};
use crate::ground::Ground;
use crate::json;
use crate::token_request::{TokenRequest, place};

const TOKEN_URI: &str = "https://oauth2.googleapis.com/token";

pub(super) fn token(
    ground: &Ground,
    document: &str,
    deadline: Deadline,
) -> Result<Granted, SourceError> {
    let text = |name| json::text(document, &[name]);
    let part = |name| text(name).ok_or(CREDENTIALS_FILE_INVALID);
    let token_uri = text("token_uri");
    let url = place(ground, "oauth2", token_uri.as_ref().map_or(TOKEN_URI, |uri| uri.as_str()))?;
    let (id, secret, refresh_token) =
        (part("client_id")?, part("client_secret")?, part("refresh_token")?);
    let pairs = [
        ("grant_type", "refresh_token"),
        ("client_id", &*id),
        ("client_secret", &*secret),
        ("refresh_token", &*refresh_token),
    ];
    let request = TokenRequest { url: &url, authorization: None, pairs: &pairs };
    request.send(ground, deadline, |code| match code {
        "invalid_grant" => LOGIN_EXPIRED,
        _ => TOKEN_REFUSED,
    })
}
