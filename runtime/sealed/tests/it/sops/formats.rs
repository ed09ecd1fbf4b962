//! What is in a file, in each format, as sops wrote it.

use super::support::{Sops, text};
use crate::sops::support::file;
use provider_credentials_core::testing::load_encrypted;

const YAML: &str = r#"# about the database
db:
    # rotated in May
    password: "s3cr3t-of-ada" # inline
    port: 5432
    ratio: 1.50
    on: true
    none: null
    empty: ""
    list:
        - first
        - [nested, 2, [deep]]
        - name: in a mapping
    text: |
        line one
          line two

        line four
    folded: >-
        one
        line
    date: 2001-12-14
    "quoted: key": 'it''s'
    emoji: "\u263A \U0001F511 \x07 \\ \" é"
    "": under an empty key
    "a:b": with a colon
big: 123456789012345678
exponent: 1e3
hexadecimal: 0x1F
plain_unencrypted: yes
all_unencrypted:
    - 0o17
    - 1_000
    - 2001-12-14t21:59:43.10-05:00
    - 1e300
    - 1.50
    - "1.50"
    - False
    - null
    - |
      kept as
      it is
# the end
"#;

#[test]
fn yaml_of_every_type() {
    let Some(sops) = Sops::for_test("yaml_of_every_type") else { return };
    sops.encrypt("it.yaml", YAML, &[]);
    for (key, value) in [
        (&["db", "password"][..], "s3cr3t-of-ada"),
        (&["db", "port"], "5432"),
        (&["db", "ratio"], "1.5"),
        (&["db", "on"], "true"),
        (&["db", "list", "0"], "first"),
        (&["db", "list", "1", "0"], "nested"),
        (&["db", "list", "1", "2", "0"], "deep"),
        (&["db", "list", "2", "name"], "in a mapping"),
        (&["db", "text"], "line one\n  line two\n\nline four"),
        (&["db", "folded"], "one line"),
        (&["db", "date"], "2001-12-14T00:00:00Z"),
        (&["db", "quoted: key"], "it's"),
        (&["db", "a:b"], "with a colon"),
        (&["big"], "123456789012345678"),
        (&["exponent"], "1000"),
        (&["hexadecimal"], "31"),
        (&["plain_unencrypted"], "yes"),
        (&["all_unencrypted", "0"], "15"),
        (&["all_unencrypted", "8"], "kept as\nit is"),
    ] {
        assert_eq!(sops.value("it.yaml", key), value, "{key:?}");
    }
    assert_eq!(sops.code("it.yaml", &["db", "none"]), "key_is_null");
    assert_eq!(sops.code("it.yaml", &["db", "empty"]), "value_empty");
    assert_eq!(sops.code("it.yaml", &["sops", "mac"]), "key_not_found");
    // The bell is a control character, which is an error of its own in a secret.
    let whole = sops.value("it.yaml", &[]);
    assert!(whole.contains("\"\u{263a} \u{1f511} \\u0007 \\\\ \\\" \u{e9}\""), "{whole}");
    for absent in ["ENC[", "sops", "version", "#"] {
        assert!(!whole.contains(absent), "{absent}: {whole}");
    }
    sops.encrypt("inf.yaml", "a: -.inf\nb: .NaN\nc_unencrypted: [+.Inf, .nan]\n", &[]);
    let infinite = "a: -.inf\nb: .nan\nc_unencrypted:\n    - .inf\n    - .nan\n";
    assert_eq!(sops.value("inf.yaml", &[]), infinite);
    // What sops makes of it is the same but for its comments.
    sops.write("again.yaml", &whole);
    let json =
        |name| sops.run(&["encrypt", "--age", &sops.recipient, "--output-type", "json", name]);
    let of = |encrypted: Vec<u8>| {
        sops.write("plain.json", encrypted);
        serde_json::from_slice::<serde_json::Value>(&sops.run(&["decrypt", "plain.json"])).unwrap()
    };
    sops.write("plain.yaml", sops.run(&["decrypt", "it.yaml"]));
    let expected = of(json("plain.yaml"));
    assert_eq!(of(json("again.yaml")), expected);
    assert_eq!(expected["db"]["password"], "s3cr3t-of-ada");
}

#[test]
fn several_documents_of_yaml() {
    let Some(sops) = Sops::for_test("several_documents_of_yaml") else { return };
    sops.encrypt("it.yaml", "a: one\n---\nb: two # too\n---\nc: [x]\n", &[]);
    assert_eq!(sops.value("it.yaml", &[]), "a: \"one\"\n---\nb: \"two\"\n---\nc:\n    - \"x\"\n");
}

#[test]
fn json_of_every_type() {
    let Some(sops) = Sops::for_test("json_of_every_type") else { return };
    let plain = r#"{
        "a": { "key": "s3cr3t \"of\" ada\n\t\u0001 \u2028 ☺ 🔑", "n": 5, "f": 1.5, "b": true, "z": null },
        "l": ["x", ["y", { "k": "v" }], []], "e": "", "o": {}, "big": 1e21, "": "empty key",
        "p_unencrypted": { "n": 1.50, "i": 7, "s": "x", "b": false, "z": null, "l": [1e3, 9007199254740993] }
    }"#;
    sops.encrypt("it.json", plain, &[]);
    let whole = sops.value("it.json", &[]);
    let read: serde_json::Value = serde_json::from_str(&whole).unwrap();
    let expected: serde_json::Value =
        serde_json::from_slice(&sops.run(&["decrypt", "it.json"])).unwrap();
    assert_eq!(read["a"], expected["a"]);
    assert_eq!(read["l"], expected["l"]);
    assert_eq!(read["p_unencrypted"], expected["p_unencrypted"]);
    assert_eq!(read["big"].as_f64(), Some(1e21));
    assert_eq!(read.as_object().unwrap().len(), expected.as_object().unwrap().len());
    assert_eq!(sops.value("it.json", &["l", "1", "1", "k"]), "v");
    assert_eq!(sops.value("it.json", &["a", "n"]), "5");
    // JSON is also what a file without a known name may hold, and one with the name of YAML.
    for name in ["it", "of.yaml"] {
        sops.write(name, sops.read("it.json"));
    }
    assert_eq!(sops.value("it", &["a", "n"]), "5");
    assert_eq!(sops.value("of.yaml", &["l", "1", "1", "k"]), "v");
}

#[test]
fn lines_of_dotenv() {
    let Some(sops) = Sops::for_test("lines_of_dotenv") else { return };
    let plain = "A=1\n# about B\nB=two\\nlines = more\n\nEMPTY=\nC_unencrypted=plain\\nkept\nQ=\"quoted\"\n";
    sops.encrypt("it.env", plain, &[]);
    assert!(sops.read("it.env").starts_with(b"A=ENC[AES256_GCM,"));
    let whole = "A=1\nB=two\\nlines = more\nEMPTY=\nC_unencrypted=plain\\nkept\nQ=\"quoted\"\n";
    assert_eq!(sops.value("it.env", &[]), whole);
    sops.write("other", sops.read("it.env"));
    assert_eq!(sops.value("other", &[]), whole);
}

#[test]
fn bytes_of_any_kind() {
    let Some(sops) = Sops::for_test("bytes_of_any_kind") else { return };
    let plain: Vec<u8> = (0..=255).chain([0, 0xff]).collect();
    sops.encrypt("it.p12", &plain, &["--input-type", "binary"]);
    let loaded = sops.load("it.p12", &[]);
    assert_eq!(loaded.secret().unwrap().expose_bytes(), plain);
    sops.encrypt("one.txt", "one line\n", &[]);
    assert_eq!(sops.value("one.txt", &[]), "one line\n");
}

#[test]
fn what_is_no_file_of_sops_says_so() {
    let Some(sops) = Sops::for_test("what_is_no_file_of_sops_says_so") else { return };
    for (name, content, code) in [
        ("plain.yaml", "a: b\n", "sops_not_encrypted"),
        ("plain.json", "{\"a\": \"b\"}", "sops_not_encrypted"),
        ("plain.env", "A=b\n", "sops_not_encrypted"),
        ("plain", "just a key", "sops_not_encrypted"),
        ("list.json", "[]", "sops_not_encrypted"),
        ("text.yaml", "sops: of text\n", "sops_not_encrypted"),
        ("it.ini", "[a]\nb = c\n", "sops_format_unsupported"),
        ("broken.yaml", "a: [b\n", "sops_syntax"),
        ("broken.json", "{\"a\": ", "sops_syntax"),
        ("broken.env", "A b\n", "sops_syntax"),
        ("empty.yaml", "a: b\nsops: {}\n", "sops_not_encrypted"),
        ("few.yaml", "a: b\nsops: {mac: x}\n", "sops_metadata_damaged"),
        ("new.yaml", "a: b\nsops: {mac: x, version: 4.0.0}\n", "sops_version_unknown"),
    ] {
        sops.write(name, content);
        assert_eq!(sops.code(name, &[]), code, "{name}");
    }
    // However deep somebody nests: nothing overflows.
    let deep = format!(
        "{{\"a\": 1, \"sops\": {}{}}}",
        "{\"x\":".repeat(60_000),
        "1".to_owned() + &"}".repeat(60_000)
    );
    sops.write("deep.json", deep);
    assert_eq!(sops.code("deep.json", &[]), "sops_metadata_damaged");
    sops.write("deep.env", format!("sops_{}x=1\n", "a__map_".repeat(60_000)));
    assert_eq!(sops.code("deep.env", &[]), "sops_metadata_damaged");
    sops.write("binary", [0xff, 0xfe, 0]);
    assert_eq!(sops.code("binary", &[]), "sops_not_encrypted");
}

#[test]
fn a_file_is_decrypted_once_for_all_of_its_credentials() {
    let Some(sops) = Sops::for_test("a_file_is_decrypted_once") else { return };
    sops.encrypt("it.yaml", "a: one\nb: two\n", &[]);
    sops.write("command.sh", "echo asked >> asked; cat keys.txt");
    let command = format!("sh -c 'cd {} && . ./command.sh'", sops.path().display());
    let loader = sops.loader_with(&[("SOPS_AGE_KEY_CMD", &command)]);
    let loaded = load_encrypted(&[file("it.yaml", &["a"]), file("it.yaml", &["b"])], loader);
    assert_eq!(loaded.iter().map(text).collect::<Vec<_>>(), ["one", "two"]);
    assert_eq!(sops.read("asked"), b"asked\n");
}
