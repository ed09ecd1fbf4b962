//! Client certificates whose private key stays in a token, against servers that demand one.
#![cfg(target_os = "linux")]

use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use data_encoding::HEXLOWER;
use provider_credentials::{
    AuditLog, CertificateCredential, Live, LiveOptions, LoadError, Loader, Redactor, credentials,
};
use provider_credentials_test_servers::{HsmModule, SoftHsm, certificate_seen};
use rcgen::{
    ExtendedKeyUsagePurpose, KeyPair, PKCS_ECDSA_P256_SHA256, PKCS_ECDSA_P384_SHA384,
    PKCS_RSA_SHA256, PublicKeyData, SignatureAlgorithm,
};
use rustls::ALL_VERSIONS;
use rustls::version::{TLS12, TLS13};

use crate::mutual_tls::{Authority, der};
use crate::support::{Files, write_secret};
use crate::tokens::{KEYS, PIN, hsm};

credentials!("it/manifests/token_keys.yaml", struct Clients);

/// The public part of a key in the token.
struct InToken {
    bits: Vec<u8>,
    algorithm: &'static SignatureAlgorithm,
}

impl PublicKeyData for InToken {
    fn der_bytes(&self) -> &[u8] {
        &self.bits
    }

    fn algorithm(&self) -> &'static SignatureAlgorithm {
        self.algorithm
    }
}

/// A key pair that the token makes: its type, how long the bits of its public part are, and what it signs by.
type KeyType = (&'static str, usize, &'static SignatureAlgorithm);

const RSA: KeyType = ("rsa:2048", 270, &PKCS_RSA_SHA256);
const P256: KeyType = ("EC:prime256v1", 65, &PKCS_ECDSA_P256_SHA256);

fn tool(hsm: &SoftHsm, arguments: &[&str]) {
    hsm.tool(KEYS, PIN, arguments, b"");
}

fn key_pair(hsm: &SoftHsm, label: &str, (kind, length, algorithm): KeyType) -> InToken {
    tool(
        hsm,
        &["--keypairgen", "--key-type", kind, "--usage-sign", "--label", label, "--id", &id(label)],
    );
    public_key(hsm, label, length, algorithm)
}

/// The label in hexadecimal digits.
fn id(label: &str) -> String {
    HEXLOWER.encode(label.as_bytes())
}

fn public_key(
    hsm: &SoftHsm,
    label: &str,
    length: usize,
    algorithm: &'static SignatureAlgorithm,
) -> InToken {
    let files = Files::new();
    let path = files.join("public.der");
    let read = ["--read-object", "--type", "pubkey", "--label", label, "--output-file"];
    tool(hsm, &[&read[..], &[path.to_str().unwrap()]].concat());
    let info = fs::read(path).unwrap();
    InToken { bits: info[info.len() - length..].to_vec(), algorithm }
}

/// One that was made elsewhere: `pkcs11-tool` of `OpenSC` 0.23 does not read public keys of P-384.
fn imported(hsm: &SoftHsm, label: &str) -> KeyPair {
    let key = KeyPair::generate_for(&PKCS_ECDSA_P384_SHA384).unwrap();
    let files = Files::new();
    for (kind, content) in
        [("privkey", key.serialize_der()), ("pubkey", key.subject_public_key_info())]
    {
        let path = files.join(kind);
        write_secret(&path, content);
        let write = ["--write-object", path.to_str().unwrap(), "--type", kind, "--label", label];
        tool(hsm, &[&write[..], &["--id", &id(label), "--usage-sign"]].concat());
    }
    key
}

/// What a program has: the certificate of a key, a module of its own, and a loader of both.
struct Program {
    files: Files,
    module: HsmModule,
    authority: Authority,
    hsm: &'static SoftHsm,
    /// Held to its end: SoftHSM does not take it well where one process logs in while another looks at its token.
    _alone: MutexGuard<'static, ()>,
}

impl Program {
    fn new() -> Option<Self> {
        static ALONE: Mutex<()> = Mutex::new(());
        let hsm = hsm()?;
        let alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
        let (module, authority) = (hsm.module(), Authority::new());
        Some(Self { files: Files::new(), module, authority, hsm, _alone: alone })
    }

    /// One with a key pair in the token and its certificate.
    fn with_key(label: &str, kind: KeyType) -> Option<Self> {
        let program = Self::new()?;
        program.certify(&key_pair(program.hsm, label, kind));
        Some(program)
    }

    fn certify(&self, key: &impl PublicKeyData) -> String {
        let certificate = self.authority.issue_for(key, ExtendedKeyUsagePurpose::ClientAuth);
        write_secret(&self.files.join("client.crt"), &certificate);
        certificate
    }

    fn loader(&self, key: &str, variables: &[(&str, &str)]) -> Loader {
        let module = self.module.path().to_str().unwrap();
        let mut all = vec![("PKCS11_MODULE_PATH", module), ("PIN", PIN), ("KEY", key)];
        all.retain(|(name, _)| variables.iter().all(|(other, _)| other != name));
        all.extend(variables);
        self.files.loader().with_environment(all)
    }

    fn load(&self, key: &str) -> Clients {
        self.loader(key, &[]).load()
    }

    fn certificate(&self) -> Vec<u8> {
        der(&fs::read_to_string(self.files.join("client.crt")).unwrap())
    }
}

fn code<T>(result: Result<T, LoadError>) -> &'static str {
    match result {
        Ok(_) => "",
        Err(error) => error.code(),
    }
}

fn why<C>(credential: &CertificateCredential<C>) -> (&'static str, &'static str) {
    let error = credential.certificate_chain_der().expect_err("it is loaded");
    assert!(!format!("{error} {error:?}").contains(PIN));
    (error.part(), error.code())
}

#[test]
fn keys_of_a_token_sign_in_handshakes() {
    for (label, kind) in [("of-rsa", Some(RSA)), ("of-p256", Some(P256)), ("of-p384", None)] {
        let Some(program) = Program::new() else { return };
        match kind {
            Some(kind) => program.certify(&key_pair(program.hsm, label, kind)),
            None => program.certify(&imported(program.hsm, label)),
        };
        let creds = program.load(label);
        let metadata = creds.broker.metadata();
        assert!(creds.broker.is_loaded(), "{metadata}");
        assert_eq!(metadata.warnings().len(), 0, "{metadata}");
        assert!(metadata.attributes().any(|(name, _)| name == "sha256_fingerprint"));
        // Whose the certificate is, the public keys tell.
        assert_eq!(program.module.calls("C_SignInit"), 0);
        let sessions = (program.module.calls("C_OpenSession"), program.module.calls("C_Login"));
        assert_eq!(sessions, (1, 1), "one for all credentials");
        let roots = Arc::new(program.authority.roots());
        for versions in [&[&TLS13][..], &[&TLS12]] {
            let port = program.authority.serve(versions);
            let config = Arc::new(creds.broker.client_config(Arc::clone(&roots)).unwrap());
            for _ in 0..3 {
                assert_eq!(
                    certificate_seen(&config, port).unwrap(),
                    program.certificate(),
                    "{label}"
                );
            }
        }
        assert_eq!(program.module.calls("C_SignInit"), 6);
    }
}

#[test]
fn nobody_gets_the_bytes_of_a_key_in_a_token() {
    let Some(program) = Program::with_key("no-bytes", P256) else { return };
    let creds = program.load("no-bytes");
    let broker = &creds.broker;
    for code in [
        code(broker.secret()),
        code(broker.part("private_key")),
        code(broker.private_key_der()),
        code(broker.private_key_pem()),
        code(broker.pem()),
    ] {
        assert_eq!(code, "key_not_exportable");
    }
    let said = broker.private_key_pem().unwrap_err().to_string();
    let object = "PKCS#11 object `pkcs11:token=client-keys;object=${KEY};type=private`";
    let problem = "is a private key that signs where it is, and nobody gets its bytes";
    let expected =
        format!("credential `broker` is not given out: its `private_key`: {object} {problem}; ");
    assert!(said.starts_with(&expected), "{said}");
    assert!(said.contains("`client_cert_resolver()`") && !said.contains(PIN), "{said}");
    assert!(broker.certificate_chain_pem().unwrap().contains("BEGIN CERTIFICATE"));
    assert!(broker.part("certificate").unwrap().is_some());
    // A redactor has nothing to look for, and no difficulty with that.
    let text = "a text of no secrets";
    assert_eq!(Redactor::of(&creds).redact(text), text);
    let shown = format!("{broker:?} {:?}", broker.client_cert_resolver().unwrap());
    assert!(!shown.contains("public"), "{shown}");
}

#[test]
fn what_a_key_in_a_token_cannot_be_loaded_for() {
    let Some(program) = Program::with_key("loads", P256) else { return };
    let of = |key: &str, variables: &[(&str, &str)]| -> Clients {
        program.loader(key, variables).load()
    };
    assert!(of("loads", &[]).broker.is_loaded());
    let missing = of("nothing", &[]);
    assert_eq!(why(&missing.broker), ("private_key", "pkcs11_key_not_found"));
    // Another key's certificate.
    key_pair(program.hsm, "another", P256);
    key_pair(program.hsm, "another-rsa", RSA);
    for key in ["another", "another-rsa"] {
        let other = of(key, &[]);
        assert_eq!(why(&other.broker), ("private_key", "certificate_key_mismatch"));
    }
    // Without its public key, an EC key does not tell whose it is, but RSA does.
    for key in ["another", "another-rsa"] {
        tool(program.hsm, &["--delete-object", "--type", "pubkey", "--label", key]);
    }
    let alone = of("another", &[]);
    assert_eq!(why(&alone.broker), ("private_key", "pkcs11_public_key_missing"));
    assert_eq!(why(&of("another-rsa", &[]).broker), ("private_key", "certificate_key_mismatch"));
    // No key that signs for TLS here.
    let p521 = ["--keypairgen", "--key-type", "EC:secp521r1", "--usage-sign", "--label", "p521"];
    tool(program.hsm, &p521);
    assert_eq!(why(&of("p521", &[]).broker), ("private_key", "pkcs11_key_not_allowed"));
    // A passphrase is for files.
    let with = of("loads", &[("PASSPHRASE", "of-no-file-at-all")]).with_passphrase.metadata();
    assert!(with.to_string().contains("[certificate_passphrase_unused]"), "{with}");
    assert!(with.to_string().contains("the private key signs where it is"), "{with}");
    let set = of("loads", &[("PASSPHRASE", "of-no-file-at-all"), ("TYPE", "public")]);
    assert_eq!(why(&set.with_passphrase), ("private_key", "pkcs11_uri_type"));
    // A URI of which the manifest does not tell the type.
    let uri = "pkcs11:token=client-keys;object=loads;type=private";
    let set = of("loads", &[("API_KEY_URI", uri)]);
    let error = set.api_key.secret().unwrap_err();
    assert_eq!(error.code(), "source_only_signs");
    let said = error.to_string();
    assert!(said.contains("the `private_key` of a `client_certificate`"), "{said}");
    // A wrong PIN comes last: SoftHSM counts it.
    let wrong = of("loads", &[("PIN", "a-wrong-pin-of-keys")]);
    assert_eq!(why(&wrong.broker), ("private_key", "pkcs11_pin_wrong"));
    assert!(of("loads", &[]).broker.is_loaded());
}

#[test]
fn another_source_of_the_key() {
    let Some(program) = Program::with_key("first", P256) else { return };
    let (key, certificate) = program.authority.issue(ExtendedKeyUsagePurpose::ClientAuth);
    program.hsm.put(KEYS, PIN, "pem", key.as_bytes());
    write_secret(&program.files.join("client.key"), &key);
    write_secret(&program.files.join("of-file.crt"), &certificate);
    let creds = program.load("first");
    for credential in [&creds.falls_back, &creds.in_pem] {
        // In memory like any other.
        assert!(credential.private_key_pem().is_ok(), "{}", credential.metadata());
        let config = credential.client_config(program.authority.roots()).unwrap();
        let port = program.authority.serve(ALL_VERSIONS);
        assert_eq!(certificate_seen(&Arc::new(config), port).unwrap(), der(&certificate));
    }
}

#[test]
fn a_token_that_is_gone_ends_handshakes_and_nothing_else() {
    let Some(program) = Program::with_key("gone", P256) else { return };
    let creds = program.load("gone");
    let resolver = creds.broker.client_cert_resolver().unwrap();
    let config = Arc::new(resolver.client_config(program.authority.roots()).unwrap());
    let port = program.authority.serve(ALL_VERSIONS);
    assert_eq!(certificate_seen(&config, port).unwrap(), program.certificate());
    // It is pulled out: what uses a session is told so, and there is no new one. Later it is back.
    for _ in 0..2 {
        program
            .module
            .told_to("fail C_SignInit 0x32\nfail C_FindObjectsInit 0x32\nfail C_OpenSession 0xe0");
        let error = certificate_seen(&config, port).unwrap_err().to_string();
        assert!(error.contains("the token was removed while it was asked"), "{error}");
        assert!(error.contains("plug it in"), "{error}");
        program.module.told_to("");
        assert_eq!(certificate_seen(&config, port).unwrap(), program.certificate());
    }
    // A loader fails in words of its own, and what was loaded before goes on.
    program.module.told_to("fail C_OpenSession 0xe0");
    assert_eq!(why(&program.load("gone").broker), ("private_key", "pkcs11_token_removed"));
    program.module.told_to("");
    assert_eq!(certificate_seen(&config, port).unwrap(), program.certificate());
}

#[test]
fn a_set_that_is_kept_current_compares_public_keys() {
    let Some(program) = Program::with_key("live", P256) else { return };
    let options = LiveOptions::new().without_thread();
    let live = Live::<Clients>::start_with(program.loader("live", &[]), options);
    let generation = || live.current().broker.generation();
    let resolver = live.current().broker.client_cert_resolver().unwrap();
    let config = Arc::new(resolver.client_config(program.authority.roots()).unwrap());
    let port = program.authority.serve(ALL_VERSIONS);
    live.reload();
    assert_eq!(generation(), 1, "the same key and certificate");
    // The certificate is renewed for the same key.
    let hsm = program.hsm;
    let (_, length, algorithm) = P256;
    program.certify(&public_key(hsm, "live", length, algorithm));
    live.reload();
    assert_eq!(generation(), 2, "{}", live.current().broker.metadata());
    resolver.replace(&live.current().broker).unwrap();
    assert_eq!(certificate_seen(&config, port).unwrap(), program.certificate());
    // Another key under the same name, first without its certificate.
    for kind in ["privkey", "pubkey"] {
        tool(hsm, &["--delete-object", "--type", kind, "--label", "live"]);
    }
    let key = key_pair(hsm, "live", P256);
    live.reload();
    assert!(live.current().broker.is_stale());
    assert_eq!(live.current().broker.stale_error().unwrap().code(), "certificate_key_mismatch");
    program.certify(&key);
    live.reload();
    assert_eq!((generation(), live.current().broker.is_stale()), (3, false));
    resolver.replace(&live.current().broker).unwrap();
    assert_eq!(certificate_seen(&config, port).unwrap(), program.certificate());
}

#[test]
fn the_audit_log_has_who_got_the_resolver_and_no_handshakes() {
    let Some(program) = Program::with_key("audited", P256) else { return };
    let path = program.files.join("access.jsonl");
    let log = AuditLog::builder(&path).fold(Duration::ZERO).open().unwrap();
    let creds: Clients = program.loader("audited", &[]).with_access_observer(log).load();
    let count = |path: &Path| {
        let content = fs::read_to_string(path).unwrap();
        assert!(!content.contains(PIN), "{content}");
        content.lines().filter(|line| line.contains("\"part\":\"private_key\"")).count()
    };
    let resolver = creds.broker.client_cert_resolver().unwrap();
    assert_eq!(count(&path), 1, "{}", fs::read_to_string(&path).unwrap());
    let config = Arc::new(resolver.client_config(program.authority.roots()).unwrap());
    let port = program.authority.serve(ALL_VERSIONS);
    for _ in 0..2 {
        assert_eq!(certificate_seen(&config, port).unwrap(), program.certificate());
    }
    // Nothing was given out, so nothing is recorded.
    assert_eq!(code(creds.broker.private_key_pem()), "key_not_exportable");
    assert_eq!(count(&path), 1);
}
