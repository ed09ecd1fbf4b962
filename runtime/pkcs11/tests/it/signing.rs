//! A client whose private key stays in the token, against a server of rustls.

use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use cryptoki::mechanism::Mechanism;
use cryptoki::object::{Attribute, KeyType, ObjectClass};
use provider_credentials_pkcs11::{Pkcs11, Pkcs11Builder, Pkcs11Pin};
use provider_credentials_test_servers::{HsmModule, not_run};
use rustls::crypto::ring::default_provider;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName};
use rustls::server::WebPkiClientVerifier;
use rustls::sign::{CertifiedKey, SingleCertAndKey};
use rustls::{
    ClientConfig, ClientConnection, ProtocolVersion, RootCertStore, ServerConfig, ServerConnection,
    SupportedProtocolVersion,
};

use crate::support::{PIN, Token, module};

/// The name of the curve, in DER.
const P256: &[u8] = &[0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07];

fn openssl(directory: &Path, arguments: &str) -> bool {
    let mut command = Command::new("openssl");
    let Ok(output) = command.args(arguments.split(' ')).current_dir(directory).output() else {
        not_run("keys that sign in a token", "there is no `openssl`");
        return false;
    };
    assert!(output.status.success(), "{output:?}");
    true
}

/// A key and a certificate of it, as `name.key.pem` and `name.pem`.
fn made(directory: &Path, name: &str, kind: &str) -> bool {
    let arguments = format!(
        "req -x509 -newkey {kind} -nodes -days 2 -subj /CN={name} -keyout {name}.key.pem -out {name}.pem \
         -addext subjectAltName=DNS:{name} -addext basicConstraints=critical,CA:FALSE"
    );
    openssl(directory, &arguments)
}

/// Moves such a key into the token, wrapped on the way: as a tool would in a process of its own, after which the library of
/// this one may read a token that is half written.
fn put(token: &Token, directory: &Path, name: &str, key_type: KeyType) {
    let digits = "07".repeat(32);
    openssl(
        directory,
        &format!("pkcs8 -topk8 -nocrypt -in {name}.key.pem -outform DER -out {name}.der"),
    );
    let wrap = format!("enc -id-aes256-wrap-pad -K {digits} -iv A65959A6");
    openssl(directory, &format!("{wrap} -in {name}.der -out {name}.wrapped"));
    let session = token.session();
    let wrapping = [
        Attribute::Class(ObjectClass::SECRET_KEY),
        Attribute::KeyType(KeyType::AES),
        Attribute::Unwrap(true),
        Attribute::Value(vec![7; 32]),
    ];
    let wrapping = session.create_object(&wrapping).unwrap();
    let key = [
        Attribute::Class(ObjectClass::PRIVATE_KEY),
        Attribute::KeyType(key_type),
        Attribute::Token(true),
        Attribute::Private(true),
        Attribute::Sensitive(true),
        Attribute::Sign(true),
        Attribute::Label(name.into()),
    ];
    let wrapped = std::fs::read(directory.join(format!("{name}.wrapped"))).unwrap();
    session.unwrap_key(&Mechanism::AesKeyWrapPad, wrapping, &wrapped, &key).unwrap();
    // The token alone has it now.
    for rest in ["der", "wrapped", "key.pem"] {
        std::fs::remove_file(directory.join(format!("{name}.{rest}"))).unwrap();
    }
}

fn certificate(directory: &Path, name: &str) -> CertificateDer<'static> {
    CertificateDer::from_pem_file(directory.join(format!("{name}.pem"))).unwrap()
}

fn roots(certificate: CertificateDer<'static>) -> RootCertStore {
    let mut roots = RootCertStore::empty();
    roots.add(certificate).unwrap();
    roots
}

/// A server that wants the client's certificate.
fn server(directory: &Path, client: CertificateDer<'static>) -> Arc<ServerConfig> {
    let provider = Arc::new(default_provider());
    let verifier =
        WebPkiClientVerifier::builder_with_provider(Arc::new(roots(client)), Arc::clone(&provider));
    let key = PrivateKeyDer::from_pem_file(directory.join("server.key.pem")).unwrap();
    let config =
        ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let config = config.unwrap().with_client_cert_verifier(verifier.build().unwrap());
    Arc::new(config.with_single_cert(vec![certificate(directory, "server")], key).unwrap())
}

fn client(
    directory: &Path,
    name: &str,
    pkcs11: &Pkcs11,
    version: &'static SupportedProtocolVersion,
) -> Arc<ClientConfig> {
    let uri = format!("pkcs11:token=s-tls;object={name};type=private");
    let key = pkcs11.signing_key(&uri).unwrap();
    let certified = CertifiedKey::new(vec![certificate(directory, name)], key);
    let config = ClientConfig::builder_with_provider(Arc::new(default_provider()));
    let config = config.with_protocol_versions(&[version]).unwrap();
    let config = config.with_root_certificates(roots(certificate(directory, "server")));
    Arc::new(config.with_client_cert_resolver(Arc::new(SingleCertAndKey::from(certified))))
}

/// The whole handshake, in memory; the error of whichever side ends it.
fn handshake(
    client: &Arc<ClientConfig>,
    server: &Arc<ServerConfig>,
) -> Result<(Vec<u8>, ProtocolVersion), rustls::Error> {
    let name = ServerName::try_from("server").unwrap();
    let mut client = ClientConnection::new(Arc::clone(client), name).unwrap();
    let mut server = ServerConnection::new(Arc::clone(server)).unwrap();
    while client.is_handshaking() || server.is_handshaking() {
        let mut bytes = Vec::new();
        client.write_tls(&mut bytes).unwrap();
        let mut rest = &bytes[..];
        while !rest.is_empty() {
            server.read_tls(&mut rest).unwrap();
            server.process_new_packets()?;
        }
        let mut bytes = Vec::new();
        server.write_tls(&mut bytes).unwrap();
        let mut rest = &bytes[..];
        while !rest.is_empty() {
            client.read_tls(&mut rest).unwrap();
            client.process_new_packets()?;
        }
    }
    let shown = server.peer_certificates().unwrap()[0].to_vec();
    Ok((shown, server.protocol_version().unwrap()))
}

fn pkcs11(module: &HsmModule) -> Pkcs11 {
    let builder = Pkcs11Builder::new().module(module.path()).pin(Pkcs11Pin::given(PIN));
    builder.build().unwrap()
}

#[test]
fn keys_in_the_token_sign_for_tls() {
    let (Some(module), Some(token)) = (module(), Token::new("s-tls")) else { return };
    let directory = module.directory();
    if !made(directory, "server", "rsa:2048") {
        return;
    }
    let pkcs11 = pkcs11(&module);
    for (name, kind) in [
        ("of-rsa", "rsa:2048"),
        ("of-p256", "ec -pkeyopt ec_paramgen_curve:P-256"),
        ("of-p384", "ec -pkeyopt ec_paramgen_curve:P-384"),
    ] {
        made(directory, name, kind);
        let key_type = if name == "of-rsa" { KeyType::RSA } else { KeyType::EC };
        put(&token, directory, name, key_type);
        let server = server(directory, certificate(directory, name));
        for version in [&rustls::version::TLS13, &rustls::version::TLS12] {
            let client = client(directory, name, &pkcs11, version);
            let (shown, spoken) = handshake(&client, &server).unwrap();
            assert_eq!(shown, certificate(directory, name).to_vec(), "{name}");
            assert_eq!(spoken, version.version);
        }
    }
    // The length is asked for first, each time.
    assert_eq!(module.calls("C_Sign"), 12);
    // Another key than that of the certificate is found out by the server.
    let other = client(directory, "of-p256", &pkcs11, &rustls::version::TLS13);
    made(directory, "of-p256", "ec -pkeyopt ec_paramgen_curve:P-256");
    let server = server(directory, certificate(directory, "of-p256"));
    assert!(handshake(&other, &server).is_err());
    // A module that fails while it signs is an error of the handshake, in our words.
    module.told_to("fail C_SignInit 48");
    let error = handshake(&other, &server).unwrap_err().to_string();
    assert!(error.contains("the token, or its connection, failed"), "{error}");
    // Nothing is said of files, `alg` and decryption.
    for (answer, words) in
        [(0x70, "the token cannot sign in this way of TLS"), (0x68, "the key cannot sign for TLS")]
    {
        module.told_to(&format!("fail C_SignInit {answer}"));
        let error = handshake(&other, &server).unwrap_err().to_string();
        assert!(error.contains(words), "{error}");
    }
}

#[test]
fn a_key_that_cannot_sign_for_tls() {
    let (Some(module), Some(token)) = (module(), Token::new("s-not")) else { return };
    token.data("data", b"a value");
    let pkcs11 = pkcs11(&module);
    for (rest, code) in [
        (";object=data", "pkcs11_key_not_found"),
        (";object=data;type=data", "pkcs11_key_not_allowed"),
        ("", "pkcs11_identity_invalid"),
        (";object=data?pin-value=1", "pkcs11_pin_value"),
    ] {
        let error = pkcs11.signing_key(&format!("pkcs11:token=s-not{rest}")).unwrap_err();
        assert_eq!(error.code(), code, "{rest}");
    }
}

#[test]
fn a_key_that_asks_for_the_pin_each_time_is_none_for_tls() {
    let (Some(module), Some(token)) = (module(), Token::new("s-asks")) else { return };
    let public = [Attribute::Token(true), Attribute::EcParams(P256.to_vec())];
    let private = [
        Attribute::Token(true),
        Attribute::Private(true),
        Attribute::Sign(true),
        Attribute::AlwaysAuthenticate(true),
        Attribute::Label(b"asks".to_vec()),
    ];
    token.session().generate_key_pair(&Mechanism::EccKeyPairGen, &public, &private).unwrap();
    let error = pkcs11(&module).signing_key("pkcs11:token=s-asks;object=asks").unwrap_err();
    assert_eq!(error.code(), "pkcs11_key_asks");
}
