use core::fmt;
use std::sync::Arc;

use provider_credentials_core::{KeyProvider, Secret, SourceError, UnwrapRequest, WrappedKey};
use provider_credentials_http::{Deadline, base64, quoted};
use zeroize::Zeroizing;

use crate::account::{Account, Operation};
use crate::answer::secret;
use crate::arn;
use crate::failures::{ANSWER_INVALID, KMS_ARN_INVALID, KMS_DENIED, KMS_ENCRYPT_DENIED, KMS_ROLE};
use crate::service::KMS;

/// Unwraps keys of encrypted files by AWS KMS, as sops has them, and wraps them for tools: a handle, which is cheap to clone.
///
/// [`Aws::kms`](crate::Aws::kms) makes one, and
/// [`Loader::with_key_provider`](provider_credentials_core::Loader::with_key_provider) registers it under the name `aws_kms`.
/// A program that does not is served by one from the environment. The region is that of the key's ARN. A profile that a
/// file names is not looked at: the program's own credentials count.
#[derive(Clone)]
pub struct Kms(Arc<Account>);

/// The scheme of wrapped keys.
const SCHEME: &str = "aws_kms";

static DECRYPT: Operation =
    Operation { service: &KMS, target: "TrentService.Decrypt", denied: KMS_DENIED };
static ENCRYPT: Operation =
    Operation { service: &KMS, target: "TrentService.Encrypt", denied: KMS_ENCRYPT_DENIED };

impl Kms {
    pub(crate) fn of(account: Arc<Account>) -> Self {
        Self(account)
    }

    fn unwrap(
        &self,
        key: &WrappedKey<'_>,
        deadline: Deadline,
    ) -> Result<Zeroizing<Vec<u8>>, SourceError> {
        let asked = ("CiphertextBlob", key.bytes());
        let plain = self.ask(&DECRYPT, key, asked, "Plaintext", deadline)?;
        base64::decoded(plain.expose_bytes()).ok_or(ANSWER_INVALID)
    }

    /// What the key that a file names makes of bytes, in base64 as they are sent.
    fn ask(
        &self,
        operation: &'static Operation,
        key: &WrappedKey<'_>,
        (member, bytes): (&str, &[u8]),
        answered: &str,
        deadline: Deadline,
    ) -> Result<Secret, SourceError> {
        if key.param("role").is_some() {
            return Err(KMS_ROLE);
        }
        let name = key.param("arn").unwrap_or_default();
        let arn = arn::parse(name).filter(|arn| arn.service == "kms").ok_or(KMS_ARN_INVALID)?;
        let mut context = Vec::new();
        for (name, value) in key.params() {
            if let Some(name) = name.strip_prefix("context.") {
                context.push(format!("{}:{}", quoted(name), quoted(value)));
            }
        }
        let before = format!(
            "{{\"KeyId\":{},\"EncryptionContext\":{{{}}},\"{member}\":\"",
            quoted(name),
            context.join(",")
        );
        let after = "\"}";
        let digits = base64::encoded(bytes).ok_or(KMS_ARN_INVALID)?;
        // Full size from the start, because a buffer that grew would leave copies.
        let most = before.len() + digits.len() + after.len();
        let mut body = Zeroizing::new(String::with_capacity(most));
        for piece in [&before, digits.as_str(), after] {
            body.push_str(piece);
        }
        let answer = self.0.call(operation, arn.region, &body, deadline);
        let answer = answer.map_err(|refused| refused.error)?;
        let text = answer.text().map_err(|_| ANSWER_INVALID)?;
        secret(text, answered).ok_or(ANSWER_INVALID)
    }
}

impl KeyProvider for Kms {
    fn unwrap_key(
        &self,
        request: &UnwrapRequest<'_>,
    ) -> Result<Option<Zeroizing<Vec<u8>>>, SourceError> {
        // One for all of them: a file may name any number of keys.
        let deadline = self.0.ground.deadline_of(&request.needed());
        request.unwrap_first(SCHEME, |key| self.unwrap(key, deadline))
    }

    fn wrap_key(
        &self,
        recipient: &WrappedKey<'_>,
        key: &[u8],
    ) -> Result<Option<Vec<u8>>, SourceError> {
        if recipient.scheme() != SCHEME {
            return Ok(None);
        }
        let (asked, deadline) = (("Plaintext", key), self.0.ground.deadline());
        let wrapped = self.ask(&ENCRYPT, recipient, asked, "CiphertextBlob", deadline)?;
        let wrapped = base64::decoded(wrapped.expose_bytes()).ok_or(ANSWER_INVALID)?;
        Ok(Some(wrapped.to_vec()))
    }
}

/// Shows nothing of the account.
impl fmt::Debug for Kms {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Kms").finish_non_exhaustive()
    }
}
