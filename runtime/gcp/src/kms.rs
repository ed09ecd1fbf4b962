//! Keys of encrypted files that a key of Cloud KMS wraps, as sops has them.

use provider_credentials_core::{KeyProvider, Needed, SourceError, UnwrapRequest, WrappedKey};
use provider_credentials_http::{Answer, Deadline, Request, Url, Value, base64};
use provider_credentials_oauth2::for_stores::AccessToken;
use zeroize::Zeroizing;

use crate::crc32c::crc32c;
use crate::failures::{
    ACCESS_DENIED, ANSWER_INVALID, API_DISABLED, CHECKSUM_MISMATCH, ENDPOINT_INSECURE,
    ENDPOINT_INVALID, KMS_API_DISABLED, KMS_DENIED, KMS_DISABLED, KMS_NAME_INVALID, KMS_NOT_FOUND,
    KMS_REFUSED, REFUSED, of_http,
};
use crate::ground::{Ground, retries};
use crate::json;
use crate::name::{is_location, is_project};
use crate::refusal::refusal;
use crate::secret_manager::{GcpSecretManager, Inner};

/// The scheme of wrapped keys.
const SCHEME: &str = "gcp_kms";

/// Unwraps keys that a key of Cloud KMS wraps, and wraps them for tools. Register it under the name `gcp_kms`.
impl KeyProvider for GcpSecretManager {
    fn unwrap_key(
        &self,
        request: &UnwrapRequest<'_>,
    ) -> Result<Option<Zeroizing<Vec<u8>>>, SourceError> {
        // One for all of them: a file may name any number of keys.
        let deadline = self.inner().ground.deadline_of(&request.needed());
        request.unwrap_first(SCHEME, |key| self.inner().work(key, &DECRYPT, key.bytes(), deadline))
    }

    fn wrap_key(
        &self,
        recipient: &WrappedKey<'_>,
        key: &[u8],
    ) -> Result<Option<Vec<u8>>, SourceError> {
        if recipient.scheme() != SCHEME {
            return Ok(None);
        }
        let deadline = self.inner().ground.deadline_of(&Needed::default());
        let wrapped = self.inner().work(recipient, &ENCRYPT, key, deadline)?;
        Ok(Some(wrapped.to_vec()))
    }
}

/// What is asked of a key, and the members that go and come.
struct Operation {
    name: &'static str,
    asked: &'static str,
    answered: &'static str,
    checksum: &'static str,
}

const DECRYPT: Operation = Operation {
    name: "decrypt",
    asked: "ciphertext",
    answered: "plaintext",
    checksum: "plaintextCrc32c",
};
const ENCRYPT: Operation = Operation {
    name: "encrypt",
    asked: "plaintext",
    answered: "ciphertext",
    checksum: "ciphertextCrc32c",
};

impl Inner {
    /// What a key makes of these bytes. A token that Google refuses is replaced, once.
    fn work(
        &self,
        key: &WrappedKey<'_>,
        operation: &Operation,
        bytes: &[u8],
        deadline: Deadline,
    ) -> Result<Zeroizing<Vec<u8>>, SourceError> {
        let resource = key.param("resource").unwrap_or_default();
        if !is_key(resource) {
            return Err(KMS_NAME_INVALID);
        }
        let path = format!("/v1/{resource}:{}", operation.name);
        let url = endpoint(&self.ground)?.join(&path).map_err(|_| ENDPOINT_INVALID)?;
        let body = body(operation, bytes)?;
        let token = self.session.token(&self.ground, deadline)?;
        let mut answer = self.send(&url, &body, &token, deadline)?;
        if answer.status() == 401 {
            match self.session.other_than(&token, &self.ground, deadline) {
                Ok(other) => answer = self.send(&url, &body, &other, deadline)?,
                // It was refused, whoever is out of reach now.
                Err(why) if why.is_unreachable() => {}
                Err(why) => return Err(why),
            }
        }
        let text = answer.text().map_err(|_| ANSWER_INVALID);
        if answer.status() != 200 {
            let status = json::text(text.unwrap_or_default(), &["error", "status"]);
            let error = match (answer.status(), status.as_ref().map(|status| status.as_str())) {
                (400, Some("FAILED_PRECONDITION")) => KMS_DISABLED,
                (404, Some("NOT_FOUND")) => KMS_NOT_FOUND,
                _ => of_key(refusal(&answer)),
            };
            return Err(error.http_status(answer.status()));
        }
        let text = text?;
        let digits = json::secret(text, &[operation.answered]).ok_or(ANSWER_INVALID)?;
        let bytes = base64::decoded(digits.expose_bytes()).ok_or(ANSWER_INVALID)?;
        let sum = json::text(text, &[operation.checksum]);
        let is_same = |sum: Zeroizing<String>| sum.parse() == Ok(i64::from(crc32c(&bytes)));
        if sum.is_some_and(|sum| !is_same(sum)) {
            return Err(CHECKSUM_MISMATCH);
        }
        Ok(bytes)
    }

    fn send(
        &self,
        url: &Url,
        body: &[u8],
        token: &AccessToken,
        deadline: Deadline,
    ) -> Result<Answer, SourceError> {
        let authorization = token.authorization();
        // Doing it twice does no more than doing it once.
        let mut request = Request::post(url)
            .body("application/json", body)
            .repeatable()
            .header("Accept", Value::plain("application/json"))
            .header("Authorization", Value::secret(authorization.expose_bytes()));
        let quota_project = self.session.quota_project(&self.ground)?;
        if let Some(project) = &quota_project {
            request = request.header("x-goog-user-project", Value::plain(project));
        }
        let answer = self.ground.client.send_with_retries(&request, deadline, &retries());
        answer.map_err(|failure| of_http(&failure))
    }
}

/// As gcloud has it, else Google's own.
fn endpoint(ground: &Ground) -> Result<Url, SourceError> {
    let given = ground.environment.get("CLOUDSDK_API_ENDPOINT_OVERRIDES_CLOUDKMS");
    let url = match given {
        Some(given) => Url::parse(given.trim()),
        None => Url::parse(&format!("https://cloudkms.{}/", ground.universe())),
    };
    let url = url.map_err(|_| ENDPOINT_INVALID)?;
    if !url.query().is_empty() {
        return Err(ENDPOINT_INVALID);
    }
    if !url.is_secure() && !ground.allows_plain_http {
        return Err(ENDPOINT_INSECURE);
    }
    Ok(url)
}

/// What is said of secrets, said of keys.
fn of_key(error: SourceError) -> SourceError {
    let code = error.code();
    if code == ACCESS_DENIED.code() {
        KMS_DENIED
    } else if code == API_DISABLED.code() {
        KMS_API_DISABLED
    } else if code == REFUSED.code() {
        KMS_REFUSED
    } else {
        error
    }
}

/// `projects/P/locations/L/keyRings/R/cryptoKeys/K`, of which each part can stand in a URL as it is.
fn is_key(name: &str) -> bool {
    let parts: Vec<&str> = name.split('/').collect();
    let ["projects", project, "locations", location, "keyRings", ring, "cryptoKeys", key] =
        parts[..]
    else {
        return false;
    };
    let is_word = |text: &str| {
        let is_part = |byte: u8| byte.is_ascii_alphanumeric() || b"-_".contains(&byte);
        (1..=63).contains(&text.len()) && text.bytes().all(is_part)
    };
    is_project(project) && is_location(location) && is_word(ring) && is_word(key)
}

/// In a buffer of its final size: one that grew would leave copies.
fn body(operation: &Operation, bytes: &[u8]) -> Result<Zeroizing<Vec<u8>>, SourceError> {
    let digits = base64::encoded(bytes).ok_or(KMS_REFUSED)?;
    let before = format!("{{\"{}\":\"", operation.asked);
    // So that the key of a file is never one that a line has changed.
    let after = format!("\",\"{}Crc32c\":\"{}\"}}", operation.asked, crc32c(bytes));
    let mut body = Zeroizing::new(Vec::with_capacity(before.len() + digits.len() + after.len()));
    for piece in [before.as_bytes(), digits.as_bytes(), after.as_bytes()] {
        body.extend_from_slice(piece);
    }
    Ok(body)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_keys() {
        let good = "projects/agents-prod/locations/europe-west3/keyRings/a_B-1/cryptoKeys/sops";
        assert!(is_key(good));
        for bad in [
            "",
            "projects/p/locations/l/keyRings/r/cryptoKeys/",
            "projects/p/locations/l/keyRings/../cryptoKeys/k",
            "projects/p/locations/l/keyRings/r/cryptoKeys/k/cryptoKeyVersions/1",
            "projects/p/locations/l/keyRings/r/cryptoKeys/k:x",
            "projects/p/locations/l.evil.example/keyRings/r/cryptoKeys/k",
            "projects/p/locations/l/keyRings/r/cryptoKeys/k?x",
            "projects/P/locations/l/keyRings/r/cryptoKeys/k",
        ] {
            assert!(!is_key(bad), "{bad}");
        }
    }
}
