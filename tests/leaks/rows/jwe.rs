use data_encoding::BASE64URL_NOPAD;
use provider_credentials_disguises::github_token;

use crate::case::Case;
use crate::sets::encrypted_by_jwe;

/// What the header of a file says, with the secret in what else it has.
fn headed(code: &'static str, header: &str) -> Case {
    let file = format!(
        r#"{{"unprotected":{header},"header":{{"note":"§"}},"encrypted_key":"§","iv":"§","ciphertext":"§","tag":"§"}}"#
    );
    Case::new(code, encrypted_by_jwe).file("openai.jwe", file)
}

/// A file whose parts have the right lengths, and which no key opens.
fn closed(code: &'static str, header: &str, encrypted_key: &str) -> Case {
    let part = |length: usize| BASE64URL_NOPAD.encode(&vec![1; length]);
    let file = format!(
        r#"{{"unprotected":{header},{encrypted_key}"iv":"{}","ciphertext":"{}","tag":"{}"}}"#,
        part(12),
        part(20),
        part(16)
    );
    Case::new(code, encrypted_by_jwe).file("openai.jwe", file)
}

const DIRECT: &str = r#"{"alg":"dir","enc":"A256GCM","kid":"§"}"#;

/// The bytes of the key are the secret, which is a JWK in base64url.
fn by_key(case: Case, length: usize) -> Case {
    let token = github_token(&case.name());
    let (secret, _) = token.split_at(length);
    let key = format!(r#"{{"kty":"oct","k":"{}"}}"#, BASE64URL_NOPAD.encode(secret.as_bytes()));
    case.secret(secret).variable("JWE_KEY", key.clone()).variable("OPENAI_JWE_KEY", key)
}

pub(crate) fn cases() -> Vec<Case> {
    let pem = |label: &str| format!("-----BEGIN {label}-----\n§64\n-----END {label}-----\n");
    let direct = |code| closed(code, DIRECT, "");
    let other = r#"{"kty":"oct","kid":"other","k":"AAAA","note":"§"}"#;
    vec![
        Case::new("jwe_not_encrypted", encrypted_by_jwe).file("openai.jwe", "§"),
        Case::new("jwe_not_encrypted", encrypted_by_jwe)
            .note("json")
            .file("openai.jwe", r#"{"api_key":"§"}"#),
        Case::new("jwe_not_encrypted", encrypted_by_jwe)
            .note("signed")
            .file("openai.jwe", "eyJhbGciOiJub25lIn0.§.§"),
        Case::new("jwe_damaged", encrypted_by_jwe).file("openai.jwe", "eyJhbGciOiJkaXIifQ.§.§.§"),
        headed("jwe_damaged", r#"{"alg":"A256KW","enc":"A256GCM"}"#)
            .note("json")
            .file("openai.jwe", r#"{"protected":"§","ciphertext":"§","tag":""#),
        headed("jwe_header_invalid", r#"{"alg":"§","alg":"§"}"#),
        headed("jwe_header_invalid", r#"{"alg":"dir","enc":["§"]}"#).note("type"),
        headed("jwe_extension_unsupported", r#"{"alg":"dir","enc":"A256GCM","crit":["§"]}"#),
        headed("jwe_compressed", r#"{"alg":"dir","enc":"A256GCM","zip":"§"}"#),
        headed("jwe_encryption_unsupported", r#"{"alg":"dir","enc":"§"}"#),
        closed("jwe_algorithm_unsupported", r#"{"alg":"§","enc":"A256GCM"}"#, ""),
        closed("jwe_algorithm_unsupported", r#"{"alg":"RSA1_5","enc":"A256GCM","kid":"§"}"#, "")
            .note("known"),
        direct("jwe_no_key"),
        direct("jwe_no_key_matches").variable("JWE_KEY", other),
        by_key(
            closed(
                "jwe_key_wrong",
                r#"{"alg":"A256KW","enc":"A256GCM"}"#,
                &format!(r#""encrypted_key":"{}","#, BASE64URL_NOPAD.encode(&[1; 40])),
            ),
            32,
        ),
        by_key(direct("jwe_content_damaged"), 32),
        by_key(direct("jwe_key_length"), 31),
        direct("jwe_key_ambiguous").variable(
            "JWE_KEY",
            r#"{"keys":[{"kty":"oct","k":"AAAA","note":"§"},{"kty":"oct","k":"AAAB"}]}"#,
        ),
        direct("jwe_key_invalid").variable("JWE_KEY", "§").variable("OPENAI_JWE_KEY", "§"),
        direct("jwe_key_invalid").note("JWK").variable("JWE_KEY", r#"{"kty":"oct","k":"§"#),
        direct("jwe_key_invalid")
            .note("EC")
            .variable("JWE_KEY", r#"{"kty":"EC","crv":"P-256","x":"§","y":"§","d":"§"}"#),
        direct("jwe_key_invalid").note("PEM").variable("JWE_KEY", pem("PRIVATE KEY")),
        direct("jwe_key_in_token").variable("JWE_KEY", "pkcs11:token=§;object=§"),
        direct("jwe_key_locked").variable("JWE_KEY", pem("ENCRYPTED PRIVATE KEY")),
        direct("jwe_key_unsupported").variable("JWE_KEY", r#"{"kty":"§","d":"§"}"#),
    ]
}
