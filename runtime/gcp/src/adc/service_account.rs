//! A service account's key: it signs a token by itself, which Google's APIs take as an access token (AIP-4111), so that
//! nobody is asked for one.

use std::time::{Duration, SystemTime};

use provider_credentials_core::{ExposeSecret as _, Secret, SourceError};
use provider_credentials_oauth2::for_stores::{Claims, Granted, Header, Signer, sign};

use super::scope::SCOPE;
use crate::failures::{CREDENTIALS_FILE_INVALID, KEY_UNUSABLE};
use crate::json;

/// The longest that Google takes.
const LIFETIME: Duration = Duration::from_secs(3600);

pub(super) fn token(document: &str) -> Result<Granted, SourceError> {
    let email = json::text(document, &["client_email"]).ok_or(CREDENTIALS_FILE_INVALID)?;
    let key = json::secret(document, &["private_key"]).ok_or(CREDENTIALS_FILE_INVALID)?;
    let key_id = json::text(document, &["private_key_id"]);
    let signer = Signer::from_pem(key.expose_secret()).map_err(|_| KEY_UNUSABLE)?;
    let claims = Claims {
        issuer: &email,
        subject: Some(&email),
        audience: None,
        scope: Some(SCOPE),
        lifetime: LIFETIME,
    };
    let header = Header { key_id: key_id.as_ref().map(|id| id.as_str()), thumbprint: None };
    let token = sign(&signer, &header, &claims, SystemTime::now()).ok_or(KEY_UNUSABLE)?;
    Ok(Granted { secret: Secret::from(token.as_str()), lifetime: Some(LIFETIME) })
}
