//! What a load of 1,000 values from one file of sops costs, beside AES-GCM and parsing alone, beside a load of the same
//! values from a plain file, and beside `sops decrypt` as a process.
//!
//! A load is held to a bound: at most 1.5 times what AES-GCM and parsing take alone. It does more than they: it opens the
//! data key, verifies the checksum, and looks at each value.
//!
//! The values are made up as keys are. A value that looks like none is gone through for what it may be instead, which takes a
//! few microseconds each, encrypted or not.
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
use provider_credentials_core::testing::{EncryptedFile, encrypted as loads};
use provider_credentials_core::{
    AnyCredential, DecodeRequest, Decoder, KeyProvider, Loader, Nodes, Opener, SourceError,
};
use provider_credentials_sealed::sops::{IDENTITIES, OPENER, SopsFile};
use provider_credentials_test_servers::SOPS;
use zeroize::Zeroizing;

const VALUES: usize = 1000;
static KEYS: &[&Opener<dyn KeyProvider>] = &[&IDENTITIES];
const ROUNDS: usize = 100;
const MOST: f64 = 1.5;
/// Of a process.
const FEW: usize = 10;

/// Of a file that is not encrypted.
static COPY: Opener<dyn Decoder> = Opener::new("copy", &[], |_| Ok(Box::new(Copied)));

struct Copied;

impl Decoder for Copied {
    fn decode(&self, request: &DecodeRequest<'_>) -> Result<Zeroizing<Vec<u8>>, SourceError> {
        Ok(Zeroizing::new(request.content().to_vec()))
    }
}

/// The best of many for each, in turns: what else runs on the machine only adds.
fn best<const N: usize>(rounds: usize, mut runs: [&mut dyn FnMut(); N]) -> [Duration; N] {
    let mut best = [Duration::MAX; N];
    for _ in 0..rounds {
        for (best, run) in best.iter_mut().zip(&mut runs) {
            let start = Instant::now();
            run();
            *best = start.elapsed().min(*best);
        }
    }
    best
}

/// The same work by a key of its own: as many values of the same length, and the texts.
fn alone(encrypted: &str, texts: &[&str]) {
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
    for text in texts {
        black_box(Nodes::yaml(text).unwrap());
    }
}

/// Letters and digits without a meaning, another one for each number.
fn value(number: usize) -> String {
    const SIGNS: &[u8] = b"ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";
    let mut state = number as u64 + 1;
    let mut sign = || {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        char::from(SIGNS[usize::try_from(state >> 33).unwrap() % SIGNS.len()])
    };
    (0..32).map(|_| sign()).collect()
}

fn main() {
    let directory = tempfile::tempdir().unwrap();
    let identity = age::x25519::Identity::generate();
    let recipient = identity.to_public().to_string();
    let key = identity.to_string().expose_secret().to_owned();
    let plain: String =
        (0..VALUES).map(|number| format!("value_{number:04}: \"{}\"\n", value(number))).collect();
    let format = SopsFile::format_of(OsStr::new("it.yaml")).unwrap();
    let file = SopsFile::new(format, &[&[&recipient]]).unwrap();
    let encrypted = file.encrypt(plain.as_bytes(), SystemTime::now()).unwrap();
    let path = directory.path().join("it.yaml");
    std::fs::write(directory.path().join("plain.yaml"), &plain).unwrap();
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
    let (load_all, load_one) = (loads(&files), loads(&files[..1]));
    assert!(load_all(loader()).iter().all(AnyCredential::is_loaded));
    let not_encrypted: Vec<EncryptedFile> = files
        .iter()
        .map(|file| EncryptedFile { decoder: &COPY, path: "plain.yaml", ..*file })
        .collect();
    let load_plain = loads(&not_encrypted);
    assert!(load_plain(loader()).iter().all(AnyCredential::is_loaded));
    let [all, one, from_plain, alone] = best(
        ROUNDS,
        [
            &mut || drop(black_box(load_all(loader()))),
            &mut || drop(black_box(load_one(loader()))),
            &mut || drop(black_box(load_plain(loader()))),
            &mut || alone(&encrypted, &[&encrypted, &plain]),
        ],
    );
    let ratio = all.as_secs_f64() / alone.as_secs_f64();
    let held = if ratio <= MOST { "held" } else { "NOT held" };
    let times = |time: Duration| time.as_secs_f64() / alone.as_secs_f64();
    println!("{VALUES} values, {} bytes encrypted", encrypted.len());
    println!("AES-GCM and parsing alone: {alone:?}");
    println!("a load of all: {all:?} ({ratio:.2} times, at most {MOST}: {held})");
    println!("a load of one: {one:?} ({:.2} times)", times(one));
    println!("a load of all from a plain file: {from_plain:?} ({:.2} times)", times(from_plain));
    match SOPS.installed(env!("CARGO_TARGET_TMPDIR")) {
        Ok(sops) => {
            let mut run = || {
                let mut command = Command::new(&sops);
                command.args(["--disable-version-check", "decrypt"]).arg(&path);
                let out = command.env("SOPS_AGE_KEY", &key).output().unwrap();
                assert!(out.status.success());
            };
            let [process] = best(FEW, [&mut run]);
            println!("`sops decrypt`: {process:?} ({:.2} times)", times(process));
        }
        Err(why) => println!("NOT RUN: `sops decrypt`: {why}"),
    }
}
