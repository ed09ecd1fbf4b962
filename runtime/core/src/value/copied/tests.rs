//! What a load says of forms that another rule could take for something else.

use crate::report::Doubt;
use crate::value::judged::judged_as_it_is;

fn of(variable: &'static str, text: &str) -> Vec<Doubt> {
    judged_as_it_is("acme", variable, text)
}

const TOKENS: [&str; 2] = ["ACME_BEARER_TOKEN", "DB_PASSWORD"];

#[test]
fn the_mark_of_zsh() {
    for variable in TOKENS {
        for key in ["7d1f0a93-c5e8-4264-a091-7ac3d5be8246", "7d1f0a93c5e84264a0917ac3d5be8246"] {
            assert_eq!(of(variable, &format!("{key}%")), [Doubt::StraySign], "{variable} {key}");
            assert_eq!(of(variable, key), [], "{variable} {key}");
        }
        assert_eq!(of(variable, "k9qZm77x-R3vT5yW8%"), [], "{variable}");
    }
}

#[test]
fn words_of_a_wallet() {
    let words = "otter secret key lantern ".repeat(6);
    let [eleven, twelve] =
        [11, 12].map(|count| words.split_whitespace().take(count).collect::<Vec<_>>().join(" "));
    for variable in ["WALLET_MNEMONIC", "SEED_PHRASE"] {
        assert_eq!(of(variable, &eleven), [Doubt::SeedPhrase], "{variable}");
        assert_eq!(of(variable, &eleven.replace(' ', "\n")), [Doubt::SeedPhrase], "{variable}");
        assert_eq!(of(variable, &twelve), [], "{variable}");
    }
    assert_eq!(of("BACKUP_PASSPHRASE", "otter lantern meadow copper"), []);
}

#[test]
fn a_hash_of_wordpress() {
    let hash = "$wp$2y$10$exampleNotAHashexampleNotAHashexampleNotAHashexampl";
    for variable in TOKENS {
        assert_eq!(of(variable, hash), [Doubt::Hash], "{variable}");
        assert_eq!(of(variable, "$wp$k9qZm77xR3vT5yW8"), [], "{variable}");
    }
    assert_eq!(of("ADMIN_PASSWORD_HASH", hash), []);
}

#[test]
fn what_stands_before_each_line() {
    let pem = "-----BEGIN EXAMPLE-----\nYWFhYWFhYWFhYWFh\n-----END EXAMPLE-----";
    let quoted = format!("> {}", pem.replace('\n', "\n> "));
    let indented = format!("    {}", pem.replace('\n', "\n    "));
    assert_eq!(of("ACME_PRIVATE_KEY", &quoted), [Doubt::QuotedLines]);
    assert_eq!(of("ACME_PRIVATE_KEY", &indented), [Doubt::Indented]);
    assert_eq!(of("ACME_PRIVATE_KEY", pem), []);
    assert_eq!(of("ACME_TOKEN", "> exampleNotAKey9\n> exampleNot"), [Doubt::QuotedLines]);
    assert_eq!(of("ACME_TOKEN", "> exampleNotAKey9\nexampleNot"), [Doubt::LineBreak]);
}

#[test]
fn what_cmd_says_of_an_empty_variable() {
    for variable in TOKENS {
        for text in ["ECHO is on.", "ECHO ist eingeschaltet (ON).", "Commande ECHO activ\u{e9}e."] {
            assert_eq!(of(variable, text), [Doubt::Placeholder], "{variable} {text}");
        }
    }
    assert_eq!(of("DB_PASSWORD", "the ECHO is on."), []);
}

#[test]
fn messages_tags_and_entries() {
    for variable in TOKENS {
        for (text, what) in [
            ("[12.03.24, 14:22:07] Otto: exampleNotAKey9", "a message of a chat"),
            ("12/03/2024, 14:22 - Otto Otter: exampleNotAKey9", "a message of a chat"),
            ("<script src=\"https://js.example/v3\"></script>", "an element of HTML or XML"),
            ("<script async src='https://js.example/v3'>", "an element of HTML or XML"),
            ("password: 0x6B39715A  \"exampleNotAKey9\\303\\251\"", "the output of `security`"),
            (
                "keychain: \"/Users/otto/login.keychain-db\"\nversion: 512\nclass: \"genp\"\nattributes:\n    0x7 <blob>=\"acme\"",
                "the output of `security`",
            ),
        ] {
            assert_eq!(of(variable, text), [Doubt::Within(what)], "{variable} {text}");
        }
    }
    assert_eq!(of("DB_PASSWORD", "[12.03.24] Otto 14:22"), []);
    assert_eq!(of("DB_PASSWORD", "<script>9!Zm<q"), []);
}

#[test]
fn the_answer_to_a_login() {
    let answer = r#"{"access_token":"exampleNotAKey9","token_type":"Bearer","expires_in":3600}"#;
    let short = r#"{"access_token":"exampleNotAKey9","token_type":"Bearer"}"#;
    for variable in ["ACME_CLIENT_SECRET", "acmeClientSecret"] {
        for text in [answer, short] {
            assert_eq!(of(variable, text), [Doubt::AnswerToLogin], "{variable} {text}");
        }
    }
    assert_eq!(of("ACME_TOKEN", answer), [Doubt::Wrapped]);
}

#[test]
fn references_in_two_braces() {
    for text in
        ["{{secrets/acme-scope/api_key}}", "{{resolve:secretsmanager:acme:SecretString:key}}"]
    {
        assert_eq!(of("ACME_TOKEN", text), [Doubt::Reference], "{text}");
    }
    assert_eq!(of("ACME_TOKEN", "{{secrets/api_key}}"), [Doubt::Placeholder]);
    assert_eq!(of("ACME_TOKEN", "{{ api_key }}"), [Doubt::OwnName]);
}

#[test]
fn a_file_that_certutil_wrote() {
    let of_body = |variable, body: &str| {
        of(variable, &format!("-----BEGIN CERTIFICATE-----\r\n{body}\r\n-----END CERTIFICATE-----"))
    };
    // `exampleNotAKey9`.
    for variable in ["ACME_TOKEN", "DB_PASSWORD", "TLS_CERT", "ACME_PRIVATE_KEY"] {
        assert_eq!(of_body(variable, "ZXhhbXBsZU5vdEFLZXk5"), [Doubt::Certutil], "{variable}");
    }
    // A sequence of 128 bytes.
    let certificate = format!("MIGA{}AAA=", "AAAA".repeat(42));
    assert_eq!(of_body("ACME_PRIVATE_KEY", &certificate), [Doubt::Public]);
    assert_eq!(of_body("TLS_CERT", &certificate), []);
}

#[test]
fn a_document_in_rtf() {
    for variable in TOKENS {
        for text in [
            "{\\rtf1\\ansi\\ansicpg1252\\cocoartf2709\n{\\fonttbl\\f0 Menlo;}\n\\f0\\fs24 exampleNotAKey9}",
            "{\\rtf1\\ansi exampleNotAKey9}",
            "{\\rtf1 exampleNotAKey9",
        ] {
            assert_eq!(of(variable, text), [Doubt::RichText], "{variable} {text}");
        }
    }
    assert_eq!(of("DB_PASSWORD", "{\\r7f1-k9qZm77x}"), []);
}
