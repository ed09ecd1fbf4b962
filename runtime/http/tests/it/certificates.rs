//! Certificates and keys that cannot be used are known before anything is sent.

use provider_credentials_http::pem::{Form, private_key};
use provider_credentials_http::{Identity, Trust, TrustProblem};

use crate::support::{Authority, assert_silent, watch_log};

#[test]
fn authorities() {
    watch_log();
    let pem = Authority::new().pem;
    let no_authority = "-----BEGIN CERTIFICATE-----\nMAMCAQA=\n-----END CERTIFICATE-----\n";
    for (text, problem) in [
        ("", TrustProblem::NoCertificate),
        ("s3ntinel", TrustProblem::NoCertificate),
        (
            "-----BEGIN CERTIFICATE-----\ns3ntinel!\n-----END CERTIFICATE-----\n",
            TrustProblem::NoCertificate,
        ),
        (no_authority, TrustProblem::NoAuthority),
    ] {
        let found = Trust::authorities(text).unwrap_err();
        assert_eq!(found, problem, "{text}");
        assert_eq!(Trust::system().with_authorities(text).unwrap_err(), problem);
        assert_silent(&(found, found.to_string()));
    }
    assert!(Trust::authorities(&[no_authority, &pem].concat()).is_ok());
    assert_eq!(Trust::system().with_server_name("a b").unwrap_err(), TrustProblem::InvalidName);
    assert!(Trust::system().with_server_name("vault.example").is_ok());
}

#[test]
fn identities() {
    let authority = Authority::new();
    let (one, two) = (authority.client(), authority.client());
    let of = |certificate: &str, key: &str| Identity::from_pem(certificate, key).map(|_| ());
    assert_eq!(of(&one.certificate, &one.key), Ok(()));
    assert_eq!(of(&one.certificate, &two.key), Err(TrustProblem::OtherKey));
    assert_eq!(of("", &one.key), Err(TrustProblem::NoCertificate));
    assert_eq!(of(&one.certificate, ""), Err(TrustProblem::UnusableKey));
    assert_eq!(of(&one.certificate, &one.certificate), Err(TrustProblem::UnusableKey));
    let encrypted = one.key.replace("PRIVATE KEY", "ENCRYPTED PRIVATE KEY");
    assert_eq!(of(&one.certificate, &encrypted), Err(TrustProblem::UnusableKey));

    let old = authority.issue("old", -9, |_| {});
    let trust = Trust::system().with_client(&old.certificate, &old.key);
    assert_eq!(trust.unwrap_err(), TrustProblem::Expired);
    let trust = Trust::system().with_client(&one.certificate, &one.key).unwrap();
    // A key is nothing that is shown.
    let line = one.key.lines().nth(1).unwrap();
    assert!(!format!("{trust:?}").contains(line));
}

#[test]
fn keys_in_pem() {
    let key = Authority::new().client().key;
    let (form, der) = private_key(&key).unwrap();
    assert!(form == Form::Pkcs8 && der.len() > 100);
    for (label, form) in [
        ("RSA PRIVATE KEY", Some(Form::Pkcs1)),
        ("EC PRIVATE KEY", Some(Form::Sec1)),
        ("ENCRYPTED PRIVATE KEY", Some(Form::Encrypted)),
        ("PUBLIC KEY", None),
    ] {
        let found = private_key(&key.replace("PRIVATE KEY", label));
        assert_eq!(found.map(|(form, _)| form), form, "{label}");
    }
    // Another block before it is passed over.
    let behind = format!(
        "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n{key}"
    );
    assert_eq!(private_key(&behind).unwrap().1, der);
}
