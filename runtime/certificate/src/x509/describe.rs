//! What everybody may know of a certificate.

use core::fmt::Write;

use provider_credentials_core::Assembly;
use ring::digest::{SHA256, digest};
use x509_cert::ext::pkix::SubjectAltName;
use x509_cert::ext::pkix::name::GeneralName;
use x509_cert::time::Time;

use super::certificate::Certificate;
use crate::{oid, rsa};

/// Tells the metadata.
pub(crate) fn describe(leaf: &Certificate<'_>, assembly: &mut Assembly<'_>) {
    let signed = leaf.parsed.tbs_certificate();
    assembly.set_attribute("subject", &signed.subject().to_string());
    let names = names(leaf);
    if !names.is_empty() {
        assembly.set_attribute("subject_alternative_names", &names);
    }
    assembly.set_attribute("issuer", &signed.issuer().to_string());
    // DER has a zero before what would be negative otherwise.
    let serial = match signed.serial_number().as_bytes() {
        [0, rest @ ..] if !rest.is_empty() => rest,
        serial => serial,
    };
    assembly.set_attribute("serial", &hexadecimal(serial));
    assembly.set_attribute("not_before", &time(&signed.validity().not_before));
    assembly.set_attribute("not_after", &time(&signed.validity().not_after));
    assembly.set_attribute("sha256_fingerprint", &hexadecimal(digest(&SHA256, leaf.der).as_ref()));
    assembly.set_attribute("key_algorithm", &algorithm(leaf));
}

fn names(leaf: &Certificate<'_>) -> String {
    let signed = leaf.parsed.tbs_certificate();
    let Ok(Some((_, SubjectAltName(names)))) = signed.get_extension() else { return String::new() };
    let mut text = String::new();
    for name in &names {
        let (kind, value) = match name {
            GeneralName::DnsName(name) => ("DNS", name.as_str()),
            GeneralName::Rfc822Name(name) => ("email", name.as_str()),
            GeneralName::UniformResourceIdentifier(name) => ("URI", name.as_str()),
            _ => continue,
        };
        let comma = if text.is_empty() { "" } else { ", " };
        // Writing to a string does not fail.
        let _ = write!(text, "{comma}{kind}:{value}");
    }
    text
}

/// As `openssl x509 -fingerprint` writes it.
fn hexadecimal(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(3 * bytes.len());
    for byte in bytes {
        let colon = if text.is_empty() { "" } else { ":" };
        let _ = write!(text, "{colon}{byte:02X}");
    }
    text
}

/// RFC 3339.
fn time(time: &Time) -> String {
    let t = time.to_date_time();
    let (year, month, day) = (t.year(), t.month(), t.day());
    format!("{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}Z", t.hour(), t.minutes(), t.seconds())
}

fn algorithm(leaf: &Certificate<'_>) -> String {
    let key = leaf.public_key();
    let name = match (key.algorithm, key.curve) {
        (oid::RSA | oid::RSA_PSS, _) => {
            let bits = rsa::numbers(key.bits).and_then(|(modulus, _)| rsa::length(modulus));
            return format!("RSA {}", bits.unwrap_or(0));
        }
        (oid::EC, oid::P256) => "ECDSA P-256",
        (oid::EC, oid::P384) => "ECDSA P-384",
        (oid::EC, oid::P521) => "ECDSA P-521",
        (oid::EC, _) => "ECDSA",
        (oid::ED25519, _) => "Ed25519",
        _ => "other",
    };
    name.to_owned()
}
