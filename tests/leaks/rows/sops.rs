use std::ffi::OsStr;
use std::time::SystemTime;

use age::secrecy::ExposeSecret;
use age::x25519;
use provider_credentials_sealed::sops::{Selection, SopsFile};

use super::azure;
use crate::case::Case;
use crate::sets::encrypted;

const NAME: &str = "it.yaml";

/// By the file's own writer. What is not encrypted is under `plain`.
fn sealed(plain: &[u8], groups: &[&[&str]], name: &str) -> String {
    let format = SopsFile::format_of(OsStr::new(name)).expect("a format");
    let mut new = SopsFile::new(format, groups).expect("recipients");
    if name == NAME {
        let rule = Selection::UnencryptedRegex("^plain$".to_owned());
        new = new.selecting(&rule).expect("a rule").mac_only_encrypted(true);
    }
    let file = new.encrypt(plain, SystemTime::now()).expect("a file");
    String::from_utf8(file).expect("text")
}

/// A file whose key another one wraps.
fn of_store(keys: &str) -> String {
    let rest = "lastmodified: \"2026-01-01T00:00:00Z\"\n  mac: ENC[]\n  version: 3.11.0\n";
    format!("wanted: x\nsops:\n{keys}  {rest}")
}

const TRANSIT: &str = "  hc_vault:\n    - vault_address: §url\n      engine_path: transit\n      key_name: §\n      enc: vault:v1:§\n";

const OF_AZURE: &str = "  azure_kv:\n    - vault_url: https://agent.vault.azure.net\n      name: §\n      version: 0123456789abcdef0123456789abcdef\n      enc: AAAA\n";
const OF_GOOGLE: &str = "  gcp_kms:\n    - resource_id: projects/p/locations/l/keyRings/r/cryptoKeys/k\n      enc: AAAA\n";
const GOOGLE: &str = "CLOUDSDK_API_ENDPOINT_OVERRIDES_CLOUDKMS";

/// What stores say when they are asked to unwrap a key: the code, the status, and what stands in `error`.
const OF_STORES: &[(&str, &str, &str)] = &[
    ("azure_key_denied", "403 §", r#""code": "Forbidden", "message": "§""#),
    ("azure_key_not_found", "404 §", r#""code": "KeyNotFound", "message": "§""#),
    ("azure_key_refused", "400 §", r#""code": "BadParameter", "message": "§""#),
    ("gcp_kms_denied", "403 §", r#""status": "PERMISSION_DENIED", "message": "§""#),
    ("gcp_kms_not_found", "404 §", r#""status": "NOT_FOUND", "message": "§""#),
    ("gcp_kms_refused", "400 §", r#""status": "INVALID_ARGUMENT", "message": "§""#),
    ("gcp_kms_unusable", "400 §", r#""status": "FAILED_PRECONDITION", "message": "§""#),
];

fn of_stores() -> impl Iterator<Item = Case> {
    OF_STORES.iter().map(|(code, status, error)| {
        let body = format!("{{\"error\": {{{error}}}}}");
        let of = Case::new(code, encrypted).note("of a file").once();
        if code.starts_with("azure") {
            azure::asked_by(of)
                .file(NAME, of_store(&OF_AZURE.replace('§', "app")))
                .raw_answer("once /keys", azure::CHALLENGE)
                .answer(azure::OF_TENANT, "200 OK", azure::TOKEN)
                .answer("/keys", status, &body)
        } else {
            let token = r#"{"access_token": "§", "expires_in": 3600}"#;
            let answer = format!("HTTP/1.1 200 OK\r\nMetadata-Flavor: Google\r\n\r\n{token}");
            of.file(NAME, of_store(OF_GOOGLE))
                .variable(GOOGLE, "§url/store")
                .variable("GCE_METADATA_HOST", "§host")
                .raw_answer("/computeMetadata", answer)
                .answer("/store", status, &body)
        }
    })
}

pub(crate) fn cases() -> Vec<Case> {
    let identity = x25519::Identity::generate();
    let line = identity.to_string().expose_secret().to_owned();
    let [own, other] =
        [identity, x25519::Identity::generate()].map(|it| it.to_public().to_string());
    let plain = format!("wanted: {line}\nbeside: it\nplain: 1\n");
    let file = sealed(plain.as_bytes(), &[&[&own]], NAME);
    let for_other = sealed(plain.as_bytes(), &[&[&other]], NAME);
    let of_groups = sealed(plain.as_bytes(), &[&[&own], &[&other]], NAME);
    let bytes = sealed(&[0xff, b'x'], &[&[&own]], "it.sops");
    // The value of bytes, at the place of text.
    let moved = bytes.replacen('\n', "\n\t\"more_unencrypted\": 1,\n", 1);
    let of = |code| Case::new(code, encrypted);
    // The secret is the identity, and in the file too.
    let by_identity = |code, content: String| {
        of(code).secret(line.clone()).variable("SOPS_AGE_KEY", "§").file(NAME, content)
    };
    let without = |name: &str| {
        let lines = file.split_inclusive('\n');
        lines.filter(|line| !line.trim_start().starts_with(name)).collect::<String>()
    };
    let cipher = file.replacen("AES256_GCM", "AES512_GCM", 1);
    let rule = file.replace("^plain$", "(\\\\p{Lu}§)");
    let mut cases = vec![
        by_identity("sops_no_key", for_other),
        by_identity("sops_threshold_not_reached", of_groups),
        by_identity("sops_metadata_damaged", file.replace("BEGIN AGE", "BEGIN EGA")),
        by_identity("sops_mac_mismatch", without("beside:")),
        by_identity("sops_cipher_unknown", cipher),
        by_identity("sops_value_damaged", file.replacen("wanted:", "other:", 1)),
        by_identity("sops_value_not_encrypted", format!("more: §\n{file}")),
        by_identity("sops_rule_unsupported", rule),
        of("sops_value_unsupported")
            .secret(line.clone())
            .variable("SOPS_AGE_KEY", "§")
            .file("it.sops", moved),
        of("sops_version_unknown").file(NAME, "wanted: §\nsops: { version: 4.0.0, mac: § }\n"),
        of("sops_not_encrypted").file(NAME, "wanted: §\n"),
        of("sops_syntax").file(NAME, "wanted: [§\n"),
        of("sops_format_unsupported").file("it.sops", "[§]\nwanted = §\n"),
        of("sops_key_command_failed").file(NAME, &*file).variable("SOPS_AGE_KEY_CMD", "false §"),
        of("sops_key_command_failed")
            .note("unknown")
            .file(NAME, &*file)
            .variable("SOPS_AGE_KEY_CMD", "/nowhere/§"),
        of("vault_transit_address")
            .file(NAME, of_store(&TRANSIT.replace("§url", "http://127.0.0.1:2")))
            .variable("VAULT_ADDR", "http://127.0.0.1:1")
            .variable("VAULT_TOKEN", "§"),
        of("vault_transit_invalid")
            .file(NAME, of_store(TRANSIT))
            .answer("/v1/auth/token/lookup-self", "200 OK", "{\"data\": {\"ttl\": 0}}")
            .answer("/v1/transit/decrypt/", "400 Bad Request", "{\"errors\": [\"§\"]}")
            .variable("VAULT_ADDR", "§url")
            .variable("VAULT_TOKEN", "§"),
        of("aws_kms_arn_invalid").file(NAME, of_store("  kms:\n    - arn: §\n      enc: AAAA\n")),
        of("aws_kms_role")
            .file(NAME, of_store("  kms:\n    - arn: x\n      role: §\n      enc: AAAA\n")),
        of("azure_key_invalid").file(NAME, of_store(OF_AZURE)),
        of("gcp_kms_name_invalid").file(NAME, of_store(&OF_GOOGLE.replace("/p/", "/§/"))),
    ];
    cases.extend(of_stores());
    cases
}
