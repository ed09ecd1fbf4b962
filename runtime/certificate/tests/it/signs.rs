//! Whether a key signs, and not only fits by its public numbers.

use crate::openssl::{ALGORITHMS, OpenSsl};
use crate::support::{load, pair, refused, warned};

/// The values inside of a sequence: where each begins, its header counted, and where its content ends.
fn values(der: &[u8]) -> Vec<(usize, usize)> {
    let length = |at: usize| match der[at + 1] {
        short if short < 0x80 => (2, usize::from(short)),
        0x81 => (3, usize::from(der[at + 2])),
        _ => (4, usize::from(der[at + 2]) << 8 | usize::from(der[at + 3])),
    };
    let (mut at, mut found) = (length(0).0, Vec::new());
    while at < der.len() {
        let (header, content) = length(at);
        found.push((at + header, at + header + content));
        at += header + content;
    }
    found
}

#[test]
fn an_rsa_key_with_any_number_changed() {
    let Some(openssl) = OpenSsl::new("an_rsa_key_with_any_number_changed") else { return };
    openssl.pair("own", "-algorithm RSA -pkeyopt rsa_keygen_bits:2048");
    openssl.run("pkey -in own.key -traditional -outform DER -out own.der");
    let (key, certificate) = (openssl.read("own.der"), openssl.read("own.crt"));
    assert_eq!(refused(&pair(&key, &certificate)), "");
    assert_eq!(warned(&load(&pair(&key, &certificate)).metadata()), [""; 0]);
    let values = values(&key);
    assert_eq!(values.len(), 9);
    let damaged = "private_key: certificate_key_damaged";
    // The primes, their exponents and the coefficient. With them, nobody needs the private exponent.
    for (start, end) in &values[4..] {
        for at in [start + 8, end - 2] {
            let mut changed = key.clone();
            changed[at] ^= 0x10;
            assert_eq!(refused(&pair(&changed, &certificate)), damaged, "{start} {at}");
        }
        // A number that is far too small.
        let mut changed = key.clone();
        changed[*start..end - 1].fill(0);
        assert_eq!(refused(&pair(&changed, &certificate)), damaged, "{start}");
    }
}

#[test]
fn what_is_not_signed_with_here_is_warned_of() {
    let Some(openssl) = OpenSsl::new("what_is_not_signed_with_here_is_warned_of") else { return };
    let others = [
        ("e3", "-algorithm RSA -pkeyopt rsa_keygen_bits:2048 -pkeyopt rsa_keygen_pubexp:3"),
        ("rsa2560", "-algorithm RSA -pkeyopt rsa_keygen_bits:2560"),
        ("three", "-algorithm RSA -pkeyopt rsa_keygen_bits:2048 -pkeyopt rsa_keygen_primes:3"),
        ("secp256k1", "-algorithm EC -pkeyopt ec_paramgen_curve:secp256k1"),
    ];
    for (name, words) in ALGORITHMS.iter().chain(&others) {
        openssl.pair(name, words);
        let (key, certificate) =
            (openssl.read(&format!("{name}.key")), openssl.read(&format!("{name}.crt")));
        assert_eq!(refused(&pair(&key, &certificate)), "", "{name}");
        let warnings = warned(&load(&pair(&key, &certificate)).metadata());
        let is_other = others.iter().any(|(other, _)| other == name);
        let is_unproven = is_other || matches!(*name, "rsa1024" | "p521");
        assert_eq!(warnings.contains(&"certificate_key_unproven"), is_unproven, "{name}");
    }
}

#[test]
fn a_number_that_is_not_that_of_its_point() {
    let Some(openssl) = OpenSsl::new("a_number_that_is_not_that_of_its_point") else { return };
    for curve in ["P-256", "P-384"] {
        openssl.pair("own", &format!("-algorithm EC -pkeyopt ec_paramgen_curve:{curve}"));
        openssl.run("ec -in own.key -outform DER -out own.der");
        let (mut key, certificate) = (openssl.read("own.der"), openssl.read("own.crt"));
        assert_eq!(refused(&pair(&key, &certificate)), "");
        let (start, end) = values(&key)[1];
        key[end - 1] ^= 1;
        let outcome = refused(&pair(&key, &certificate));
        assert_eq!(outcome, "private_key: certificate_key_damaged");
        key[start..end].fill(0);
        assert_eq!(refused(&pair(&key, &certificate)), outcome);
    }
}
