//! What was changed on its way is an error, and never another secret.

use provider_credentials_core::testing::{EncryptedFile, load_encrypted};
use provider_credentials_core::{Loader, Permissions};
use provider_credentials_sealed::jwe::{JweRecipient, JweWriter};

use super::support::{FILE, pair, symmetric};
use crate::support::{Files, outcome};

const SECRET: &[u8] = b"sixteen-and-more-bytes";

/// Loads each of these contents: how many of them are still the secret. No other one may come out.
fn still_whole(contents: &[Vec<u8>], key: &str) -> usize {
    let files = Files::new();
    let mut all = Vec::new();
    for (at, content) in contents.iter().enumerate() {
        files.public(&format!("{at}.jwe"), content);
        let path: &'static str = format!("{at}.jwe").leak();
        all.push(EncryptedFile { path, ..FILE });
    }
    let loader = Loader::new().with_environment([("JWE_KEY", key)]).base_dir(files.path());
    let loaded = load_encrypted(&all, loader.permissions(Permissions::Off));
    let mut whole = 0;
    for (at, credential) in loaded.iter().enumerate() {
        match outcome(credential) {
            Ok(secret) => {
                assert_eq!(secret, SECRET, "change {at}");
                whole += 1;
            }
            Err(code) => {
                assert!(code.starts_with("jwe_") || code == "file_empty", "change {at}: {code}");
            }
        }
    }
    whole
}

fn flipped(content: &str) -> Vec<Vec<u8>> {
    let flips = (0..content.len()).flat_map(|at| [0x01, 0x02, 0x20, 0x80].map(|bit| (at, bit)));
    flips
        .map(|(at, bit)| {
            let mut content = content.as_bytes().to_vec();
            content[at] ^= bit;
            content
        })
        .collect()
}

fn cut(content: &str) -> Vec<Vec<u8>> {
    (0..content.len()).map(|end| content.as_bytes()[..end].to_vec()).collect()
}

#[test]
fn every_byte_of_the_compact_form_matters() {
    let (private, public) = pair("X25519", "ada");
    let kek = symmetric(7, 32);
    for (private, public, algorithm) in [
        (&private, &public, "ECDH-ES+A256KW"),
        (&private, &public, "ECDH-ES"),
        (&kek, &kek, "A256KW"),
        (&kek, &kek, "dir"),
    ] {
        let recipient = JweRecipient::from_jwk(public).unwrap().with_algorithm(algorithm).unwrap();
        let file = JweWriter::new(recipient).compact(SECRET).unwrap();
        assert_eq!(still_whole(&[file.clone().into_bytes()], private), 1);
        assert_eq!(still_whole(&flipped(&file), private), 0, "{algorithm}");
        assert_eq!(still_whole(&cut(&file), private), 0, "{algorithm}");
        let longer = [".", "A", "AA", "AAAA", "=", "\0", ".\n"].map(|more| format!("{file}{more}"));
        assert_eq!(still_whole(&longer.map(String::into_bytes), private), 0, "{algorithm}");
        // White space around it is no part of it, and there is none in it.
        assert_eq!(still_whole(&[format!("\n{file}\r\n").into_bytes()], private), 1);
        let (start, end) = file.split_at(file.len() / 2);
        assert_eq!(still_whole(&[format!("{start}\n{end}").into_bytes()], private), 0);
    }
}

#[test]
fn every_byte_of_json_matters() {
    let (private, public) = pair("P-256", "ada");
    let recipient = || JweRecipient::from_jwk(&public).unwrap();
    let file = JweWriter::new(recipient()).json(SECRET).unwrap();
    assert_eq!(still_whole(&[file.clone().into_bytes()], &private), 1);
    assert_eq!(still_whole(&flipped(&file), &private), 0);
    assert_eq!(still_whole(&cut(&file), &private), 0);

    // What is said of each of several recipients is not authenticated, and changes no secret.
    let bob = JweRecipient::from_jwk(&symmetric(9, 32)).unwrap();
    let file = JweWriter::new(bob).with_recipient(recipient()).json(SECRET).unwrap();
    assert_eq!(still_whole(&[file.clone().into_bytes()], &private), 1);
    assert!(still_whole(&flipped(&file), &private) > 0);
    assert_eq!(still_whole(&cut(&file), &private), 0);
}

#[test]
fn what_belongs_to_another_file_is_noticed() {
    let (private, public) = pair("P-384", "ada");
    let write = |secret: &[u8]| {
        let recipient = JweRecipient::from_jwk(&public).unwrap();
        JweWriter::new(recipient).compact(secret).unwrap()
    };
    let (one, other) = (write(SECRET), write(b"another-secret-of-it"));
    let (one, other): (Vec<&str>, Vec<&str>) =
        (one.split('.').collect(), other.split('.').collect());
    let mixed = (0..5).map(|at| {
        let mut parts = one.clone();
        parts[at] = other[at];
        parts.join(".").into_bytes()
    });
    assert_eq!(still_whole(&mixed.collect::<Vec<_>>(), &private), 0);
}
