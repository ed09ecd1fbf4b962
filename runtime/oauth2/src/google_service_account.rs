//! `type: google_service_account`.

use std::time::{Duration, SystemTime};

use provider_credentials_core::{
    Assembled, Assembly, ExposeSecret, Kind, PartError, SourceError, json_values,
};
use provider_credentials_http::{Trust, Url};

use crate::access_token::AccessToken;
use crate::answer::{Granted, granted};
use crate::assertion::{Claims, Header, sign};
use crate::error::TokenError;
use crate::failures::{Failure, SIGNING};
use crate::form::form;
use crate::line::Way;
use crate::no_service_account::{NO_FILE, no_service_account};
use crate::parts::all_text;
use crate::signer::Signer;
use crate::tokens::{self, Tokens};

/// The kind.
pub static KIND: Kind =
    Kind::new("google_service_account", &["scopes", "subject"]).assembled_by(assemble);

provider_credentials_core::__credential_handle! {
    /// A service account of Google: `type: google_service_account`, whose secret is the JSON file that Google gives.
    ///
    /// A handle, as `Credential` is. [`token`](Self::token) gives an access token, which all clones share; it blocks
    /// as that of [`OAuth2Credential`](crate::OAuth2Credential) does, where the documentation shows what an async
    /// program does.
    ///
    /// ```
    /// use provider_credentials_core::ExposeSecret;
    /// use provider_credentials_oauth2::GoogleServiceAccount;
    ///
    /// fn call(google: &GoogleServiceAccount) -> Result<(), Box<dyn std::error::Error>> {
    ///     let token = google.token()?;
    ///     send("Authorization", token.authorization().expose_secret());
    ///     Ok(())
    /// }
    /// # fn send(_: &str, _: &str) {}
    /// ```
    GoogleServiceAccount
}

impl<C> GoogleServiceAccount<C> {
    /// An access token: the one that is held, or a new one shortly before that ends. One request is made, however
    /// many threads ask: see [`OAuth2Credential::token`](crate::OAuth2Credential::token).
    ///
    /// # Errors
    ///
    /// That the credential is not loaded, or why Google gives no token.
    #[inline]
    #[track_caller]
    pub fn token(&self) -> Result<AccessToken, TokenError> {
        tokens::token(self)
    }

    /// Asks Google now, whatever is held: when a program starts, so that a mistake shows then.
    ///
    /// # Errors
    ///
    /// As of [`token`](Self::token).
    #[track_caller]
    pub fn fetch(&self) -> Result<AccessToken, TokenError> {
        tokens::fetch(self)
    }

    /// Another token than one that an API refused (HTTP status 401) before its end.
    ///
    /// # Errors
    ///
    /// As of [`token`](Self::token).
    #[track_caller]
    pub fn renew(&self, refused: &AccessToken) -> Result<AccessToken, TokenError> {
        tokens::renew(self, refused)
    }
}

const INSECURE: SourceError = SourceError::new(
    "oauth2_url_insecure",
    "has a `token_uri` that is no https URL",
    "store the file as Google gave it",
);

const TOKEN_URI: &str = "https://oauth2.googleapis.com/token";
const GRANT: &str = "urn:ietf:params:oauth:grant-type:jwt-bearer";
/// Of a signed request: the longest that Google takes.
const LIFETIME: Duration = Duration::from_secs(3600);

struct Account {
    email: String,
    key_id: Option<String>,
    signer: Signer,
    token_uri: String,
    scopes: String,
    subject: Option<String>,
    way: Way,
}

fn assemble(assembly: &mut Assembly<'_>) -> Result<Assembled, PartError> {
    all_text(assembly, &["key", "scopes", "subject"])?;
    let wrong = |error| PartError::new("key", error);
    let owned = |name| assembly.part(name).map(|part| part.expose_secret().to_owned());
    let file = assembly.part("key").ok_or(wrong(NO_FILE))?;
    let paths: [&'static [&'static str]; 5] =
        [&["type"], &["client_email"], &["private_key"], &["private_key_id"], &["token_uri"]];
    let text = file.expose_secret();
    let no_file = || wrong(no_service_account(text));
    let values = json_values(text, &paths).ok_or_else(no_file)?;
    let mut values = values.into_iter();
    let mut next = || values.next().flatten();
    let (kind, email, key, key_id, token_uri) = (next(), next(), next(), next(), next());
    // A user's own credentials are in a file of the same shape.
    if kind.is_none_or(|kind| kind.expose_secret() != "service_account") {
        return Err(no_file());
    }
    let email = email.ok_or_else(no_file)?.expose_secret().to_owned();
    let signer = Signer::from_pem(key.ok_or_else(no_file)?.expose_secret()).map_err(wrong)?;
    let token_uri =
        token_uri.map_or_else(|| TOKEN_URI.to_owned(), |uri| uri.expose_secret().to_owned());
    if !Url::parse(&token_uri).is_ok_and(|url| url.is_secure()) {
        return Err(wrong(INSECURE));
    }
    let key_id = key_id.map(|id| id.expose_secret().to_owned());
    let (scopes, subject) = (owned("scopes").unwrap_or_default(), owned("subject"));
    assembly.set_attribute("client_email", &email);
    let way = Way::new(Trust::system(), assembly.source_timeout()).map_err(wrong)?;
    let account = Account { email, key_id, signer, token_uri, scopes, subject, way };
    Ok(Box::new(Tokens::new(Box::new(move |_| account.ask()))))
}

impl Account {
    /// RFC 7523, section 2.1.
    fn ask(&self) -> Result<Granted, Failure> {
        let claims = Claims {
            issuer: &self.email,
            subject: self.subject.as_deref(),
            audience: Some(&self.token_uri),
            scope: Some(&self.scopes),
            lifetime: LIFETIME,
        };
        let header = Header { key_id: self.key_id.as_deref(), thumbprint: None };
        let signed = sign(&self.signer, &header, &claims, SystemTime::now()).ok_or(SIGNING)?;
        let body = form(&[("grant_type", GRANT), ("assertion", &signed)]);
        granted(&self.way.line().post(&self.token_uri, None, &body)?)
    }
}
