//! Keys of SSH and of other kinds, under a name that asks for something else.

use super::algorithm;
use crate::report::Doubt;
use crate::value::about::About;
use crate::value::encoded::der;
use crate::value::encoded::pem;
use crate::value::encoded::pkcs8::{OF_SSH, is_in_pkcs8};
use crate::value::letters::signs::{begins_with, has};
use crate::value::letters::table::table;
use crate::value::letters::text::{has_word, holds};

pub(in crate::value) fn told(text: &str, about: &About) -> Option<Doubt> {
    let text = without_explanation(text);
    let is_pem = text.starts_with(pem::BEGIN);
    if is_pem && is_for_apple(about) && is_of_rsa(text) {
        return Some(Doubt::OtherKind("a private key of RSA"));
    }
    if is_pem && is_for_snowflake(about) {
        if text.starts_with(OF_SSH) {
            return Some(Doubt::OtherKind("a private key in OpenSSH's own format"));
        }
        if is_in_pkcs8(text, der::is_of_ed25519) {
            return Some(Doubt::OtherKind("a private key of Ed25519"));
        }
    }
    if is_pem {
        if let Some(kind) = algorithm::told(text, about) {
            return Some(Doubt::OtherKind(kind));
        }
    }
    // What signs for the user is missing.
    if text.starts_with("-----BEGIN NATS USER JWT-----")
        && about.has_chosen_name_with(b"creds")
        && !has(text, "NKEY SEED")
    {
        return Some(Doubt::CutPem);
    }
    if is_pem
        && is_for_public(about)
        && text.contains("PRIVATE KEY-----")
        && !text.contains("CERTIFICATE-----")
    {
        return Some(Doubt::OtherKind("a private key"));
    }
    // A name of a token says that no file with a key is meant.
    if !about.ends_in(table!("token pat")) && !about.has_name_of(table!("api_key apikey")) {
        return None;
    }
    let is_of_ssh = holds(about.provider, b"ssh") || about.has_name_of(table!("ssh cert jwks"));
    if is_of_ssh || about.has_name_with(b"publi") {
        return None;
    }
    if text.starts_with(OF_SSH) {
        return Some(Doubt::OtherKind("a private key of SSH"));
    }
    let is_certificate = is_pem && begins_with(text, &["-----BEGIN CERTIFICATE-----"]);
    if is_certificate && pem::is_public(text) {
        return Some(Doubt::BesideAny("a certificate"));
    }
    let is_line = !text.contains('\n') && pem::is_public(text);
    is_line.then_some(Doubt::BesideAny("a public key of SSH or age"))
}

/// Programs write what PEM is about before it (RFC 7468, section 2).
fn without_explanation(text: &str) -> &str {
    match text.find(pem::BEGIN).and_then(|at| text.split_at_checked(at)) {
        Some((before, pem)) if before.ends_with('\n') => pem,
        _ => text,
    }
}

/// Whether a certificate is asked for, and no key beside it.
fn is_for_public(about: &About) -> bool {
    about.ends_in(table!("cert certificate crt ca"))
        && !about.has_word(table!("key keys private pem p12 pkcs12 bundle combined identity keystore sign signing signer"))
        // An authority that signs has its key there.
        && !about.has_name_with(b"ssh")
}

/// Whether it is the key of a pair that Snowflake knows the public one of: in PKCS #8, and mostly of RSA (its documentation,
/// "Key-pair authentication").
fn is_for_snowflake(about: &About) -> bool {
    holds(about.provider, b"snowflake") && about.has_words(b"private_key")
}

/// Whether the key is one of those that Apple gives out as `.p8`, all of them on the curve P-256; its certificates, which
/// their owners make keys for, may be of RSA.
fn is_for_apple(about: &About) -> bool {
    let is_of_apple = holds(about.provider, b"apns")
        || has_word(about.provider, |word| word.eq_ignore_ascii_case("apple"));
    is_of_apple
        && about.has_name_of(table!(
            "authkey auth_key token_key p8 sign_in siwa app_store_connect appstoreconnect musickit weatherkit devicecheck"
        ))
        && !about.has_name_of(table!("cert p12 pem tls private"))
}

/// Whether it is a key of RSA alone: in its own format, or in PKCS #8 (RFC 5958).
fn is_of_rsa(text: &str) -> bool {
    if has(text, "CERTIFICATE") {
        return false;
    }
    if text.starts_with("-----BEGIN RSA PRIVATE KEY-----") {
        return true;
    }
    is_in_pkcs8(text, der::is_of_rsa)
}

#[cfg(test)]
mod tests {
    use super::*;

    const RSA: &str =
        "-----BEGIN RSA PRIVATE KEY-----\nMAkCAQAEBDACBQA=\n-----END RSA PRIVATE KEY-----";
    // The beginnings of keys of RSA and of P-256, of which no more is there.
    const RSA_8: &str =
        "-----BEGIN PRIVATE KEY-----\nMBQCAQAwDQYJKoZIhvcNAQEBBQAEAA==\n-----END PRIVATE KEY-----";
    const CURVE: &str = "-----BEGIN PRIVATE KEY-----\nMBoCAQAwEwYHKoZIzj0CAQYIKoZIzj0DAQcEAA==\n-----END PRIVATE KEY-----";
    const SSH: &str = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIexample me@host";
    const PRIVATE: &str =
        "-----BEGIN OPENSSH PRIVATE KEY-----\nYQ==\n-----END OPENSSH PRIVATE KEY-----";
    const CERTIFICATE: &str = "-----BEGIN CERTIFICATE-----\nYQ==\n-----END CERTIFICATE-----";

    fn of(provider: &'static str, name: &'static str, text: &str) -> Option<Doubt> {
        told(text, &About::new(provider, None, [name, "secret", ""]))
    }

    #[test]
    fn keys_of_apple_are_of_a_curve() {
        for (provider, name) in [
            ("apple", "auth_key"),
            ("apns", "auth_key"),
            ("my-apple", "sign_in_key"),
            ("apple", "AuthKey_p8"),
        ] {
            let attributes = &format!("Bag Attributes\n    localKeyID: 3B 77\n{RSA_8}");
            for text in [RSA, RSA_8, attributes] {
                assert!(matches!(of(provider, name, text), Some(Doubt::OtherKind(_))), "{name}");
            }
            assert_eq!(of(provider, name, CURVE), None);
            assert_eq!(of(provider, name, &format!("{RSA}\n{CERTIFICATE}")), None);
        }
        for (provider, name) in
            [("apple", "distribution_key"), ("apns", "push_key"), ("pineapple", "auth_key")]
        {
            assert_eq!(of(provider, name, RSA), None, "{name}");
        }
    }

    // The beginning of a key of Ed25519.
    const EDWARDS: &str =
        "-----BEGIN PRIVATE KEY-----\nMAwCAQAwBQYDK2VwBAA=\n-----END PRIVATE KEY-----";

    #[test]
    fn a_key_of_snowflake_is_in_pkcs_8() {
        for text in [PRIVATE, EDWARDS] {
            let told = of("snowflake", "snowflake_private_key", text);
            assert!(matches!(told, Some(Doubt::OtherKind(_))), "{text}");
            assert_eq!(of("acme", "acme_private_key", text), None, "{text}");
            assert_eq!(of("snowflake", "snowflake_deploy_key", text), None, "{text}");
        }
        for text in [RSA, RSA_8, CURVE, "-----BEGIN ENCRYPTED PRIVATE KEY-----\nYQ=="] {
            assert_eq!(of("snowflake", "snowflake_private_key", text), None, "{text}");
        }
    }

    #[test]
    fn credentials_of_nats_have_a_seed() {
        let jwt = "-----BEGIN NATS USER JWT-----\neyJ0.k9q\n------END NATS USER JWT------\n";
        let whole =
            format!("{jwt}\n-----BEGIN USER NKEY SEED-----\nSUk9q\n------END USER NKEY SEED------");
        assert_eq!(of("nats", "nats_creds", jwt), Some(Doubt::CutPem));
        assert_eq!(of("nats", "nats_creds", &whole), None);
        assert_eq!(of("nats", "nats_user_jwt", jwt), None);
    }

    #[test]
    fn a_private_key_is_no_certificate() {
        for name in ["tls_cert", "client_certificate", "root_ca", "tlsCrt"] {
            for text in [RSA, CURVE, PRIVATE] {
                let told = of("acme", name, text);
                assert!(matches!(told, Some(Doubt::OtherKind(_))), "{name} {text}");
            }
            assert_eq!(of("acme", name, CERTIFICATE), None, "{name}");
            assert_eq!(of("acme", name, &format!("{CERTIFICATE}\n{CURVE}")), None, "{name}");
        }
        for name in
            ["tls_cert_key", "cert_bundle", "tls_key", "identity_cert", "pem_cert", "ssh_ca"]
        {
            assert_eq!(of("acme", name, CURVE), None, "{name}");
        }
    }

    #[test]
    fn a_key_of_ssh_is_no_token() {
        for name in ["hf_token", "openai_api_key", "github_pat"] {
            for text in [SSH, CERTIFICATE] {
                assert!(matches!(of("acme", name, text), Some(Doubt::BesideAny(_))), "{name}");
            }
            assert!(matches!(of("acme", name, PRIVATE), Some(Doubt::OtherKind(_))), "{name}");
            for text in [RSA, "exampleNotAKey9", "ssh-ed25519"] {
                assert_eq!(of("acme", name, text), None, "{name} {text}");
            }
        }
        for (provider, name) in [
            ("acme", "deploy_key"),
            ("openssh", "host_token"),
            ("acme", "ssh_token"),
            ("acme", "publishable_token"),
        ] {
            assert_eq!(of(provider, name, SSH), None, "{name}");
            assert_eq!(of(provider, name, PRIVATE), None, "{name}");
        }
    }
}
