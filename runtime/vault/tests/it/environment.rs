//! The variables that `vault` and `bao` read.

use std::fs;

use provider_credentials_core::testing::load_from;
use provider_credentials_core::{LoadWarning, Loader};
use provider_credentials_test_servers::Mode;
use provider_credentials_vault::{OPENER, VaultBuilder};

use crate::support::{Loaded, code, load_with, server};

const PATH: (&str, &str) = ("path", "secret/app");

fn loaded(variables: &[(&str, &str)]) -> Loaded {
    code(&load_from(
        &OPENER,
        &[PATH],
        &[],
        &Loader::new().with_environment(variables.iter().copied()),
    ))
}

#[test]
fn both_names_and_what_precedes() {
    let Some(bao) = server("variables", Mode::Tls) else { return };
    bao.bao("kv put -mount=secret app key=of-the-app");
    let (address, root) = (bao.address(), bao.root_token());
    let ca = bao.ca_file();
    let ca = ca.to_str().unwrap();
    let good = Ok("of-the-app".to_owned());
    let vault = [("VAULT_ADDR", &*address), ("VAULT_TOKEN", root)];
    let with = |more: &[(&'static str, &str)]| loaded(&[&vault[..], more].concat());
    assert_eq!(with(&[("VAULT_CACERT", ca)]), good);
    assert_eq!(with(&[("BAO_CACERT", ca)]), good);
    assert_eq!(loaded(&[("BAO_ADDR", &*address), ("BAO_TOKEN", root), ("BAO_CACERT", ca)]), good);
    // As for `bao`, its own names take precedence.
    let both = [("VAULT_CACERT", "/none"), ("BAO_CACERT", ca), ("BAO_ADDR", &*address)];
    assert_eq!(
        loaded(
            &[&both[..], &[("VAULT_ADDR", "https://127.0.0.1:1"), ("VAULT_TOKEN", root)]].concat()
        ),
        good
    );
    // An empty one is none.
    assert_eq!(with(&[("BAO_ADDR", ""), ("VAULT_CACERT", ca), ("VAULT_NAMESPACE", "")]), good);
    let pem = fs::read_to_string(ca).unwrap();
    assert_eq!(with(&[("VAULT_CACERT_BYTES", &*pem), ("VAULT_CACERT", "/none")]), good);
    let directory = bao.home().join("authorities");
    fs::create_dir(&directory).unwrap();
    let path = directory.to_str().unwrap();
    assert_eq!(with(&[("VAULT_CAPATH", path)]), Err("vault_authority_invalid"));
    fs::copy(ca, directory.join("one.pem")).unwrap();
    fs::write(directory.join("README"), "no certificate").unwrap();
    assert_eq!(with(&[("VAULT_CAPATH", path)]), good);
    assert_eq!(with(&[("VAULT_CACERT", "/none")]), Err("vault_authority_unreadable"));
    let file = directory.join("README");
    assert_eq!(with(&[("VAULT_CACERT", file.to_str().unwrap())]), Err("vault_authority_invalid"));
    assert_eq!(
        with(&[("VAULT_CACERT", ca), ("VAULT_CLIENT_CERT", ca)]),
        Err("vault_client_certificate_alone")
    );
    let pair = [("VAULT_CLIENT_CERT", ca), ("VAULT_CLIENT_KEY", ca), ("VAULT_CACERT", ca)];
    assert!(matches!(
        with(&pair),
        Err("vault_client_certificate_invalid" | "file_insecure_permissions")
    ));
}

#[test]
fn the_name_in_the_certificate() {
    let Some(bao) = server("server name", Mode::Raft) else { return };
    bao.bao("kv put -mount=secret app key=of-the-app");
    let ca = bao.ca_file();
    // A name that is this machine's, and that the certificate does not have.
    let other = bao.address().replace("127.0.0.1", "127.0.0.2");
    let variables = [
        ("VAULT_ADDR", bao.address()),
        ("VAULT_TOKEN", bao.root_token().to_owned()),
        ("VAULT_CACERT", ca.to_str().unwrap().to_owned()),
    ];
    let with = |more: &[(&'static str, &str)]| {
        let mut all: Vec<(&str, &str)> =
            variables.iter().map(|(name, value)| (*name, &**value)).collect();
        all.extend(more);
        loaded(&all)
    };
    assert_eq!(with(&[]).unwrap(), "of-the-app");
    assert_eq!(with(&[("VAULT_TLS_SERVER_NAME", "localhost")]).unwrap(), "of-the-app");
    assert_eq!(with(&[("VAULT_TLS_SERVER_NAME", "vault.example")]), Err("vault_tls"));
    assert_eq!(with(&[("VAULT_TLS_SERVER_NAME", "a b")]), Err("vault_server_name_invalid"));
    // Nobody listens there, so that it is refused before TLS.
    assert_eq!(with(&[("BAO_ADDR", &other)]), Err("vault_unreachable"));
}

#[test]
fn a_check_is_skipped_only_where_the_program_says_so() {
    let Some(bao) = server("skip", Mode::Tls) else { return };
    bao.bao("kv put -mount=secret app key=of-the-app");
    let variables = [("VAULT_ADDR", bao.address()), ("VAULT_TOKEN", bao.root_token().to_owned())];
    let with = |word: &str| {
        let mut all: Vec<(&str, &str)> =
            variables.iter().map(|(name, value)| (*name, &**value)).collect();
        all.push(("VAULT_SKIP_VERIFY", word));
        loaded(&all)
    };
    for word in ["1", "true", "yes"] {
        assert_eq!(with(word), Err("vault_skip_verify"), "{word}");
    }
    assert_eq!(with("false"), Err("vault_tls"));
    let auth = provider_credentials_vault::AuthValue::given(bao.root_token());
    let builder = VaultBuilder::new().address(bao.address());
    let builder = builder.auth(provider_credentials_vault::VaultAuth::token(auth));
    let vault = builder.dangerously_accept_any_certificate().build().unwrap();
    let credential = load_with(&vault, &[PATH], &[]);
    assert_eq!(code(&credential).unwrap(), "of-the-app");
    let warnings: Vec<_> = credential.metadata().warnings().iter().map(LoadWarning::code).collect();
    assert_eq!(warnings, ["vault_unverified"]);
}
