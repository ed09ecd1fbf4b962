use std::time::SystemTime;

use secrecy::ExposeSecret;
use zeroize::Zeroizing;

use super::handle::credential_handle;
use crate::contract::{Assembled, Assembly, Kind, PartError, SourceError};
use crate::report::LoadError;
use crate::secret::Secret;
use crate::value::expiry;

/// `type: bearer_token`.
pub static BEARER: Kind = Kind::new("bearer_token", &[]).assembled_by(assemble);

credential_handle! {
    /// A token that whoever bears it may use (RFC 6750): `type: bearer_token`.
    ///
    /// A handle, as [`Credential`](crate::Credential) is. If the token is a JSON Web Token (RFC 7519), its `exp`
    /// says when it expires, and an expired one has the warning `token_expired`. That takes feature `json`. The
    /// signature is not verified: whoever issued the token does that.
    ///
    /// ```
    /// # use provider_credentials_core as provider_credentials;
    /// use provider_credentials::{BearerCredential, ExposeSecret};
    ///
    /// fn header(api: &BearerCredential) -> Result<String, Box<dyn std::error::Error>> {
    ///     Ok(format!("Authorization: {}", api.authorization()?.expose_secret()))
    /// }
    /// ```
    BearerCredential
}

impl<C> BearerCredential<C> {
    /// The token.
    ///
    /// # Errors
    ///
    /// Why the credential is not loaded.
    #[track_caller]
    pub fn token(&self) -> Result<&Secret, LoadError> {
        self.secret()
    }

    /// The value of the `Authorization` header: `Bearer `, and the token (RFC 6750, section 2.1).
    ///
    /// # Errors
    ///
    /// Why the credential is not loaded.
    #[track_caller]
    pub fn authorization(&self) -> Result<Secret, LoadError> {
        const SCHEME: &str = "Bearer ";

        let token = self.token()?.expose_secret();
        // It has a warning, and one scheme is enough.
        let token = token.strip_prefix(SCHEME).unwrap_or(token);
        // Of its size from the start: a buffer that grew would leave a copy behind.
        let mut header = Zeroizing::new(String::with_capacity(SCHEME.len() + token.len()));
        header.push_str(SCHEME);
        header.push_str(token);
        Ok(Secret::copy_of(&header))
    }

    /// When the token expires, if it says so.
    ///
    /// # Errors
    ///
    /// Why the credential is not loaded.
    pub fn expires_at(&self) -> Result<Option<SystemTime>, LoadError> {
        Ok(self.inspect::<Expiry>()?.and_then(|expiry| expiry.0))
    }
}

struct Expiry(Option<SystemTime>);

const NO_TEXT: SourceError = SourceError::new(
    "part_not_text",
    "is no text",
    "store it as text, and remove `format: binary`",
);

fn assemble(assembly: &mut Assembly<'_>) -> Result<Assembled, PartError> {
    const PART: &str = "secret";

    if assembly.part(PART).is_some_and(|token| !token.is_text()) {
        return Err(PartError::new(PART, NO_TEXT));
    }
    let expiry = assembly.part(PART).and_then(|token| expiry(token.expose_secret()));
    if let Some(time) = expiry {
        assembly.set_good_until(time);
    }
    Ok(Box::new(Expiry(expiry)))
}
