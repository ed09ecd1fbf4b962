//! Keys of encrypted files that a key in a vault wraps, as sops has them: RSA-OAEP with SHA-256.

use core::str;

use provider_credentials_core::{KeyProvider, SourceError, UnwrapRequest, WrappedKey, json_values};
use provider_credentials_http::{Answer, Deadline, Request, Url, Value, base64};
use zeroize::Zeroizing;

use crate::failures::{
    ANSWER_INVALID, DENIED, KEY_DENIED, KEY_INVALID, KEY_NOT_FOUND, KEY_REFUSED, REFUSED, of_vault,
};
use crate::key_vault::{AzureKeyVault, CHALLENGE, Inner};
use crate::refusal::refusal;
use crate::token::Token;
use crate::vault::{Vault, is_secret_name, is_version};

/// The scheme of wrapped keys.
const SCHEME: &str = "azure_key_vault";

/// Unwraps keys that a key in a vault wraps, and wraps them for tools. Register it under the name `azure_key_vault`.
impl KeyProvider for AzureKeyVault {
    fn unwrap_key(
        &self,
        request: &UnwrapRequest<'_>,
    ) -> Result<Option<Zeroizing<Vec<u8>>>, SourceError> {
        // One for all of them: a file may name any number of keys.
        let deadline = self.inner().ground.deadline_of(&request.needed());
        request.unwrap_first(SCHEME, |key| self.inner().work(key, "decrypt", key.bytes(), deadline))
    }

    fn wrap_key(
        &self,
        recipient: &WrappedKey<'_>,
        key: &[u8],
    ) -> Result<Option<Vec<u8>>, SourceError> {
        if recipient.scheme() != SCHEME {
            return Ok(None);
        }
        let deadline = self.inner().ground.deadline();
        let wrapped = self.inner().work(recipient, "encrypt", key, deadline)?;
        Ok(Some(wrapped.to_vec()))
    }
}

impl Inner {
    /// What a key in a vault makes of these bytes.
    fn work(
        &self,
        key: &WrappedKey<'_>,
        operation: &str,
        bytes: &[u8],
        deadline: Deadline,
    ) -> Result<Zeroizing<Vec<u8>>, SourceError> {
        const API: &str = "7.4";

        let param = |name| key.param(name).map(str::trim).unwrap_or_default();
        let url = param("url").trim_end_matches('/');
        // A name alone would be one of the manifest's cloud, and the file says which.
        let is_url = url.starts_with("https://");
        let vault = Vault::parse(url, self.ground.cloud()).ok().filter(|_| is_url);
        let vault = vault.ok_or(KEY_INVALID)?;
        let (name, version) = (param("name"), param("version"));
        if !is_secret_name(name) || !is_version(version) {
            return Err(KEY_INVALID);
        }
        let path = format!("/keys/{name}/{version}/{operation}?api-version={API}");
        let url = vault.url.join(&path).map_err(|failure| of_vault(&failure))?;
        let body = body(bytes)?;
        let send = |token: Option<&Token>| self.send(&url, &body, token, deadline);
        let of = self.use_of(&vault, &send)?;
        let answer = self.authorized(&vault, &of, deadline, &send)?;
        let text = answer.text().map_err(|_| ANSWER_INVALID);
        if answer.status() != 200 {
            let known = json_values(text.unwrap_or_default(), &[&["error", "code"]]);
            let code = known.and_then(|mut values| values.pop().flatten());
            let is_absent = answer.status() == 404
                && code
                    .is_some_and(|code| code.expose_bytes().eq_ignore_ascii_case(b"KeyNotFound"));
            let error = if is_absent { KEY_NOT_FOUND } else { of_key(refusal(&answer, None)) };
            return Err(error.http_status(answer.status()));
        }
        let text = text?;
        let value = json_values(text, &[&["value"]]).and_then(|mut values| values.pop().flatten());
        decoded(value.ok_or(ANSWER_INVALID)?.expose_bytes()).ok_or(ANSWER_INVALID)
    }

    /// Without a token, the vault gets nothing of the key.
    fn send(
        &self,
        url: &Url,
        body: &[u8],
        token: Option<&Token>,
        deadline: Deadline,
    ) -> Result<Answer, SourceError> {
        let authorization = token.map(Token::authorization);
        // Doing it twice does no more than doing it once.
        let mut request = Request::post(url)
            .keep(&[CHALLENGE])
            .header("Accept", Value::plain("application/json"))
            .repeatable();
        match &authorization {
            Some(value) => {
                request = request.body("application/json", body);
                request = request.header("Authorization", Value::secret(&value[..]));
            }
            None => request = request.body("application/json", "{}"),
        }
        self.ground.send(&request, deadline).map_err(|failure| of_vault(&failure))
    }
}

/// What is said of secrets, said of keys.
fn of_key(error: SourceError) -> SourceError {
    let code = error.code();
    if code == DENIED.code() {
        KEY_DENIED
    } else if code == REFUSED.code() {
        KEY_REFUSED
    } else {
        error
    }
}

/// In a buffer of its final size: one that grew would leave copies.
fn body(bytes: &[u8]) -> Result<Zeroizing<Vec<u8>>, SourceError> {
    const BEFORE: &[u8] = b"{\"alg\":\"RSA-OAEP-256\",\"value\":\"";
    const AFTER: &[u8] = b"\"}";

    let digits = base64::encoded_for_urls(bytes).ok_or(KEY_INVALID)?;
    let mut body = Zeroizing::new(Vec::with_capacity(BEFORE.len() + digits.len() + AFTER.len()));
    for piece in [BEFORE, digits.as_bytes(), AFTER] {
        body.extend_from_slice(piece);
    }
    Ok(body)
}

/// With padding or without.
fn decoded(digits: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    base64::decoded_from_urls(str::from_utf8(digits).ok()?.trim_end_matches('=').as_bytes())
}
