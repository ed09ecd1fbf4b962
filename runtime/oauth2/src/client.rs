//! The grant of a client: who it is, and which server it asks.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use provider_credentials_core::{Accessed, ExposeSecret};
use zeroize::Zeroizing;

use crate::answer::{Granted, granted};
use crate::assertion::{Claims, Header, sign};
use crate::discovery::token_endpoint;
use crate::failures::{Failure, SIGNING};
use crate::form::{basic, form};
use crate::line::{Line, Way};
use crate::signer::Signer;

/// A client of a server.
pub(crate) struct Client {
    pub(crate) id: String,
    pub(crate) proof: Proof,
    pub(crate) server: Server,
    pub(crate) way: Way,
    pub(crate) scopes: Option<String>,
    pub(crate) audience: Option<String>,
}

/// By what a server knows a client.
pub(crate) enum Proof {
    /// In a header (RFC 6749, section 2.3.1).
    Basic,
    /// In the form.
    Post,
    /// A signed text (RFC 7523, section 2.2).
    Signed { signer: Box<Signer>, key_id: Option<String>, thumbprint: Option<Vec<u8>> },
    /// The certificate of the connection (RFC 8705, section 2).
    Certificate,
}

/// Where tokens are fetched.
pub(crate) enum Server {
    Url(String),
    /// And the URL that it said last.
    Issuer(String, Mutex<Option<String>>),
}

/// Of a signed text. Clocks may differ by less.
const ASSERTION_LIFETIME: Duration = Duration::from_secs(300);

const SIGNED_BEARER: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

impl Client {
    pub(crate) fn ask(&self, credential: &Accessed<'_>) -> Result<Granted, Failure> {
        let line = self.way.line();
        let (issuer, known) = match &self.server {
            Server::Url(url) => return self.ask_at(&line, url, url, credential),
            Server::Issuer(issuer, known) => (issuer, known),
        };
        let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
        let endpoint = match known.take() {
            Some(endpoint) => endpoint,
            None => token_endpoint(&line, issuer, matches!(self.proof, Proof::Certificate))?,
        };
        let granted = self.ask_at(&line, &endpoint, issuer, credential)?;
        // Only where it was right: after a failure the server is asked again where its tokens are.
        *known = Some(endpoint);
        Ok(granted)
    }

    /// `server` is the one that the manifest names. A signed text is for it alone: were it for the endpoint that a
    /// server says, one server could have it made for another, and use it there (CVE-2025-27370).
    fn ask_at(
        &self,
        line: &Line<'_>,
        url: &str,
        server: &str,
        credential: &Accessed<'_>,
    ) -> Result<Granted, Failure> {
        let mut fields = vec![("grant_type", "client_credentials")];
        if let Some(scopes) = &self.scopes {
            fields.push(("scope", scopes));
        }
        if let Some(audience) = &self.audience {
            fields.push(("audience", audience));
        }
        // Whoever has a way that needs it has it.
        let secret = credential.part("client_secret");
        let secret = secret.map_or("", ExposeSecret::expose_secret);
        let mut authorization = None;
        let signed;
        match &self.proof {
            Proof::Basic => authorization = Some(basic(&self.id, secret)),
            Proof::Post => {
                fields.push(("client_id", &self.id));
                fields.push(("client_secret", secret));
            }
            Proof::Signed { signer, key_id, thumbprint } => {
                signed =
                    self.assertion(signer, key_id.as_deref(), thumbprint.as_deref(), server)?;
                fields.push(("client_id", &self.id));
                fields.push(("client_assertion_type", SIGNED_BEARER));
                fields.push(("client_assertion", &signed));
            }
            Proof::Certificate => fields.push(("client_id", &self.id)),
        }
        let authorization = authorization.as_ref().map(|value| &value[..]);
        granted(&line.post(url, authorization, &form(&fields))?)
    }

    fn assertion(
        &self,
        signer: &Signer,
        key_id: Option<&str>,
        thumbprint: Option<&[u8]>,
        audience: &str,
    ) -> Result<Zeroizing<String>, Failure> {
        let claims = Claims {
            issuer: &self.id,
            subject: Some(&self.id),
            audience: Some(audience),
            scope: None,
            lifetime: ASSERTION_LIFETIME,
        };
        let header = Header { key_id, thumbprint };
        sign(signer, &header, &claims, SystemTime::now()).ok_or_else(|| SIGNING.into())
    }
}
