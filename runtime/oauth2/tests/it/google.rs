//! Service accounts of Google.

use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode};
use serde_json::{Value, json};

use crate::support::{Directory, Server, assert_silent, google, granted, not_run};

fn file(key: &str, token_uri: &str) -> String {
    json!({
        "type": "service_account",
        "project_id": "test",
        "private_key_id": "1a2b",
        "private_key": key,
        "client_email": "app@test.iam.example",
        "token_uri": token_uri,
    })
    .to_string()
}

#[test]
fn signs_what_google_asks_for() {
    let Some(keys) = Directory::new() else {
        return not_run("signs_what_google_asks_for", "there is no openssl");
    };
    keys.rsa("a");
    let server = Server::start(|_, _| granted(&json!(3599)));
    let url = server.at("/token");
    let text = file(&keys.read("a.key"), &url);
    let mut parts = vec![("key", text.as_str()), ("scopes", "https://a.example/x read")];
    for subject in [None, Some("ada@example.com")] {
        parts.extend(subject.map(|subject| ("subject", subject)));
        let account = google(&parts);
        let token = account.token().unwrap();
        let seen = server.seen().pop().unwrap();
        assert_eq!(
            seen.field("grant_type").unwrap(),
            "urn:ietf:params:oauth:grant-type:jwt-bearer"
        );
        let key = DecodingKey::from_rsa_pem(keys.read("a.pub").as_bytes()).unwrap();
        let mut rules = Validation::new(Algorithm::RS256);
        rules.set_audience(&[&url]);
        rules.set_issuer(&["app@test.iam.example"]);
        let decoded = decode::<Value>(&seen.field("assertion").unwrap(), &key, &rules).unwrap();
        assert_eq!(decoded.header.kid.as_deref(), Some("1a2b"));
        assert_eq!(decoded.claims["scope"], "https://a.example/x read");
        assert_eq!(decoded.claims["sub"], subject.map_or(Value::Null, Value::from));
        let metadata = account.metadata();
        assert_eq!(metadata.warnings().len(), 0, "{metadata}");
        let attributes: Vec<_> = metadata.attributes().collect();
        assert_eq!(attributes, [("client_email", "app@test.iam.example")]);
        assert_silent(&(&account, token, &metadata));
        let line = keys.read("a.key").lines().nth(2).unwrap().to_owned();
        assert!(!format!("{account:?} {metadata:?} {metadata}").contains(&line));
    }
}

#[test]
fn what_is_no_such_file_does_not_load() {
    let Some(keys) = Directory::new() else {
        return not_run("what_is_no_such_file_does_not_load", "there is no openssl");
    };
    keys.rsa("a");
    let key = keys.read("a.key");
    let good: Value = serde_json::from_str(&file(&key, "https://a.example")).unwrap();
    let with = |name: &str, value: Value| {
        let mut file = good.clone();
        file[name] = value;
        file.to_string()
    };
    assert!(google(&[("key", &good.to_string()), ("scopes", "a")]).is_loaded());
    for (text, code) in [
        (key.clone(), "oauth2_no_service_account"),
        ("{}".to_owned(), "oauth2_no_service_account"),
        (with("type", json!("authorized_user")), "oauth2_no_service_account"),
        (with("client_email", Value::Null), "oauth2_no_service_account"),
        (with("private_key", json!("s3ntinel")), "oauth2_no_private_key"),
        (with("private_key", json!(key.replacen('A', "!", 9))), "oauth2_no_private_key"),
        (with("private_key", json!(key.replace('\n', "\\n"))), "oauth2_no_private_key"),
        (with("token_uri", json!("http://a.example")), "oauth2_url_insecure"),
    ] {
        let account = google(&[("key", &text), ("scopes", "a")]);
        let error = account.token().unwrap_err();
        assert_eq!(error.code(), code);
        let is_doubled = error.to_string().contains("two backslashes");
        assert_eq!(is_doubled, text.contains("-----\\\\n"), "{error}");
        assert!(error.to_string().contains("its `key`") || error.to_string().contains("`key`"));
        assert_silent(&(&error, error.to_string()));
    }
}
