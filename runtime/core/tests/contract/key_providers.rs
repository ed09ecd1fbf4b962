//! What opens encrypted files.

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use provider_credentials_core::__private::{
    DecoderSpec, EnvSpec, FileSpec, Format, SourceSpec, TemplatePart,
};
use provider_credentials_core::testing::{EncryptedFile, load_encrypted};
use provider_credentials_core::{
    AnyCredential, DecodeRequest, Decoder, KeyProvider, Loader, Opener, Permissions, SourceAnswer,
    SourceError, UnwrapRequest, WrappedKey,
};
use zeroize::Zeroizing;

use crate::support::{Answers, error, key, load_all, remote, spec, text, value, write_as};

const NO_KEY: SourceError = SourceError::new("xor_no_key", "no key fits", "get one");
const BROKEN: SourceError = SourceError::new("kms_down", "it is down", "wait");

/// A file of a key that is wrapped, a line break, and what is encrypted by the key.
struct Xor;

impl Decoder for Xor {
    fn decode(&self, request: &DecodeRequest<'_>) -> Result<Zeroizing<Vec<u8>>, SourceError> {
        let at = request.content().iter().position(|byte| *byte == b'\n').ok_or(NO_KEY)?;
        let (wrapped, rest) = request.content().split_at(at);
        let params = [("of", "ada"), ("arg", "1"), ("arg", "2")];
        let wrapped = [WrappedKey::new("xor", &params, wrapped)];
        let key = request.keys().unwrap_key(&wrapped)?.ok_or(NO_KEY)?;
        let turned = rest[1..].iter().zip(key.iter().cycle()).map(|(byte, key)| byte ^ key);
        Ok(Zeroizing::new(turned.collect()))
    }
}

static XOR: Opener<dyn Decoder> = Opener::new("xor", &[], |_| Ok(Box::new(Xor)));

/// Wraps by turning the bytes around, if it is told the password.
struct Turned(Option<Vec<u8>>);

impl KeyProvider for Turned {
    fn unwrap_key(
        &self,
        request: &UnwrapRequest<'_>,
    ) -> Result<Option<Zeroizing<Vec<u8>>>, SourceError> {
        let identity = request.identity_file().or(request.secret()).or(self.0.as_deref());
        if identity.map(<[u8]>::trim_ascii_end) != Some(b"open") {
            return Ok(None);
        }
        let [wrapped] = request.keys() else { return Ok(None) };
        assert_eq!((wrapped.scheme(), wrapped.param("of")), ("xor", Some("ada")));
        assert!(wrapped.params_named("arg").eq(["1", "2"]));
        Ok(Some(Zeroizing::new(wrapped.bytes().iter().rev().copied().collect())))
    }
}

static TURNED: Opener<dyn KeyProvider> = Opener::new("turned", &["PASSWORD"], |surroundings| {
    let password = surroundings.variable("PASSWORD").and_then(|password| password.to_str());
    Ok(Box::new(Turned(password.map(|password| password.as_bytes().to_vec()))))
});

static BUILT_IN: &[&Opener<dyn KeyProvider>] = &[&TURNED];

/// Counts, and fails.
struct Down(Arc<AtomicUsize>);

impl KeyProvider for Down {
    fn unwrap_key(&self, _: &UnwrapRequest<'_>) -> Result<Option<Zeroizing<Vec<u8>>>, SourceError> {
        self.0.fetch_add(1, Ordering::Relaxed);
        Err(BROKEN)
    }
}

fn write(directory: &Path) {
    let text = r#"{ "a": "of-ada", "b": "of-bob" }"#;
    let mut content = b"yek\n".to_vec();
    content.extend(text.bytes().zip(b"key".iter().cycle()).map(|(byte, key)| byte ^ key));
    write_as(directory, "it.json", &content, 0o644);
}

const FILE: EncryptedFile = EncryptedFile {
    decoder: &XOR,
    keys: BUILT_IN,
    identity_file: None,
    decrypt_with: None,
    path: "it.json",
    key: &["a"],
};

fn load(files: &[EncryptedFile], loader: Loader, directory: &Path) -> Vec<AnyCredential> {
    load_encrypted(files, loader.base_dir(directory))
}

fn loader(password: &str) -> Loader {
    Loader::new().with_environment([("PASSWORD", password)])
}

#[test]
fn a_provider_is_opened_from_its_environment() {
    let directory = tempfile::tempdir().unwrap();
    write(directory.path());
    let other = EncryptedFile { key: &["b"], ..FILE };
    let credentials = load(&[FILE, other], loader("open"), directory.path());
    assert_eq!([value(&credentials[0]), value(&credentials[1])], ["of-ada", "of-bob"]);
    let nobody = load(&[FILE], loader("shut"), directory.path());
    assert_eq!(error(&nobody[0]).code(), "xor_no_key");
}

#[test]
fn a_registered_one_is_asked_first_and_replaces_one_of_its_name() {
    let directory = tempfile::tempdir().unwrap();
    write(directory.path());
    let count = Arc::new(AtomicUsize::new(0));
    let with = |name| loader("open").with_key_provider(name, Down(Arc::clone(&count)));
    // Two credentials of one file: it is decrypted once.
    let other = EncryptedFile { key: &["b"], ..FILE };
    let beside = load(&[FILE, other], with("kms"), directory.path());
    assert_eq!([value(&beside[0]), value(&beside[1])], ["of-ada", "of-bob"]);
    assert_eq!(count.load(Ordering::Relaxed), 1);
    let instead = load(&[FILE], with("turned"), directory.path());
    assert_eq!(error(&instead[0]).code(), "kms_down");
    let own = loader("shut").with_key_provider("own", Turned(Some(b"open".to_vec())));
    assert_eq!(value(&load(&[FILE], own, directory.path())[0]), "of-ada");
}

#[test]
fn a_provider_is_told_how_long_the_load_waits() {
    /// Keeps what it is told, and takes its time.
    struct Slow(Arc<Mutex<Vec<Option<Duration>>>>);

    impl KeyProvider for Slow {
        fn unwrap_key(
            &self,
            request: &UnwrapRequest<'_>,
        ) -> Result<Option<Zeroizing<Vec<u8>>>, SourceError> {
            self.0.lock().unwrap().extend([request.time_left(), request.needed().time_left()]);
            std::thread::sleep(Duration::from_millis(60));
            Err(BROKEN)
        }
    }

    let directory = tempfile::tempdir().unwrap();
    write(directory.path());
    write_as(directory.path(), "other.json", b"yek\n", 0o644);
    let told = Arc::new(Mutex::new(Vec::new()));
    let loader = || {
        loader("shut").with_key_provider("slow", Slow(Arc::clone(&told))).base_dir(directory.path())
    };
    let told_in_seconds = |loader: Loader, files: &[EncryptedFile]| {
        for credential in load_encrypted(files, loader) {
            assert_eq!(error(&credential).code(), "kms_down");
        }
        let told = std::mem::take(&mut *told.lock().unwrap());
        told.into_iter().map(|left| left.unwrap().as_secs_f32()).collect::<Vec<_>>()
    };
    let is = |told: &[f32], expected: f32| {
        assert!(told.iter().all(|told| (expected * 0.7..=expected).contains(told)), "{told:?}");
    };
    let second = Duration::from_secs(1);
    is(&told_in_seconds(loader(), &[FILE]), 30.0);
    is(&told_in_seconds(loader().load_timeout(second * 5), &[FILE]), 5.0);
    // Each file has the limit of a source, and all together have that of the load.
    let two = [FILE, EncryptedFile { path: "other.json", ..FILE }];
    let told_of = told_in_seconds(loader().source_timeout(second * 2), &two);
    assert_eq!(told_of.len(), 4);
    is(&told_of, 2.0);
    let told_of = told_in_seconds(loader().load_timeout(second * 2), &two);
    is(&told_of[..2], 2.0);
    is(&told_of[2..], 1.95);
    // Who opens a file without a load waits for as long as the store.
    loader().with_keys(&[], None, None, |keys| {
        let wrapped = [WrappedKey::new("xor", &[], b"yek")];
        assert_eq!(keys.unwrap_key(&wrapped).unwrap_err(), BROKEN);
    });
    assert_eq!(told.lock().unwrap()[..], [None, None]);
    let request = UnwrapRequest::new(&[]);
    assert_eq!(request.time_left(), None);
    is(&[request.within(second).time_left().unwrap().as_secs_f32()], 1.0);
}

#[cfg(unix)]
#[test]
fn a_registered_one_reads_its_files_by_the_rules_of_the_loader() {
    /// Turns keys around if its own file has the password.
    struct Reads;

    impl KeyProvider for Reads {
        fn unwrap_key(
            &self,
            request: &UnwrapRequest<'_>,
        ) -> Result<Option<Zeroizing<Vec<u8>>>, SourceError> {
            let password = request.files().read(Path::new("password"))?;
            Turned(Some(password.to_vec())).unwrap_key(request)
        }
    }

    let directory = tempfile::tempdir().unwrap();
    write(directory.path());
    write_as(directory.path(), "password", b"open", 0o644);
    let reads = || loader("shut").with_key_provider("own", Reads);
    let refused = load(&[FILE], reads(), directory.path());
    assert_eq!(error(&refused[0]).code(), "file_insecure_permissions");
    let off = reads().permissions(Permissions::Off);
    assert_eq!(value(&load(&[FILE], off, directory.path())[0]), "of-ada");
    // Outside of a load: those of a loader that says nothing.
    let alone = UnwrapRequest::new(&[]).files().read(&directory.path().join("password"));
    assert_eq!(alone.unwrap_err().code(), "file_insecure_permissions");
}

#[test]
fn the_manifest_says_what_opens_a_file() {
    let directory = tempfile::tempdir().unwrap();
    write(directory.path());
    write_as(directory.path(), "identity", b"open\n", 0o600);
    let by_file = EncryptedFile { identity_file: Some("identity"), ..FILE };
    let by_credential = EncryptedFile { decrypt_with: Some("open"), ..FILE };
    let wrong = EncryptedFile { decrypt_with: Some("shut"), ..FILE };
    let nobody = EncryptedFile { identity_file: Some("not there"), ..FILE };
    let files = [by_file, by_credential, wrong, nobody];
    let credentials = load(&files, loader("shut"), directory.path());
    assert_eq!([value(&credentials[0]), value(&credentials[1])], ["of-ada", "of-ada"]);
    assert_eq!(error(&credentials[2]).code(), "xor_no_key");
    assert_eq!(error(&credentials[3]).code(), "file_not_found");
}

#[cfg(unix)]
#[test]
fn everybody_may_read_ciphertext_and_nobody_else_a_key() {
    let directory = tempfile::tempdir().unwrap();
    write(directory.path());
    write_as(directory.path(), "identity", b"open\n", 0o644);
    let by_file = EncryptedFile { identity_file: Some("identity"), ..FILE };
    let refused = load(&[by_file], loader("open"), directory.path());
    assert_eq!(error(&refused[0]).code(), "file_insecure_permissions");
    assert_eq!(value(&load(&[FILE], loader("open"), directory.path())[0]), "of-ada");
    let path = directory.path().join("it.json");
    fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(0o666)).unwrap();
    let refused = load(&[FILE], loader("open"), directory.path());
    assert_eq!(error(&refused[0]).code(), "file_insecure_permissions");
}

#[test]
fn a_limit_of_size_holds_for_what_is_decrypted() {
    struct Grows;

    impl Decoder for Grows {
        fn decode(&self, _: &DecodeRequest<'_>) -> Result<Zeroizing<Vec<u8>>, SourceError> {
            Ok(Zeroizing::new(vec![b'x'; 101]))
        }
    }

    static GROWS: Opener<dyn Decoder> = Opener::new("grows", &[], |_| Ok(Box::new(Grows)));

    let directory = tempfile::tempdir().unwrap();
    write(directory.path());
    let file = EncryptedFile { decoder: &GROWS, key: &[], ..FILE };
    let of = |limit| {
        let loader = loader("open").max_file_size(limit);
        load(&[file], loader, directory.path()).remove(0)
    };
    assert_eq!(error(&of(100)).code(), "file_too_large");
    assert!(of(101).is_loaded());
}

/// A credential in the file `it.json`, which the secret of that other one opens.
fn opened_by(id: &'static str, path: &'static str) -> SourceSpec {
    let (opener, keys, decrypt_with) = (&XOR, BUILT_IN, Some(id));
    let decoder = DecoderSpec { opener, keys, identity_file: None, decrypt_with };
    let decoder = Box::leak(Box::new(decoder));
    SourceSpec::File(FileSpec {
        path: text(path, vec![TemplatePart::Text(path)].leak()),
        key: Some(key("a", &["a"])),
        format: Format::Json,
        decoder: Some(decoder),
    })
}

#[test]
fn the_secret_of_any_credential_opens_a_file() {
    let directory = tempfile::tempdir().unwrap();
    write(directory.path());
    let loader = loader("open").base_dir(directory.path());
    let env = SourceSpec::Env(EnvSpec { var: "PASSWORD", file_var: "UNUSED_FILE" });
    let by_env = vec![spec("it", vec![opened_by("key", "it.json")]), spec("key", vec![env])];
    assert_eq!(value(&load_all(by_env, &loader)[0]), "of-ada");

    let stored = loader.with_source("store", Answers(|_| Ok(SourceAnswer::secret("open"))));
    let asked = || SourceSpec::Remote(remote("store"));
    let by_store = vec![spec("it", vec![opened_by("key", "it.json")]), spec("key", vec![asked()])];
    assert_eq!(value(&load_all(by_store, &stored)[0]), "of-ada");

    // A file that is not there leaves it to the next source, whoever would open it.
    let sources = vec![opened_by("key", "not there"), asked()];
    let next = vec![spec("it", sources), spec("key", vec![asked()])];
    assert_eq!(value(&load_all(next, &stored)[0]), "open");
}

#[test]
fn what_opens_a_file_must_be_loaded() {
    let directory = tempfile::tempdir().unwrap();
    write(directory.path());
    let loader = Loader::new().with_environment::<&str, &str>([]).base_dir(directory.path());
    let env = SourceSpec::Env(EnvSpec { var: "PASSWORD", file_var: "UNUSED_FILE" });
    let unset = vec![spec("it", vec![opened_by("key", "it.json")]), spec("key", vec![env])];
    assert_eq!(error(&load_all(unset, &loader)[0]).code(), "needed_credential_failed");
    let unknown = vec![spec("it", vec![opened_by("nobody", "it.json")])];
    assert_eq!(error(&load_all(unknown, &loader)[0]).code(), "needed_credential_failed");
    // The manifest's check refuses that; here it must end.
    let each_other = vec![
        spec("it", vec![opened_by("other", "it.json")]),
        spec("other", vec![opened_by("it", "it.json")]),
    ];
    for credential in load_all(each_other, &loader) {
        assert_eq!(error(&credential).code(), "needed_credential_failed");
    }
}
