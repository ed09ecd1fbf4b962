use core::fmt;
use std::sync::Arc;
use std::time::SystemTime;

use zeroize::Zeroizing;

use super::key_signer::KeySigner;
use super::warning::SourceWarning;
use crate::secret::Secret;

/// What a [`Source`](crate::Source) gives for a request: a secret, the content that holds it, or a key that signs, and
/// what is known about it.
///
/// ```
/// # use provider_credentials_core as provider_credentials;
/// use std::time::{Duration, SystemTime};
/// use provider_credentials::SourceAnswer;
///
/// // JSON with a user name and a password; the manifest's key path selects one of them.
/// let body = br#"{ "username": "app", "password": "example" }"#.to_vec();
/// let lease = Duration::from_secs(3600);
/// let answer = SourceAnswer::content(body)
///     .version("7")
///     .good_until(SystemTime::now() + lease);
/// ```
pub struct SourceAnswer {
    pub(crate) value: AnswerValue,
    pub(crate) version: Option<Box<str>>,
    pub(crate) good_until: Option<SystemTime>,
    pub(crate) warnings: Vec<SourceWarning>,
}

pub(crate) enum AnswerValue {
    Secret(Secret),
    Content(Zeroizing<Vec<u8>>),
    /// With its public key.
    Signer(Secret, Arc<dyn KeySigner>),
}

impl SourceAnswer {
    /// The secret itself.
    #[must_use]
    pub fn secret(secret: impl Into<Secret>) -> Self {
        Self::new(AnswerValue::Secret(secret.into()))
    }

    /// The content that holds the secret, as the store has it. If the manifest gives a key path, the
    /// content is read as JSON, or else as YAML, and the value there is the secret, by the rules for
    /// files; if not, the whole text is. The bytes are wiped.
    #[must_use]
    pub fn content(bytes: impl Into<Zeroizing<Vec<u8>>>) -> Self {
        Self::new(AnswerValue::Content(bytes.into()))
    }

    /// A private key that signs where it is. A credential of a kind without use for one fails with
    /// `source_only_signs`; so does one whose manifest has a key path or an `encoding` for it.
    #[must_use]
    pub fn signer(signer: Arc<dyn KeySigner>) -> Self {
        let public = Secret::copy_of_bytes(signer.public_key());
        Self::new(AnswerValue::Signer(public, signer))
    }

    fn new(value: AnswerValue) -> Self {
        Self { value, version: None, good_until: None, warnings: Vec::new() }
    }

    /// The version that the store calls this, for people and logs: never put a part of the secret
    /// there. A text of more than 128 characters, or with other characters than the printable ones of
    /// ASCII, is ignored.
    #[must_use]
    pub fn version(mut self, version: impl Into<String>) -> Self {
        const LONGEST: usize = 128;

        let version = version.into();
        let is_fit = !version.is_empty()
            && version.len() <= LONGEST
            && version.bytes().all(|byte| byte.is_ascii_graphic());
        self.version = is_fit.then(|| version.into_boxed_str());
        self
    }

    /// Until when the secret is good, as a lease or an expiry date says.
    #[must_use]
    pub fn good_until(mut self, time: SystemTime) -> Self {
        self.good_until = Some(time);
        self
    }

    /// Adds something to say in [`Metadata::warnings`](crate::Metadata::warnings).
    #[must_use]
    pub fn warning(mut self, warning: SourceWarning) -> Self {
        self.warnings.push(warning);
        self
    }
}

/// Shows what is known besides the secret.
impl fmt::Debug for SourceAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SourceAnswer")
            .field("version", &self.version)
            .field("good_until", &self.good_until)
            .field("warnings", &self.warnings)
            .finish_non_exhaustive()
    }
}
