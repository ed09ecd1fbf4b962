//! A real server behind a proxy that spoils its answers.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use provider_credentials_core::ExposeSecret as _;
use provider_credentials_test_servers::{Bao, Mode};
use provider_credentials_vault::{AuthValue, Vault, VaultAuth, VaultBuilder};

use crate::support::{Fault, Loaded, Proxy, answer, code, load_with, server};

const PATH: (&str, &str) = ("path", "secret/app");

/// Over a proxy, by the one who may do everything.
fn vault(bao: &Bao, address: &str, limit: Duration) -> Vault {
    let token = AuthValue::given(bao.root_token());
    let builder = VaultBuilder::new().address(address).auth(VaultAuth::token(token));
    builder.time_limit(limit).build().unwrap()
}

fn with_secret(test: &str) -> Option<Bao> {
    let bao = server(test, Mode::Plain)?;
    bao.bao("kv put -mount=secret app key=of-the-app");
    Some(bao)
}

/// One load while answers to requests for secrets suffer that.
fn spoiled(bao: &Bao, limit: Duration, fault: Fault) -> Loaded {
    let proxy = Proxy::start(bao.listens_at(), move |line, _| {
        if line.contains("/v1/secret/") { fault.clone() } else { Fault::None }
    });
    code(&load_with(&vault(bao, proxy.address(), limit), &[PATH], &[]))
}

#[test]
fn a_connection_that_is_cut_at_any_byte_is_made_once_more() {
    let Some(bao) = with_secret("cut") else { return };
    // Of each of the three answers: about the token, the mount, and the secret.
    let next = AtomicUsize::new(0);
    let shortest = 320;
    thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                loop {
                    let length = next.fetch_add(1, Ordering::SeqCst);
                    if length >= shortest {
                        return;
                    }
                    let seen = Arc::new(AtomicUsize::new(0));
                    let count = Arc::clone(&seen);
                    let proxy = Proxy::start(bao.listens_at(), move |_, number| {
                        count.fetch_add(1, Ordering::SeqCst);
                        // Every other request is cut.
                        if number % 2 == 0 { Fault::Cut(length) } else { Fault::None }
                    });
                    let vault = vault(&bao, proxy.address(), Duration::from_secs(20));
                    let loaded = code(&load_with(&vault, &[PATH], &[]));
                    assert_eq!(loaded.as_deref(), Ok("of-the-app"), "{length}");
                    assert_eq!(seen.load(Ordering::SeqCst), 6, "{length}");
                }
            });
        }
    });
}

#[test]
fn one_that_is_always_cut_is_an_error() {
    let Some(bao) = with_secret("always cut") else { return };
    for length in [0, 1, 20, 200, 320] {
        let loaded = spoiled(&bao, Duration::from_secs(20), Fault::Cut(length));
        assert_eq!(loaded, Err("vault_unreachable"), "{length}");
    }
}

#[test]
fn a_server_that_is_slow_takes_no_longer_than_the_limit() {
    let Some(bao) = with_secret("slow") else { return };
    let limit = Duration::from_secs(1);
    let drip = Fault::Drip(Duration::from_millis(50));
    for fault in [Fault::Hang, drip, Fault::Delay(Duration::from_secs(5))] {
        let since = Instant::now();
        let shown = format!("{fault:?}");
        assert_eq!(spoiled(&bao, limit, fault), Err("vault_timed_out"), "{shown}");
        // Some of that is the machine's.
        assert!(since.elapsed() < Duration::from_secs(3), "{shown}: {:?}", since.elapsed());
    }
    // One that is slow, and not too slow.
    let late = Fault::Delay(Duration::from_millis(300));
    assert_eq!(spoiled(&bao, limit, late).unwrap(), "of-the-app");
}

/// What a hostile server could want to see in a log.
const SENTINEL: &str = "s3ntinel-of-an-answer";

#[test]
fn statuses_have_their_codes_and_no_byte_of_the_answer() {
    let Some(bao) = with_secret("statuses") else { return };
    let body = format!(r#"{{"errors":["{SENTINEL}"]}}"#);
    for (status, code, attempts) in [
        ("400 Bad Request", "vault_refused", 1),
        ("403 Forbidden", "vault_permission_denied", 1),
        ("404 Not Found", "vault_not_found", 1),
        ("405 Method Not Allowed", "vault_not_readable", 1),
        ("412 Precondition Failed", "vault_server_error", 3),
        ("418 I'm a teapot", "vault_refused", 1),
        ("429 Too Many Requests", "vault_overloaded", 3),
        ("472 Standby", "vault_standby", 1),
        ("473 Standby", "vault_standby", 1),
        ("500 Internal Server Error", "vault_server_error", 3),
        // What is not initialized says so where it is asked.
        ("501 Not Implemented", "vault_server_error", 1),
        ("502 Bad Gateway", "vault_server_error", 3),
        ("503 Service Unavailable", "vault_server_error", 3),
        ("504 Gateway Timeout", "vault_server_error", 3),
        ("302 Found", "vault_redirected", 1),
        ("101 Switching Protocols", "vault_answer_invalid", 1),
        (&format!("700 {SENTINEL}"), "vault_server_error", 1),
    ] {
        let asked = Arc::new(AtomicUsize::new(0));
        let (count, fault) = (Arc::clone(&asked), answer(status, "", &body));
        let proxy = Proxy::start(bao.listens_at(), move |line, _| {
            if !line.contains("/v1/secret/") {
                return Fault::None;
            }
            count.fetch_add(1, Ordering::SeqCst);
            fault.clone()
        });
        let vault = vault(&bao, proxy.address(), Duration::from_secs(20));
        let credential = load_with(&vault, &[PATH], &[]);
        let error = credential.secret().unwrap_err();
        assert_eq!(error.code(), code, "{status}: {error}");
        assert_eq!(asked.load(Ordering::SeqCst), attempts, "{status}");
        assert!(!format!("{error} {error:?} {credential:?}").contains(SENTINEL), "{status}");
    }
}

#[test]
fn answers_that_are_none() {
    let Some(bao) = with_secret("answers") else { return };
    let good = "200 OK";
    for (fault, code) in [
        (answer(good, "", ""), "vault_answer_invalid"),
        (answer(good, "", "<html>sign in</html>"), "vault_answer_invalid"),
        (answer(good, "", "{"), "vault_answer_invalid"),
        (answer(good, "", "[]"), "vault_answer_invalid"),
        (answer(good, "", "{}"), "vault_answer_invalid"),
        (answer(good, "", r#"{"data": null}"#), "vault_not_readable"),
        (answer(good, "", r#"{"data": {"data": null}}"#), "vault_answer_invalid"),
        (answer(good, "", r#"{"data": {"data": "text"}}"#), "vault_answer_invalid"),
        (answer(good, "", r#"{"data": {"data": {}}}"#), "vault_no_keys"),
        (
            answer(good, "", r#"{"data": {"data": {"a": 1}, "data": {"a": 2}}}"#),
            "vault_answer_invalid",
        ),
        (Fault::Answer("SSH-2.0-OpenSSH_9\r\n".to_owned()), "vault_answer_invalid"),
        (
            Fault::Answer("HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n{".to_owned()),
            "vault_answer_too_large",
        ),
    ] {
        let shown = format!("{fault:?}");
        assert_eq!(spoiled(&bao, Duration::from_secs(5), fault), Err(code), "{shown}");
    }
    // Without a limit it would be read for ever.
    let endless = format!(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{}",
        format!("100000\r\n{}\r\n", "x".repeat(0x10_0000)).repeat(2)
    );
    let loaded = spoiled(&bao, Duration::from_secs(5), Fault::Answer(endless));
    assert_eq!(loaded, Err("vault_answer_too_large"));
}

#[test]
fn a_server_that_asks_for_time_gets_it_within_the_limit() {
    let Some(bao) = with_secret("retry after") else { return };
    let wait = |seconds: u32| answer("429 Slow", &format!("Retry-After: {seconds}\r\n"), "");
    let load = |seconds, limit| {
        let fault = wait(seconds);
        let asked = AtomicUsize::new(0);
        let proxy = Proxy::start(bao.listens_at(), move |line, _| {
            let is_first =
                line.contains("/v1/secret/") && asked.fetch_add(1, Ordering::SeqCst) == 0;
            if is_first { fault.clone() } else { Fault::None }
        });
        let since = Instant::now();
        let vault = vault(&bao, proxy.address(), limit);
        (code(&load_with(&vault, &[PATH], &[])), since.elapsed())
    };
    let (loaded, time) = load(1, Duration::from_secs(20));
    assert_eq!(loaded.unwrap(), "of-the-app");
    assert!(time >= Duration::from_secs(1), "{time:?}");
    // That long nobody waits, so that nothing is gained by waiting at all.
    let (loaded, time) = load(600, Duration::from_secs(5));
    assert_eq!(loaded, Err("vault_overloaded"));
    assert!(time < Duration::from_secs(5), "{time:?}");
}

#[test]
fn a_token_does_not_follow_to_another_server() {
    let Some(bao) = with_secret("redirect") else { return };
    let other = Proxy::start(bao.listens_at(), |_, _| Fault::None);
    let elsewhere = format!("Location: {}/v1/secret/data/app\r\n", other.address());
    let fault = answer("307 Temporary Redirect", &elsewhere, "");
    assert_eq!(spoiled(&bao, Duration::from_secs(5), fault), Err("vault_redirected"));
    assert_eq!(other.asked(), 0);
    // On the same server it does.
    let proxy = Proxy::start(bao.listens_at(), move |line, _| {
        if line.contains("/v1/secret/data/moved") {
            answer("307 Temporary Redirect", "Location: /v1/secret/data/app\r\n", "")
        } else {
            Fault::None
        }
    });
    let vault = vault(&bao, proxy.address(), Duration::from_secs(5));
    let moved = load_with(&vault, &[("path", "secret/moved")], &[]);
    assert_eq!(moved.secret().unwrap().expose_secret(), "of-the-app");
}
