//! Where an issuer's tokens are fetched.

use serde_json::json;

use crate::support::{Reply, SECRET, Seen, Server, assert_silent, client, granted};

const OAUTH: &str = "/.well-known/oauth-authorization-server";
const OIDC: &str = "/.well-known/openid-configuration";

fn ask(server: &Server, path: &str) -> Result<(), &'static str> {
    let api =
        client(&[("client_secret", SECRET), ("client_id", "app"), ("issuer", &server.at(path))]);
    let outcome = api.token();
    assert_silent(&outcome);
    outcome.map(drop).map_err(|error| error.code())
}

fn paths(server: &Server) -> Vec<String> {
    server.seen().into_iter().map(|seen| seen.path).collect()
}

/// Serves metadata there, and tokens at `/t`.
fn issuer(at: &'static str, path: &'static str) -> Server {
    Server::start(move |seen: &Seen, _| {
        let host = format!("http://{}", seen.headers["host"]);
        if seen.path == at {
            let body =
                json!({ "issuer": format!("{host}{path}"), "token_endpoint": format!("{host}/t") });
            Reply::Answer(200, "application/json", body.to_string())
        } else if seen.path == "/t" {
            granted(&json!(0))
        } else {
            Reply::Answer(404, "text/html", "<html>".to_owned())
        }
    })
}

#[test]
fn by_the_metadata_of_oauth() {
    let server = issuer(OAUTH, "");
    assert_eq!(ask(&server, ""), Ok(()));
    assert_eq!(paths(&server), [OAUTH, "/t"]);
    // What was sent for the metadata had no secret in it.
    let seen = &server.seen()[0];
    assert!(!seen.headers.contains_key("authorization") && seen.body.is_empty());
}

#[test]
fn by_that_of_openid_connect_where_there_is_no_other() {
    let server = issuer("/tenant/.well-known/openid-configuration", "/tenant");
    assert_eq!(ask(&server, "/tenant"), Ok(()));
    let first = format!("{OAUTH}/tenant");
    assert_eq!(paths(&server), [&first, "/tenant/.well-known/openid-configuration", "/t"]);
}

#[test]
fn the_metadata_is_asked_for_once() {
    let server = issuer(OIDC, "");
    let api = client(&[("client_secret", SECRET), ("client_id", "app"), ("issuer", &server.url)]);
    for _ in 0..3 {
        api.token().unwrap();
    }
    assert_eq!(paths(&server), [OAUTH, OIDC, "/t", "/t", "/t"]);
}

#[test]
fn another_issuer_is_not_trusted() {
    let server = issuer(OAUTH, "/");
    assert_eq!(ask(&server, ""), Err("oauth2_issuer_differs"));
    assert_eq!(paths(&server), [OAUTH, OIDC]);
}

type First = dyn Fn() -> Reply + Send + Sync;

/// Servers without metadata of OAuth answer all kinds of things where it would be.
#[test]
fn that_of_openid_connect_is_found_whatever_the_other_place_says() {
    fn raw(text: &str) -> Reply {
        Reply::Raw(text.to_owned())
    }
    let html = |status, body: String| Reply::Answer(status, "text/html", body);
    let first: [(&str, Box<First>); 9] = [
        ("302", Box::new(|| Reply::Redirect(302, "https://evil.example/".to_owned()))),
        ("500", Box::new(move || html(500, String::new()))),
        ("501", Box::new(move || html(501, String::new()))),
        ("503", Box::new(move || html(503, String::new()))),
        ("204", Box::new(|| raw("HTTP/1.1 204 No\r\n\r\n"))),
        ("huge 404", Box::new(move || html(404, "a".repeat(100_000)))),
        ("no HTTP", Box::new(|| raw("s3ntinel\r\n\r\n"))),
        ("nothing", Box::new(|| raw(""))),
        (
            "another's",
            Box::new(|| {
                let body =
                    json!({ "issuer": "https://a.example", "token_endpoint": "https://a.example" });
                Reply::Answer(200, "application/json", body.to_string())
            }),
        ),
    ];
    for (name, first) in first {
        let server = Server::start(move |seen: &Seen, _| {
            let issuer = format!("http://{}", seen.headers["host"]);
            match seen.path.as_str() {
                OAUTH => first(),
                OIDC => {
                    let body = json!({ "issuer": issuer, "token_endpoint": format!("{issuer}/t") });
                    Reply::Answer(200, "application/json", body.to_string())
                }
                _ => granted(&json!(3600)),
            }
        });
        assert_eq!(ask(&server, ""), Ok(()), "{name}");
        assert_eq!(paths(&server), [OAUTH, OIDC, "/t"], "{name}");
    }
}

#[test]
fn of_two_failures_the_first_is_told_unless_it_is_only_the_wrong_place() {
    for (first, second, code, requests) in [
        (500, 404, "oauth2_server_error", 2),
        (302, 500, "oauth2_redirected", 2),
        (404, 503, "oauth2_server_error", 2),
        (404, 404, "oauth2_no_metadata", 2),
        (429, 200, "oauth2_overloaded", 1),
        (404, 429, "oauth2_overloaded", 2),
        (500, 429, "oauth2_overloaded", 2),
    ] {
        let server = Server::start(move |_, number| {
            let status = if number == 0 { first } else { second };
            Reply::Answer(status, "text/html", String::new())
        });
        assert_eq!(ask(&server, ""), Err(code), "{first} {second}");
        assert_eq!(server.seen().len(), requests, "{first} {second}");
    }
}

#[test]
fn what_is_no_metadata() {
    for (status, body, code) in [
        (404, "", "oauth2_no_metadata"),
        (200, "<html>s3ntinel", "oauth2_no_metadata"),
        (200, "{}", "oauth2_no_metadata"),
        (500, "s3ntinel", "oauth2_server_error"),
        (302, "", "oauth2_redirected"),
    ] {
        let server = Server::start(move |_, _| Reply::Answer(status, "text/html", body.to_owned()));
        assert_eq!(ask(&server, ""), Err(code), "{status} {body}");
    }
}

#[test]
fn endpoints_must_be_safe() {
    for endpoint in
        ["http://evil.example/token", "ftp://evil.example", "/token", "https://u@evil.example"]
    {
        let server = Server::start(move |seen: &Seen, _| {
            let issuer = format!("http://{}", seen.headers["host"]);
            let body = json!({ "issuer": issuer, "token_endpoint": endpoint });
            Reply::Answer(200, "application/json", body.to_string())
        });
        assert_eq!(ask(&server, ""), Err("oauth2_endpoint_insecure"), "{endpoint}");
    }
}
