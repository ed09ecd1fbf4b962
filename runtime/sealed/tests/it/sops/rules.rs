//! What of a file is encrypted, by each rule of sops.

use super::support::Sops;

const PLAIN: &str = "\
# plain: about it
password: s3cr3t-of-ada
port: 5432
db:
    api_key: k3y
    host: db.example
    # secret: list
    many:
        - one
        - 2
api_key_plain: x
flag: true
";

#[test]
fn each_rule_is_followed() {
    let Some(sops) = Sops::for_test("each_rule_is_followed") else { return };
    let rules = [
        ("unencrypted_suffix", "_plain"),
        ("encrypted_suffix", "_key"),
        ("unencrypted_regex", "^(port|db)$"),
        ("encrypted_regex", "^(password|api_key|many)$"),
        ("unencrypted_comment_regex", "'plain:'"),
        ("encrypted_comment_regex", "'secret:'"),
        ("encrypted_regex", "'(?i)^PASS[[:alpha:]]+\\z'"),
    ];
    for rule in rules {
        for is_of_encrypted in ["false", "true"] {
            sops.encrypt_by_rule(
                "it.yaml",
                PLAIN,
                &[rule, ("mac_only_encrypted", is_of_encrypted)],
            );
            let written = String::from_utf8(sops.read("it.yaml")).unwrap();
            assert!(written.contains("ENC[AES256_GCM,"), "{rule:?}");
            for (key, value) in [
                (&["password"][..], "s3cr3t-of-ada"),
                (&["port"], "5432"),
                (&["db", "api_key"], "k3y"),
                (&["db", "host"], "db.example"),
                (&["db", "many", "1"], "2"),
                (&["flag"], "true"),
            ] {
                assert_eq!(sops.value("it.yaml", key), value, "{rule:?} {is_of_encrypted} {key:?}");
            }
        }
    }
}

#[test]
fn the_checksum_covers_what_is_not_encrypted_unless_the_file_says_otherwise() {
    let Some(sops) = Sops::for_test("the_checksum_covers") else { return };
    let rule = ["--encrypted-regex", "^(password|db)$"];
    sops.encrypt("it.yaml", PLAIN, &rule);
    let changed =
        |sops: &Sops| String::from_utf8(sops.read("it.yaml")).unwrap().replace("5432", "5433");
    sops.write("it.yaml", changed(&sops));
    assert_eq!(sops.code("it.yaml", &["password"]), "sops_mac_mismatch");
    let rule = [("encrypted_regex", "^(password|db)$"), ("mac_only_encrypted", "true")];
    sops.encrypt_by_rule("it.yaml", PLAIN, &rule);
    sops.write("it.yaml", changed(&sops));
    assert_eq!(sops.value("it.yaml", &["port"]), "5433");
}

/// What is added by hand where the rule says that all is encrypted is nobody's secret.
#[test]
fn plain_text_where_the_rule_encrypts_is_refused() {
    let Some(sops) = Sops::for_test("plain_text_where_the_rule_encrypts") else { return };
    let rule = [("encrypted_regex", "^(password|db)$"), ("mac_only_encrypted", "true")];
    sops.encrypt_by_rule("it.yaml", "password: s3cr3t\nport: 1\n", &rule);
    let written = String::from_utf8(sops.read("it.yaml")).unwrap();
    for added in ["db: {password: other}\n", "db: 1\n", "db: [true]\n"] {
        sops.write("it.yaml", format!("{added}{written}"));
        assert_eq!(sops.code("it.yaml", &["password"]), "sops_value_not_encrypted", "{added}");
        assert!(sops.try_run(&["decrypt", "it.yaml"], &[]).is_err());
    }
    sops.write("it.yaml", format!("new: by hand\n{written}"));
    assert_eq!(sops.value("it.yaml", &["new"]), "by hand");
    let two =
        written.replace("    encrypted_regex:", "    encrypted_suffix: _x\n    encrypted_regex:");
    sops.write("it.yaml", two);
    assert_eq!(sops.code("it.yaml", &["password"]), "sops_metadata_damaged");
    sops.write("it.yaml", written.replace("^(password|db)$", "\\\\p{Lu}"));
    assert_eq!(sops.code("it.yaml", &["password"]), "sops_rule_unsupported");
}
