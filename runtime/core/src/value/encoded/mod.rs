//! What a text may be encoded, hashed or wrapped in.

pub(in crate::value) mod bare;
pub(in crate::value) mod base32;
pub(in crate::value) mod base64;
pub(in crate::value) mod certificate;
pub(in crate::value) mod container;
pub(in crate::value) mod der;
pub(in crate::value) mod encoding;
pub(in crate::value) mod escapes;
pub(in crate::value) mod fernet;
pub(in crate::value) mod hash;
pub(in crate::value) mod hex;
pub(in crate::value) mod json;
pub(in crate::value) mod jwe;
pub(in crate::value) mod login;
pub(in crate::value) mod nats;
pub(in crate::value) mod openvpn;
pub(in crate::value) mod pem;
pub(in crate::value) mod pkcs8;
pub(in crate::value) mod spki;
pub(in crate::value) mod token;
