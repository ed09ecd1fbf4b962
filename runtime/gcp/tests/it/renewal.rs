//! Tokens that end, and those that Google refuses.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use crate::support::{Fault, Proxy, answer, code, environment, home, load, secret, server, set};

const FLAVOR: &str = "Metadata-Flavor: Google\r\n";

/// A metadata server that gives the administrator's token for so many seconds, or that of nobody; and how often.
fn metadata(token: impl Fn(usize) -> (&'static str, u32) + Send + Sync + 'static) -> Proxy {
    Proxy::start("127.0.0.1:1", move |request, number| {
        assert!(request.contains("Metadata-Flavor: Google"), "{request}");
        let (token, seconds) = token(number);
        let body = format!("{{\"access_token\": \"{token}\", \"expires_in\": {seconds}}}");
        answer("200 OK", FLAVOR, &body)
    })
}

const GOOD: &str = "token-of-the-administrator";

#[test]
fn a_token_is_replaced_before_it_ends() {
    let Some(gcp) = server() else { return };
    gcp.python("create('renewal-app', 'of-the-app')");
    // The first is good for two seconds, those behind it for an hour.
    let metadata = metadata(|number| (GOOD, if number == 0 { 2 } else { 3600 }));
    let mut variables = environment(gcp, &gcp.address());
    set(&mut variables, "GOOGLE_APPLICATION_CREDENTIALS", "");
    set(&mut variables, "NO_GCE_CHECK", "");
    set(&mut variables, "GCE_METADATA_HOST", metadata.address().trim_start_matches("http://"));
    set(&mut variables, "GOOGLE_CLOUD_PROJECT", "agents-prod");
    let loader = load(&variables);
    let read = || code(&secret(&loader, &[("secret", "renewal-app")], &[]));
    assert_eq!(read().unwrap(), "of-the-app");
    assert_eq!(metadata.asked(), 1);
    std::thread::sleep(Duration::from_millis(1900));
    for _ in 0..3 {
        assert_eq!(read().unwrap(), "of-the-app");
    }
    assert_eq!(metadata.asked(), 2);
}

#[test]
fn a_token_that_google_refuses_is_replaced_once() {
    let Some(gcp) = server() else { return };
    gcp.python("create('renewal-refused', 'of-the-app')");
    let is_good = Arc::new(AtomicUsize::new(1));
    let good = Arc::clone(&is_good);
    let metadata = metadata(move |number| {
        (if number < good.load(Ordering::SeqCst) { "of-nobody" } else { GOOD }, 3600)
    });
    let store = Proxy::start(gcp.listens_at(), |_, _| Fault::None);
    let mut variables = environment(gcp, store.address());
    set(&mut variables, "GOOGLE_APPLICATION_CREDENTIALS", "");
    set(&mut variables, "NO_GCE_CHECK", "");
    set(&mut variables, "GCE_METADATA_HOST", metadata.address().trim_start_matches("http://"));
    set(&mut variables, "GOOGLE_CLOUD_PROJECT", "agents-prod");
    let read = || code(&secret(&load(&variables), &[("secret", "renewal-refused")], &[]));
    assert_eq!(read().unwrap(), "of-the-app");
    assert_eq!((metadata.asked(), store.asked()), (2, 2));
    // Where the other one is no better, that is all.
    is_good.store(usize::MAX, Ordering::SeqCst);
    assert_eq!(read(), Err("gcp_credentials_invalid"));
    assert_eq!((metadata.asked(), store.asked()), (4, 4));
}

/// A login that was revoked: what gives the next token says so, and an API only that the last one is no good.
#[test]
fn why_there_is_no_other_token_is_told() {
    let Some(gcp) = server() else { return };
    gcp.python("create('renewal-login', 'of-the-app')");
    for (status, body, expected) in [
        ("400 Bad", "{\"error\": \"invalid_grant\"}", "gcp_login_expired"),
        // It was refused all the same, so that nobody takes it for a store that is down.
        ("503 Busy", "", "gcp_credentials_invalid"),
    ] {
        let later = answer(status, "", body);
        let tokens = Proxy::start("127.0.0.1:1", move |_, number| match number {
            0 => answer("200 OK", "", "{\"access_token\": \"of-nobody\", \"expires_in\": 3600}"),
            _ => later.clone(),
        });
        let login = format!(
            "{{\"type\": \"authorized_user\", \"client_id\": \"c\", \"client_secret\": \"s\", \"refresh_token\": \"r\", \"token_uri\": \"{}/token\"}}",
            tokens.address()
        );
        let home = home(&[("login.json", &login)]);
        let mut variables = environment(gcp, &gcp.address());
        let file = home.path().join("login.json");
        set(&mut variables, "GOOGLE_APPLICATION_CREDENTIALS", file.to_str().unwrap());
        set(&mut variables, "GOOGLE_CLOUD_PROJECT", "agents-prod");
        let found = secret(&load(&variables), &[("secret", "renewal-login")], &[]);
        assert_eq!(code(&found), Err(expected));
    }
}
