//! How a client says who it is.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jsonwebtoken::{Algorithm, DecodingKey, TokenData, Validation, decode, decode_header};
use provider_credentials_core::ExposeSecret;
use serde_json::{Value, json};

use crate::support::{
    Directory, Reply, SECRET, Seen, Server, TOKEN, assert_silent, basic_client, client, granted,
    not_run,
};

fn server() -> Server {
    Server::start(|_, _| granted(&json!(3600)))
}

#[test]
fn by_a_header() {
    let server = server();
    let api = basic_client(&server.at("/token?tenant=a"));
    let token = api.token().unwrap();
    assert_eq!(token.secret().expose_secret(), TOKEN);
    assert_eq!(token.expose_secret(), TOKEN);
    assert_eq!(token.authorization().expose_secret(), format!("Bearer {TOKEN}"));
    assert_eq!(token.token_type(), "Bearer");
    let [seen] = <[Seen; 1]>::try_from(server.seen()).unwrap();
    assert_eq!(seen.path, "/token?tenant=a");
    let digits = seen.headers["authorization"].strip_prefix("Basic ").unwrap().to_owned();
    let pair = String::from_utf8(STANDARD.decode(digits).unwrap()).unwrap();
    // Each is encoded as in a form before they are joined.
    assert_eq!(pair, "my+app:s3ntinel%2Fof+the%3Aclient%2Bsecret");
    assert_eq!(seen.body, "grant_type=client_credentials");
    assert_eq!(seen.headers["content-type"], "application/x-www-form-urlencoded");
    assert_eq!(seen.headers["accept"], "application/json");
    assert_silent(&(&api, &token, api.metadata()));
}

#[test]
fn in_the_form() {
    let server = server();
    let api = client(&[
        ("client_secret", SECRET),
        ("client_id", "my app"),
        ("token_url", &server.url),
        ("client_authentication", "client_secret_post"),
        ("scopes", "read write:all"),
        ("audience", "https://api.example/é?a=b&c"),
    ]);
    api.token().unwrap();
    let seen = &server.seen()[0];
    assert!(!seen.headers.contains_key("authorization"));
    let form = seen.form();
    assert_eq!(form["client_id"], "my app");
    assert_eq!(form["client_secret"], SECRET);
    assert_eq!(form["scope"], "read write:all");
    assert_eq!(form["audience"], "https://api.example/é?a=b&c");
    assert_eq!(form.len(), 5);
}

fn verified(seen: &Seen, public: &str, algorithm: Algorithm, audience: &str) -> TokenData<Value> {
    let assertion = seen.field("client_assertion").unwrap();
    let key = match algorithm {
        Algorithm::ES256 => DecodingKey::from_ec_pem(public.as_bytes()).unwrap(),
        _ => DecodingKey::from_rsa_pem(public.as_bytes()).unwrap(),
    };
    let mut rules = Validation::new(algorithm);
    rules.set_audience(&[audience]);
    rules.set_required_spec_claims(&["exp", "aud", "iss", "sub"]);
    decode(&assertion, &key, &rules).unwrap()
}

#[test]
fn by_a_signed_text() {
    let Some(keys) = Directory::new() else {
        return not_run("by_a_signed_text", "there is no openssl");
    };
    keys.rsa("rsa");
    keys.openssl("rsa -in rsa.key -traditional -out rsa1.key");
    keys.p256("ec");
    keys.openssl("ec -in ec.key -out ec1.key");
    // With the parameters before it, as older versions write it.
    keys.openssl("ecparam -name prime256v1 -genkey -out ec2.key");
    keys.openssl("ec -in ec2.key -pubout -out ec2.pub");
    for (key, public, algorithm) in [
        ("rsa.key", "rsa.pub", Algorithm::RS256),
        ("rsa1.key", "rsa.pub", Algorithm::RS256),
        ("ec.key", "ec.pub", Algorithm::ES256),
        ("ec1.key", "ec.pub", Algorithm::ES256),
        ("ec2.key", "ec2.pub", Algorithm::ES256),
    ] {
        let server = server();
        let url = server.at("/token");
        let api = client(&[
            ("private_key", &keys.read(key)),
            ("client_id", "my \"app\"\n"),
            ("token_url", &url),
            ("key_id", "2026-01"),
        ]);
        api.token().unwrap_or_else(|error| panic!("{key}: {error}"));
        api.fetch().unwrap();
        let seen = server.seen();
        let token = verified(&seen[0], &keys.read(public), algorithm, &url);
        assert_eq!(token.header.kid.as_deref(), Some("2026-01"));
        let claims = token.claims;
        assert_eq!((&claims["iss"], &claims["sub"]), (&json!("my \"app\""), &json!("my \"app\"")));
        let lifetime = claims["exp"].as_u64().unwrap() - claims["iat"].as_u64().unwrap();
        assert_eq!(lifetime, 300);
        let other = verified(&seen[1], &keys.read(public), algorithm, &url);
        assert_ne!(claims["jti"], other.claims["jti"]);
        let kind = seen[0].field("client_assertion_type").unwrap();
        assert_eq!(kind, "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
        assert!(!seen[0].headers.contains_key("authorization"));
        assert_eq!(api.metadata().warnings().len(), 0, "{}", api.metadata());
        let line = keys.read(key).lines().nth(2).unwrap().to_owned();
        assert!(!format!("{api:?} {:?}", api.metadata()).contains(&line));
    }
}

/// One server that says another's endpoint gets nothing that the other takes (CVE-2025-27370).
#[test]
fn a_signed_text_is_for_the_issuer_alone() {
    let Some(keys) = Directory::new() else {
        return not_run("a_signed_text_is_for_the_issuer_alone", "there is no openssl");
    };
    keys.p256("a");
    let honest = server();
    let endpoint = honest.at("/token");
    let told = endpoint.clone();
    let issuer = Server::start(move |seen, _| {
        let issuer = format!("http://{}/tenant", seen.headers["host"]);
        let metadata = json!({ "issuer": issuer, "token_endpoint": told });
        Reply::Answer(200, "application/json", metadata.to_string())
    });
    let url = issuer.at("/tenant");
    let api =
        client(&[("private_key", &keys.read("a.key")), ("client_id", "app"), ("issuer", &url)]);
    api.token().unwrap();
    let token = verified(&honest.seen()[0], &keys.read("a.pub"), Algorithm::ES256, &url);
    assert_eq!(token.claims["aud"], json!(url));
    assert_ne!(url, endpoint);
}

/// By which Microsoft Entra finds the key.
#[test]
fn the_certificate_of_a_signing_key_is_named() {
    let Some(keys) = Directory::new() else {
        return not_run("the_certificate_of_a_signing_key_is_named", "there is no openssl");
    };
    keys.openssl("req -x509 -newkey rsa:2048 -nodes -keyout a.key -out a.pem -subj /CN=a");
    let server = server();
    let api = client(&[
        ("private_key", &keys.read("a.key")),
        ("client_id", "app"),
        ("certificate", &keys.read("a.pem")),
        ("token_url", &server.url),
        ("client_authentication", "private_key_jwt"),
    ]);
    api.token().unwrap();
    let header = decode_header(&server.seen()[0].field("client_assertion").unwrap()).unwrap();
    keys.openssl("x509 -in a.pem -outform DER -out a.der");
    keys.openssl("dgst -sha256 -binary -out a.sha a.der");
    let digest = std::fs::read(keys.file("a.sha")).unwrap();
    let expected = base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(digest);
    assert_eq!(header.x5t_s256, Some(expected));
}
