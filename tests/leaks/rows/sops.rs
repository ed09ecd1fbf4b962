use std::ffi::OsStr;
use std::time::SystemTime;

use age::secrecy::ExposeSecret;
use age::x25519;
use provider_credentials_sealed::sops::{Selection, SopsFile};

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
    vec![
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
    ]
}
