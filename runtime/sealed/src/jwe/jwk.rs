//! A key as a JWK (RFC 7517; RFC 7518, section 6; RFC 8037).

use provider_credentials_core::{SourceError, json_items};
use zeroize::Zeroizing;

use super::agreement::Curve;
use super::base64url;
use super::der;
use super::failures::{BAD_JWK, KEY_KIND, NO_PRIMES, PUBLIC_KEY, SIGNING_KEY};
use super::key::{Key, Material};
use super::object::{Object, text};

/// What a key for reading files may say of itself in `key_ops`: symmetric ones and those of RSA, and those of curves, for
/// which `jose` writes `unwrapKey`.
const DECRYPTING: [&str; 2] = ["unwrapKey", "decrypt"];
const AGREEING: [&str; 3] = ["deriveKey", "deriveBits", "unwrapKey"];

/// The keys of a JWK, or of a set of such.
pub(super) fn keys(content: &str) -> Result<Vec<Key>, SourceError> {
    let object = Object::new(content).ok_or(BAD_JWK)?;
    let Some(set) = object.get("keys") else {
        return Ok(vec![key(&object)?]);
    };
    let (mut keys, mut unfit) = (Vec::new(), BAD_JWK);
    for item in json_items(set).ok_or(BAD_JWK)? {
        match key(&Object::new(item).ok_or(BAD_JWK)?) {
            Ok(key) => keys.push(key),
            // Others of a set may be for something else.
            Err(error) if error == BAD_JWK => return Err(BAD_JWK),
            Err(error) => unfit = error,
        }
    }
    if keys.is_empty() { Err(unfit) } else { Ok(keys) }
}

fn key(jwk: &Object<'_>) -> Result<Key, SourceError> {
    if !is_for_encryption(jwk)? {
        return Err(SIGNING_KEY);
    }
    let material = match jwk.plain("kty").ok_or(BAD_JWK)? {
        "oct" => Material::Symmetric(bytes(jwk, "k")?),
        "RSA" => rsa(jwk)?,
        "EC" | "OKP" => on_curve(jwk)?,
        _ => return Err(KEY_KIND),
    };
    let words = |name| match jwk.get(name) {
        None => Ok(None),
        Some(value) => text(value).map(|text| Some(text.into_owned())).ok_or(BAD_JWK),
    };
    Ok(Key { material, id: words("kid")?, algorithm: words("alg")? })
}

fn is_for_encryption(jwk: &Object<'_>) -> Result<bool, SourceError> {
    if jwk.has("use") && jwk.plain("use") != Some("enc") {
        return Ok(false);
    }
    let Some(operations) = jwk.get("key_ops") else { return Ok(true) };
    let operations = json_items(operations).ok_or(BAD_JWK)?;
    let of_curve = matches!(jwk.plain("kty"), Some("EC" | "OKP"));
    let ours: &[&str] = if of_curve { &AGREEING } else { &DECRYPTING };
    let is_ours = |value: &&str| text(value).is_some_and(|name| ours.contains(&&*name));
    Ok(operations.iter().any(is_ours))
}

/// A member that is base64url, and not empty.
fn bytes(jwk: &Object<'_>, name: &str) -> Result<Zeroizing<Vec<u8>>, SourceError> {
    let bytes = jwk.plain(name).and_then(base64url::decode);
    bytes.filter(|bytes| !bytes.is_empty()).ok_or(BAD_JWK)
}

fn rsa(jwk: &Object<'_>) -> Result<Material, SourceError> {
    if !jwk.has("d") {
        return Err(PUBLIC_KEY);
    }
    if jwk.has("oth") || ["p", "q", "dp", "dq", "qi"].iter().any(|name| !jwk.has(name)) {
        return Err(NO_PRIMES);
    }
    let number = |name| bytes(jwk, name);
    let numbers = [
        number("n")?,
        number("e")?,
        number("d")?,
        number("p")?,
        number("q")?,
        number("dp")?,
        number("dq")?,
        number("qi")?,
    ];
    let key = der::rsa_private_key(&numbers).and_then(|key| der::pkcs8(&key));
    key.and_then(|key| Material::rsa(&key)).ok_or(BAD_JWK)
}

fn on_curve(jwk: &Object<'_>) -> Result<Material, SourceError> {
    if !jwk.has("crv") {
        return Err(BAD_JWK);
    }
    let curve = Curve::of(jwk).ok_or(KEY_KIND)?;
    if !jwk.has("d") {
        return Err(PUBLIC_KEY);
    }
    let private = Material::on_curve(curve, &bytes(jwk, "d")?).ok_or(BAD_JWK)?;
    let public = curve.public_key(jwk).ok_or(BAD_JWK)?;
    // The wrong half of a pair opens nothing, and would not say why.
    match &private {
        Material::OnCurve(_, key)
            if key.compute_public_key().is_ok_and(|of| of.as_ref() == public.as_slice()) =>
        {
            Ok(private)
        }
        _ => Err(BAD_JWK),
    }
}
