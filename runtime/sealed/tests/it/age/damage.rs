//! What was changed on its way is an error, and never another secret.

use provider_credentials_core::testing::{EncryptedFile, load_encrypted};
use provider_credentials_core::{Loader, Permissions};

use super::support::{FILE, armored, encrypted, identity};
use crate::support::{Files, outcome};

const SECRET: &[u8] = b"sixteen-and-more-bytes";

/// Loads each of these contents. Only the secret may come out, and where `is_whole` says so.
fn each(contents: &[Vec<u8>], is_whole: impl Fn(usize, &[u8]) -> bool, key: &str) {
    let files = Files::new();
    let mut all = Vec::new();
    for (at, content) in contents.iter().enumerate() {
        files.public(&format!("{at}.age"), content);
        let path: &'static str = format!("{at}.age").leak();
        all.push(EncryptedFile { path, ..FILE });
    }
    let loader = Loader::new().with_environment([("AGE_SECRET_KEY", key)]).base_dir(files.path());
    let loaded = load_encrypted(&all, loader.permissions(Permissions::Off));
    for (at, (credential, content)) in loaded.iter().zip(contents).enumerate() {
        match outcome(credential) {
            Ok(secret) => {
                assert_eq!(secret, SECRET, "change {at}");
                assert!(is_whole(at, content), "change {at} was not noticed");
            }
            Err(code) => {
                let is_ours = code.starts_with("age_") || code == "file_empty";
                assert!(is_ours && !is_whole(at, content), "change {at}: {code}");
            }
        }
    }
}

#[test]
fn every_byte_matters() {
    let (identity, text) = identity();
    let content = encrypted(SECRET, &[&identity.to_public()]);
    let flipped: Vec<Vec<u8>> = (0..content.len())
        .flat_map(|at| [0x01, 0x80].map(|bit| (at, bit)))
        .map(|(at, bit)| {
            let mut content = content.clone();
            content[at] ^= bit;
            content
        })
        .collect();
    each(&flipped, |_, _| false, &text);
    let cut: Vec<Vec<u8>> = (0..content.len()).map(|end| content[..end].to_vec()).collect();
    each(&cut, |_, _| false, &text);
    let longer = [b"\n".as_slice(), b"\0", b"more"].map(|more| [&content, more].concat());
    each(&longer, |_, _| false, &text);
}

#[test]
fn armor_is_as_strict() {
    let (identity, text) = identity();
    let content = armored(&encrypted(SECRET, &[&identity.to_public()]));
    let flipped: Vec<Vec<u8>> = (0..content.len())
        .map(|at| {
            let mut content = content.clone();
            content[at] ^= 0x01;
            content
        })
        .collect();
    each(&flipped, |_, _| false, &text);
    let cut: Vec<Vec<u8>> = (0..content.len()).map(|end| content[..end].to_vec()).collect();
    // The line break at the end is no part of it.
    each(&cut, |at, _| at + 1 == content.len(), &text);
}

#[test]
fn a_long_file_cannot_be_cut_between_its_chunks() {
    let (identity, text) = identity();
    let long = vec![b'x'; 3 * 64 * 1024];
    let content = encrypted(&long, &[&identity.to_public()]);
    let header = content.len() - 3 * (64 * 1024 + 16);
    let cut = [1, 2].map(|chunks| content[..header + chunks * (64 * 1024 + 16)].to_vec());
    each(&cut, |_, _| false, &text);
    let files = Files::new();
    files.public("it.age", &content);
    let whole = files.load(FILE, &[("AGE_SECRET_KEY", &text)]);
    assert_eq!(outcome(&whole), Ok(long));
}
