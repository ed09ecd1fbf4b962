//! Values of odd form: what spreadsheets, chats, consoles and tools of the command line leave where a secret should be,
//! and secrets that only look odd.

use provider_credentials::{LoadWarning, credentials};

use crate::support::no_environment;

credentials!("it/manifests/values_odd.yaml", struct Odd);

pub(super) const HEX: &str = "7d1f0a93c5e84264a0917ac3d5be8246";
const GUID: &str = "7d1f0a93-c5e8-4264-a091-7ac3d5be8246";

/// The warnings about the only credential whose variable is set.
fn of(variable: &str, value: &str) -> Vec<&'static str> {
    let creds: Odd = no_environment().with_environment([(variable, value)]).load();
    let codes = creds.metadata().into_iter().flat_map(|one| {
        assert!(!one.to_string().contains("xampleNot"), "{one}");
        one.warnings().iter().map(LoadWarning::code).collect::<Vec<_>>()
    });
    assert_eq!(creds.loaded_ids().len(), 1, "{variable} is loaded all the same");
    codes.collect()
}

pub(super) fn told(code: &str, values: &[(&str, &str)]) {
    for (variable, value) in values {
        let expected: &[&str] = if code.is_empty() { &[] } else { &[code] };
        assert_eq!(of(variable, value), expected, "{variable} {value:?}");
    }
}

pub(super) fn letters(head: &str, length: usize) -> String {
    head.chars().chain("exampleNotAKey9".chars().cycle()).take(length).collect()
}

/// `pk.` and `sk.`, base64 of JSON, and a signature.
fn token_of_mapbox(head: &str) -> String {
    format!("{head}.eyJ1IjoiZXhhbXBsZSJ9.{}", letters("", 22))
}

#[test]
fn a_number_of_a_spreadsheet_is_no_secret() {
    for number in ["4.11523E+17", "1.23457E+31", "4,11523E+17", "4.1152358917263544e+24"] {
        for variable in ["ACME_TOKEN", "DB_PASSWORD", "CARD_PIN", "AWS_SECRET_ACCESS_KEY"] {
            assert_eq!(of(variable, number), ["value_key_cut"], "{variable} {number}");
        }
    }
    told(
        "",
        &[
            ("CARD_PIN", "40718263"),
            ("ACME_TOKEN", "41152358917263544"),
            ("ACME_TOKEN", "12345e17712345e17712345e17712345e17"),
            ("DB_PASSWORD", "4.1E+x17Q"),
        ],
    );
    told("value_quoted", &[("DD_API_KEY", &format!("=\"{HEX}\""))]);
}

#[test]
fn a_part_of_a_key_or_too_much_is_told() {
    let token = letters("ATATT3xFfGF0", 183);
    let key = letters("SG.", 69);
    told(
        "value_key_cut",
        &[
            ("JIRA_API_TOKEN", &token),
            ("JIRA_API_TOKEN", &token.replace("ATATT", "ATCTT")),
            ("SENDGRID_API_KEY", &format!("{}.{}", letters("", 22), letters("", 43))),
        ],
    );
    told(
        "value_stray_sign",
        &[
            ("ANTHROPIC_API_KEY", &letters("sk-ant-sk-ant-api03-", 115)),
            ("GEMINI_API_KEY", &letters("AIzaAIza", 43)),
            ("GITHUB_TOKEN", &letters("gho_gho_", 44)),
            ("HF_TOKEN", &letters("hf_hf_", 40)),
            ("OPENAI_API_KEY", &letters("sk-proj-sk-proj-", 100)),
            ("SENDGRID_API_KEY", &format!("SG.{key}")),
            ("STRIPE_SECRET_KEY", &letters("sk_live_sk_live_51", 115)),
            ("STRIPE_WEBHOOK_SECRET", &letters("whsec_whsec_", 44)),
        ],
    );
    told(
        "value_wrapped",
        &[
            ("MAILGUN_API_KEY", &format!("api:key-{HEX}")),
            ("MAILGUN_API_KEY", &format!("api:{HEX}-7d1f0a93-c5e84264")),
            ("SENDGRID_API_KEY", &format!("apikey:{key}")),
            ("JIRA_API_TOKEN", &format!("me@example.com:{token}=7D1F0A93")),
            ("OPENAI_API_KEY", &format!("<string>{}</string>", letters("sk-proj-", 60))),
            ("ACME_TOTP_SECRET", "otpauth-migration://offline?data=CjEKCkhlbGxv"),
        ],
    );
    told(
        "value_base64",
        &[
            // `{"auths":{"ghcr.io":{"auth":"x"}}}` and `x-access-token:example`.
            ("GHCR_PASSWORD", "eyJhdXRocyI6eyJnaGNyLmlvIjp7ImF1dGgiOiJ4In19fQ=="),
            ("GITHUB_TOKEN", "eC1hY2Nlc3MtdG9rZW46ZXhhbXBsZQ=="),
        ],
    );
    told(
        "",
        &[
            ("JIRA_API_TOKEN", &format!("{token}=7D1F0A93")),
            ("ANTHROPIC_API_KEY", &letters("sk-ant-api03-", 108)),
            ("SENDGRID_API_KEY", &key),
            ("STRIPE_WEBHOOK_SECRET", &letters("whsec_", 38)),
            ("MAILGUN_API_KEY", &format!("key-{HEX}")),
            ("MAILGUN_API_KEY", &format!("{HEX}-7d1f0a93-c5e84264")),
            ("DB_PASSWORD", "api:exampleNotAKey9x"),
            ("TELEGRAM_BOT_TOKEN", &format!("8747558945:{}", letters("AA", 35))),
        ],
    );
}

#[test]
fn letters_of_another_size_are_told() {
    let small = letters("hf_", 37).to_lowercase();
    told(
        "value_lookalike",
        &[
            ("AWS_ACCESS_KEY_ID", "akiaexamplenotakey77"),
            ("AWS_ACCESS_KEY_ID", "Akiaexamplenotakey77"),
            ("HF_TOKEN", &small),
            ("HF_TOKEN", &letters("HF_", 37)),
            ("ACME_TOKEN", "exampleNotA\u{fb01}Key9exampleNotAKey9"),
            ("ACME_TOKEN", "exampleNotAKey9\u{2215}exampleNotAKey9"),
        ],
    );
    told("", &[("AWS_ACCESS_KEY_ID", "AKIAEXAMPLENOTAKEY77"), ("HF_TOKEN", &letters("hf_", 37))]);
}

#[test]
fn what_stands_beside_a_key_is_told() {
    let resource = format!("/subscriptions/{GUID}/resourceGroups/acme/providers/example");
    told(
        "value_public",
        &[
            ("ALGOLIA_ADMIN_API_KEY", "EXAMPL9N0T"),
            ("AWS_SECRET_ACCESS_KEY", "708192634455"),
            ("CLOUDFLARE_API_TOKEN", HEX),
            ("DD_API_KEY", GUID),
            ("DISCORD_BOT_TOKEN", &HEX.chars().chain(HEX.chars().rev()).collect::<String>()),
            ("GITHUB_TOKEN", "WXMP-9N0T"),
            ("GPG_PRIVATE_KEY", "7D1F0A93C5E84264A0917AC3D5BE82467D1F0A93"),
            ("MAPBOX_SECRET_TOKEN", &token_of_mapbox("pk")),
            ("STRIPE_WEBHOOK_SECRET", "we_1ExampleNotAKey9Exam"),
            ("STRIPE_SECRET_KEY", "evt_1ExampleNotAKey9Exa"),
            ("SUPABASE_SERVICE_ROLE_KEY", "sb_publishable_exampleNotAKey9"),
            ("SUPABASE_SERVICE_ROLE_KEY", "exampleofaprojectref"),
            ("VERCEL_TOKEN", &letters("prj_", 32)),
        ],
    );
    told(
        "value_name",
        &[
            ("AZURE_OPENAI_API_KEY", &resource),
            ("SUPABASE_SERVICE_ROLE_KEY", "https://exampleofaprojectref.supabase.co"),
        ],
    );
    told(
        "value_other_provider",
        &[
            ("ANTHROPIC_API_KEY", &letters("sk-ant-sid01-", 108)),
            ("ANTHROPIC_API_KEY", &letters("sk-ant-admin01-", 110)),
            ("ANTHROPIC_ADMIN_KEY", &letters("sk-ant-api03-", 108)),
            ("GITLAB_TOKEN", &letters("GR1348941", 29)),
            ("GOOGLE_REFRESH_TOKEN", &letters("4/0A", 73)),
            ("GOOGLE_REFRESH_TOKEN", &letters("ya29.", 200)),
            ("GEMINI_API_KEY", &letters("1//0", 103)),
            ("SLACK_BOT_TOKEN", &letters("xoxe-1-", 153)),
        ],
    );
    told(
        "",
        &[
            ("ALGOLIA_ADMIN_API_KEY", HEX),
            ("DD_API_KEY", HEX),
            ("GOOGLE_REFRESH_TOKEN", &letters("1//0", 103)),
            ("GITLAB_TOKEN", &letters("glpat-", 26)),
            ("MAPBOX_ACCESS_TOKEN", &token_of_mapbox("pk")),
            ("MAPBOX_SECRET_TOKEN", &token_of_mapbox("sk")),
            ("STRIPE_WEBHOOK_ENDPOINT", "we_1ExampleNotAKey9Exam"),
            ("POSTMARK_SERVER_TOKEN", GUID),
            ("HEROKU_API_KEY", &GUID.to_uppercase()),
            ("CLOUDFLARE_API_TOKEN", &letters("", 40)),
            ("ANTHROPIC_ADMIN_KEY", &letters("sk-ant-admin01-", 110)),
        ],
    );
}

#[test]
fn what_chats_and_files_make_of_a_text_is_told() {
    told(
        "value_escaped",
        &[
            ("TELEGRAM_BOT_TOKEN", &format!("<tel:8747558945|8747558945>:{}", letters("AA", 35))),
            ("DATABASE_URL", "postgres\\://app\\:exampleNotAKey9@db/orders"),
            ("SLACK_WEBHOOK_URL", "https:\\/\\/hooks.slack.com\\/services\\/T0\\/B0\\/example"),
            ("AWS_SECRET_ACCESS_KEY", "exampleNotAKey9\\/exampleNot\\/Key9exampleNo"),
        ],
    );
    told(
        "value_assignment",
        &[
            ("AZURE_STORAGE_KEY", &format!("AccountKey={}==", letters("", 86))),
            ("AZURE_OPENAI_API_KEY", &format!("Ocp-Apim-Subscription-Key:{HEX}")),
        ],
    );
    told(
        "value_placeholder",
        &[
            ("ACME_TOKEN", "%!d(string=exampleNotAKey9exampleNotAKey9)"),
            ("OPENAI_API_KEY", "<no value>"),
            ("STRIPE_SECRET_KEY", "<![CDATA[exampleNotAKey9exampleNotAKey9]]>"),
            ("ACME_TOKEN", "__token__"),
        ],
    );
    told(
        "value_placeholder",
        &[("OPENAI_API_KEY", "[use 'op item get example --reveal' to reveal]")],
    );
}

#[test]
fn odd_secrets_are_secrets() {
    let (upper, base64) = (GUID.to_uppercase(), "q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA=");
    // It ends in the year 2100.
    let token = format!("eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjQxMDI0NDQ4MDB9.{}", letters("", 43));
    told(
        "",
        &[
            ("DB_PASSWORD", "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~aB3"),
            ("DB_PASSWORD", "x7}K;$w\"9#Qz\\|~^%!2mB<"),
            ("DB_PASSWORD", "V^q8<Zt4|mX>w2L&"),
            ("DB_PASSWORD", "=q8Zt4mXw2L="),
            ("DB_PASSWORD", "=\"q8Zt4mXw2L"),
            ("DB_PASSWORD", "@Zt4:mXw/2L?q8#"),
            ("DB_PASSWORD", "q8\\/Zt4:mX\\w2L"),
            ("DB_PASSWORD", "<q8|Zt4mXw2L>"),
            ("DB_PASSWORD", "Correct.Horse.Battery.Staple"),
            ("DB_PASSWORD", "no-no-nanette-at-nine"),
            ("DB_PASSWORD", "Tea-For-Two:and-two-for-tea"),
            ("DB_PASSWORD", "akiaexamplenotakey77"),
            ("DB_PASSWORD", "WXMP-9N0T"),
            ("DB_PASSWORD", "pk.exampleNotAKey9"),
            ("KEY_PASSPHRASE", "gravel-otter-lantern-moss-17"),
            ("ACME_TOKEN", &upper),
            ("ACME_TOKEN", GUID),
            ("ACME_TOKEN", HEX),
            ("ACME_TOKEN", &HEX.to_uppercase()),
            ("ACME_TOKEN", "7D1F0A93C5E84264A0917AC3D5BE82467D1F0A93"),
            ("ACME_TOKEN", "team_exampleNotAKey9exampleNotAK"),
            ("ACME_TOKEN", "key_exampleNotAKey9exampleNotAK"),
            ("ACME_TOKEN", "4/0AexampleNotAKey9exampleNotAKey9"),
            ("ACME_TOKEN", &token),
            ("ACME_SECRET", base64),
            ("FERNET_KEY", "q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQ_83vEj-WeJA="),
            ("ENCRYPTION_KEY", &HEX.chars().chain(HEX.chars().rev()).collect::<String>()),
            ("AZURE_STORAGE_KEY", &format!("{}==", letters("q83v+/", 86))),
            ("DATABASE_URL", "postgres://app:exampleNotAKey9@db.example:5432/x?sslmode=require"),
            ("REDIS_URL", "rediss://:exampleNotAKey9@cache.example:6380/0"),
            ("SQL_CONNECTION", "Server=tcp:db.example,1433;User ID=app;Password=exampleNot9;"),
            ("SLACK_WEBHOOK_URL", "https://hooks.slack.com/services/T0/B0/exampleNotAKey9"),
        ],
    );
}
