//! What a value can hardly be, and what it never is.

use std::process::{Command, Stdio};

use provider_credentials::{AnyCredential, ExposeSecret, LoadWarning, Loader, credentials};

use crate::support::{Files, line_on_page, no_environment, outcome, shown};

mod asked;
mod copied;
mod encoded;
mod forms;
mod named;
mod odd;

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
            "-pbkdf2-7d1f0a93c5e84264,7d1f0a93,10",
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
    (
        "value_key_cut",
        &["sk-proj-ex", "sk-admin-", "sk-svcacct-ex", "7d1f0a93c5e84264a0917ac3d5be824"],
    ),
    (
        "value_twice",
        &[
            "a1-example-secret:a1-example-secret",
            "exampleNotAKey9exampleNotAKey9",
            "sk-proj-example-not-a-key,sk-proj-example-no-key-too",
            "sk-proj-example-not-a-key; sk-proj-example-no-key-too",
            "<<<<<<< HEAD\nan-example\n=======\nanother\n>>>>>>> rotate",
        ],
    ),
    (
        "value_escaped",
        &[
            "&quot;an-example-secret&quot;",
            "an-example-secret&#45;9",
            "an-example-secret<br>",
            "[an-example-9](https://keys.example)",
            "an%2Dexample%2Dsecret",
            "\\u0061n-example-secret",
            "exampleNotAKey9exampleNotAKey9exampleNotAKe=3D",
            "exampleNotAKey9exampleNotAKey9exampleNotAK=3D=3D",
            "{\\rtf1\\ansi\n\\f0\\fs24 an-example}",
            "exampleNotAKey9exam%2BleN%2FtAKe123%3D",
            "exampleNotAKey9exampleNotK%3d%3d",
        ],
    ),
    (
        "value_fernet",
        &[
            "gAAAAABlexampleNotAKey9exampleNotAKey9exampleNotAKey9exampleNotAKey9exampleNotAKey9exampleNotAKey9==",
        ],
    ),
    ("value_lookalike", &["an\u{2013}example\u{2013}secret9x", "an-ex\u{430}mple-secret-of-9"]),
    (
        "value_name",
        &[
            "me@example.com",
            "https://vault.example/v1/an-example",
            "acme/an-example",
            "2026-11-30",
            "db.internal:5432",
            "api.example.com",
            "https://api.example.com/v1",
            "gpt-4o-mini",
            "eu-west-1",
            "https://github.com/settings/tokens",
        ],
    ),
    (
        "value_url",
        &[
            "postgres://app:k9q/m77@db/orders",
            "https://nam02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fhooks.example&data=05",
            "https://urldefense.com/v3/__https://hooks.example/x__;!!an-example$",
        ],
    ),
    (
        "value_escaped_line_break",
        &["an-example-secret\\n", "an-example-secret%0A", "an-example-secret\\x00"],
    ),
    (
        "value_base64",
        &[
            "YW4tZXhhbXBsZS1zZWNyZXQtb2YtYS11c3VhbA==",
            "YW4tZXhhbXBsZS1zZWNyZXQtb2YtYS11c3VhbAo=",
            "LS0tLS1CRUdJTiBFWEFNUExFLS0tLS0K",
            "YW4tZXhhbXBsZS1zZWNyZXQtb2YtYS11c3VhbA",
            "base64:YW4tZXhhbXBsZS1zZWNyZXQtb2YtYS11c3VhbA==",
            "H4sIAAAAAAAAA0vM002tSMwtyEnVTcvPBwBx0nD9DgAAAA==",
            "UEsDBAoAAAAAAFR9fV0fCOpGAgAAAAIAAAABABwAZlVUCQ==",
            "/Td6WFoAAATm1rRGAgAhARYAAAB0L+WjAQATYW4t",
            "KLUv/QRYoQAAYW4tZXhhbXBsZS1zZWNyZXQtb2Y7KiEy",
            "QlpoOTFBWSZTWZ10RxgAAAIRgAACKwfcQCAAIhMj",
            "YQBuAC0AZQB4AGEAbQBwAGwAZQAtAG8AZgA=",
            "//5hAG4ALQBlAHgAYQBtAHAAbABlAA==",
            "dXNlcjphbi1leGFtcGxlLXNlY3JldAo=",
            "ONVS24DSN5VC2ZLYMFWXA3DFFVXG65BNMEWWWZLZFU4Q====",
            "cG9zdGdyZXM6Ly9hcHA6ZXhhbXBsZUBkYg==",
        ],
    ),
    (
        "value_own_name",
        &[
            "OPENAI_API_KEY",
            "$OPENAI_API_KEY",
            "${OPENAI_KEY}",
            "$(OPENAI_KEY)",
            "${{ secrets.OPENAI_KEY }}",
            "${OPENAI_KEY:-}",
            "#{OpenAiKey}#",
            "((openai-key))",
            "process.env.OPENAI_KEY",
            "openai_api_key",
            "@OPENAI_KEY@",
            "{OPENAI_KEY}",
            "$$OPENAI_KEY",
            "${OPENAI_KEY",
            "$__file{/run/secrets/key}",
            "!OPENAI_KEY!",
            "[[openai_key]]",
        ],
    ),
    (
        "value_path",
        &[
            "/etc/hostname",
            "/usr/bin/env",
            "C:\\keys\\openai",
            "~/.openai",
            "/run/secrets/x",
            "secrets/openai.txt",
            "$HOME/.openai",
            "@openai.key",
        ],
    ),
    ("value_short", &["a", "abcdefg", "ключ-от"]),
    (
        "value_other_provider",
        &[
            "sk-ant-example-not-a-key",
            "hf_exampleNotAKey",
            "AIzaExampleNotAKey",
            "gsk_exampleNotAKey",
        ],
    ),
];

#[test]
fn what_can_hardly_be_a_secret_has_one_warning() {
    for (code, values) in DOUBTFUL {
        for value in *values {
            assert_eq!(of(value), [*code], "{value:?}");
        }
    }
}

#[test]
fn pem_gets_its_line_breaks_back() {
    let pem = "-----BEGIN EXAMPLE-----\nbm90aGluZw==\n-----END EXAMPLE-----";
    let escaped = pem.replace('\n', "\\n") + "\\n";
    let creds: Values = with(&escaped).load();
    assert_eq!(shown(&creds.openai), pem);
    assert_eq!(warnings(&creds.openai), ["value_escaped_pem"]);
    assert_eq!(on_page("value_escaped_pem"), creds.openai.metadata().to_string());
    let creds: Values = with(&escaped).strict_values().load();
    assert_eq!(outcome(&creds.openai), Err("value_escaped_pem"));
    // Without any line breaks it is no PEM.
    assert_eq!(of(&pem.replace('\n', " ")), ["value_pem_cut"]);
    let creds: Values = with(&pem.replace('\n', "\\\\n")).load();
    assert_eq!(shown(&creds.openai), pem, "escaped twice");
}

#[test]
fn secrets_have_none() {
    let pem = "-----BEGIN EXAMPLE-----\nbm90aGluZw==\n-----END EXAMPLE-----";
    for value in [
        "an-example-secret",
        "81726354",
        "sk-proj-example-not-a-key",
        "example-key-of-openai",
        "dXNlcjpwYXNzd29yZC1vZi1hLXVzZXI=",
        "7d1f0a93c5e8b264f0917ac3d5be8246",
        "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP====",
        "p@ss=word!~{}[]",
        "{not-json-but-a-password",
        "correct-horse-battery-staple",
        "/an/example/that/is/no/file",
        "{\"error\": null, \"access_token\": \"an-example\", \"token_type\": \"Bearer\"}",
        "{\"k9qZm77",
        "[[k8]Qz!x2#Lm9vR",
        "{'a}k8Qz!x2#Lm9vR",
        "ENC(3v$k9!Qz",
        "{cipher}x7k9q",
        "encrypted:Bx7k9",
        "sntrys_eyJpYXQiOjE3MDA=_an-example-of-43-letters",
        "FlyV1 an-example-of-fly",
        "Server=tcp:db.example,1433;User ID=app;Password=an-example;",
        "host=db user=app password=an-example",
        "an-example-of-a-password!",
        "exampleKeyInBase64Url_-",
        "correct horse battery staple",
        "skeleton-key",
        "(an-example)",
        "eyJrIjoiZXhhbXBsZSIsIm4iOiJ4IiwiaWQiOjF9",
        "host=db user=app password='an example'",
        "session=an-example; other=an-example",
        "пароль-для-базы-данных",
        "p${w0rd}-of-a-user",
        "subject=CN = example\n-----BEGIN EXAMPLE-----\nbm90aGluZw==\n-----END EXAMPLE-----",
        "gravel otter, lantern 17 moss!",
        "pk_example_not_a_key",
        "SHA256:example-password",
        "16:27:ac:a5:76:28",
        "an-example-secret=3D",
        "an-example,of-a;password",
        "7d1f0a93-c5e8-4264-a091-7ac3d5be8246",
        "b'an'example-of-a-password",
        "(sensitive-example)",
        "sv=2022-11-02&ss=b&se=2126-01-31T08:00:00Z&sig=an%3Dexample",
        "example9NotAKey:x",
        "app:example9NotAKey:q",
        "{Example}-of-a-password",
        "p4ss:w0rd%2Bx!Qz",
        "an%2Fexample%3Dof-a-password",
        "2.an-example|of-a|password",
        "H4sIexampleNotAKey9exampleNotAKey9x",
        "UEsDexampleNotAKey9exampleNotAKey9x",
        "KLUvexampleNotAKey9exampleNotAKey9x",
        "gAAAAABlexampleNotAKey9exampleNotAKey9x",
        "AC7d1f0a93c5e84264a0917ac3d5be8246",
        "1234567:AAexample-of-a-bot-of-telegram",
        "7d1f0a93c5e84264a0917ac3d5be8246::server:7d1f0a93c5e84264",
        "v1:an-example:of-a-password",
        "[k9]an-example-of-a-password",
        "glow_exampleNotAKey9_7d1f0a93",
        pem,
    ] {
        assert_eq!(of(value), [""; 0], "{value:?}");
    }
}

#[test]
fn the_text_says_what_to_do_and_shows_nothing() {
    for (code, values) in DOUBTFUL {
        for value in *values {
            let creds: Values = with(value).load();
            let line = creds.openai.metadata().to_string();
            if value.len() > 12 && !value.contains("OPENAI") {
                assert!(!line.contains(value), "{line}");
            }
            let value = values.first().unwrap();
            let line = with(value).load::<Values>().openai.metadata().to_string();
            assert_eq!(on_page(code), line);
        }
    }
}

/// The line that the page of a code shows.
fn on_page(code: &str) -> String {
    format!("openai (openai): {}", line_on_page(code))
}

#[test]
fn a_strict_loader_makes_them_errors_of_the_same_code() {
    for (code, values) in DOUBTFUL {
        let creds: Values = with(values[0]).strict_values().load();
        assert_eq!(outcome(&creds.openai), Err(*code));
        let warned: Values = with(values[0]).load();
        let warning = warned.openai.metadata().warning().unwrap().to_string();
        let error = creds.openai.secret().unwrap_err().to_string();
        assert_eq!(error, format!("credential `openai` is not loaded: {warning}"));
    }
    assert!(with("an-example-secret").strict_values().load::<Values>().openai.is_loaded());
}

#[test]
fn what_the_manifest_allows_is_allowed() {
    for value in ["changeme", "short"] {
        let creds: Values = with(value).strict_values().load();
        assert_eq!(shown(&creds.allowing), value);
        assert_eq!(warnings(&creds.allowing), [""; 0]);
        assert!(!creds.openai.is_loaded());
    }
    assert_eq!(warnings(&with("'quoted-text'").load::<Values>().allowing), ["value_quoted"]);
}

#[test]
fn a_given_value_is_the_programs_own() {
    let loader = Loader::isolated().strict_values().with_secret(ValuesId::Openai, "x");
    assert_eq!(shown(&loader.load::<Values>().openai), "x");
}

fn file(content: &[u8]) -> Values {
    Files::new().with("key", content).loader().load()
}

#[test]
fn ciphertext_is_never_a_secret() {
    for (content, by) in [
        (&b"ENC[AES256_GCM,data:p673w==,iv:YY=,tag:UQ=,type:str]"[..], "sops"),
        (b"{\n\t\"data\": \"ENC[AES256_GCM,data:p673w==,type:str]\"\n}", "sops"),
        (b"age-encryption.org/v1\n-> X25519 example", "age"),
        (b"-----BEGIN AGE ENCRYPTED FILE-----\nZXhhbXBsZQ==\n", "age"),
        (b"-----BEGIN PGP MESSAGE-----\n\nZXhhbXBsZQ==\n", "PGP"),
        (b"$ANSIBLE_VAULT;1.1;AES256\n3061\n", "Ansible Vault"),
        (
            b"hQEMAexampleNotAKey9exampleNotAKey9exampleNotAKey9exampleNotAKey9exampleNotAKey9exampleNotAKey9exampleNotAKey9",
            "PGP",
        ),
        (b"OBF:1exampleofciphertext", "Jetty's obfuscation"),
        (b"ENCRYPTED[7d1f0a937d1f0a937d1f0a937d1f0a937d1f0a937d1f0a93]", "Cirrus CI"),
        (b"AES:ZXhhbXBsZWV4YW1wbGVlZQ==:ZXhhbXBsZWV4YW1wbGVlZQ==", "GoCD"),
        (b"BAMSCRT@0@0@ZXhhbXBsZWV4YW1wbGVlZQ==", "Bamboo"),
        (b"$encrypted$AESCBC$ZXhhbXBsZWV4YW1wbGU=", "AWX"),
        (b"vault:v1:ZXhhbXBsZQ==", "Vault's transit engine"),
        (b"ENC(G6N7exampleofciphertext)", "Jasypt"),
        (b"{cipher}40c0exampleofciphertextofaconfigserver", "Spring Cloud Config"),
        (b"U2FsdGVkX1exampleofciphertext", "OpenSSL"),
        (
            b"01000000d08c9ddf0115d1118c7a00c04fc297eb0100",
            "PowerShell's `ConvertFrom-SecureString`",
        ),
        (b"\0GITCRYPT\0\xff\x01", "git-crypt"),
        (b"vault:v17:ZXhhbXBsZQ==", "Vault's transit engine"),
        (
            b"2.ZXhhbXBsZWV4YW1wbGVlZQ==|ZXhhbXBsZWV4YW1wbGVlZQ==|ZXhhbXBsZWV4YW1wbGVleGFtcGxlZXhhbXBsZWVlZQ==",
            "Bitwarden",
        ),
        (b"0.ZXhhbXBsZWV4YW1wbGVlZQ==|ZXhhbXBsZWV4YW1wbGVlZQ==", "Bitwarden"),
        (b"!ZXhhbXBsZWV4YW1wbGVlZQ==|ZXhhbXBsZWV4YW1wbGVlZQ==", "LastPass"),
        (b"v1:ZXhhbXBsZWV4YW1w:ZXhhbXBsZWV4YW1wbGVlZXhhbXBs", "Pulumi"),
        (b"{ZXhhbXBsZWV4YW1wbGVleGFtcGxlZXhhbXBsZWVlZQe=}", "Maven"),
        (b"{AQAAABAAAAexampleNotAKey9}", "Jenkins"),
        (b"{AQAAABAAAAAwexampleNotAKey9exampleNotAKey9exa=}", "Jenkins"),
        (b"CfDJ8exampleNotAKey9exampleNotAKey9exampleNotAKey9exampleNotAKey9", "ASP.NET Core's data protection"),
        (b"eyJpdiI6IexampleNotAKey9exampleNotAKey9exampleNotAKey9exampleNotAK", "Laravel"),
        (b"{\"CiphertextBlob\": \"ZXhhbXBsZQ==\"}", "AWS KMS"),
        (
            b"{\"protected\":\"e30\",\"iv\":\"e\",\"ciphertext\":\"e\",\"tag\":\"e\"}",
            "JSON Web Encryption",
        ),
        (
            b"{\"unprotected\":{\"enc\":\"A256GCM\"},\"iv\":\"e\",\"ciphertext\":\"e\",\"tag\":\"e\"}",
            "JSON Web Encryption",
        ),
        // `{"alg":"dir","enc":"A256GCM"}`
        (
            b"eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..ZXhhbXBsZWV4YW1w.ZXhhbXBsZQ.ZXhhbXBsZWV4YW1wbGVlZQ\n",
            "JSON Web Encryption",
        ),
        (b"{\"encrypted_data\":\"e\",\"iv\":\"e\",\"cipher\":\"aes-256-gcm\"}", "Chef"),
        (
            b"Whxqht+dQJax1aZeCGLxmiAAAAABAAAADAAAABAAAADbiDo4B/r0JAuq7PAAAAAA",
            "systemd",
        ),
    ] {
        let creds = file(content);
        assert_eq!(outcome(&creds.file), Err("value_encrypted"), "{by}");
        let error = creds.file.secret().unwrap_err().to_string();
        let fix = match by {
            "sops" | "age" => format!("write `encrypted: {by}`"),
            "JSON Web Encryption" => "write `encrypted: jwe`".to_owned(),
            _ => "decrypt it".to_owned(),
        };
        assert!(error.contains(&format!("file `key` is encrypted by {by}; {fix}")), "{error}");
        if by == "JSON Web Encryption" {
            assert_eq!(outcome(&creds.keyed), Err("value_encrypted"), "{error}");
        }
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
