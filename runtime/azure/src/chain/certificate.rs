//! A client certificate with its key, in one file.

use std::path::Path;
use std::time::{Duration, SystemTime};

use provider_credentials_core::SourceError;
use provider_credentials_http::{Identity, TrustProblem};
use provider_credentials_oauth2::for_stores::{Claims, Header, Signer, sign};
use ring::digest::{SHA256, digest};
use zeroize::Zeroizing;

use crate::failures::{
    CERTIFICATE_EXPIRED, CERTIFICATE_FILE, CERTIFICATE_KEY, CERTIFICATE_OTHER_KEY,
};
use crate::ground::Ground;

/// Clocks may differ by less.
const LIFETIME: Duration = Duration::from_secs(600);

/// A text that the key signs (RFC 7523, section 2.2), for the one server that it is sent to. The file is read anew each
/// time, because it is replaced.
pub(super) fn assertion(
    ground: &Ground,
    path: &str,
    client_id: &str,
    audience: &str,
) -> Result<Zeroizing<String>, SourceError> {
    let bytes = ground.files.read(Path::new(path)).map_err(|error| match error.code() {
        "file_not_found" | "file_empty" => CERTIFICATE_FILE,
        _ => error,
    })?;
    let pem = core::str::from_utf8(&bytes).map_err(|_| CERTIFICATE_FILE)?;
    let identity = Identity::from_pem(pem, pem).map_err(|problem| match problem {
        TrustProblem::UnusableKey => CERTIFICATE_KEY,
        TrustProblem::OtherKey => CERTIFICATE_OTHER_KEY,
        _ => CERTIFICATE_FILE,
    })?;
    let now = SystemTime::now();
    if identity.has_expired(now) {
        return Err(CERTIFICATE_EXPIRED);
    }
    // What Microsoft's documentation asks for; Entra ID takes RSA keys alone.
    let signer = Signer::from_pem(pem).ok().and_then(Signer::with_pss).ok_or(CERTIFICATE_KEY)?;
    let thumbprint = digest(&SHA256, identity.certificate());
    let header = Header { key_id: None, thumbprint: Some(thumbprint.as_ref()) };
    let claims = Claims {
        issuer: client_id,
        subject: Some(client_id),
        audience: Some(audience),
        scope: None,
        lifetime: LIFETIME,
    };
    sign(&signer, &header, &claims, now).ok_or(CERTIFICATE_KEY)
}
