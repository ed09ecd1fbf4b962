//! What a load of 1,000 values from one file of sops costs, beside AES-GCM and parsing alone (at most 1.5 times as much), and
//! beside `sops decrypt` as a process.
//!
//! `cargo bench -p provider-credentials-sealed --features sops-write --bench sops`

#![forbid(unsafe_code)]
#![allow(
    missing_docs,
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::format_collect,
    reason = "a program"
)]

use std::ffi::OsStr;
use std::hint::black_box;
use std::process::Command;
use std::time::{Duration, Instant, SystemTime};

use aes_gcm::aead::consts::U32;
use aes_gcm::aead::generic_array::GenericArray;
use aes_gcm::aead::{AeadInPlace, KeyInit};
use aes_gcm::aes::Aes256;
use aes_gcm::{AesGcm, Tag};
use age::secrecy::ExposeSecret;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use provider_credentials_core::testing::{EncryptedFile, load_encrypted};
use provider_credentials_core::{AnyCredential, KeyProvider, Loader, Nodes, Opener};
use provider_credentials_sealed::sops::{IDENTITIES, OPENER, SopsFile};
use provider_credentials_test_servers::SOPS;

const VALUES: usize = 1000;
static KEYS: &[&Opener<dyn KeyProvider>] = &[&IDENTITIES];
const ROUNDS: usize = 15;

/// The best of many: what else runs on the machine only adds.
fn best(mut run: impl FnMut()) -> Duration {
    let times = (0..ROUNDS).map(|_| {
        let start = Instant::now();
        run();
        start.elapsed()
    });
    times.min().unwrap_or_default()
}

/// The same work by a key of its own: as many values of the same length, and the two texts.
fn alone(encrypted: &str, plain: &str) {
    let cipher = AesGcm::<Aes256, U32>::new_from_slice(&[7; 32]).unwrap();
    let nonce = GenericArray::from_slice(&[9; 32]);
    for piece in encrypted.split("ENC[AES256_GCM,data:").skip(1).take(VALUES) {
        let mut fields = piece.split([',', ']']);
        let data = fields.next().unwrap();
        for field in fields.take(2) {
            black_box(STANDARD.decode(field.split_once(':').unwrap().1).unwrap());
        }
        let mut value = STANDARD.decode(data).unwrap();
        let tag = Tag::default();
        let opened = cipher.decrypt_in_place_detached(nonce, b"value_0001:", &mut value, &tag);
        assert!(black_box(opened).is_err());
    }
    for text in [encrypted, plain] {
        black_box(Nodes::yaml(text).unwrap());
    }
}

fn main() {
    let directory = tempfile::tempdir().unwrap();
    let identity = age::x25519::Identity::generate();
    let recipient = identity.to_public().to_string();
    let key = identity.to_string().expose_secret().to_owned();
    let plain: String = (0..VALUES)
        .map(|number| format!("value_{number:04}: \"{}\"\n", format!("{number:04}").repeat(8)))
        .collect();
    let format = SopsFile::format_of(OsStr::new("it.yaml")).unwrap();
    let file = SopsFile::new(format, &[&[&recipient]]).unwrap();
    let encrypted = file.encrypt(plain.as_bytes(), SystemTime::now()).unwrap();
    let path = directory.path().join("it.yaml");
    std::fs::write(&path, &encrypted).unwrap();
    let encrypted = String::from_utf8(encrypted).unwrap();

    let files: Vec<EncryptedFile> = (0..VALUES)
        .map(|number| {
            let key: &'static str = format!("value_{number:04}").leak();
            EncryptedFile {
                decoder: &OPENER,
                keys: KEYS,
                identity_file: None,
                decrypt_with: None,
                path: "it.yaml",
                key: vec![key].leak(),
            }
        })
        .collect();
    let loader = || {
        let environment = [("SOPS_AGE_KEY", key.as_str())];
        Loader::new().base_dir(directory.path()).with_environment(environment)
    };
    assert!(load_encrypted(&files, loader()).iter().all(AnyCredential::is_loaded));
    let all = best(|| drop(black_box(load_encrypted(&files, loader()))));
    let one = best(|| drop(black_box(load_encrypted(&files[..1], loader()))));
    let alone = best(|| alone(&encrypted, &plain));
    let times = |time: Duration| time.as_secs_f64() / alone.as_secs_f64();
    println!("{VALUES} values, {} bytes encrypted", encrypted.len());
    println!("AES-GCM and parsing alone: {alone:?}");
    println!("a load of all: {all:?} ({:.2} times)", times(all));
    println!("a load of one: {one:?} ({:.2} times)", times(one));
    match SOPS.installed(env!("CARGO_TARGET_TMPDIR")) {
        Ok(sops) => {
            let process = best(|| {
                let mut command = Command::new(&sops);
                command.args(["--disable-version-check", "decrypt"]).arg(&path);
                let out = command.env("SOPS_AGE_KEY", &key).output().unwrap();
                assert!(out.status.success());
            });
            println!("`sops decrypt`: {process:?} ({:.2} times)", times(process));
        }
        Err(why) => println!("NOT RUN: `sops decrypt`: {why}"),
    }
}
