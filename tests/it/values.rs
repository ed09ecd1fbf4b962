//! What a value can hardly be, and what it never is.

use std::process::{Command, Stdio};

use provider_credentials::{AnyCredential, ExposeSecret, LoadWarning, Loader, credentials};

use crate::support::{Files, line_on_page, no_environment, outcome, shown};

mod asked;
mod encoded;
mod named;

credentials!("it/manifests/values.yaml", struct Values);

fn with(value: &str) -> Loader {
    no_environment().with_environment([("OPENAI_API_KEY", value)])
}

fn with_value(value: &str) -> Values {
    with(value).load()
}

fn warnings(credential: &AnyCredential) -> Vec<&'static str> {
    credential.metadata().warnings().iter().map(LoadWarning::code).collect()
}

/// The warnings about a value of a variable.
fn of(value: &str) -> Vec<&'static str> {
    let creds: Values = with(value).load();
    assert_eq!(shown(&creds.openai), value.trim_end_matches('\n'), "it is loaded all the same");
    warnings(&creds.openai)
}

/// What is wrong with each is one warning. None of them looks like a real key.
const DOUBTFUL: &[(&str, &[&str])] = &[
    (
        "value_quoted",
        &[
            "\"an-example-secret\"",
            "'an-example-secret'",
            "\u{201c}an-example-secret\u{201d}",
            "\"x\"",
            " 'an-example' ",
            "b'an-example-secret'",
            "u\"an-example-secret\"",
            "Secret(\"exampleNotAKey9x\")",
            "Optional[exampleNotAKey9x]",
        ],
    ),
    (
        "value_scheme",
        &[
            "Bearer an-example-secret",
            "bearer an-example-secret",
            "Basic YTpi",
            "Token an-example-secret",
            "Bearer:an-example-secret",
            "BearerExampleNotAKey9x",
        ],
    ),
    (
        "value_assignment",
        &[
            "OPENAI_API_KEY=an-example-secret",
            "export API_KEY=x-example",
            "api_key=an-example",
            "token=an-example",
            "apiKey:\"an-example-secret\"",
            "x-api-key:an-example-secret",
            "$API_KEY=an-example-secret",
            "//registry.example/:_authToken=an-example",
        ],
    ),
    (
        "value_white_space",
        &[
            "an-example-secret ",
            " an-example-secret",
            "an example-secret",
            "an-example\tsecret",
            "an\u{a0}example",
            "an-example-secret # prod key",
            "-n an-example-secret",
            "sk-proj-example-not-a-key of openai prod team",
            "export an-example-secret",
        ],
    ),
    (
        "value_line_break",
        &[
            "an-example\nsecret",
            "# a comment\nan-example-secret",
            "a b c d\r\ne f g h",
            "[abc\ndef]",
            "{use\nthis}",
        ],
    ),
    (
        "value_control_character",
        &[
            "an-example\u{1b}secret",
            "an-example\u{7f}",
            "an-example\u{9f}",
            "[200~an-example-secret[201~",
            "^[[1man-example-secret",
            "an-example-secret[0m",
        ],
    ),
    (
        "value_invisible_character",
        &[
            "an-example\u{200b}secret",
            "\u{feff}an-example-secret",
            "an\u{202e}example",
            "an-example\u{ad}",
        ],
    ),
    (
        "value_placeholder",
        &[
            "changeme",
            "<api-key>",
            "xxx",
            "your-api-key",
            "YOUR_API_KEY_HERE",
            "TODO",
            "sk-xxxxxxxxxxxxxxxx",
            "replace-me",
            "postgres://app:[YOUR-PASSWORD]@db/orders",
            "Server=db;User ID=app;Password=;",
            "sk-dummy-key",
            "1234567890abcdef",
            "0123456789abcdef0123456789abcdef",
            "00000000-0000-0000-0000-000000000000",
            "my-secret-token",
            "module.secrets.api_key",
            "dein-api-schluessel",
            "ВАШ_КЛЮЧ",
            "████████",
            "postgres://user:pass@host:5432/db",
            "https://",
            "(sensitive value)",
            "(known after apply)",
            "$encrypted$",
            "xxxx7f3a",
            "&OPENAI_KEY",
            "*my_api_key",
        ],
    ),
    (
        "value_reference",
        &[
            "op://team/openai/credential",
            "vault:secret/data/openai#key",
            "arn:aws:secretsmanager:eu-west-1:1234:secret:openai",
            "projects/example/secrets/openai/versions/latest",
            "https://acme.vault.azure.net/secrets/openai/7",
            "gopass://team/openai",
            "{\"Ref\": \"ApiKey\"}",
            "version https://git-lfs.github.com/spec/v1\noid sha256:77\nsize 9",
            "{REF:P@I:46C9B1FFBD4ABC4BBB260C6190BAD20C}",
            "{REF:U@T:OpenAI}",
            "{PASSWORD}",
            "{USERNAME}",
            "{S:ApiKey}",
            "vault:database/creds/orders#password",
            "berglas://bucket/openai",
        ],
    ),
    (
        "value_response",
        &[
            "<!DOCTYPE html>\n<html><body>404</body></html>",
            "{\"error\": \"unauthorized\"}",
            "{\n  \"message\": \"Bad credentials\"\n}",
            "HTTP/1.1 404 Not Found",
            "Unauthorized",
            "sh: 1: op: not found",
            "404 page not found",
            "{\"code\": 5, \"message\": \"secret not found\"}",
            "{\"ok\": false, \"reason\": \"not_authed\"}",
        ],
    ),
    (
        "value_public",
        &[
            "-----BEGIN CERTIFICATE-----\nYQ==\n-----END CERTIFICATE-----",
            "ssh-ed25519 AAAAexample me@example.com",
            "AAAAC3NzaC1lZDI1NTE5AAAAIexample",
            "-----BEGIN EC PARAMETERS-----\nYQ==\n-----END EC PARAMETERS-----",
            "{\"kty\": \"EC\", \"crv\": \"P-256\", \"x\": \"a\"}",
            "AKIAEXAMPLENOTAKEY77",
            "ASIAEXAMPLENOTAKEY77",
            "pk_live_exampleNotAKey",
            "pk_test_exampleNotAKey",
            "SHA256:exampleexampleexampleexampleexampleexample7",
            "SHA256:exampleexampleexampleexampleexampleexample7=",
            "MD5:16:27:ac:a5:76:28:2d:36:63:1b:56:4d:eb:df:a6:48",
            "16:27:ac:a5:76:28:2d:36:63:1b:56:4d:eb:df:a6:48",
            "DA:39:A3:EE:5E:6B:4B:0D:32:55:BF:EF:95:60:18:90:AF:D8:07:09",
            "AROAEXAMPLENOTAKEY77",
            "arn:aws:iam::123456789012:role/example",
            "708192634455-example.apps.googleusercontent.com",
            "Iv1.7d1f0a93c5e84264",
            "Iv23liExampleNotAKey",
        ],
    ),
    (
        "value_pem_cut",
        &[
            "-----BEGIN EXAMPLE-----\nYQ==",
            "-----BEGIN EXAMPLE-----\n-----END EXAMPLE-----",
            "-----BEGIN EXAMPLE-----\nYOUR KEY HERE\n-----END EXAMPLE-----",
            "-----BEGIN EXAMPLE-----\nYWE=\n-----END OTHER-----",
            "-----BEGIN EXAMPLE-----\nYWEa\nYW\n-----END EXAMPLE-----",
            "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADAN\n-----END PRIVATE KEY-----",
            "b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQ",
        ],
    ),
    ("value_hex", &["616e2d6578616d706c652d6f662d612d6b6579"]),
    (
        "value_wrapped",
        &[
            "{\"ARN\": \"arn:x\", \"SecretString\": \"s\"}",
            "{\"request_id\": \"x\", \"data\": {\"data\": {\"k\": \"s\"}}}",
            "{\"api_key\": \"an-example\"}",
        ],
    ),
    (
        "value_hash",
        &[
            "$2b$12$anexampleofahash",
            "$argon2id$v=19$m=65536$c2FsdA$aGFzaA",
            "pbkdf2_sha256$600000$salt$hash",
            "d41d8cd98f00b204e9800998ecf8427e",
            "sha1:da39a3ee5e6b4b0d3255bfef95601890afd80709",
            "sha256-exampleNotAKey9exampleNotAKey9exampleNotAKe=",
        ],
    ),
    (
        "value_stray_sign",
        &[
            "sk-proj-example-not-a-key,",
            "'ghp_exampleNotAKey",
            "(an-example-of-a-key-9)",
            "**an-example-of-a-key-9**",
            "sk_live_exampleNotAKey\\",
            "(AKIAEXAMPLENOTAKEY)",
            "sk-proj-example-not-a-key:wq",
            "sk-proj-example-not-a-key:wq!",
            "sk-proj-example-not-a-key:q",
            "sk-proj-example-not-a-key:x",
            "sk-proj-example-not-a-key^C",
            "sk-proj-example/not-a-key",
            "an-example-of-a-key-9:wq",
            "\"an-example-of-a-key-9",
            "an-example-of-a-key-9\",",
            "an-example-of-a-key-9;",
            "&{an-example-of-a-key-9}",
        ],
    ),
    (
        "value_token_cut",
        &[
            "eyJhbGciOiJub25lIn0",
            "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0",
            "eyJhbGci.eyJzdWIi.",
            "eyJhbGci.eyJzdWIi.ex",
        ],
    ),
    ("value_key_cut", &["sk-proj-ex", "sk-admin-", "sk-svcacct-ex"]),
    (
        "value_twice",
        &[
            "a1-example-secret:a1-example-secret",
            "exampleNotAKey9exampleNotAKey9",
            "sk-proj-example-not-a-key,sk-proj-example-no-key-too",
            "sk-proj-example-not-a-key; sk-proj-example-no-key-too",
            "            "age" => "write `encrypted: age` beside",
            "sops" => "write `encrypted: sops` beside",
            "JSON Web Encryption" => "write `encrypted: jwe` beside",
            _ => "decrypt it",
        };
        assert!(error.contains(&format!("file `key` is encrypted by {by}; {fix}")), "{error}");
    }
    let creds = file(b"{ \"key\": \"ENC[AES256_GCM,data:p673w==,type:str]\" }");
    assert_eq!(outcome(&creds.keyed), Err("value_encrypted"));
    let creds: Values = with("ENC[AES256_GCM,data:p673w==,type:str]").load();
    assert_eq!(outcome(&creds.openai), Err("value_encrypted"));
}

#[test]
fn what_systemd_encrypts_is_ciphertext() {
    let files = Files::new();
    let key = files.join("host.secret");
    let encrypt = |with: &str| {
        let mut command = Command::new("systemd-creds");
        command.args([
            "encrypt",
            "--name=openai",
            &format!("--with-key={with}"),
            "/dev/stdin",
            "-",
        ]);
        command.env("SYSTEMD_CREDENTIAL_SECRET", &key).stdin(Stdio::null()).stderr(Stdio::null());
        command.output().ok().filter(|output| output.status.success())
    };
    let mut count = 0;
    for with in ["host", "tpm2-absent", "null"] {
        let Some(output) = encrypt(with) else { continue };
        let text = String::from_utf8(output.stdout).unwrap();
        for text in [text.clone(), text.replace('\n', "")] {
            let creds = with_value(&text);
            assert_eq!(outcome(&creds.openai), Err("value_encrypted"), "{with}");
        }
        count += 1;
    }
    if count == 0 {
        println!("NOT RUN: no `systemd-creds` that encrypts without root's key");
    }
}

#[test]
fn a_sealed_secret_is_ciphertext_by_its_length() {
    let sealed = |letters: usize| {
        "AgBy3i4OJSWK"
            .chars()
            .chain("exampleNotAKey9".chars().cycle())
            .take(letters)
            .collect::<String>()
    };
    assert_eq!(outcome(&with_value(&sealed(720)).openai), Err("value_encrypted"));
    assert_eq!(of(&sealed(64)), [""; 0]);
}

#[test]
fn utf_16_is_named() {
    let utf16 = |text: &str, little: bool| -> Vec<u8> {
        let bytes = |unit: u16| if little { unit.to_le_bytes() } else { unit.to_be_bytes() };
        text.encode_utf16().flat_map(bytes).collect()
    };
    for text in [
        "an-example-secret\r\n",
        "\u{feff}an-example",
        "\u{feff}жж",
        "an-éxample",
        "{ \"key\": 1 }",
    ] {
        for little in [true, false] {
            let creds = file(&utf16(text, little));
            for credential in [&creds.file, &creds.keyed] {
                assert_eq!(outcome(credential), Err("file_not_utf8"), "{text:?}");
                let error = credential.secret().unwrap_err().to_string();
                assert!(error.contains("file `key` is in UTF-16; save it as UTF-8"), "{error}");
            }
        }
    }
    let creds = file(b"\xff\xffexample");
    assert!(creds.file.secret().unwrap_err().to_string().contains("does not hold UTF-8 text"));
    let dotenv = Files::new().with(".env", utf16("OPENAI_API_KEY=an-example\r\n", true));
    let creds: Values = dotenv.loader().with_dotenv(".env").load();
    let error = creds.openai.secret().unwrap_err().to_string();
    assert!(error.contains("the `.env` file is in UTF-16"), "{error}");
}

#[test]
fn a_nul_byte_is_never_a_part_of_a_text() {
    for (content, keyed) in
        [(&b"an-example\0"[..], false), (b"{ \"key\": \"an\\u0000example\" }", true)]
    {
        let creds = file(content);
        let credential = if keyed { &creds.keyed } else { &creds.file };
        assert_eq!(outcome(credential), Err("value_not_text"));
        assert!(credential.secret().unwrap_err().to_string().contains("has a NUL byte in it"));
    }
}

#[test]
fn what_begins_like_json_is_json_or_an_error_with_its_line() {
    let broken = b"{\n  \"type\": \"service_account\",\n  \"key\": \"a\nb\"\n}\n";
    let creds = file(broken);
    for credential in [&creds.file, &creds.keyed] {
        let error = credential.secret().unwrap_err().to_string();
        assert!(error.contains("file `key` is not valid JSON at line 3, column "), "{error}");
    }
    assert!(file(b"{\n  \"key\": \"an-example\"\n}\n").file.is_loaded());
    for text in ["[a-password-of-signs", "{x}y[z]w9", "[default]\nkey = x"] {
        assert_eq!(shown(&file(format!("{text}\n").as_bytes()).file), text);
        assert_eq!(shown(&file(text.as_bytes()).file), text);
    }
    let creds: Values = with("{\"type\": \"service_account\",}").load();
    assert_eq!(outcome(&creds.openai), Err("json_syntax"));
}

#[test]
fn a_second_document_and_a_foreign_tag_are_said_to_be_that() {
    for (content, problem) in [
        (
            "key: an-example\n---\nkey: other\n",
            "file `key` has a second YAML document at line 2, column 1; keep one",
        ),
        ("key: !vault |\n  $ANSIBLE_VAULT;1.1\n", "file `key` has a tag at line "),
        ("key: !env OPENAI\n", "that only another program understands; remove the tag"),
    ] {
        let creds = file(content.as_bytes());
        assert_eq!(outcome(&creds.keyed), Err("yaml_syntax"), "{content}");
        let error = creds.keyed.secret().unwrap_err().to_string();
        assert!(error.contains(problem), "{error}");
    }
}

#[test]
fn exposed_as_it_is() {
    let creds: Values = with("'an-example-secret'\n").load();
    assert_eq!(creds.openai.secret().unwrap().expose_secret(), "'an-example-secret'");
}
