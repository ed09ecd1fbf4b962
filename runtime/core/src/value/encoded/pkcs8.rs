//! Private keys in PEM, by what their lines hold.

use super::encoding::decode;
use crate::spec::Encoding;

/// How one begins in OpenSSH's own format.
pub(in crate::value) const OF_SSH: &str = "-----BEGIN OPENSSH PRIVATE KEY-----";

pub(in crate::value) fn is_in_pkcs8(text: &str, is: fn(&[u8]) -> bool) -> bool {
    let body = text.strip_prefix("-----BEGIN PRIVATE KEY-----");
    let der = body.and_then(|body| decode(body.split("-----").next()?, Encoding::Base64));
    der.is_some_and(|der| is(&der))
}
