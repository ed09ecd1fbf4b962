//! A key of Key Vault: RSA, which never leaves the vault but for its public half.

use core::fmt;

use aws_lc_rs::encoding::{AsDer as _, PublicKeyX509Der};
use aws_lc_rs::rsa::{
    KeySize, OAEP_SHA256_MGF1SHA256, OaepPrivateDecryptingKey, OaepPublicEncryptingKey,
    PrivateDecryptingKey,
};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

/// A version of a key.
pub(super) struct Key {
    host: String,
    name: String,
    version: String,
    pub(super) is_enabled: bool,
    private: PrivateDecryptingKey,
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Key").field("name", &self.name).finish_non_exhaustive()
    }
}

impl Key {
    pub(super) fn new(host: &str, name: &str, version: String) -> Self {
        Self {
            host: host.to_owned(),
            name: name.to_owned(),
            version,
            is_enabled: true,
            private: PrivateDecryptingKey::generate(KeySize::Rsa2048).unwrap(),
        }
    }

    pub(super) fn is(&self, host: &str, name: &str, version: &str) -> bool {
        let is_version = version.is_empty() || self.version == version;
        self.host == host && self.name == name && is_version
    }

    /// What one of its operations makes of bytes; `None` if it is none, or they are nothing of this key.
    pub(super) fn work(&self, operation: &str, bytes: &[u8]) -> Option<Vec<u8>> {
        let padding = &OAEP_SHA256_MGF1SHA256;
        let done = match operation {
            "encrypt" | "wrapKey" => {
                let key = OaepPublicEncryptingKey::new(self.private.public_key()).unwrap();
                let mut out = vec![0; key.ciphertext_size()];
                key.encrypt(padding, bytes, &mut out, None).map(|out| out.to_vec())
            }
            "decrypt" | "unwrapKey" => {
                let key = OaepPrivateDecryptingKey::new(self.private.clone()).unwrap();
                let mut out = vec![0; key.min_output_size()];
                key.decrypt(padding, bytes, &mut out, None).map(|out| out.to_vec())
            }
            _ => return None,
        };
        done.ok()
    }

    pub(super) fn id(&self) -> String {
        format!("https://{}/keys/{}/{}", self.host, self.name, self.version)
    }

    pub(super) fn bundle(&self) -> Value {
        let der: PublicKeyX509Der<'_> = self.private.public_key().as_der().unwrap();
        let (modulus, exponent) = numbers(der.as_ref());
        let encode = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
        json!({
            "key": {
                "kid": self.id(), "kty": "RSA", "n": encode(modulus), "e": encode(exponent),
                "key_ops": ["encrypt", "decrypt", "wrapKey", "unwrapKey", "sign", "verify"],
            },
            "attributes": {
                "enabled": self.is_enabled, "created": 1_700_000_000, "updated": 1_700_000_000,
                "recoveryLevel": "Recoverable+Purgeable", "recoverableDays": 90
            }
        })
    }
}

/// The two numbers at the end of a public key (RFC 8017, A.1.1), of which the second has three bytes.
fn numbers(der: &[u8]) -> (&[u8], &[u8]) {
    let (rest, exponent) = der.split_at(der.len() - 3);
    assert_eq!(rest[rest.len() - 2..], [2, 3]);
    let rest = &rest[..rest.len() - 2];
    (&rest[rest.len() - 256..], exponent)
}
