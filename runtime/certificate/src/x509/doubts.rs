//! What may keep a certificate from being taken, although it can be used.

use provider_credentials_core::SourceWarning;
use x509_cert::ext::pkix::{ExtendedKeyUsage, KeyUsage};

use super::certificate::Certificate;
use super::chain::{is_self_signed, is_too_long};
use crate::{oid, rsa};

const NOT_FOR_CLIENTS: SourceWarning = SourceWarning::new(
    "certificate_not_for_clients",
    "is not for clients: its extended key usage lacks `clientAuth`, so servers may refuse it",
    "have it issued with `clientAuth`",
);
const NOT_FOR_SIGNATURES: SourceWarning = SourceWarning::new(
    "certificate_not_for_signatures",
    "is not for signatures: its key usage lacks `digitalSignature`, so servers may refuse it",
    "have it issued with `digitalSignature`",
);
const WEAK_KEY: SourceWarning = SourceWarning::new(
    "certificate_weak_key",
    "has a weak key: RSA of less than 2048 bits, which many servers and TLS libraries refuse",
    "have it issued for a new key",
);
const WEAK_SIGNATURE: SourceWarning = SourceWarning::new(
    "certificate_weak_signature",
    "is signed by MD5 or SHA-1, which can be forged, and servers may refuse it",
    "have it issued again with SHA-256",
);
const WEAK_ISSUER: SourceWarning = SourceWarning::new(
    "certificate_weak_issuer",
    "holds an issuer's certificate with a weak key or a weak signature",
    "get the issuer's new certificate",
);

const TOO_LONG: SourceWarning = SourceWarning::new(
    "certificate_chain_too_long",
    "has more issuers than one of them allows by its `pathlen`, so servers may refuse it",
    "have it issued by the authority above",
);

/// RFC 5280, section 4.2.1.12: 1.3.6.1.5.5.7.3.2, and any.
const CLIENT_AUTH: &[u8] = &[0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x02];
const ANY: &[u8] = &[0x55, 0x1d, 0x25, 0x00];

/// In the order in which they matter.
pub(crate) fn doubts(chain: &[Certificate<'_>]) -> Vec<SourceWarning> {
    let Some((leaf, issuers)) = chain.split_first() else { return Vec::new() };
    let mut doubts = Vec::new();
    let signed = leaf.parsed.tbs_certificate();
    if let Ok(Some((_, usage))) = signed.get_extension::<ExtendedKeyUsage>() {
        let is_client = |oid: &[u8]| oid == CLIENT_AUTH || oid == ANY;
        if !usage.0.iter().any(|oid| is_client(oid.as_bytes())) {
            doubts.push(NOT_FOR_CLIENTS);
        }
    }
    if let Ok(Some((_, usage))) = signed.get_extension::<KeyUsage>() {
        if !usage.digital_signature() {
            doubts.push(NOT_FOR_SIGNATURES);
        }
    }
    if is_weak_key(leaf) {
        doubts.push(WEAK_KEY);
    }
    if is_weakly_signed(leaf) {
        doubts.push(WEAK_SIGNATURE);
    }
    // Nobody verifies the signature of a root.
    let is_weak =
        |one: &Certificate<'_>| is_weak_key(one) || (is_weakly_signed(one) && !is_self_signed(one));
    if issuers.iter().any(is_weak) {
        doubts.push(WEAK_ISSUER);
    }
    if is_too_long(chain) {
        doubts.push(TOO_LONG);
    }
    doubts
}

fn is_weak_key(certificate: &Certificate<'_>) -> bool {
    let key = certificate.public_key();
    let bits = || rsa::length(rsa::numbers(key.bits)?.0);
    matches!(key.algorithm, oid::RSA | oid::RSA_PSS) && bits().is_some_and(|bits| bits < 2048)
}

fn is_weakly_signed(certificate: &Certificate<'_>) -> bool {
    let algorithm = certificate.parsed.signature_algorithm().oid;
    matches!(algorithm.as_bytes(), oid::MD2_RSA | oid::MD5_RSA | oid::SHA1_RSA | oid::SHA1_ECDSA)
}
