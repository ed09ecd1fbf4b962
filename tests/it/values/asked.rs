//! What a value is asked to be: the name of its variable and its provider tell more than the text alone.

use provider_credentials::{LoadWarning, credentials};

use crate::support::no_environment;

credentials!("it/manifests/values_asked.yaml", struct Asked);

/// The warnings about the only credential whose variable is set.
fn of(variable: &str, value: &str) -> Vec<&'static str> {
    let creds: Asked = no_environment().with_environment([(variable, value)]).load();
    let codes = creds.metadata().into_iter().flat_map(|one| {
        assert!(!one.to_string().contains("exampleNotAKey"), "{one}");
        one.warnings().iter().map(LoadWarning::code).collect::<Vec<_>>()
    });
    codes.collect()
}

fn letters(head: &str, length: usize) -> String {
    head.chars().chain("exampleNotAKey9".chars().cycle()).take(length).collect()
}

/// With the checksum that GitHub would give it.
fn token_of_github() -> String {
    ["ghp", "_exampleNotAKey9exampleNotAKey9", "0J9QrY"].concat()
}

fn told(code: &str, values: &[(&str, &str)]) {
    for (variable, value) in values {
        let expected: &[&str] = if code.is_empty() { &[] } else { &[code] };
        assert_eq!(of(variable, value), expected, "{variable} {value:?}");
    }
}

#[test]
fn a_key_inside_something_longer_is_told() {
    let key = token_of_github();
    let index = letters("pypi-", 80);
    let maps = letters("AIza", 39);
    told(
        "value_wrapped",
        &[
            ("GITHUB_TOKEN", &format!("https://me:{key}@github.com")),
            ("GITHUB_TOKEN", &format!("::add-mask::{key}")),
            ("GITHUB_TOKEN", &format!(",,login,GitHub,,,0,https://github.com,me,{key}")),
            ("GITHUB_TOKEN", &format!(".env:3:GITHUB_TOKEN={key}")),
            ("PYPI_TOKEN", &format!("https://__token__:{index}@upload.pypi.example/legacy/")),
            ("GEMINI_API_KEY", &format!("https://api.example/v1/models?key={maps}")),
        ],
    );
    let dots = letters("MTAx", 26);
    told(
        "value_stray_sign",
        &[
            ("OPENAI_API_KEY", "{noformat}sk-proj-exampleNotAKey9{noformat}"),
            ("ACME_TOKEN", &format!("||{dots}.Gx7q.{dots}||")),
            ("ANTHROPIC_API_KEY", &letters("sk-sk-ant-api03-", 111)),
        ],
    );
    told(
        "",
        &[
            ("GITHUB_TOKEN", &key),
            ("PYPI_TOKEN", &index),
            ("GEMINI_API_KEY", &maps),
            ("PIP_INDEX_URL", &format!("https://__token__:{index}@pypi.example/simple/")),
            ("DB_PASSWORD", "||k9q||Zm77"),
        ],
    );
}

#[test]
fn json_under_the_name_of_one_key_is_told() {
    told(
        "value_wrapped",
        &[
            ("OPENAI_API_KEY", r#"{"OPENAI_API_KEY": "example"}"#),
            ("OPENAI_API_KEY", r#"{"openai_api_key": "example", "ANTHROPIC_API_KEY": "example"}"#),
            ("OPENAI_API_KEY", r#"{"main": "sk-proj-exampleNotAKey9x", "other": "example"}"#),
            ("AZURE_STORAGE_KEY", r#"{"appId": "x", "password": "example", "tenant": "y"}"#),
            ("DB_PASSWORD", r#"{"username": "app", "password": "example", "engine": "postgres"}"#),
            ("DB_PASSWORD", r#"{"auths": {"ghcr.io": {"auth": "example"}}}"#),
            (
                "AWS_SECRET_ACCESS_KEY",
                r#"{"Credentials": {"AccessKeyId": "a", "SecretAccessKey": "s"}}"#,
            ),
            ("ACME_TOKEN", r#"{"access_token": "s", "token_type": "Bearer", "expires_in": 3600}"#),
            ("OPENAI_API_KEY", r#"{"sensitive": true, "type": "string", "value": "example"}"#),
            (
                "AWS_SECRET_ACCESS_KEY",
                "[default]\naws_access_key_id = x\naws_secret_access_key = y\n",
            ),
            ("ACME_TOKEN", "machine api.example login me password an-example"),
            ("AWS_SECRET_ACCESS_KEY", &format!("AKIAEXAMPLENOTAKEY77:{}", letters("x", 40))),
            ("AWS_SECRET_ACCESS_KEY", &format!("AKIAEXAMPLENOTAKEY77,{}", letters("x", 40))),
            ("ACME_TOKEN", "otpauth://totp/acme:me?secret=JBSWY3DPEHPK3PXP"),
            (
                "TWILIO_AUTH_TOKEN",
                &["AC", &"7d1f0a93".repeat(4), ":", &"e7d1f0a9".repeat(4)].concat(),
            ),
        ],
    );
    told(
        "value_quoted",
        &[
            ("OPENAI_API_KEY", r#"{"type": "Buffer", "data": [115, 107, 45]}"#),
            ("AZURE_STORAGE_KEY", "@{Value=exampleNotAKey9}"),
        ],
    );
    told(
        "value_token_cut",
        &[
            ("ACME_TOKEN", r#"{"sub": "x", "iss": "https://id.example", "exp": 2100000000}"#),
            ("ACME_TOKEN", "eyJzdWIiOiJ4IiwiZXhwIjoyMTAwMDAwMDAwfQ"),
        ],
    );
    told(
        "",
        &[
            ("NETRC", "machine api.example login me password an-example"),
            ("DOCKER_AUTH_CONFIG", r#"{"auths": {"ghcr.io": {"auth": "example"}}}"#),
            (
                "ACME_TOKEN",
                r#"{"access_token": "s", "token_type": "Bearer", "refresh_token": "r"}"#,
            ),
            (
                "GEMINI_API_KEY",
                r#"{"type": "service_account", "private_key": "-----BEGIN PRIVATE KEY-----\nYQ=="}"#,
            ),
        ],
    );
}

#[test]
fn keys_that_are_not_whole_are_told() {
    let telegram = letters("AA", 35);
    let azure = letters("x", 86);
    told(
        "value_key_cut",
        &[
            ("SENDGRID_API_KEY", &letters("SG.", 25)),
            ("SLACK_BOT_TOKEN", "xoxb-216572942589-4276196345633"),
            ("ANTHROPIC_API_KEY", &letters("sk-ant-api03-", 107)),
            ("ANTHROPIC_API_KEY", &letters("k-ant-api03-", 107)),
            ("OPENAI_API_KEY", &letters("proj-exampleT3BlbkFJ9", 60)),
            ("STRIPE_SECRET_KEY", &letters("k_live_51", 60)),
            ("DD_API_KEY", "7d1f0a93c5e84264a0917ac3d5be824"),
            ("TELEGRAM_BOT_TOKEN", &telegram),
            ("AZURE_STORAGE_KEY", &azure),
            ("AWS_SECRET_ACCESS_KEY", &letters("x", 39)),
            ("AWS_SECRET_ACCESS_KEY", &letters("x", 21)),
            ("AZURE_STORAGE_CONNECTION_STRING", "DefaultEndpointsProtocol=https"),
            ("AZURE_STORAGE_SAS_TOKEN", "?sv=2022-11-02"),
            (
                "AZURE_STORAGE_CONNECTION_STRING",
                "BlobEndpoint=https://a.example/;SharedAccessSignature=sv=2022-11-02",
            ),
        ],
    );
    let narrow = letters("sk-ant-api03-", 108);
    let wide = narrow.chars().filter_map(|c| char::from_u32(u32::from(c) + 0xfee0));
    told(
        "value_lookalike",
        &[
            ("ANTHROPIC_API_KEY", &letters("Sk-ant-api03-", 108)),
            ("GEMINI_API_KEY", &letters("aiza", 39)),
            ("GITHUB_TOKEN", &letters("GHP_", 40)),
            ("GITHUB_TOKEN", &letters("ghp_", 40)),
            ("GITHUB_TOKEN", &token_of_github().replacen("ex", "xe", 1)),
            ("ANTHROPIC_API_KEY", &wide.collect::<String>()),
        ],
    );
    told(
        "",
        &[
            ("SENDGRID_API_KEY", &letters("SG.", 69)),
            ("SLACK_BOT_TOKEN", &letters("xoxb-216572942589-4276196345633-", 56)),
            ("ANTHROPIC_API_KEY", &letters("sk-ant-api03-", 108)),
            ("DD_API_KEY", "7d1f0a93c5e84264a0917ac3d5be8246"),
            ("TELEGRAM_BOT_TOKEN", &format!("8747558945:{telegram}")),
            ("AZURE_STORAGE_KEY", &format!("{azure}==")),
            ("AWS_SECRET_ACCESS_KEY", &letters("x", 40)),
            ("AWS_SECRET_ACCESS_KEY", &letters("akia", 40)),
            ("AZURE_STORAGE_CONNECTION_STRING", "UseDevelopmentStorage=true"),
            ("AZURE_STORAGE_SAS_TOKEN", "?sv=2022-11-02&se=2126-01-31&sig=an%3Dexample"),
        ],
    );
}

#[test]
fn what_stands_beside_a_key_is_told_by_its_provider() {
    // `{"role":"anon"}`, and `{"role":"service_role"}`.
    let token = |claims: &str| format!("eyJhbGciOiJIUzI1NiJ9.{claims}.{}", letters("x", 43));
    let (anon, service) = (token("eyJyb2xlIjoiYW5vbiJ9"), token("eyJyb2xlIjoic2VydmljZV9yb2xlIn0"));
    told(
        "value_public",
        &[
            ("SUPABASE_SERVICE_ROLE_KEY", &anon),
            ("TWILIO_AUTH_TOKEN", "+14155550123"),
            ("STRIPE_SECRET_KEY", "price_1ExampleNotAKey77"),
            ("SENTRY_AUTH_TOKEN", "https://7d1f0a93c5e84264@o1.ingest.sentry.io/5"),
            ("AGE_SECRET_KEY", &format!("age1{}", "example7".repeat(7) + "qz")),
            ("GITHUB_TOKEN", "Ov23liExampleNotAKey"),
            (
                "TLS_KEY",
                "Bag Attributes\n    localKeyID: 01\n-----BEGIN CERTIFICATE-----\nYQ==\n-----END CERTIFICATE-----",
            ),
        ],
    );
    told(
        "value_other_provider",
        &[
            ("SLACK_BOT_TOKEN", "xapp-1-exampleNotAKey9"),
            ("STRIPE_SECRET_KEY", "whsec_exampleNotAKey9x"),
            ("GEMINI_API_KEY", "ya29.exampleNotAKey9x"),
            ("GEMINI_API_KEY", r#"{"installed": {"client_id": "a", "client_secret": "example"}}"#),
            ("SLACK_BOT_TOKEN", "https://hooks.slack.com/services/T0/B0/example"),
            ("ANTHROPIC_API_KEY", &letters("sk-ant-oat01-", 108)),
            ("AWS_SECRET_ACCESS_KEY", &letters("IQoJb3JpZ2luX2Vj", 300)),
            ("DD_API_KEY", &"7d1f0a93".repeat(5)),
        ],
    );
    told("value_name", &[("AZURE_OPENAI_API_KEY", "https://acme.openai.azure.com/")]);
    told(
        "",
        &[
            ("SUPABASE_SERVICE_ROLE_KEY", &service),
            ("SLACK_WEBHOOK_URL", "https://hooks.slack.com/services/T0/B0/example"),
        ],
    );
}

#[test]
fn references_prompts_and_prints_are_told() {
    told(
        "value_reference",
        &[
            ("DD_API_KEY", "SECRET[vault.dd_api_key]"),
            ("ACME_TOKEN", "@{store:acme_key}"),
            ("GITHUB_TOKEN", "credentialsJSON:4d687cbc-7c54-480d-a019-c50a7615f2f7"),
            ("OPENAI_API_KEY", ".Values.openai.apiKey"),
            ("OPENAI_API_KEY", "/prod/openai/api-key"),
        ],
    );
    told("value_path", &[("OPENAI_API_KEY", "/run/secrets/openai-key")]);
    told(
        "value_own_name",
        &[("OPENAI_API_KEY", "%env.OPENAI_KEY%"), ("STRIPE_SECRET_KEY", "%env(STRIPE_KEY)%")],
    );
    told(
        "value_placeholder",
        &[("ACME_TOKEN", "DATA+OMITTED"), ("ACME_TOKEN", "SomeRandomString")],
    );
    told("value_assignment", &[("DB_PASSWORD", "Password:exampleNotAKey9")]);
    told(
        "value_wrapped",
        &[
            ("DB_PASSWORD", "db.example:5432:orders:app:exampleNotAKey9"),
            ("DB_PASSWORD", "*:*:*:app:exampleNotAKey9"),
            ("DB_PASSWORD", "postgres://app:exampleNotAKey9@db/orders"),
            ("OPENAI_API_KEY", "1:sk-proj-exampleNotAKey9exampleNotAKey9"),
        ],
    );
    told("value_stray_sign", &[("TELEGRAM_BOT_TOKEN", "bot8747558945:AAexampleNotAKey9")]);
    told("value_stray_sign", &[("ACME_TOKEN", &("7d1f0a93".repeat(5) + "%"))]);
    told("value_quoted", &[("ACME_TOKEN", "com.example.Secret@5e91993f")]);
    told("value_twice", &[("OPENAI_API_KEY", &"sk-proj-exampleNotAKey9x".repeat(2))]);
    told(
        "value_token_cut",
        &[("ACME_TOKEN", &format!("eyJhbGci.eyJdWIiOiJ4In0.{}", letters("x", 43)))],
    );
    told(
        "value_pem_cut",
        &[
            ("TLS_KEY", "-----BEGIN PRIVATE KEY-----\nMAkCAQAEBTACBQA=\n-----END PRIVATE KEY-----"),
            (
                "GEMINI_API_KEY",
                r#"{"type": "service_account", "private_key": "", "client_id": "x"}"#,
            ),
        ],
    );
    told(
        "value_hash",
        &[
            ("GITHUB_WEBHOOK_SECRET", &format!("sha256={}", "7d1f0a93".repeat(8))),
            ("DB_PASSWORD", &format!("0x0200{}", "7d1f0a93".repeat(17))),
            ("DB_PASSWORD", "{bcrypt}$2a$10$anexampleofahash"),
        ],
    );
    told(
        "value_escaped",
        &[
            ("AZURE_STORAGE_SAS_TOKEN", "sv=2022-11-02&se=2126-01-31&sig=an%252Fexample%253D"),
            ("AZURE_STORAGE_SAS_TOKEN", "sv=2022-11-02^&se=2126-01-31^&sig=an-example"),
            ("AZURE_STORAGE_SAS_TOKEN", "sv=2022-11-02&se=2126-01-31&sig=an%%2Fexample"),
            ("AZURE_STORAGE_KEY", "exampleNotAKey9exampleNotAKey9\\u003d"),
        ],
    );
    told(
        "value_hex",
        &[
            ("ACME_TOKEN", &"\\x6b\\x39\\x71\\x5a".repeat(5)),
            ("ACME_TOKEN", &(["6b:39:71:5a"; 6].join(":") + ":6d")),
        ],
    );
}

#[test]
fn passwords_with_signs_are_passwords() {
    for value in [
        "x^Y&2<b>Q|7!",
        "k9q<p>Zm77x",
        "<q8Zt4mXw2L>",
        "q<i>9Zt!4mX",
        "a&b;c9Zt!4mX",
        "7%4mQz%2Lx9!",
        "`q8Zt4mXw2L|",
        "{\"q8Zt4mXw2L",
        "Ab=q8Zt4mXw2L",
        "Kiwi:q8Zt4mXw2L",
        "PasswordOfTheDay77",
        "q8${Zt4mXw2L",
        "@q8Zt4mXw2L",
        "@{q8Zt:4mXw2$L}",
        "/q8Zt4/mXw2L",
        "%env!q8Zt4mXw2L%",
        "0x02k9qZm77xR3vT5yW8",
        "sv=q8Zt4mXw2L",
        "\\x6bq8Zt4mXw2L",
    ] {
        assert_eq!(of("DB_PASSWORD", value), [""; 0], "{value}");
    }
}

#[test]
fn an_id_at_a_provider_is_no_key() {
    told(
        "value_public",
        &[
            ("AIRTABLE_API_KEY", "appExampleNotKey9"),
            ("ANTHROPIC_API_KEY", &letters("apikey_01", 31)),
            ("DISCORD_BOT_TOKEN", "1098765432109876543"),
            ("RAZORPAY_KEY_SECRET", &letters("rzp_live_", 23)),
            ("SLACK_SIGNING_SECRET", "A0EXAMPLE77"),
        ],
    );
    told("value_key_cut", &[("AIRTABLE_API_KEY", "patExampleNotKey9")]);
    told("value_other_provider", &[("SHOPIFY_ACCESS_TOKEN", &letters("shpss_", 38))]);
    told(
        "value_wrapped",
        &[(
            "AZURE_STORAGE_KEY",
            "DefaultEndpointsProtocol=https;AccountName=example;AccountKey=exampleNotAKey9==",
        )],
    );
    told(
        "",
        &[
            ("AIRTABLE_API_KEY", &letters("patExampleNotKey9.", 82)),
            (
                "DISCORD_BOT_TOKEN",
                "MTA5ODc2NTQzMjEwOTg3NjU0Mw.Gx7q9k.exampleNotAKey9exampleNotAKey9exampleN",
            ),
            ("RAZORPAY_KEY_SECRET", "exampleNotAKey9exampleNo"),
            ("SHOPIFY_ACCESS_TOKEN", &["shpat_", "7d1f0a93c5e84264", "a0917ac3d5be8246"].concat()),
            ("SLACK_SIGNING_SECRET", "7d1f0a93c5e84264a0917ac3d5be8246"),
        ],
    );
}

#[test]
fn what_is_to_be_a_hash_or_public_is_no_mistake() {
    let key = "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=\n-----END PUBLIC KEY-----\n";
    let hash = format!("$2b$12${}", "exampleNotAKey9exampleN".repeat(3).get(..53).unwrap());
    told("", &[("JWT_PUBLIC_KEY", key), ("ADMIN_PASSWORD_HASH", &hash)]);
    told("value_public", &[("ADMIN_PASSWORD_HASH", key), ("ADMIN_PASSWORD", key)]);
    told("value_hash", &[("JWT_PUBLIC_KEY", &hash), ("ADMIN_PASSWORD", &hash)]);
    let cut = key.get(..90).unwrap();
    told("value_pem_cut", &[("JWT_PUBLIC_KEY", cut)]);
}
