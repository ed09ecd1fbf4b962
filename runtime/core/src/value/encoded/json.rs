//! What is JSON, and no secret.

use crate::report::Cipher;
use crate::value::about::About;
use crate::value::encoded::login::lacks_password;
use crate::value::letters::table::{any_word, is_exactly, table, words};
use crate::value::letters::text::{any, any_of, count, ends_as, holds, inside, split_at};
use crate::value::provider::providers::has_key_inside;

/// Whether the text may be an object, or a list of some.
fn is_object(text: &str) -> bool {
    let inside = text.strip_prefix('[').map_or(text, str::trim_start);
    inside.starts_with('{') && ends_as(text, |c| matches!(c, '}' | ']'))
}

/// Whether a key stands anywhere in the text.
fn has(text: &str, key: &[u8]) -> bool {
    behind(text, key).is_some()
}

/// What begins with the value of a key, wherever it stands.
fn behind<'t>(text: &'t str, key: &[u8]) -> Option<&'t str> {
    let mut pieces = text.split('"');
    let mut piece = pieces.next()?;
    for next in pieces {
        if piece.as_bytes() == key {
            if let Some(rest) = next.trim_start().strip_prefix(':') {
                return Some(rest.trim_start());
            }
        }
        piece = next;
    }
    None
}

fn has_any(text: &str, keys: &[u8]) -> bool {
    for key in words(keys) {
        if has(text, key) {
            return true;
        }
    }
    false
}

fn has_all(text: &str, keys: &[u8]) -> bool {
    for key in words(keys) {
        if !has(text, key) {
            return false;
        }
    }
    true
}

/// Whether all keys of one of these stand in the text.
fn has_all_of_one(text: &str, tables: &[&[u8]]) -> bool {
    for keys in tables {
        if has_all(text, keys) {
            return true;
        }
    }
    false
}

/// Keys of secrets: what has one of them is no answer that has none.
const SECRETS: &[u8] = table!(
    "\
    access_token accessToken api_key apiKey client_secret key password private_key privateKey \
    refresh_token secret token value SecretString"
);

/// What a server says about an error.
pub(in crate::value) fn is_error(text: &str) -> bool {
    const ERRORS: &[u8] = table!(
        "error errors Error Code errorMessage errorCode __type message Message msg detail fault status \
        statusCode"
    );

    is_object(text) && !has_any(text, SECRETS) && (has_any(text, ERRORS) || has_failed(text))
}

/// `"ok": false`, as of Slack and others.
fn has_failed(text: &str) -> bool {
    any_of(
        &["ok", "success"],
        &|key| matches!(behind(text, key.as_bytes()), Some(value) if value.starts_with("false")),
    )
}

/// What a store's own command prints, in which the secret is one value.
pub(in crate::value) fn is_wrapper(text: &str, about: &About) -> bool {
    /// All of these: AWS, Azure, Vault, Google Cloud, 1Password, Kubernetes, Docker,
    /// Terraform.
    const ANSWERS: [&[u8]; 10] = [
        table!("Parameter Type Value"),
        table!("ARN SecretString"),
        table!("attributes value"),
        table!("request_id data"),
        table!("payload data"),
        table!("vault fields"),
        table!("apiVersion kind data"),
        table!("apiVersion kind status token"),
        table!("ID Spec"),
        table!("sensitive type value"),
    ];

    is_object(text) && has_all_of_one(text, &ANSWERS)
        || is_list_of_one(text)
        || is_object_of_one(text)
        || about.is_of_key() && is_object(text) && is_of_secrets(text, about)
}

/// An object with the key that is asked for, and perhaps others: as the consoles of stores keep them, and as commands and
/// servers answer.
fn is_of_secrets(text: &str, about: &About) -> bool {
    const PASSWORDS: [&[u8]; 2] = [table!("username password"), table!("auths")];
    /// Azure, and AWS.
    const KEYS: [&[u8]; 5] = [
        // Of MinIO.
        table!("accessKey secretKey"),
        table!("SecretString"),
        table!("appId password tenant"),
        table!("accessToken expiresOn"),
        table!("AccessKeyId SecretAccessKey"),
    ];
    const OF_PASSWORD: &[u8] = table!("password passwd pwd pass pgpassword");
    has_name(text, about.variable.unwrap_or_default())
        || has_end_of_name(text, about)
        || about.ends_in(OF_PASSWORD) && has_all_of_one(text, &PASSWORDS)
        || has_all_of_one(text, &KEYS)
        // Where it is kept to be renewed, it has what renews it.
        || has_all(text, table!("access_token token_type expires_in"))
            && !has_any(text, table!("refresh_token expiry"))
        || holds(about.provider, b"kaggle")
            && about.ends_in(table!("key"))
            && has_all(text, table!("username key"))
        || has_key_inside(about.provider, text)
}

/// Whether it is an object where its name asks for what stands in a header. Google and Kaggle have keys that are objects.
pub(in crate::value) fn is_misplaced(text: &str, about: &About) -> bool {
    const OF_GOOGLE: &[u8] = table!("google gcp gcs firebase vertex gmail youtube bigquery kaggle");

    // A key with what belongs to it, as for App Store Connect.
    let has_key = holds(text, b"-----BEGIN");
    is_object(text)
        && !has_key
        && (holds(text, b"\":") || holds(text, b"\" :"))
        && (about.has_chosen_words(b"api_key") || about.ends_in(table!("apikey token authtoken")))
        && about.is_of_key()
        && !any_word(OF_GOOGLE, &|word| holds(about.provider, word))
        && !has_any(text, table!("access_token refresh_token token error"))
}

/// Whether it is a key of Ethereum that a password encrypts, as its clients keep one ("Web3 Secret Storage").
pub(in crate::value) fn is_keystore(text: &str) -> bool {
    is_object(text)
        && has_all(text, table!("ciphertext kdf mac"))
        && has_any(text, table!("crypto Crypto"))
}

/// Whether it is what a server of OAuth answers to a login (RFC 6749, section 5.1).
pub(in crate::value) fn is_answer_to_login(text: &str) -> bool {
    is_object(text)
        && has_all(text, table!("access_token token_type"))
        && !has_any(text, table!("client_secret clientSecret"))
}

/// Whether a key is what one of the names ends in, of two words or more, as `consumerKey` is for `OVH_CONSUMER_KEY`. Keys in PEM
/// with what belongs to them, files of clients of Google and tokens that are kept to be renewed are objects.
fn has_end_of_name(text: &str, about: &About) -> bool {
    let is_object_itself = has(text, b"client_email")
        || has_all(text, table!("access_token refresh_token"))
        || holds(text, b"-----BEGIN")
        || is_client_of_google(text);
    if is_object_itself {
        return false;
    }
    let mut pieces = text.split('"');
    let mut piece = pieces.next().unwrap_or_default();
    for next in pieces {
        if next.trim_start().starts_with(':') && about.ends_in_words(piece) {
            return true;
        }
        piece = next;
    }
    false
}

/// Whether a key is the name of a variable, of two words or more.
fn has_name(text: &str, variable: &str) -> bool {
    let mut pieces = text.split('"');
    let mut piece = pieces.next().unwrap_or_default();
    for next in pieces {
        if piece.eq_ignore_ascii_case(variable) && next.trim_start().starts_with(':') {
            return variable.contains('_');
        }
        piece = next;
    }
    false
}

/// Whether it is the header of a JSON Web Token.
pub(in crate::value) fn is_header(text: &str) -> bool {
    is_object(text) && has(text, b"alg")
}

/// An object that says where the secret is: of Kubernetes and `CloudFormation`, and a provider of a password of Druid.
pub(in crate::value) fn is_reference(text: &str) -> bool {
    const KEYS: &[u8] = table!(
        "Ref Fn::GetAtt Fn::Sub Fn::Join Fn::ImportValue valueFrom secretKeyRef configMapKeyRef secretRef fieldRef"
    );

    let first = text.split('"').nth(1).unwrap_or_default();
    let is_of_druid =
        || string(text, "type") == Some("environment") && string(text, "variable").is_some();
    text.starts_with('{') && is_object(text) && (is_exactly(first, KEYS) || is_of_druid())
}

/// What a JSON Web Token says about its end, and of whom or from whom it is, and nothing that is secret.
pub(in crate::value) fn are_claims(text: &str) -> bool {
    is_object(text)
        && has(text, b"exp")
        && has_any(text, table!("sub iss aud"))
        && !has_any(text, SECRETS)
}

/// The whole number that a key has.
pub(in crate::value) fn number(text: &str, key: &[u8]) -> Option<u64> {
    let (digits, _) = split_at(behind(text, key)?, &mut |c| !c.is_ascii_digit());
    digits.parse().ok()
}

/// `{"api_key": "KEY"}`, also with the name of a provider around it.
fn is_object_of_one(text: &str) -> bool {
    const NAMES: &[u8] = table!("api_key apiKey apikey API_KEY key token secret password value");

    if !text.starts_with('{') || !text.ends_with('}') || text.contains('\\') {
        return false;
    }
    let mut pieces = text.split('"');
    let (mut strings, mut last) = (0, "");
    let mut name = "";
    while let Some(string) = (pieces.next(), pieces.next()).1 {
        strings += 1;
        name = if strings == 1 { string } else { last };
        last = string;
    }
    let is_value = is_exactly(name, NAMES);
    // A name and a value, in one object or in two.
    is_value && (strings == 2 || strings == 3 && count(text, |c| c == '{') == 2)
}

/// `["KEY"]`, `['KEY']`.
fn is_list_of_one(text: &str) -> bool {
    let Some(quoted) = inside(text, "[", "]") else { return false };
    let quoted = quoted.trim();
    any_of(&["\"", "'"], &|quote| match inside(quoted, quote, quote) {
        Some(word) => !any(word, |c| matches!(c, '"' | '\'' | ',')),
        None => false,
    })
}

/// Docker's `config.json` whose credentials are in a keychain, or nowhere.
pub(in crate::value) fn is_empty_login_of_docker(text: &str) -> bool {
    /// Programs that ask a cloud are meant so.
    const OF_CLOUDS: [&str; 4] = ["\"ecr-login\"", "\"gcloud\"", "\"gcr\"", "\"acr-env\""];

    is_object(text)
        && has(text, b"auths")
        && !any_of(&OF_CLOUDS, &|name| text.contains(name))
        && !has_any(text, SECRETS)
        && !has_any(text, table!("identitytoken registrytoken credHelpers"))
        && (!has(text, b"auth")
            || matches!(string(text, "auth"), Some(login) if lacks_password(login)))
}

/// The file of an OAuth client, as the console of Google Cloud gives it.
pub(in crate::value) fn is_client_of_google(text: &str) -> bool {
    is_object(text)
        && has(text, b"client_secret")
        && has_any(text, table!("installed web"))
        && !has(text, b"private_key")
}

/// What Firebase gives for an app of Android and for a page.
pub(in crate::value) fn is_app_of_google(text: &str) -> bool {
    let is_of_page = || {
        has(text, b"apiKey")
            && matches!(string(text, "authDomain"), Some(host) if host.ends_with(".firebaseapp.com"))
    };
    is_object(text)
        && (has_all(text, table!("project_info client configuration_version")) || is_of_page())
        && !has(text, b"private_key")
}

/// What an object is encrypted by: it has all these keys.
pub(in crate::value) fn cipher(text: &str) -> Option<Cipher> {
    const SIGNS: [(&[u8], Cipher); 6] = [
        (table!("CiphertextBlob"), Cipher::AwsKms),
        (table!("ciphertext protected iv tag"), Cipher::Jwe),
        // Whose header is not protected.
        (table!("ciphertext unprotected iv tag"), Cipher::Jwe),
        (table!("ciphertext recipients iv tag"), Cipher::Jwe),
        (table!("encrypted_data iv cipher"), Cipher::Chef),
        (table!("p h iv at"), Cipher::Rails),
    ];

    if !is_object(text) {
        return None;
    }
    for (keys, cipher) in SIGNS {
        if has_all(text, keys) {
            return Some(cipher);
        }
    }
    None
}

/// The header of a JSON Web Encryption that is no JSON Web Token (RFC 7516, section 4.1; RFC 7519, section 5).
pub(in crate::value) fn is_header_of_encryption(text: &str) -> bool {
    let is_token = |key| {
        matches!(
            string(text, key).and_then(|kind| kind.get(kind.len().saturating_sub(3)..)),
            Some(end) if end.eq_ignore_ascii_case("jwt")
        )
    };
    is_object(text)
        && has(text, b"enc")
        && !has(text, b"iss")
        && !is_token("typ")
        && !is_token("cty")
}

/// The key of a service account of Google without its private key, or with one that is no PEM: nobody filled it in, or its
/// line breaks were escaped once more.
pub(in crate::value) fn is_cut_key_of_google(text: &str) -> bool {
    if !is_object(text) || string(text, "type") != Some("service_account") {
        return false;
    }
    let Some(key) = string(text, "private_key") else { return has(text, b"client_email") };
    let label = key.strip_prefix("-----BEGIN ").and_then(|rest| rest.split_once("-----"));
    // A line break of JSON.
    !matches!(label, Some((_, rest)) if rest.starts_with("\\n") || rest.starts_with("\\r"))
}

/// The value of a key, if it is a string; up to the first quote that is escaped, if there is one.
fn string<'t>(text: &'t str, key: &str) -> Option<&'t str> {
    let mut pieces = text.split('"');
    let mut piece = pieces.next()?;
    while let Some(next) = pieces.next() {
        if piece == key && next.trim() == ":" {
            return pieces.next();
        }
        piece = next;
    }
    None
}

/// A public key, or a set of public keys, as RFC 7517 writes them.
pub(in crate::value) fn is_public(text: &str) -> bool {
    is_object(text) && has(text, b"kty") && !has_any(text, table!("d k p"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ABOUT: About = About::new("openai", Some("OPENAI_API_KEY"), ["openai", "secret", ""]);

    #[test]
    fn answers_are_told_from_secrets() {
        for text in [
            r#"{"Message":"User is not authorized"}"#,
            r#"{"__type":"ResourceNotFoundException","x":1}"#,
            r#"{"code":5,"message":"secret not found","details":[]}"#,
            r#"{ "ok": false, "reason": "not_authed" }"#,
            r#"[{"error":{"code":403}}]"#,
        ] {
            assert!(is_error(text) && !is_wrapper(text, &ABOUT), "{text}");
        }
        for text in [
            r#"{"ARN":"arn:aws:x","SecretString":"s"}"#,
            r#"{"request_id":"x","data":{"data":{"k":"s"}}}"#,
            r#"{"apiVersion":"v1","kind":"Secret","data":{"k":"cw=="}}"#,
            r#"[{"ID":"x","Spec":{}}]"#,
            r#"{"Parameter":{"Name":"x","Type":"SecureString","Value":"s"}}"#,
            r#"{"SecretString":"s"}"#,
            r#"{"api_key": "s"}"#,
            r#"{"acme": {"api_key": "s"}}"#,
            r#"{"sensitive": true, "type": "string", "value": "s"}"#,
            r#"{"OPENAI_API_KEY": "s"}"#,
            r#"{"openai_api_key": "s", "other": "s"}"#,
            r#"{"appId": "a", "displayName": "x", "password": "s", "tenant": "t"}"#,
            r#"{"Credentials": {"AccessKeyId": "a", "SecretAccessKey": "s"}}"#,
            r#"{"access_token": "s", "token_type": "Bearer", "expires_in": 3600}"#,
            r#"{"accessToken": "s", "expiresOn": "2036-01-01 00:00:00", "tokenType": "Bearer"}"#,
            r#"{"main":"sk-proj-example-not-a-key-7","other":"s"}"#,
        ] {
            assert!(is_wrapper(text, &ABOUT), "{text}");
        }
        for text in [
            r#"{"error":null,"access_token":"s","token_type":"Bearer"}"#,
            r#"{"status":"active","message":"ok","value":"s"}"#,
            r#"{"type":"service_account","project_id":"p","private_key":"s"}"#,
            r#"{"kty":"EC","d":"s"}"#,
            r#"{"username":"u","password":"s"}"#,
            r#"{"auths":{"ghcr.io":{"auth":"s"}}}"#,
            r#"{"username":"u","password":"s","host":"db"}"#,
            r#"{"access_token":"s","token_type":"Bearer","expires_in":9,"refresh_token":"s"}"#,
            r#"{"access_token":"s","token_type":"Bearer","expiry":"2026-01-01T00:00:00Z"}"#,
            r#"{"main":"ghp_example-not-a-key-7","other":"s"}"#,
            "{a}",
        ] {
            assert!(!is_error(text) && !is_wrapper(text, &ABOUT) && !is_public(text), "{text}");
        }
        assert!(is_public(r#"{"keys":[{"kty":"EC","crv":"P-256","x":"a","y":"b"}]}"#));
    }

    #[test]
    fn an_object_may_say_where_a_secret_is() {
        for text in [
            r#"{"type": "environment", "variable": "ACME_PASSWORD"}"#,
            r#"{ "valueFrom": {"secretKeyRef": {"name": "acme", "key": "password"}} }"#,
            "{\n  \"Ref\": \"AcmePassword\"\n}",
        ] {
            assert!(is_reference(text), "{text}");
        }
        for text in [
            r#"{"type": "service_account", "variable": "x"}"#,
            r#"{"type": "environment"}"#,
            r#"{"key": {"valueFrom": "x"}}"#,
            "{Ref}",
        ] {
            assert!(!is_reference(text), "{text}");
        }
    }

    #[test]
    fn the_answer_to_a_login_is_told_by_its_members() {
        assert!(is_answer_to_login(r#"{"access_token": "s", "token_type": "Bearer"}"#));
        for text in [
            r#"{"access_token": "s"}"#,
            r#"{"access_token": "s", "token_type": "Bearer", "client_secret": "s"}"#,
            r#""access_token": "s", "token_type": "Bearer""#,
        ] {
            assert!(!is_answer_to_login(text), "{text}");
        }
    }

    #[test]
    fn a_member_may_be_what_the_name_ends_in() {
        let about = |variable| About::new("openai", Some(variable), ["openai", "secret", ""]);
        for (variable, text) in [
            (
                "OVH_CONSUMER_KEY",
                r#"{"validationUrl": "https://x.example", "consumerKey": "s", "state": "x"}"#,
            ),
            ("ACME_REFRESH_TOKEN", r#"{"refresh_token": "s", "scope": "x", "x": 1}"#),
            ("ACME_CLIENT_SECRET", r#"{"clientId": "x", "clientSecret": "s", "realm": "x"}"#),
            ("EKS_TOKEN", r#"{"kind":"ExecCredential","apiVersion":"x","status":{"token":"s"}}"#),
        ] {
            assert!(is_wrapper(text, &about(variable)), "{variable}");
        }
        for (variable, text) in [
            ("OVH_CONSUMER_KEY", r#"{"applicationKey": "s", "state": "x", "y": 1}"#),
            ("ACME_KEY", r#"{"consumerKey": "s", "state": "x", "y": 1}"#),
            ("GCP_PRIVATE_KEY", r#"{"private_key": "s", "client_email": "x", "y": 1}"#),
            (
                "GOOGLE_CLIENT_SECRET",
                r#"{"web": {"client_id": "x", "client_secret": "s", "y": 1}}"#,
            ),
            ("ASC_PRIVATE_KEY", r#"{"key_id": "x", "private_key": "-----BEGIN x", "y": 1}"#),
            ("X_REFRESH_TOKEN", r#"{"access_token": "s", "refresh_token": "s", "y": 1}"#),
            ("ACME_KEYS", r#"{"consumerKey": "s", "state": "x", "y": 1}"#),
        ] {
            assert!(!is_wrapper(text, &about(variable)), "{variable}");
        }
    }

    #[test]
    fn the_name_says_what_is_asked_for() {
        let about = |variable| About::new("openai", Some(variable), ["openai", "secret", ""]);
        let rds = r#"{"username": "u", "password": "s", "engine": "postgres", "host": "db"}"#;
        let docker = r#"{"auths": {"ghcr.io": {"auth": "s"}}}"#;
        for text in [rds, docker] {
            assert!(is_wrapper(text, &about("DB_PASSWORD")), "{text}");
            for name in ["DB_SECRET", "DB_CREDENTIALS", "DOCKER_AUTH_CONFIG"] {
                assert!(!is_wrapper(text, &about(name)), "{name} {text}");
            }
        }
        let kaggle = r#"{"username": "u", "key": "s"}"#;
        let of =
            |provider, variable| About::new(provider, Some(variable), ["openai", "secret", ""]);
        assert!(is_wrapper(kaggle, &of("kaggle", "KAGGLE_KEY")));
        for (provider, name) in [("kaggle", "KAGGLE_API_TOKEN"), ("acme", "ACME_KEY")] {
            assert!(!is_wrapper(kaggle, &of(provider, name)), "{name}");
        }
        for name in ["OPENAI_CONFIG", "OPENAI_KEYS", "OPENAI_JSON"] {
            let text = format!("{{\"{name}\": \"sk-proj-example-not-a-key-7\", \"other\": 1}}");
            assert!(!is_wrapper(&text, &about(name)), "{name}");
        }
    }

    #[test]
    fn a_key_of_google_has_its_private_key() {
        let of = |key: &str| {
            let rest = r#""client_email": "a@b.iam.gserviceaccount.com""#;
            format!("{{\"type\": \"service_account\", {key}{rest}}}")
        };
        for key in [
            "",
            r#""private_key": "", "#,
            r#""private_key": "...", "#,
            r#""private_key": "-----BEGIN PRIVATE KEY-----\\nMIIEv", "#,
            r#""private_key": "-----BEGIN PRIVATE KEY----- MIIEv", "#,
        ] {
            assert!(is_cut_key_of_google(&of(key)), "{key}");
        }
        for text in [
            of(r#""private_key": "-----BEGIN PRIVATE KEY-----\nMIIEv", "#),
            of(r#""private_key": "-----BEGIN PRIVATE KEY-----\r\nMIIEv", "#),
            r#"{"type": "authorized_user", "client_id": "x"}"#.to_owned(),
            r#"{"type": "service_account", "private_key_id": "x"}"#.to_owned(),
        ] {
            assert!(!is_cut_key_of_google(&text), "{text}");
        }
    }

    #[test]
    fn claims_are_told_from_keys() {
        assert!(are_claims(r#"{"sub":"x","exp":2100000000}"#));
        for text in [r#"{"sub":"x"}"#, r#"{"exp":1}"#, r#"{"sub":"x","exp":1,"key":"s"}"#] {
            assert!(!are_claims(text), "{text}");
        }
    }
}
