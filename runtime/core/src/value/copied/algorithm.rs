//! Private keys in PEM of another algorithm or format than the name asks for.

use crate::spec::Encoding;
use crate::value::about::About;
use crate::value::encoded::der::{self, Curve};
use crate::value::encoded::encoding::decode;
use crate::value::encoded::pkcs8::{OF_SSH, is_in_pkcs8};
use crate::value::letters::signs::has;
use crate::value::letters::table::table;
use crate::value::letters::text::holds;

#[derive(Clone, Copy, PartialEq)]
enum Algorithm {
    Rsa,
    Curve,
    Edwards,
}

/// What the key is, if the name asks for another.
pub(in crate::value) fn told(text: &str, about: &About) -> Option<&'static str> {
    if text.starts_with(OF_SSH) {
        return is_for_others(about).then_some("a private key in OpenSSH's own format");
    }
    let asked = asked(about)?;
    if has(text, "CERTIFICATE") {
        return None;
    }
    let found = found(text)?;
    if found == Algorithm::Curve && is_on_other_curve(text, about) {
        return Some("a private key on another curve than its name asks for");
    }
    (found != asked).then_some(match found {
        Algorithm::Rsa => "a private key of RSA",
        Algorithm::Curve => "a private key on an elliptic curve",
        Algorithm::Edwards => "a private key of Ed25519",
    })
}

/// By the names of JSON Web Algorithms (RFC 7518, section 3.1; RFC 8037, section 3.1), and of the keys. It may ask for several.
fn asked(about: &About) -> Option<Algorithm> {
    let is_of_rsa = about.has_name_of(table!("rs256 rs384 rs512 ps256 ps384 ps512"))
        || about.has_word(table!("rsa"));
    let is_on_curve =
        about.has_word(table!("es256 es384 es512")) || about.has_name_of(table!("ecdsa secp256"));
    let is_of_edwards = about.has_name_of(table!("eddsa ed25519"));
    match (is_of_rsa, is_on_curve, is_of_edwards) {
        (true, false, false) => Some(Algorithm::Rsa),
        (false, true, false) => Some(Algorithm::Curve),
        (false, false, true) => Some(Algorithm::Edwards),
        _ => None,
    }
}

/// Whether the name asks for one of these algorithms, and the key is on the curve of another.
fn is_on_other_curve(text: &str, about: &About) -> bool {
    const CURVES: [(&[u8], Curve); 4] = [
        (table!("es256"), Curve::P256),
        (table!("es384"), Curve::P384),
        (table!("es512"), Curve::P521),
        (table!("es256k"), Curve::K256),
    ];

    let mut asked = CURVES.iter().filter(|(word, _)| about.has_word(word));
    let (Some((_, asked)), None) = (asked.next(), asked.next()) else { return false };
    let body = text.split("PRIVATE KEY-----").nth(1).and_then(|body| body.split("-----").next());
    let der = body.and_then(|body| decode(body, Encoding::Base64));
    der.and_then(|der| der::curve(&der)).is_some_and(|curve| curve != *asked)
}

fn found(text: &str) -> Option<Algorithm> {
    if text.starts_with("-----BEGIN RSA PRIVATE KEY-----") {
        return Some(Algorithm::Rsa);
    }
    if text.starts_with("-----BEGIN EC PRIVATE KEY-----") {
        return Some(Algorithm::Curve);
    }
    if is_in_pkcs8(text, der::is_of_rsa) {
        return Some(Algorithm::Rsa);
    }
    if is_in_pkcs8(text, der::is_on_curve) {
        return Some(Algorithm::Curve);
    }
    is_in_pkcs8(text, der::is_of_ed25519).then_some(Algorithm::Edwards)
}

/// Whether what reads the key knows PEM of other programs alone: of tokens, TLS, SAML and apps of GitHub.
fn is_for_others(about: &About) -> bool {
    let is_of_tokens = holds(about.provider, b"jwt") || about.has_name_with(b"jwt");
    (is_of_tokens || about.has_word(table!("tls mtls ssl saml")) || about.has_words(b"github_app"))
        && !about.has_name_with(b"ssh")
}

#[cfg(test)]
mod tests {
    use crate::report::Doubt;
    use crate::value::judged::judged_as_it_is;

    // The beginnings of keys, of which no more is there.
    const RSA: &str = "MBQCAQAwDQYJKoZIhvcNAQEBBQAEAA==";
    const CURVE: &str = "MBoCAQAwEwYHKoZIzj0CAQYIKoZIzj0DAQcEAA==";
    const EDWARDS: &str = "MAwCAQAwBQYDK2VwBAA=";

    fn pem(label: &str, body: &str) -> String {
        format!("-----BEGIN {label}PRIVATE KEY-----\n{body}\n-----END {label}PRIVATE KEY-----")
    }

    #[test]
    fn the_name_says_which_algorithm_it_asks_for() {
        let own = pem("EC ", "MAkCAQEEBDACBQA=");
        for (variable, text) in [
            ("JWT_RS256_KEY", pem("", CURVE)),
            ("JWT_RS256_KEY", own.clone()),
            ("RSA_PRIVATE_KEY", pem("", EDWARDS)),
            ("ES256_PRIVATE_KEY", pem("", RSA)),
            ("jwt_es256_key", pem("RSA ", "MAkCAQAEBDACBQA=")),
            ("ED25519_SIGNING_KEY", pem("", RSA)),
        ] {
            let doubts = judged_as_it_is("acme", variable, &text);
            assert!(matches!(*doubts, [Doubt::OtherKind(_)]), "{variable} {doubts:?}");
            assert_eq!(judged_as_it_is("acme", "SIGNING_KEY", &text), [], "{text}");
        }
        for (variable, text) in [
            ("JWT_RS256_KEY", pem("", RSA)),
            ("ES256_PRIVATE_KEY", pem("", CURVE)),
            ("ES256_PRIVATE_KEY", own),
            ("ED25519_SIGNING_KEY", pem("", EDWARDS)),
            ("RSA_OR_ECDSA_KEY", pem("", CURVE)),
            ("UNIVERSAL_KEY", pem("", CURVE)),
        ] {
            assert_eq!(judged_as_it_is("acme", variable, &text), [], "{variable}");
        }
    }

    #[test]
    fn each_algorithm_has_its_curve() {
        // On secp256k1, in both formats, of which no more is there.
        let other = pem("", "MBcCAQAwEAYHKoZIzj0CAQYFK4EEAAoEAA==");
        let own = pem("EC ", "MBICAQEEBDACBQCgBwYFK4EEAAo=");
        for (variable, text) in [
            ("JWT_ES256_PRIVATE_KEY", &other),
            ("JWT_ES256_PRIVATE_KEY", &own),
            ("ES384_KEY", &pem("", CURVE)),
        ] {
            let doubts = judged_as_it_is("acme", variable, text);
            assert!(matches!(*doubts, [Doubt::OtherKind(_)]), "{variable} {doubts:?}");
        }
        for (variable, text) in [
            ("JWT_ES256K_PRIVATE_KEY", &other),
            ("JWT_ES256_OR_ES384_KEY", &other),
            ("JWT_ECDSA_KEY", &own),
            ("JWT_ES256_PRIVATE_KEY", &pem("", CURVE)),
        ] {
            assert_eq!(judged_as_it_is("acme", variable, text), [], "{variable}");
        }
    }

    #[test]
    fn the_format_of_openssh_is_its_own() {
        let text = pem("OPENSSH ", "b3BlbnNzaC1rZXktdjEA");
        for variable in ["JWT_PRIVATE_KEY", "TLS_PRIVATE_KEY", "GITHUB_APP_PRIVATE_KEY"] {
            let doubts = judged_as_it_is("acme", variable, &text);
            assert!(matches!(*doubts, [Doubt::OtherKind(_)]), "{variable} {doubts:?}");
        }
        for variable in ["SSH_PRIVATE_KEY", "SSH_KEY_OF_JWT_SERVER", "DEPLOY_RSA_KEY"] {
            assert_eq!(judged_as_it_is("acme", variable, &text), [], "{variable}");
        }
    }
}
