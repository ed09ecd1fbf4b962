use core::fmt;
use core::ops::Deref;
use std::sync::Arc;
use std::time::SystemTime;

use provider_credentials_core::{ExposeSecret, Secret};
use zeroize::Zeroizing;

/// An access token: a handle, which is cheap to clone. The token is wiped when the last handle goes.
///
/// ```
/// # use provider_credentials_oauth2::{OAuth2Credential, TokenError};
/// # fn example(api: &OAuth2Credential) -> Result<(), Box<dyn std::error::Error>> {
/// use provider_credentials_core::ExposeSecret;
///
/// let token = api.token()?;
/// send("Authorization", token.authorization().expose_secret());
/// # Ok(())
/// # }
/// # fn send(_: &str, _: &str) {}
/// ```
#[derive(Clone)]
pub struct AccessToken(Arc<Inner>);

struct Inner {
    secret: Secret,
    expires_at: Option<SystemTime>,
}

impl AccessToken {
    pub(crate) fn new(secret: Secret, expires_at: Option<SystemTime>) -> Self {
        Self(Arc::new(Inner { secret, expires_at }))
    }

    /// The token itself.
    #[must_use]
    pub fn secret(&self) -> &Secret {
        &self.0.secret
    }

    /// When it ends; `None` if the server did not say.
    #[must_use]
    pub fn expires_at(&self) -> Option<SystemTime> {
        self.0.expires_at
    }

    /// How it is used: `Bearer` (RFC 6750). A token of another type is an error when it is fetched, because a
    /// client must not use what it does not understand (RFC 6749, section 7.1).
    #[must_use]
    #[allow(clippy::unused_self, reason = "a later version may know more types")]
    pub fn token_type(&self) -> &'static str {
        BEARER
    }

    /// The value of the `Authorization` header: `Bearer`, and the token (RFC 6750, section 2.1).
    #[must_use]
    pub fn authorization(&self) -> Secret {
        let token = self.secret().expose_secret();
        // Of its size from the start: a buffer that grew would leave a copy behind.
        let mut value = Zeroizing::new(String::with_capacity(BEARER.len() + 1 + token.len()));
        value.push_str(BEARER);
        value.push(' ');
        value.push_str(token);
        Secret::from(value.as_str())
    }

    /// Whether both are handles of one token.
    pub(crate) fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

const BEARER: &str = "Bearer";

impl Deref for AccessToken {
    type Target = Secret;

    fn deref(&self) -> &Secret {
        self.secret()
    }
}

/// Shows when it ends.
impl fmt::Debug for AccessToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AccessToken")
            .field("secret", &self.0.secret)
            .field("expires_at", &self.0.expires_at)
            .finish()
    }
}
