//! What people copied whole where one text was meant, and what tools made of it; and what is near to that and a secret.

use provider_credentials::{LoadWarning, credentials};

use crate::support::{Files, no_environment, outcome};

credentials!("it/manifests/values_forms.yaml", struct Forms);

/// The lines about the only credential whose variable is set.
fn of(variable: &str, value: &str) -> Vec<(&'static str, String)> {
    let creds: Forms = no_environment().with_environment([(variable, value)]).load();
    assert_eq!(creds.loaded_ids().len(), 1, "{variable} is loaded all the same");
    let lines = creds.metadata().into_iter().flat_map(|one| {
        assert!(!one.to_string().contains("xampleNot"), "{one}");
        one.warnings()
            .iter()
            .map(|warning| (warning.code(), warning.to_string()))
            .collect::<Vec<_>>()
    });
    lines.collect()
}

/// Each has one warning, of this code and with these words.
fn told(code: &str, words: &str, values: &[(&str, &str)]) {
    for (variable, value) in values {
        let lines = of(variable, value);
        let [(found, line)] = &lines[..] else { panic!("{variable} {value:?} {lines:?}") };
        assert!(*found == code && line.contains(words), "{variable} {value:?} {line}");
    }
}

fn untold(values: &[(&str, &str)]) {
    for (variable, value) in values {
        assert_eq!(of(variable, value), [], "{variable} {value:?}");
    }
}

const ANDROID: &str = r#"{"project_info": {"project_id": "acme"}, "client": [{"api_key": []}], "configuration_version": "1"}"#;
const CLIENT: &str = r#"{"web": {"client_id": "a", "client_secret": "exampleNotAKey9"}}"#;

#[test]
fn files_of_googles_consoles_are_named() {
    let plist = "<?xml version=\"1.0\"?>\n<plist version=\"1.0\"><dict>\n<key>GOOGLE_APP_ID</key></dict></plist>";
    let app = "the configuration of an app by Google";
    told("value_public", app, &[("FIREBASE", ANDROID), ("GOOGLE_API_KEY", plist), ("ACME", plist)]);
    told("value_other_provider", "the file of an OAuth client", &[("GOOGLE_API_KEY", CLIENT)]);
    told("value_key_cut", "the first line of JSON alone", &[("ACME", "{"), ("FIREBASE", "[{\n")]);
    let license = "<?xml version=\"1.0\"?>\n<License>\n  <Data>exampleNotAKey9</Data>\n</License>";
    untold(&[("GOOGLE_SERVICES_JSON", ANDROID), ("ACME", CLIENT), ("ACME", license)]);
    told("value_line_break", "", &[("ACME_TOKEN", license)]);
}

#[test]
fn pem_in_one_line_lacks_its_line_breaks() {
    let pem = "-----BEGIN EXAMPLE-----\nbm90aGluZw==\n-----END EXAMPLE-----";
    let lines = "whose line breaks are missing";
    told(
        "value_pem_cut",
        lines,
        &[("ACME", &pem.replace('\n', " ")), ("ACME", &pem.replace('\n', ""))],
    );
    let cut = pem.replacen('\n', " ", 1).replace("Zw==", "Zw");
    told("value_pem_cut", "is not whole", &[("ACME", &cut.replace('\n', " "))]);
    let corrected = pem.replace("-----", "\u{2014}\u{2014}-");
    told("value_lookalike", "", &[("ACME", &corrected)]);
    let key = pem.replace("EXAMPLE", "PRIVATE KEY");
    told(
        "value_pem_cut",
        "is not whole",
        &[("ACME", key.get(1..).unwrap()), ("ACME", key.get(28..).unwrap())],
    );
}

#[test]
fn what_mail_and_browsers_leave_is_told() {
    told(
        "value_escaped",
        "as a mail breaks them",
        &[
            ("ACME_TOKEN", "exampleNotAKey9exampleNotA=\r\nKey9exampl"),
            ("ACME", "exampleNotAKey9=\nexampl"),
        ],
    );
    told("value_escaped", "as HTML", &[("ACME", "=?utf-8?B?ZXhhbXBsZQ==?=")]);
    told(
        "value_wrapped",
        "an element of HTML or XML",
        &[
            ("ACME", "<code>exampleNotAKey9</code>"),
            ("ACME_TOKEN", "<string>exampleNotAKey9</string>"),
        ],
    );
    told(
        "value_lookalike",
        "another encoding than UTF-8",
        &[("ACME", "\u{ef}\u{bb}\u{bf}exampleNotAKey9"), ("ACME", "ex\u{c3}\u{a4}mple-not-a-key")],
    );
    untold(&[
        ("ACME", "<string>exampleNotAKey9</string>"),
        ("ACME_PASSWORD", "ex\u{e4}mple-not-a-key"),
        // A server may know it so.
        ("ACME_PASSWORD", "ex\u{c3}\u{a4}mple-not-a-key"),
    ]);
}

#[test]
fn a_masked_copy_is_no_placeholder() {
    told(
        "value_placeholder",
        "is a masked copy",
        &[
            ("STRIPE_SECRET_KEY", "sk_live_51Mq\u{2022}\u{2022}\u{2022}\u{2022}9wTz"),
            ("ACME", "sk-\u{2026}****\u{2026}"),
            ("ACME", "ghp_************************7f3a"),
            ("ACME", "\u{25cf}\u{25cf}\u{25cf}\u{25cf}\u{25cf}\u{25cf}\u{25cf}\u{25cf}"),
        ],
    );
    told("value_placeholder", "is a placeholder", &[("ACME", "sk-..."), ("ACME", "********")]);
    untold(&[
        ("ACME_PASSWORD", "gravel...otter9"),
        ("ACME_PASSWORD", "k9*q*Zm77*x.."),
        ("ACME_PASSWORD", "col\u{b7}legi-9"),
    ]);
}

#[test]
fn a_webhook_is_a_secret_of_its_own() {
    let slack = "https://hooks.slack.com/services/T0EXAMPLE/B0EXAMPLE/exampleNotAKey9exampleNo";
    let discord =
        "https://discord.com/api/webhooks/123456789012345678/exampleNotAKey9exampleNotAKey9";
    let values = [("SLACK_BOT_TOKEN", slack), ("DISCORD_TOKEN", discord)];
    told("value_other_provider", "the URL of a webhook", &values);
    untold(&[("SLACK_WEBHOOK_URL", slack), ("ACME", discord)]);
}

#[test]
fn commands_and_what_they_print_are_told() {
    told(
        "value_wrapped",
        "is a command",
        &[
            ("DATABASE_URL", "psql 'postgres://app:exampleNotAKey9@db.example/orders'"),
            ("ACME", "redis-cli -u redis://default:exampleNotAKey9@cache.example:6379"),
            ("ACME", "::add-mask::exampleNotAKey9"),
        ],
    );
    told("value_reference", "that nobody ran", &[("ACME", "op read op://team/openai/credential")]);
    let table = "a table that a command printed";
    let vault = "Key      Value\n---      -----\nvalue    exampleNotAKey9";
    told("value_wrapped", table, &[("ACME", vault), ("ACME_PASSWORD", vault)]);
    told("value_wrapped", "a line of a log", &[("ACME", "DEBUG:root:exampleNotAKey9")]);
    let ini = "[default]\nuser = app\napi_key = exampleNotAKey9";
    told("value_wrapped", "a file of settings", &[("ACME_TOKEN", ini), ("ACME_KEPT", ini)]);
    untold(&[("AWS_SETTINGS", ini), ("ACME_PASSWORD", "psql is a fine tool")]);
}

#[test]
fn what_terminals_and_languages_show_is_told() {
    told("value_control_character", "", &[("ACME", "exampleNotAKey9\u{23ce}")]);
    told(
        "value_stray_sign",
        "",
        &[
            ("ACME", "exampleNotAKey9x^M"),
            ("ACME", "exampleNotAKey9x^[[A"),
            ("ACME", "exampleNotAKey9exampl\u{3002}"),
        ],
    );
    let bytes = "107,57,113,90,109,55,55,120,82,51,118,84,53,121,87,56";
    told(
        "value_quoted",
        "",
        &[
            ("ACME", "bytearray(b'exampleNotAKey9')"),
            ("ACME", "\u{300c}exampleNotAKey9\u{300d}"),
            ("ACME", bytes),
        ],
    );
    told(
        "value_placeholder",
        "is a placeholder;",
        &[
            ("ACME", "#<Secret:0x000070f0a93c5e84>"),
            ("ACME", "Azure.Security.KeyVault.Secrets.KeyVaultSecret"),
            ("ACME", "acme-api-placeholder"),
        ],
    );
    told("value_placeholder", "is base64 of a placeholder", &[("ACME", "Y2hhbmdlbWU=")]);
    told("value_own_name", "", &[("ACME", "{.data.key}"), ("ACME", "[parameters('acmeKey')]")]);
    told("value_reference", "", &[("ACME", r#"{"valueFrom": {"secretKeyRef": {"name": "x"}}}"#)]);
    told(
        "value_response",
        "",
        &[("ACME", "invalid_grant"), ("ACME", "bash: op: Kommando nicht gefunden.")],
    );
    told(
        "value_assignment",
        "",
        &[
            ("ACME", "\u{5bc6}\u{7801}\u{ff1a}exampleNotAKey9"),
            ("ACME", "Environment=ACME_KEY=exampleNotAKey9"),
            ("ACME", "config/.env:ACME_KEY=exampleNotAKey9"),
        ],
    );
    told("value_name", "", &[("ACME", "chrome://settings/passwords")]);
    let link = "https://api.example/?api_key=exampleNotAKey9";
    told("value_wrapped", "a URL with a key in it", &[("ACME_TOKEN", link)]);
    untold(&[
        ("ACME", link),
        ("ACME_PASSWORD", "example9^M"),
        ("ACME_PASSWORD", "107,57,113,90,109,55,55,120"),
        ("ACME_PASSWORD", "den Schatz nicht gefunden"),
        ("ACME_PASSWORD", "0xc0ffee-Azure.Key"),
        ("ACME", "ZXhhbXBsZU5vdEFLZXk5"),
    ]);
}

#[test]
fn words_are_the_password_of_a_database() {
    untold(&[
        ("MARIADB", "gravel otter & 3 lanterns"),
        ("ACME_PASSWORD", "gravel otter & lantern"),
    ]);
    told(
        "value_white_space",
        "",
        &[("ACME", "gravel otter & 3 lanterns"), ("MARIADB", "password exampleNotAKey9")],
    );
}

#[test]
fn keys_of_other_kinds_are_named() {
    let ssh = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIexampleNotAKey9 me@host";
    told(
        "value_public",
        "put the secret that its name asks for in its place",
        &[("HF_TOKEN", ssh)],
    );
    told("value_public", "use the private key", &[("DEPLOY_KEY", ssh)]);
    let ssh2 =
        "---- BEGIN SSH2 PUBLIC KEY ----\nComment: \"me\"\nAAAAB3Nz\n---- END SSH2 PUBLIC KEY ----";
    told(
        "value_public",
        "is a certificate or a public key",
        &[("DEPLOY_KEY", ssh2), ("ACME", ssh2)],
    );
    let rsa = "-----BEGIN RSA PRIVATE KEY-----\nMAkCAQAEBDACBQA=\n-----END RSA PRIVATE KEY-----";
    told("value_other_provider", "a private key of RSA", &[("AUTH_KEY", rsa)]);
    untold(&[("ACME", rsa), ("DEPLOY_KEY", rsa)]);
}

#[test]
fn a_file_that_was_converted_to_text_is_told() {
    let bytes = b"\xfe\xed\xfe\xed\0\0\0\x02\0\0\0\x01\xff\xd8";
    let creds: Forms = Files::new().with("app.jks", bytes).loader().load();
    assert!(creds.keystore.metadata().warnings().is_empty());
    let converted = String::from_utf8_lossy(bytes).into_owned();
    let files = Files::new().with("app.jks", converted);
    let creds: Forms = files.loader().load();
    let codes: Vec<_> =
        creds.keystore.metadata().warnings().iter().map(LoadWarning::code).collect();
    assert_eq!(codes, ["value_invisible_character"]);
    let creds: Forms = files.loader().strict_values().load();
    assert_eq!(outcome(&creds.keystore), Err("value_invisible_character"));
}

#[test]
fn what_stands_beside_a_token_of_ones_own_server() {
    told(
        "value_base64",
        "",
        &[
            ("ACME_TOKEN", "QmFzaWMgYW5uYTpleGFtcGxlTm90QUtleTk="),
            ("ACME", "QmVhcmVyIGV4YW1wbGVOb3RBS2V5OQ=="),
        ],
    );
    told("value_name", "", &[("ACME_TOKEN", "me-at-home.duckdns.org")]);
    told(
        "value_wrapped",
        "",
        &[(
            "ACME_PASSWORD",
            "nc://login/server:https://cloud.example&user:me&password:exampleNotAKey9",
        )],
    );
    told(
        "value_key_cut",
        "Discord",
        &[("SLACK_WEBHOOK_URL", "https://discord.com/api/webhooks/123456789012345678")],
    );
    let key = |lines| {
        let digits = "7d1f0a93c5e84264a0917ac3d5be8246\n".repeat(lines);
        format!(
            "#\n-----BEGIN OpenVPN Static key V1-----\n{digits}-----END OpenVPN Static key V1-----"
        )
    };
    told("value_pem_cut", "is not whole", &[("ACME", &key(14))]);
    untold(&[("ACME", &key(16)), ("ACME", "https://discord.com/api/webhooks/1/exampleNotAKey9")]);
}
