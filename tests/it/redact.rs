//! Secrets of generated sets out of text; `runtime/core/tests/redact/` has all disguises.

use provider_credentials::{ExposeSecret, Loader, credentials};

credentials!("it/manifests/basic.yaml", struct Basic);
credentials!("it/manifests/empty.yaml", struct Empty);

#[test]
fn each_secret_part_by_its_name_and_nothing_that_is_public() {
    let creds: Basic = Loader::isolated()
        .with_secret("constant.username", "name-of-somebody")
        .with_secret("constant.password", "first-password")
        .with_secret("by-environment.username", "name-of-another")
        .with_secret("by-environment.password", "second-password")
        .with_secret("session", "token-of-a-session")
        .with_secret("key", &b"\xff\xfe\xfd\xfc\xfb\xfa\xf9\xf8"[..])
        .load();
    let redactor = creds.redactor();
    assert_eq!(format!("{redactor:?}"), "Redactor { secrets: 4, too_short: 0 }");
    let text = "name-of-somebody first-password name-of-another second-password token-of-a-session \
                fffefdfcfbfaf9f8";
    assert_eq!(
        redactor.redact(text),
        "name-of-somebody [REDACTED:constant] name-of-another [REDACTED:by-environment] \
         [REDACTED:session] [REDACTED:key]"
    );
    assert!(!format!("{redactor:?}").contains("password"));
}

/// It is the beginning of what is looked for, a name and a password, but no secret.
#[test]
fn a_long_user_name_at_the_end_of_a_line() {
    let creds: Basic = Loader::isolated()
        .with_secret("constant.username", "name-of-a-service@example")
        .with_secret("constant.password", "a-password-of-the-service")
        .load();
    let redactor = creds.redactor();
    for text in ["as name-of-a-service@example", "as name-of-a-service@example:\n"] {
        assert_eq!(redactor.redact(text), text);
    }
    let cut = "as name-of-a-service@example:a-password-of-the\n";
    assert_eq!(redactor.redact(cut), "as [REDACTED:constant]\n");
}

#[test]
fn headers_and_urls_that_a_credential_makes() {
    for password in ["p:a/s?s#w@r d%é{}", "hunter2"] {
        let creds: Basic = Loader::isolated().with_secret("constant.password", password).load();
        let redactor = creds.redactor();
        let header = creds.constant.authorization().unwrap();
        let found = redactor.redact(header.expose_secret()).trim_end_matches('=').to_owned();
        assert_eq!(found, "Basic [REDACTED:constant]");
        let url = creds.constant.connection_url(creds.constant.config.url).unwrap();
        let found = redactor.redact(url.expose_secret()).into_owned();
        assert_eq!(
            found,
            "postgres://[REDACTED:constant]@localhost:5432/orders?sslmode=verify-full"
        );
        let is_short = password.len() < 8;
        assert_eq!(redactor.too_short(), if is_short { &["constant"][..] } else { &[] });
        assert_eq!(redactor.redact(password) == password, is_short);
    }
}

#[test]
fn what_is_not_loaded_is_not_covered() {
    let creds: Basic = Loader::isolated().load();
    assert_eq!(format!("{:?}", creds.redactor()), "Redactor { secrets: 0, too_short: 0 }");
    assert_eq!(Empty::load().redactor().redact("anything"), "anything");
}

#[test]
fn a_redactor_covers_what_its_set_had() {
    let redactor = {
        let creds: Basic = Loader::isolated().with_secret("session", "token-of-a-session").load();
        creds.redactor().with("more", "another-secret")
    };
    let found = redactor.redact("token-of-a-session another-secret");
    assert_eq!(found, "[REDACTED:session] [REDACTED:more]");
}

#[test]
fn two_sets() {
    let first: Basic = Loader::isolated().with_secret("session", "token-of-a-session").load();
    let second: Basic = Loader::isolated().with_secret("session", "token-of-another").load();
    let redactor = first.redactor().with_set(&second);
    let found = redactor.redact("token-of-a-session token-of-another");
    assert_eq!(found, "[REDACTED:session] [REDACTED:session]");
}
