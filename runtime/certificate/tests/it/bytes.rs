//! Bytes that nobody meant: nothing panics, and nothing takes long.

use std::time::{Duration, Instant};

use crate::made::{self, Authority};
use crate::openssl::OpenSsl;
use crate::support::{load, pair};

/// A generator of numbers that are the same each time (xorshift).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % limit
    }
}

fn changed(numbers: &mut Numbers, bytes: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=numbers.below(3) {
        if bytes.is_empty() {
            break;
        }
        let at = numbers.below(bytes.len());
        match numbers.below(6) {
            0 => bytes[at] ^= 1 << numbers.below(8),
            1 => bytes[at] = [0, 0x30, 0x80, 0xff, 0x7f, 0x84, 2][numbers.below(7)],
            2 => drop(bytes.remove(at)),
            3 => bytes.truncate(at),
            4 => bytes.insert(at, u8::try_from(numbers.below(256)).unwrap()),
            _ => {
                let piece = bytes[at..].to_vec();
                bytes.extend(piece);
            }
        }
    }
    bytes
}

pub(crate) fn change_all(parts: &[(&'static str, Vec<u8>)], seed: u64, times: usize) {
    let mut numbers = Numbers(seed);
    let started = Instant::now();
    let (mut loaded, mut failed) = (0, 0);
    for _ in 0..times {
        let mut all: Vec<Vec<u8>> = parts.iter().map(|(_, bytes)| bytes.clone()).collect();
        let which = numbers.below(parts.len());
        all[which] = changed(&mut numbers, &all[which]);
        let given: Vec<(&'static str, &[u8])> =
            parts.iter().zip(&all).map(|((name, _), bytes)| (*name, bytes.as_slice())).collect();
        let credential = load(&given);
        if credential.is_loaded() {
            loaded += 1;
            assert!(!credential.certificate_chain_der().unwrap().is_empty());
        } else {
            failed += 1;
        }
    }
    assert!(failed > loaded / 4, "{loaded} {failed}");
    assert!(started.elapsed() < Duration::from_secs(120), "{:?}", started.elapsed());
}

#[test]
fn changed_pem_and_der() {
    let root = Authority::root("root");
    for (number, algorithm) in made::ALGORITHMS.into_iter().enumerate() {
        let made = root.issue(algorithm);
        let chain = format!("{}{}", made.certificate, root.pem);
        let parts =
            [("private_key", made.key.clone().into_bytes()), ("certificate", chain.into_bytes())];
        change_all(&parts, 7 + number as u64, 1500);
        let whole = load(&pair(made.key.as_bytes(), made.certificate.as_bytes()));
        let der = [
            ("private_key", whole.private_key_der().unwrap().secret_der().to_vec()),
            ("certificate", whole.certificate_chain_der().unwrap()[0].to_vec()),
        ];
        change_all(&der, 70 + number as u64, 3000);
    }
}

#[test]
fn changed_keys_of_openssl() {
    let Some(openssl) = OpenSsl::new("changed_keys_of_openssl") else { return };
    openssl.pair("own", "-algorithm RSA -pkeyopt rsa_keygen_bits:2048");
    openssl.run("pkey -in own.key -traditional -outform DER -out own.der");
    openssl.run("pkcs8 -topk8 -in own.key -passout pass:a -iter 2 -outform DER -out sealed.der");
    openssl.run("pkcs8 -topk8 -in own.key -passout pass:a -scrypt -scrypt_N 16 -outform DER -out scrypt.der");
    let certificate = openssl.read("own.crt");
    for (name, seed) in [("own.der", 3), ("sealed.der", 4), ("scrypt.der", 5)] {
        let parts = [
            ("private_key", openssl.read(name)),
            ("certificate", certificate.clone()),
            ("passphrase", b"a".to_vec()),
        ];
        change_all(&parts[..if name == "own.der" { 2 } else { 3 }], seed, 600);
    }
}

#[test]
fn every_truncation() {
    let root = Authority::root("root");
    let made = root.issue(made::ALGORITHMS[2]);
    // Without the last dash of its end it is cut.
    for end in 0..made.key.trim_end().len() {
        let cut = &made.key.as_bytes()[..end];
        assert!(!load(&pair(cut, made.certificate.as_bytes())).is_loaded(), "{end}");
    }
    for end in (0..made.certificate.trim_end().len()).step_by(7) {
        let cut = &made.certificate.as_bytes()[..end];
        assert!(!load(&pair(made.key.as_bytes(), cut)).is_loaded());
    }
}
