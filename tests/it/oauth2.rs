//! Access tokens: `type: oauth2_client_credentials` and `type: google_service_account`, from a manifest.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::mpsc;
use std::thread;

use provider_credentials::{ExposeSecret, Loader, TokenError, credentials};

use crate::support::{Files, outcome};

credentials!("it/manifests/oauth2.yaml", struct OAuth2);

const SECRET: &str = "s3ntinel-of-the-client";

/// A server for as many requests as there are answers, and what it is sent.
fn serve(answers: Vec<String>) -> (String, mpsc::Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let (sender, receiver) = mpsc::channel();
    let own = url.clone();
    thread::spawn(move || {
        for answer in answers {
            let (mut stream, _) = listener.accept().unwrap();
            let mut buffer = [0; 4096];
            let length = stream.read(&mut buffer).unwrap();
            sender.send(String::from_utf8_lossy(&buffer[..length]).into_owned()).unwrap();
            let body = answer.replace("{url}", &own);
            let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", body.len());
            stream.write_all(format!("{head}{body}").as_bytes()).unwrap();
        }
    });
    (url, receiver)
}

fn token(text: &str) -> String {
    format!("{{\"access_token\": \"{text}\", \"token_type\": \"Bearer\", \"expires_in\": 3600}}")
}

#[test]
fn a_token_by_what_the_manifest_says() {
    let (url, sent) = serve(vec![token("s3ntinel-of-acme")]);
    let variables = [("ACME_AUTH", url.as_str()), ("ACME_CLIENT_SECRET", SECRET)];
    let creds: OAuth2 = Loader::new().with_environment(variables).load();
    let api = creds.acme.clone();
    // As an async program does it: the handle goes to another thread.
    let token = thread::spawn(move || api.token()).join().unwrap().unwrap();
    assert_eq!(token.authorization().expose_secret(), "Bearer s3ntinel-of-acme");
    assert_eq!(creds.acme.token().unwrap().expose_secret(), "s3ntinel-of-acme");
    let sent = sent.recv().unwrap();
    assert!(sent.starts_with("POST /token HTTP/1.1\r\n"), "{sent}");
    let body = sent.split("\r\n\r\n").nth(1).unwrap();
    assert_eq!(
        body,
        format!(
            "grant_type=client_credentials&scope=read+write%3Aall&client_id=app&client_secret={SECRET}"
        )
    );
    assert_eq!(creds.acme.config.base_url, "https://api.acme.example");
    let metadata = creds.acme.metadata();
    assert_eq!((metadata.kind(), metadata.source()), ("oauth2_client_credentials", "env"));
    let shown = format!("{:?} {token:?} {metadata:?} {metadata}", creds.acme);
    assert!(!shown.contains("s3ntinel"), "{shown}");
}

#[test]
fn both_parts_of_one_file_and_the_server_by_its_issuer() {
    let metadata = r#"{"issuer": "{url}", "token_endpoint": "{url}/t?x"}"#;
    let (url, sent) = serve(vec![metadata.to_owned(), token("t")]);
    let files =
        Files::new().with("acme.json", format!(r#"{{"id": "app", "secrets": ["{SECRET}"]}}"#));
    let creds: OAuth2 = files.loader().with_environment([("ACME_AUTH", url.as_str())]).load();
    assert_eq!(creds.structured.token().unwrap().expose_secret(), "t");
    let (first, second) = (sent.recv().unwrap(), sent.recv().unwrap());
    assert!(first.starts_with("GET /.well-known/oauth-authorization-server HTTP/1.1\r\n"));
    assert!(second.starts_with("POST /t?x HTTP/1.1\r\n"), "{second}");
    assert!(second.contains("\r\nAuthorization: Basic YXBwOnMzbnRpbmVs"), "{second}");
}

#[test]
fn what_is_missing_or_wrong_is_told() {
    let files = Files::new().with("sa.json", r#"{"type": "authorized_user"}"#);
    let creds: OAuth2 =
        files.loader().with_environment([("ACME_AUTH", "http://evil.example")]).load();
    let error = creds.acme.token().unwrap_err();
    assert!(matches!(error, TokenError::NotLoaded(_)));
    assert_eq!((error.code(), error.is_retryable()), ("env_not_set", false));
    assert_eq!(outcome(&creds.bigquery), Err("oauth2_no_service_account"));
    let error = creds.bigquery.token().unwrap_err().to_string();
    assert!(
        error.contains(
            "application-default login` writes it, and no service account; store the file"
        ),
        "{error}"
    );

    let variables = [("ACME_AUTH", "http://evil.example"), ("ACME_CLIENT_SECRET", SECRET)];
    let creds: OAuth2 = files.loader().with_environment(variables).load();
    let error = creds.acme.secret().unwrap_err();
    assert_eq!((error.code(), error.part()), ("oauth2_url_insecure", "token_url"));
    assert!(!error.to_string().contains("evil"), "{error}");
}
