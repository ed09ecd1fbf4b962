//! Keys that a copy, a keyboard or another program spoiled, and what stands where a key is asked for.

use crate::values::odd::{HEX, letters, told};

/// With the checksum that GitHub would give it.
fn token_of_github() -> String {
    ["ghp", "_exampleNotAKey9exampleNotAKey9", "0J9QrY"].concat()
}

fn headless(key: &str) -> &str {
    key.get(1..).unwrap()
}

#[test]
fn the_first_letters_of_a_key_are_missing_or_stand_twice() {
    let github = token_of_github();
    let slack = letters("xoxb-216572942589-4276196345633-", 56);
    told(
        "value_key_cut",
        &[
            ("GITHUB_TOKEN", headless(&github)),
            ("SLACK_BOT_TOKEN", headless(&slack)),
            ("HF_TOKEN", headless(&letters("hf_", 37))),
            ("STRIPE_SECRET_KEY", &letters("k_live_51", 106)),
            ("CLOUDFLARE_API_TOKEN", &letters("", 38)),
            ("HEROKU_API_KEY", "HRKU-7d1f0a93-c5e8-4264-a091"),
            ("HEROKU_API_KEY", "7d1f0a93-c5e8-4264-a091-7ac3d5"),
        ],
    );
    told(
        "value_stray_sign",
        &[
            ("GITHUB_TOKEN", &format!("g{github}")),
            ("STRIPE_SECRET_KEY", &letters("ssk_live_51", 108)),
            ("GITHUB_TOKEN", &format!("{github}Copy")),
            ("HF_TOKEN", &(letters("hf_", 37) + "Copied")),
            ("SENDGRID_API_KEY", &(letters("SG.", 69) + "Copy")),
            ("DIGITALOCEAN_TOKEN", &format!("dop_v1_{HEX}{HEX}Copied")),
            ("OPENAI_API_KEY", &format!("<<EOT\n{}\nEOT", letters("sk-proj-", 60))),
        ],
    );
    told(
        "",
        &[
            ("GITHUB_TOKEN", &github),
            ("SLACK_BOT_TOKEN", &slack),
            ("HF_TOKEN", &letters("hf_", 37)),
            ("STRIPE_SECRET_KEY", &letters("sk_live_51", 107)),
            ("ACME_TOKEN", headless(&github)),
            ("ACME_TOKEN", &letters("ssk_live_51", 108)),
            ("CLOUDFLARE_API_TOKEN", &letters("", 40)),
        ],
    );
}

#[test]
fn signs_and_letters_that_are_others() {
    let misread = HEX.replacen('0', "O", 1);
    let wide = HEX.replace('0', "\u{ff10}").replace('a', "\u{ff41}");
    told(
        "value_lookalike",
        &[
            ("TWILIO_AUTH_TOKEN", &misread),
            ("DD_API_KEY", &misread.replacen('1', "l", 1)),
            ("DIGITALOCEAN_TOKEN", &format!("dop_v1_{HEX}{misread}")),
            ("TWILIO_AUTH_TOKEN", &wide),
            ("ACME_TOKEN", &wide),
        ],
    );
    told(
        "value_escaped",
        &[
            ("STRIPE_SECRET_KEY", &letters("sk\\_live\\_51", 108)),
            ("GITHUB_TOKEN", &token_of_github().replace('_', "\\_")),
            (
                "AZURE_STORAGE_KEY",
                "DefaultEndpointsProtocol\\=https;AccountName\\=example;AccountKey\\=exampleNotAKey9\\=",
            ),
        ],
    );
    told(
        "value_invisible_character",
        &[("GITHUB_TOKEN", &format!("\u{200e}{}", token_of_github()))],
    );
    told(
        "",
        &[
            ("TWILIO_AUTH_TOKEN", HEX),
            ("DIGITALOCEAN_TOKEN", &format!("dop_v1_{HEX}{HEX}")),
            ("DB_PASSWORD", "sk\\_live\\_exampleNot!"),
            ("DB_PASSWORD", "k9q\u{ff10}Zm77x"),
        ],
    );
}

#[test]
fn a_key_of_another_is_told() {
    let sendgrid = letters("SG.", 69);
    told(
        "value_other_provider",
        &[
            ("MAILGUN_API_KEY", &sendgrid),
            ("TWILIO_AUTH_TOKEN", &sendgrid),
            ("DD_API_KEY", &letters("sk_live_51", 107)),
            ("TELEGRAM_BOT_TOKEN", &token_of_github()),
            ("SENDGRID_API_KEY", &format!("{HEX}-7d1f0a93-c5e84264")),
            ("AWS_ACCESS_KEY_ID", &letters("", 40)),
            ("GITHUB_APP_PRIVATE_KEY", "PuTTY-User-Key-File-3: ssh-rsa\nEncryption: none\n"),
            (
                "GOOGLE_SERVICE_ACCOUNT_JSON",
                r#"{"web": {"client_id": "a", "client_secret": "example", "project_id": "b"}}"#,
            ),
        ],
    );
    told(
        "value_public",
        &[
            ("AWS_ACCESS_KEY_ID", "AIDAEXAMPLENOTAKEY772"),
            ("AWS_ACCESS_KEY_ID", "AROAEXAMPLENOTAKEY77"),
            ("JIRA_API_TOKEN", "712020:7d1f0a93-c5e8-4264-a091-7ac3d5be8246"),
            ("JIRA_API_TOKEN", "5b10a2844c20165700ede21g"),
            ("TELEGRAM_BOT_TOKEN", "-1004743297412"),
        ],
    );
    told(
        "",
        &[
            ("MAILGUN_API_KEY", &format!("{HEX}-7d1f0a93-c5e84264")),
            ("TWILIO_SENDGRID_API_KEY", &sendgrid),
            ("AWS_ACCESS_KEY_ID", "AKIAEXAMPLENOTAKEY77"),
            ("AWS_SECRET_ACCESS_KEY", &letters("", 40)),
            (
                "GOOGLE_SERVICE_ACCOUNT_JSON",
                r#"{"type": "service_account", "private_key": "-----BEGIN PRIVATE KEY-----\nYQ=="}"#,
            ),
        ],
    );
}

const PUTTY: &str = "PuTTY-User-Key-File-3: ssh-rsa\nEncryption: none\n";

#[test]
fn what_its_provider_refuses_is_told() {
    const SRV: &str = "mongodb+srv://app:exampleNotAKey9@c.example";
    const OF_BUS: &str = "Endpoint=sb://acme.servicebus.windows.net/";
    let letters = letters("", 88);
    let first = |count: usize| letters.get(..count).unwrap_or_default();
    told(
        "value_url",
        &[
            ("MONGODB_URI", &format!("{SRV}:27017/orders?retryWrites=true")),
            ("MONGODB_URI", &format!("{SRV},d.example/orders")),
        ],
    );
    told(
        "value_key_cut",
        &[
            ("SERVICEBUS_CONNECTION_STRING", OF_BUS),
            ("SERVICEBUS_CONNECTION_STRING", &format!("{OF_BUS};SharedAccessKeyName=app")),
            ("FERNET_KEY", &HEX.repeat(2)),
        ],
    );
    told(
        "value_public",
        &[
            ("DOCKER_CONFIG_JSON", r#"{"auths": {"ghcr.io": {}}, "credsStore": "desktop"}"#),
            ("DOCKER_CONFIG_JSON", r#"{"auths": {}}"#),
        ],
    );
    told(
        "value_stray_sign",
        &[
            ("DOCKERHUB_TOKEN", "dckr_pat_exampleNotAKey9exampleNotAKroot@ci-2:~#"),
            ("ACME_TOKEN", "exampleNotAKey9exampleNotAKey9me@host:/srv/app$"),
            ("ACME_TOKEN", "exampleNotAKey9exampleNotAKey9[me@host ~]$"),
            ("ACME_TOKEN", "exampleNotAKey9exampleNotAKey9me@host ~ %"),
            ("ACME_TOKEN", "exampleNotAKey9exampleNotAKey9PS C:\\Users\\me>"),
        ],
    );
    told("value_other_provider", &[("SSH_KEY", PUTTY)]);
    told(
        "",
        &[
            ("MONGODB_URI", &format!("{SRV}/orders?retryWrites=true")),
            ("MONGODB_URI", "mongodb://app:exampleNotAKey9@c.example:27017,d.example/orders"),
            (
                "SERVICEBUS_CONNECTION_STRING",
                &format!("{OF_BUS};SharedAccessKeyName=app;SharedAccessKey={}=", first(43)),
            ),
            ("FERNET_KEY", &format!("{}=", first(43))),
            ("FERNET_KEY", &format!("{}=,{}=", first(43), letters.get(44..87).unwrap())),
            ("DOCKER_CONFIG_JSON", r#"{"auths": {"ghcr.io": {"auth": "YXBwOmV4YW1wbGVOb3Q="}}}"#),
            ("ACME_SECRET", "k9q@mail:Zm77x#"),
            ("DB_PASSWORD", "gR7@x9:/kQ2$"),
            ("DOCKER_CONFIG_JSON", r#"{"auths": {}, "credHelpers": {"ecr.example": "ecr-login"}}"#),
            ("DOCKER_CONFIG_JSON", r#"{"auths": {}, "credsStore": "ecr-login"}"#),
            ("PUTTY_KEY", PUTTY),
        ],
    );
}

#[test]
fn what_chats_files_and_databases_make_of_it_is_told() {
    const INI: &str = "[DEFAULT]\nhost = https://acme.example\ntoken = exampleNotAKey9";
    let letters_of = |head, length| letters(head, length);
    told(
        "value_escaped",
        &[
            ("GITHUB_TOKEN", &letters_of("githubpat11", 91)),
            ("STRIPE_SECRET_KEY", &letters_of("sklive51", 105)),
        ],
    );
    told("value_wrapped", &[("ACME_TOKEN", INI)]);
    told(
        "value_placeholder",
        &[
            ("ACME_TOKEN", "COLLER_VOTRE_CLE_API_ICI"),
            ("ACME_TOKEN", "collez-votre-cle"),
            ("ACME_TOKEN", "ECHO is off."),
        ],
    );
    told(
        "value_url",
        &[(
            "SQL_CONNECTION",
            "Server=db.example:1433;User Id=app;Password=exampleNotAKey9;TrustServerCertificate=False;",
        )],
    );
    told(
        "value_other_provider",
        &[
            ("PAYPAL_CLIENT_SECRET", &format!("access_token$production$exampleNotAKey9${HEX}")),
            ("R2_SECRET_ACCESS_KEY", &letters_of("", 40)),
        ],
    );
    told("value_hash", &[("DB_PASSWORD", &format!("S:{:0<60};T:{:0<160}", "8F", "3A"))]);
    told(
        "",
        &[
            (
                "SQL_CONNECTION",
                "Server=tcp:db.example,1433;User ID=app;Password=\"exampleNot;AKey9\";Encrypt=True;",
            ),
            ("ACME_SETTINGS", INI),
            ("DB_PASSWORD", "S:8F3A;exampleNot"),
            ("PAYPAL_CLIENT_SECRET", &letters_of("", 80)),
            ("R2_SECRET_ACCESS_KEY", &format!("{HEX}{}", HEX.replace('7', "1"))),
        ],
    );
}

#[test]
fn what_programs_print_is_told_as_what_it_is() {
    told(
        "value_placeholder",
        &[
            ("DB_PASSWORD", "24 bytes"),
            ("DB_PASSWORD", "[C@1b6d3586"),
            ("ACME_TOKEN", "VALUE_SPECIFIED_IN_NO_LOG_PARAMETER"),
            ("DB_PASSWORD", "VARIABLE IS NOT DEFINED!"),
            ("ACME_TOKEN", "Bearer undefined"),
            ("ACME_TOKEN", "<<EOT"),
        ],
    );
    told("value_own_name", &[("ACME_TOKEN", "Bearer ${ACME_KEY}"), ("ACME_TOKEN", "%d/acme-key")]);
    told("value_scheme", &[("ACME_TOKEN", "Bearer exampleNotAKey9")]);
    told(
        "value_response",
        &[("DB_PASSWORD", "Calling [toString] on an [Output<T>] is not supported.")],
    );
    told("value_name", &[("SLACK_WEBHOOK_URL", "https://acme.slack.com/archives/C0EXAMPLE77/p32")]);
    told("value_white_space", &[("DB_PASSWORD", "requirepass exampleNotAKey9")]);
    told("value_assignment", &[("ACME_TOKEN", ".env:12:ACME_TOKEN=exampleNotAKey9")]);
    told(
        "value_wrapped",
        &[
            ("HF_TOKEN", &format!(".env:12:HF_TOKEN={}", letters("hf_", 37))),
            ("GHCR_PASSWORD", &format!("https://ghcr.io,me,{},,GitHub prod,,0", token_of_github())),
            ("DB_PASSWORD", "session=exampleNotAKey9; Path=/; HttpOnly"),
            ("AZURE_ACCESS_TOKEN", r#"{"accessToken": "example", "expiresOn": "2036-01-01"}"#),
        ],
    );
    told(
        "value_base64",
        &[
            // `deploy:dckr_pat_example-not`.
            ("DOCKER_PASSWORD", "ZGVwbG95OmRja3JfcGF0X2V4YW1wbGUtbm90"),
            ("ACME_TOKEN", "data:image/png;base64,iVBORw0KGgo="),
        ],
    );
    let request = "-----BEGIN CERTIFICATE REQUEST-----\nYQ==\n-----END CERTIFICATE REQUEST-----\n";
    told("value_other_provider", &[("TLS_CERTIFICATE", request)]);
    told(
        "",
        &[
            ("DB_PASSWORD", "<<eot of-it"),
            ("DB_PASSWORD", "24 bites of it"),
            ("DB_PASSWORD", "session=q8; Zt4"),
            ("TLS_CERTIFICATE", &request.replace(" REQUEST", "")),
            ("SLACK_WEBHOOK_URL", "https://hooks.slack.com/services/T0/B0/exampleNotAKey9"),
        ],
    );
}
