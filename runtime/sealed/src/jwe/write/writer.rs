use aws_lc_rs::rand;
use provider_credentials_core::{SourceError, wipe_stack};
use zeroize::Zeroizing;

use super::member;
use super::recipient::JweRecipient;
use super::wrapped::{Wrapped, direct, random_key, wrapped};
use crate::jwe::base64url;
use crate::jwe::content::{IV_LENGTH, WRITTEN, seal};
use crate::jwe::failures::{NOT_WRITTEN, ONE_RECIPIENT, TOO_MANY};
use crate::jwe::parts::MOST_RECIPIENTS;

/// Writes files for recipients, each with a new key.
///
/// ```
/// use provider_credentials_sealed::jwe::{JweRecipient, JweWriter};
///
/// let ada = r#"{ "kty": "OKP", "crv": "X25519",
///     "x": "hSDwCYkwp1R0i33ctD73Wg2_Og0mOBr066SpjqqbTmo" }"#;
/// let writer = JweWriter::new(JweRecipient::from_jwk(ada)?);
/// let file = writer.compact(br#"{ "openai": "example" }"#)?;
/// assert!(file.starts_with("eyJ"));
/// # Ok::<(), provider_credentials_core::SourceError>(())
/// ```
#[derive(Debug)]
pub struct JweWriter {
    recipients: Vec<JweRecipient>,
}

/// What is encrypted, in base64url.
struct Encrypted {
    protected: String,
    iv: String,
    ciphertext: String,
    tag: String,
}

impl JweWriter {
    /// Writes for a recipient.
    #[must_use]
    pub fn new(recipient: JweRecipient) -> Self {
        Self { recipients: vec![recipient] }
    }

    /// Writes for another one too, which JSON alone can hold.
    #[must_use]
    pub fn with_recipient(mut self, recipient: JweRecipient) -> Self {
        self.recipients.push(recipient);
        self
    }

    /// A file in the compact form: one line, without a line break at the end.
    ///
    /// # Errors
    ///
    /// `jwe_one_recipient` if there is more than one, `jwe_not_written` if the system has no random numbers or a
    /// recipient's key is none.
    pub fn compact(&self, plain: &[u8]) -> Result<String, SourceError> {
        let file = self.compact_file(plain);
        wipe_stack();
        file
    }

    fn compact_file(&self, plain: &[u8]) -> Result<String, SourceError> {
        let [recipient] = self.recipients.as_slice() else { return Err(ONE_RECIPIENT) };
        let (encrypted, wrapped) = one(recipient, plain).ok_or(NOT_WRITTEN)?;
        let key = base64url::encode(&wrapped.bytes);
        let Encrypted { protected, iv, ciphertext, tag } = encrypted;
        Ok([protected, key, iv, ciphertext, tag].join("."))
    }

    /// A file in JSON: flattened for one recipient, general for several.
    ///
    /// # Errors
    ///
    /// `jwe_one_recipient` if there are several, and the file's key is the key of one (`dir`, `ECDH-ES`);
    /// `jwe_header_invalid` if there are more than 256, which could not be read; `jwe_not_written` as with [`compact`](Self::compact).
    pub fn json(&self, plain: &[u8]) -> Result<String, SourceError> {
        let file = self.json_file(plain);
        wipe_stack();
        file
    }

    fn json_file(&self, plain: &[u8]) -> Result<String, SourceError> {
        let mut file = String::new();
        let encrypted = if let [recipient] = self.recipients.as_slice() {
            let (encrypted, wrapped) = one(recipient, plain).ok_or(NOT_WRITTEN)?;
            add_key(&mut file, &wrapped);
            encrypted
        } else {
            if self.recipients.iter().any(|recipient| recipient.algorithm.is_direct()) {
                return Err(ONE_RECIPIENT);
            }
            if self.recipients.len() > MOST_RECIPIENTS {
                return Err(TOO_MANY);
            }
            let (encrypted, recipients) = self.several(plain).ok_or(NOT_WRITTEN)?;
            member::json(&mut file, "recipients", &recipients);
            encrypted
        };
        let Encrypted { protected, iv, ciphertext, tag } = encrypted;
        for (name, value) in
            [("protected", protected), ("iv", iv), ("ciphertext", ciphertext), ("tag", tag)]
        {
            member::text(&mut file, name, &value);
        }
        file.push('}');
        Ok(file)
    }

    fn several(&self, plain: &[u8]) -> Option<(Encrypted, String)> {
        let key = random_key()?;
        let mut recipients = String::from("[");
        for recipient in &self.recipients {
            let mut wrapped = wrapped(recipient, &key)?;
            wrapped.header.push('}');
            let mut object = String::new();
            member::json(&mut object, "header", &wrapped.header);
            add_key(&mut object, &wrapped);
            object.push('}');
            if recipients.len() > 1 {
                recipients.push(',');
            }
            recipients.push_str(&object);
        }
        recipients.push(']');
        Some((encrypt(&key, String::new(), plain)?, recipients))
    }
}

fn add_key(object: &mut String, wrapped: &Wrapped) {
    if !wrapped.bytes.is_empty() {
        member::text(object, "encrypted_key", &base64url::encode(&wrapped.bytes));
    }
}

/// For one recipient, of whom all that is said is authenticated.
fn one(recipient: &JweRecipient, plain: &[u8]) -> Option<(Encrypted, Wrapped)> {
    let (key, mut wrapped) = if recipient.algorithm.is_direct() {
        direct(recipient)?
    } else {
        let key = random_key()?;
        let wrapped = wrapped(recipient, &key)?;
        (key, wrapped)
    };
    let header = core::mem::take(&mut wrapped.header);
    Some((encrypt(&key, header, plain)?, wrapped))
}

fn encrypt(key: &[u8], mut header: String, plain: &[u8]) -> Option<Encrypted> {
    member::text(&mut header, "enc", WRITTEN);
    header.push('}');
    let protected = base64url::encode(header.as_bytes());
    let mut iv = [0; IV_LENGTH];
    rand::fill(&mut iv).ok()?;
    // Wiped even if it is not encrypted.
    let mut content = Zeroizing::new(plain.to_vec());
    let tag = seal(key, iv, protected.as_bytes(), &mut content)?;
    let [iv, ciphertext, tag] = [&iv[..], &content, &tag].map(base64url::encode);
    Some(Encrypted { protected, iv, ciphertext, tag })
}
