//! A JSON Web Token (RFC 7519) by which a key says who asks (RFC 7523).

use core::fmt::Write as _;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::rand::{SecureRandom, SystemRandom};
use zeroize::Zeroizing;

use crate::signer::Signer;

/// What a token says.
#[derive(Debug)]
pub struct Claims<'a> {
    /// `iss`.
    pub issuer: &'a str,
    /// `sub`.
    pub subject: Option<&'a str>,
    /// `aud`.
    pub audience: Option<&'a str>,
    /// `scope`.
    pub scope: Option<&'a str>,
    /// For how long it is good.
    pub lifetime: Duration,
}

/// Which key signs it.
#[derive(Debug)]
pub struct Header<'a> {
    /// `kid`.
    pub key_id: Option<&'a str>,
    /// The SHA-256 of the key's certificate (RFC 7515, section 4.1.8).
    pub thumbprint: Option<&'a [u8]>,
}

/// `None` if the key cannot sign.
#[must_use]
pub fn sign(
    signer: &Signer,
    header: &Header<'_>,
    claims: &Claims<'_>,
    now: SystemTime,
) -> Option<Zeroizing<String>> {
    let header = header_json(signer.algorithm(), header);
    let claims = claims_json(claims, now)?;
    let signed_length = encoded_len(header.len()) + 1 + encoded_len(claims.len());
    // The longest signature is that of an RSA key of 8192 bits.
    let mut token = Zeroizing::new(String::with_capacity(signed_length + 1 + encoded_len(1024)));
    push(&mut token, header.as_bytes());
    token.push('.');
    push(&mut token, claims.as_bytes());
    let signature = signer.sign(token.as_bytes())?;
    token.push('.');
    push(&mut token, &signature);
    Some(token)
}

fn header_json(algorithm: &str, header: &Header<'_>) -> String {
    let mut json = format!("{{\"alg\":\"{algorithm}\",\"typ\":\"JWT\"");
    if let Some(id) = header.key_id {
        member(&mut json, "kid", id);
    }
    if let Some(thumbprint) = header.thumbprint {
        member(&mut json, "x5t#S256", &URL_SAFE_NO_PAD.encode(thumbprint));
    }
    json.push('}');
    json
}

fn claims_json(claims: &Claims<'_>, now: SystemTime) -> Option<String> {
    let now = now.duration_since(UNIX_EPOCH).ok()?.as_secs();
    let end = now + claims.lifetime.as_secs();
    let mut id = [0_u8; 16];
    SystemRandom::new().fill(&mut id).ok()?;
    let mut json = format!("{{\"iat\":{now},\"exp\":{end}");
    member(&mut json, "jti", &URL_SAFE_NO_PAD.encode(id));
    member(&mut json, "iss", claims.issuer);
    if let Some(audience) = claims.audience {
        member(&mut json, "aud", audience);
    }
    if let Some(subject) = claims.subject {
        member(&mut json, "sub", subject);
    }
    if let Some(scope) = claims.scope {
        member(&mut json, "scope", scope);
    }
    json.push('}');
    Some(json)
}

/// A member of an object that has some (RFC 8259, section 7).
fn member(json: &mut String, name: &str, value: &str) {
    json.push_str(",\"");
    json.push_str(name);
    json.push_str("\":\"");
    for c in value.chars() {
        match c {
            '"' | '\\' => json.extend(['\\', c]),
            '\0'..='\x1f' => {
                // Writing to a string cannot fail.
                let _ = write!(json, "\\u{:04x}", u32::from(c));
            }
            _ => json.push(c),
        }
    }
    json.push('"');
}

fn encoded_len(length: usize) -> usize {
    length.div_ceil(3) * 4
}

fn push(token: &mut Zeroizing<String>, bytes: &[u8]) {
    URL_SAFE_NO_PAD.encode_string(bytes, token);
}
