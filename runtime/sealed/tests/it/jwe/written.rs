//! What is written here is read here, by every kind of key.

use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der};
use aws_lc_rs::rsa::{KeySize, PrivateDecryptingKey};
use base64ct::{Base64, Encoding};
use provider_credentials_sealed::jwe::{JweRecipient, JweWriter};
use serde_json::Value;

use super::support::{base64url, opened, pair, symmetric};

const SECRET: &[u8] = b"sixteen-and-more-bytes";

/// An RSA key pair: the private one as PEM, and the public one as a JWK.
pub(super) fn rsa() -> (String, String) {
    let key = PrivateDecryptingKey::generate(KeySize::Rsa2048).unwrap();
    let der: Pkcs8V1Der<'_> = key.as_der().unwrap();
    let pem = format!(
        "-----BEGIN {0}-----\n{1}\n-----END {0}-----\n",
        "PRIVATE KEY",
        Base64::encode_string(der.as_ref())
    );
    // PKCS#8 around a key of 2048 bits: its modulus is at a fixed place.
    let modulus = &der.as_ref()[38..][..256];
    let public = format!(r#"{{"kty":"RSA","n":"{}","e":"AQAB"}}"#, base64url(modulus));
    (pem, public)
}

#[test]
fn every_kind_of_key_and_algorithm() {
    let (pem, public) = rsa();
    let mut all = vec![
        (pem.clone(), public.clone(), &["RSA-OAEP", "RSA-OAEP-256"][..]),
        (symmetric(1, 32), symmetric(1, 32), &["A256KW", "dir"]),
        (symmetric(1, 16), symmetric(1, 16), &["A128KW"]),
    ];
    for crv in ["P-256", "P-384", "P-521", "X25519"] {
        let (private, public) = pair(crv, "a \"quoted\\\" one".replace(['"', '\\'], "'").as_str());
        all.push((private, public, &["ECDH-ES", "ECDH-ES+A128KW", "ECDH-ES+A256KW"]));
    }
    let long = vec![0xff; 70_000];
    for (private, public, algorithms) in all {
        for algorithm in algorithms {
            let recipient = JweRecipient::from_jwk(&public).unwrap();
            let recipient = recipient.with_algorithm(algorithm).unwrap();
            let writer = JweWriter::new(recipient);
            for secret in [SECRET, b"", &long] {
                for file in [writer.compact(secret).unwrap(), writer.json(secret).unwrap()] {
                    let expected = if secret.is_empty() {
                        Err("file_empty".to_owned())
                    } else {
                        Ok(secret.to_vec())
                    };
                    assert_eq!(opened(&file, &private), expected, "{algorithm}");
                }
            }
            // Each has a key of its own, and no part twice.
            assert_ne!(writer.compact(SECRET).unwrap(), writer.compact(SECRET).unwrap());
        }
    }
}

#[test]
fn several_recipients() {
    let (pem, public) = rsa();
    let (ada, ada_public) = pair("P-256", "ada");
    let (bob, bob_public) = pair("P-256", "bob");
    let (eve, _) = pair("P-256", "eve");
    let (stranger, _) = pair("X25519", "stranger");
    let shared = symmetric(3, 32);
    let recipient = |jwk: &str| JweRecipient::from_jwk(jwk).unwrap();
    let writer = JweWriter::new(recipient(&ada_public))
        .with_recipient(recipient(&bob_public))
        .with_recipient(recipient(&public))
        .with_recipient(recipient(&shared));
    let file = writer.json(SECRET).unwrap();
    for key in [&ada, &bob, &pem, &shared] {
        assert_eq!(opened(&file, key), Ok(SECRET.to_vec()));
    }
    for key in [&eve, &stranger] {
        assert_eq!(opened(&file, key), Err("jwe_no_key_matches".to_owned()));
    }
    // The same kind of key, but none of them.
    assert_eq!(opened(&file, &symmetric(4, 32)), Err("jwe_key_wrong".to_owned()));
    let set = format!(r#"{{"keys":[{eve},{bob}]}}"#);
    assert_eq!(opened(&file, &set), Ok(SECRET.to_vec()));

    assert_eq!(writer.compact(SECRET).unwrap_err().code(), "jwe_one_recipient");
    let direct = recipient(&shared).with_algorithm("dir").unwrap();
    let writer = JweWriter::new(recipient(&ada_public)).with_recipient(direct);
    assert_eq!(writer.json(SECRET).unwrap_err().code(), "jwe_one_recipient");
}

#[test]
fn a_recipient_is_a_public_key() {
    let (private, public) = pair("P-256", "ada");
    // The public half of a private key, and nothing else of it.
    let file = JweWriter::new(JweRecipient::from_jwk(&private).unwrap()).json(SECRET).unwrap();
    assert_eq!(opened(&file, &private), Ok(SECRET.to_vec()));
    let d = serde_json::from_str::<Value>(&private).unwrap()["d"].as_str().unwrap().to_owned();
    assert!(!file.contains(&d));
    let of = |text: &str| JweRecipient::from_jwk(text).map(|_| ()).unwrap_err().code();
    let signing = public.replace("\"kty\"", r#""use":"sig","kty""#);
    let unknown = public.replace("\"kty\"", r#""alg":"ECDH-ES+A192KW","kty""#);
    let other = public.replace("\"kty\"", r#""alg":"RSA-OAEP","kty""#);
    for (text, code) in [
        ("{}", "jwe_recipient_invalid"),
        (&signing, "jwe_recipient_invalid"),
        (&other, "jwe_recipient_invalid"),
        (&symmetric(1, 20), "jwe_recipient_invalid"),
        (r#"{"kty":"RSA","n":"AQAB","e":"AQAB"}"#, "jwe_recipient_invalid"),
        (&unknown, "jwe_algorithm_unsupported"),
    ] {
        assert_eq!(of(text), code, "{text}");
    }
    // No point of the curve.
    let x = base64url(&[1; 32]);
    let none = format!(r#"{{"kty":"EC","crv":"P-256","x":"{x}","y":"{x}"}}"#);
    let writer = JweWriter::new(JweRecipient::from_jwk(&none).unwrap());
    assert_eq!(writer.json(SECRET).unwrap_err().code(), "jwe_not_written");
    let shown = format!("{:?}", JweRecipient::from_jwk(&symmetric(1, 32)).unwrap());
    assert_eq!(shown, r#"JweRecipient { algorithm: "A256KW", id: None, .. }"#);
}
