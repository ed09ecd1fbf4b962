//! `type: oauth2_client_credentials`.

use std::sync::Mutex;

use provider_credentials_core::{
    Assembled, Assembly, ExposeSecret, Kind, PartError, Secret, SourceError,
};
use provider_credentials_http::{Identity, Trust, Url};
use ring::digest::{SHA256, digest};

use crate::access_token::AccessToken;
use crate::certificates::{EXPIRED, of_authorities, of_client};
use crate::client::{Client, Proof, Server};
use crate::error::TokenError;
use crate::line::Way;
use crate::parts::all_text;
use crate::signer::Signer;
use crate::tokens::{self, Tokens};

/// The kind.
pub static KIND: Kind = Kind::new("oauth2_client_credentials", NOT_SECRET).assembled_by(assemble);

const NOT_SECRET: &[&str] = &[
    "client_id",
    "certificate",
    "ca_certificate",
    "token_url",
    "issuer",
    "scopes",
    "audience",
    "client_authentication",
    "key_id",
];

provider_credentials_core::__credential_handle! {
    /// A client of an OAuth 2.0 server: `type: oauth2_client_credentials`.
    ///
    /// A handle, as `Credential` is. [`token`](Self::token) gives an access token, which all clones share.
    /// [`secret`](provider_credentials_core::AnyCredential::secret) gives the client's secret or private key.
    ///
    /// ```
    /// use provider_credentials_core::ExposeSecret;
    /// use provider_credentials_oauth2::OAuth2Credential;
    ///
    /// fn call(api: &OAuth2Credential) -> Result<(), Box<dyn std::error::Error>> {
    ///     let token = api.token()?; // asks the server once, then again shortly before the token ends
    ///     send("Authorization", token.authorization().expose_secret());
    ///     Ok(())
    /// }
    /// # fn send(_: &str, _: &str) {}
    /// ```
    ///
    /// These calls block while the server answers, for ten seconds at most, or for
    /// [`Loader::source_timeout`](provider_credentials_core::Loader::source_timeout) if that is less. In an async program:
    ///
    /// ```
    /// # use provider_credentials_oauth2::{AccessToken, OAuth2Credential, TokenError};
    /// # mod tokio { pub mod task { pub async fn spawn_blocking<T>(f: impl FnOnce() -> T) -> Result<T, std::io::Error> { Ok(f()) } } }
    /// async fn token(api: &OAuth2Credential) -> Result<AccessToken, Box<dyn std::error::Error>> {
    ///     let api = api.clone(); // a handle: the token is shared
    ///     Ok(tokio::task::spawn_blocking(move || api.token()).await??)
    /// }
    /// ```
    ///
    /// With `private_key_jwt`, what the key signs is for the server that the manifest names, as it is written there
    /// (the claim `aud`): the `issuer`, else the `token_url`.
    ///
    /// Servers are reached over TLS that is verified by the system's authorities, or by those of the part
    /// `ca_certificate`; only on this machine without. No proxy is used, whatever the process's environment names.
    OAuth2Credential
}

impl<C> OAuth2Credential<C> {
    /// An access token: the one that is held, or a new one shortly before that ends.
    ///
    /// However many threads ask, one request is made; the others wait for it. After a failure the server is left
    /// alone for up to a second, and for longer each time, up to thirty seconds, or as long as it asks for; until
    /// then all get the same error. Where a held token is still good, a failed renewal is no error.
    ///
    /// # Errors
    ///
    /// That the credential is not loaded, or why the server gives no token.
    #[inline]
    #[track_caller]
    pub fn token(&self) -> Result<AccessToken, TokenError> {
        tokens::token(self)
    }

    /// Asks the server now, whatever is held: when a program starts, so that a mistake shows then.
    ///
    /// # Errors
    ///
    /// As of [`token`](Self::token).
    #[track_caller]
    pub fn fetch(&self) -> Result<AccessToken, TokenError> {
        tokens::fetch(self)
    }

    /// Another token than one that an API refused (HTTP status 401) before its end. Of all threads whose token was
    /// refused, one asks the server.
    ///
    /// # Errors
    ///
    /// As of [`token`](Self::token).
    #[track_caller]
    pub fn renew(&self, refused: &AccessToken) -> Result<AccessToken, TokenError> {
        tokens::renew(self, refused)
    }
}

const MISSING: SourceError =
    SourceError::new("oauth2_part_missing", "is not there", "write it under `auth`");

const INSECURE: SourceError = SourceError::new(
    "oauth2_url_insecure",
    "is no https URL, and secrets are sent there",
    "begin it with `https://`, and write neither a user name nor `#` into it",
);

const WITH_QUERY: SourceError = SourceError::new(
    "oauth2_issuer_with_query",
    "has a query, which no issuer has",
    "remove it, from `?` on",
);

const UNFIT: SourceError = SourceError::new(
    "oauth2_client_authentication_unfit",
    "needs a part that is not there",
    "remove it, or give the client the secret, or the key and certificate, that it needs",
);

fn assemble(assembly: &mut Assembly<'_>) -> Result<Assembled, PartError> {
    all_text(assembly, &["client_secret", "private_key"])?;
    all_text(assembly, NOT_SECRET)?;
    let text = |name: &str| assembly.part(name).map(ExposeSecret::expose_secret);
    let owned = |name: &str| text(name).map(str::to_owned);
    let id = owned("client_id").ok_or(PartError::new("client_id", MISSING))?;
    let server = match (text("token_url"), text("issuer")) {
        (Some(url), _) => Server::Url(safe("token_url", url)?),
        // RFC 8414, section 2.
        (None, Some(url)) if url.contains('?') => return Err(PartError::new("issuer", WITH_QUERY)),
        (None, Some(url)) => Server::Issuer(safe("issuer", url)?, Mutex::default()),
        (None, None) => return Err(PartError::new("token_url", MISSING)),
    };
    let mut trust = Trust::system();
    if let Some(authorities) = text("ca_certificate") {
        trust = trust.with_authorities(authorities).map_err(of_authorities)?;
    }
    let (secret, key, certificate) =
        (assembly.part("client_secret"), text("private_key"), text("certificate"));
    let proof = match (way(text("client_authentication"), secret, certificate), secret, key) {
        ("client_secret_basic", Some(_), _) => Proof::Basic,
        ("client_secret_post", Some(_), _) => Proof::Post,
        ("private_key_jwt", _, Some(key)) => Proof::Signed {
            signer: signer(key)?,
            key_id: owned("key_id"),
            thumbprint: certificate.map(|text| thumbprint(text, key)).transpose()?,
        },
        ("tls_client_auth" | "self_signed_tls_client_auth", _, Some(key)) => {
            let certificate = certificate.ok_or(PartError::new("client_authentication", UNFIT))?;
            let identity = Identity::from_pem(certificate, key).map_err(of_client)?;
            if identity.has_expired(assembly.now()) {
                return Err(PartError::new("certificate", EXPIRED));
            }
            trust = trust.with_identity(identity);
            Proof::Certificate
        }
        _ => return Err(PartError::new("client_authentication", UNFIT)),
    };
    let (scopes, audience) = (owned("scopes"), owned("audience"));
    let way = Way::new(trust, assembly.source_timeout())
        .map_err(|error| PartError::new("client_id", error))?;
    let client = Client { id, proof, server, way, scopes, audience };
    Ok(Box::new(Tokens::new(Box::new(move |credential| client.ask(credential)))))
}

/// How the client says who it is: as the manifest has it, else by what it has.
fn way<'t>(
    written: Option<&'t str>,
    secret: Option<&Secret>,
    certificate: Option<&str>,
) -> &'t str {
    match (written, secret, certificate) {
        (Some(way), _, _) => way,
        (None, Some(_), _) => "client_secret_basic",
        (None, None, Some(_)) => "tls_client_auth",
        (None, None, None) => "private_key_jwt",
    }
}

fn signer(key: &str) -> Result<Box<Signer>, PartError> {
    let signer = Signer::from_pem(key).map_err(|error| PartError::new("private_key", error))?;
    Ok(Box::new(signer))
}

fn safe(part: &'static str, text: &str) -> Result<String, PartError> {
    let is_secure = Url::parse(text).is_ok_and(|url| url.is_secure());
    if is_secure { Ok(text.to_owned()) } else { Err(PartError::new(part, INSECURE)) }
}

/// Of the certificate of the key, by which some servers find it.
fn thumbprint(certificate: &str, key: &str) -> Result<Vec<u8>, PartError> {
    let identity = Identity::from_pem(certificate, key).map_err(of_client)?;
    Ok(digest(&SHA256, identity.certificate()).as_ref().to_vec())
}
