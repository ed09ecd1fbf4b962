use std::fs;

use crate::case::Case;
use crate::modes::{chmod, give};
use crate::sets::plain;

const JSON: &str = "secrets.json";

pub(crate) fn cases() -> Vec<Case> {
    let of = |code| Case::new(code, plain);
    let in_json = |code, key: &str| {
        of(code).file(JSON, format!("{{\"wanted\": {{\"key\": {key}}}, \"beside\": \"§\"}}"))
    };
    vec![
        of("file_not_regular").variable("SECRETS_DIR", "§dir/§").before(|directory| {
            // Whatever it is named.
            fs::create_dir(directory.join("key")).expect("a directory");
        }),
        of("file_too_large").file("key", format!("§{}", "x".repeat(1024 * 1024 + 1))),
        of("file_empty").file("key", " \n").file("other", "§"),
        of("file_not_utf8").file("key", *b"\xff\xc2\xa7"),
        of("file_not_utf8").note("JSON").file(JSON, *b"{\"wanted\": {\"key\": \"\xc2\xa7\xff\"}}"),
        of("file_unreadable").file("secrets", "§").file("key", "§").before(|directory| {
            fs::remove_file(directory.join("key")).expect("to remove it");
            // A link to itself, which nobody can open.
            std::os::unix::fs::symlink("key", directory.join("key")).expect("a link");
        }),
        of("file_insecure_permissions").file_of_mode("key", "§", 0o644),
        of("file_insecure_permissions")
            .note("warned")
            .file_of_mode("key", "§", 0o644)
            .loader(|loader| loader.permissions(provider_credentials::Permissions::Warn)),
        of("file_insecure_owner").file("key", "§").before(|directory| {
            give(directory.join("key"), 61_234);
        }),
        of("file_insecure_directory").file("key", "§").variable("SECRETS_DIR", "§dir").before(
            |directory| {
                chmod(directory, 0o777);
            },
        ),
        of("json_syntax").file(JSON, "{\"wanted\": {\"key\": §}}"),
        of("json_syntax").note("cut").file(JSON, "{\"wanted\": {\"key\": \"§"),
        of("json_syntax").note("behind").file(JSON, "{\"wanted\": {\"key\": \"x\"}} §"),
        of("yaml_syntax").file("secrets.yaml", "wanted: [ §"),
        of("yaml_syntax").note("twice").file("secrets.yaml", "wanted: key: §"),
        of("yaml_syntax").note("tag").file("secrets.yaml", "wanted: { key: !§ x }"),
        of("yaml_syntax").note("anchor").file("secrets.yaml", "wanted: { key: *§ }"),
        of("unknown_syntax").file("secrets", "wanted: [\n  § }"),
        in_json("key_not_found", "0").file("secrets.yaml", "wanted: { §: x }\n"),
        in_json("key_not_found", "0").note("in a list").file("secrets", "wanted: [ §, x ]\n"),
        of("key_duplicated").file(JSON, "{\"wanted\": {\"key\": \"§\", \"key\": \"x§\"}}"),
        in_json("key_is_null", "null"),
        in_json("key_not_scalar", "{\"§\": \"§\"}"),
        in_json("value_empty", "\" \""),
        in_json("value_not_text", "\"§\\ud800\""),
        in_json("value_not_text", "\"§\\u0000\"").note("NUL"),
        of("value_encrypted").file("key", "age-encryption.org/v1\n-> X25519 §\n"),
        of("value_encrypted").note("sops").file("key", "ENC[AES256_GCM,data:§,type:str]"),
    ]
}
