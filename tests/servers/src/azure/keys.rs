//! Keys of Key Vault: RSA, which never leaves the vault but for its public half.

use core::fmt;

use aws_lc_rs::encoding::{AsDer as _, PublicKeyX509Der};
use aws_lc_rs::rsa::{
    KeySize, OAEP_SHA256_MGF1SHA256, OaepPrivateDecryptingKey, OaepPublicEncryptingKey,
    PrivateDecryptingKey,
};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

use super::message::{Reply, Request, error};
use super::state::{State, lock, now};

/// A version of a key.
pub(super) struct Key {
    host: String,
    name: String,
    version: String,
    is_enabled: bool,
    private: PrivateDecryptingKey,
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Key").field("name", &self.name).finish_non_exhaustive()
    }
}

impl Key {
    fn id(&self) -> String {
        format!("https://{}/keys/{}/{}", self.host, self.name, self.version)
    }

    fn bundle(&self) -> Value {
        let der: PublicKeyX509Der<'_> = self.private.public_key().as_der().unwrap();
        let (modulus, exponent) = numbers(der.as_ref());
        let encode = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
        json!({
            "key": {
                "kid": self.id(), "kty": "RSA", "n": encode(modulus), "e": encode(exponent),
                "key_ops": ["encrypt", "decrypt", "wrapKey", "unwrapKey", "sign", "verify"],
            },
            "attributes": {
                "enabled": self.is_enabled, "created": now(), "updated": now(),
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

pub(super) fn answer(state: &State, request: &Request) -> Reply {
    let parts: Vec<&str> = request.path.trim_start_matches('/').split('/').skip(1).collect();
    let body: Value = serde_json::from_str(&request.body).unwrap_or_default();
    let (host, method) = (&request.host, request.method.as_str());
    match (method, &parts[..]) {
        ("POST", [name, "create"]) => create(state, host, name, &body),
        ("PATCH", [name, version]) => {
            let is_enabled = body["attributes"]["enabled"].as_bool().unwrap_or(true);
            with(state, host, name, version, |key| {
                key.is_enabled = is_enabled;
                Reply::new(200, key.bundle())
            })
        }
        ("GET", [name]) => with(state, host, name, "", |key| Reply::new(200, key.bundle())),
        ("GET", [name, version]) => {
            with(state, host, name, version, |key| Reply::new(200, key.bundle()))
        }
        ("POST", [name, version, operation]) => {
            with(state, host, name, version, |key| operate(key, operation, &body))
        }
        _ => error(404, "NotFound", "no such resource", None),
    }
}

fn create(state: &State, host: &str, name: &str, body: &Value) -> Reply {
    if body["kty"] != "RSA" {
        return error(400, "BadParameter", "Property kty has invalid value", None);
    }
    let mut keys = lock(&state.keys);
    let version = format!("{:032x}", 0x4e75_0000_0000_u64 + keys.len() as u64);
    let made = Key {
        host: host.to_owned(),
        name: name.to_owned(),
        version,
        is_enabled: true,
        private: PrivateDecryptingKey::generate(KeySize::Rsa2048).unwrap(),
    };
    let bundle = made.bundle();
    keys.push(made);
    Reply::new(200, bundle)
}

fn with(
    state: &State,
    host: &str,
    name: &str,
    version: &str,
    work: impl FnOnce(&mut Key) -> Reply,
) -> Reply {
    let mut keys = lock(&state.keys);
    let is_it = |key: &&mut Key| {
        key.host == host && key.name == name && (version.is_empty() || key.version == version)
    };
    if let Some(key) = keys.iter_mut().rev().find(is_it) {
        return work(key);
    }
    let message = format!("A key with (name/id) {name}/{version} was not found in this key vault.");
    error(404, "KeyNotFound", &message, None)
}

fn operate(key: &Key, operation: &str, body: &Value) -> Reply {
    if !key.is_enabled {
        let message = "Operation is not allowed on a disabled key.";
        return error(403, "Forbidden", message, Some("KeyDisabled"));
    }
    let bytes = body["value"].as_str().and_then(|text| URL_SAFE_NO_PAD.decode(text).ok());
    let (Some(bytes), Some("RSA-OAEP-256")) = (bytes, body["alg"].as_str()) else {
        return error(400, "BadParameter", "Key operation parameters are not supported.", None);
    };
    let done = match operation {
        "encrypt" | "wrapKey" => {
            let key = OaepPublicEncryptingKey::new(key.private.public_key()).unwrap();
            let mut out = vec![0; key.ciphertext_size()];
            key.encrypt(&OAEP_SHA256_MGF1SHA256, &bytes, &mut out, None).map(|out| out.to_vec())
        }
        "decrypt" | "unwrapKey" => {
            let key = OaepPrivateDecryptingKey::new(key.private.clone()).unwrap();
            let mut out = vec![0; key.min_output_size()];
            key.decrypt(&OAEP_SHA256_MGF1SHA256, &bytes, &mut out, None).map(|out| out.to_vec())
        }
        _ => return error(404, "NotFound", "no such resource", None),
    };
    match done {
        Ok(done) => {
            Reply::new(200, json!({"kid": key.id(), "value": URL_SAFE_NO_PAD.encode(done)}))
        }
        Err(_) => error(400, "BadParameter", "The parameter is incorrect.", None),
    }
}
