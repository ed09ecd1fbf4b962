//! The fake behind a front that spoils its answers.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use provider_credentials_core::Loader;
use provider_credentials_test_servers::{Azure, Fault, Front, Proxy, answer};

use crate::support::{Loaded, application, code, load, secret, set};

fn azure() -> &'static Azure {
    static AZURE: OnceLock<Azure> = OnceLock::new();
    AZURE.get_or_init(|| {
        let azure = Azure::start();
        let _ = azure.set("agent.vault.azure.net", "app", "of-the-app");
        azure
    })
}

fn loader(front: &Front, limit: Duration) -> Loader {
    load(&application(azure().environment_through(front))).source_timeout(limit)
}

fn read(front: &Front, limit: Duration) -> Loaded {
    code(&secret(&loader(front, limit), &[("vault", "agent"), ("secret", "app")], &[]))
}

/// Which of the three requests of a load.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asked {
    Challenge,
    Token,
    Secret,
}

const ALL: [Asked; 3] = [Asked::Challenge, Asked::Token, Asked::Secret];

impl Asked {
    fn of(request: &str) -> Self {
        match request {
            _ if request.starts_with("POST ") => Self::Token,
            _ if request.contains("\r\nAuthorization: ") => Self::Secret,
            _ => Self::Challenge,
        }
    }
}

/// A front on which that request suffers, each time.
fn spoiling(asked: Asked, fault: Fault) -> Front {
    azure().front(
        move |request, _| {
            if Asked::of(request) == asked { fault.clone() } else { Fault::None }
        },
    )
}

const LONG: Duration = Duration::from_secs(20);

#[test]
fn a_connection_that_is_cut_at_any_byte_is_made_once_more() {
    let next = AtomicUsize::new(0);
    thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                loop {
                    let at = next.fetch_add(1, Ordering::SeqCst);
                    let (asked, length) = (ALL[at % 3], at / 3 * 23);
                    if length >= 230 {
                        return;
                    }
                    let count = AtomicUsize::new(0);
                    let front = azure().front(move |request, _| {
                        let is_first = Asked::of(request) == asked
                            && count.fetch_add(1, Ordering::SeqCst) == 0;
                        if is_first { Fault::Cut(length) } else { Fault::None }
                    });
                    assert_eq!(
                        read(&front, LONG).as_deref(),
                        Ok("of-the-app"),
                        "{asked:?} {length}"
                    );
                    assert_eq!(front.asked(), 4, "{asked:?} {length}");
                }
            });
        }
    });
}

#[test]
fn one_that_is_always_cut_is_an_error() {
    thread::scope(|scope| {
        for (asked, expected) in [
            (Asked::Challenge, "azure_unreachable"),
            (Asked::Token, "azure_entra_unreachable"),
            (Asked::Secret, "azure_unreachable"),
        ] {
            for length in [0, 20, 150] {
                scope.spawn(move || {
                    let front = spoiling(asked, Fault::Cut(length));
                    assert_eq!(read(&front, LONG), Err(expected), "{asked:?} {length}");
                });
            }
        }
    });
}

#[test]
fn a_server_that_is_slow_takes_no_longer_than_the_limit() {
    let limit = Duration::from_secs(1);
    thread::scope(|scope| {
        for asked in ALL {
            for fault in [
                Fault::Hang,
                Fault::Drip(Duration::from_millis(50)),
                Fault::Delay(Duration::from_secs(4)),
            ] {
                scope.spawn(move || {
                    let since = Instant::now();
                    let shown = format!("{asked:?} {fault:?}");
                    let expected = match asked {
                        Asked::Token => "azure_entra_unreachable",
                        _ => "azure_timed_out",
                    };
                    assert_eq!(read(&spoiling(asked, fault), limit), Err(expected), "{shown}");
                    // Some of that is the machine's.
                    assert!(since.elapsed() < limit * 3, "{shown}: {:?}", since.elapsed());
                });
            }
        }
    });
    let late = spoiling(Asked::Secret, Fault::Delay(Duration::from_millis(300)));
    assert_eq!(read(&late, LONG).unwrap(), "of-the-app");
}

#[test]
fn a_metadata_service_that_hangs_takes_no_longer_than_the_limit() {
    let service = Proxy::start("127.0.0.1:1", |_, _| Fault::Hang);
    let mut variables = azure().environment();
    set(&mut variables, "AZURE_POD_IDENTITY_AUTHORITY_HOST", service.address());
    let since = Instant::now();
    let loader = load(&variables).source_timeout(Duration::from_secs(2));
    let found = secret(&loader, &[("vault", "agent"), ("secret", "app")], &[]);
    let error = found.secret().unwrap_err();
    assert_eq!(error.code(), "azure_identity_unreachable", "{error}");
    assert!(error.is_retryable());
    assert!(since.elapsed() < Duration::from_secs(4), "{:?}", since.elapsed());
}

/// What a hostile server could want to see in a log.
const SENTINEL: &str = "s3ntinel-of-an-answer";

#[test]
fn statuses_have_their_codes_and_no_byte_of_the_answer() {
    let of = |code: &str| {
        format!(
            "{{\"error\":{{\"code\":\"{code}\",\"message\":\"{SENTINEL}\",\"innererror\":{{\"code\":\"{SENTINEL}\"}}}}}}"
        )
    };
    let entra = |number: &str| {
        format!(
            "{{\"error\":\"{SENTINEL}\",\"error_description\":\"{SENTINEL}\",\"error_codes\":[{number}]}}"
        )
    };
    let cases = [
        (Asked::Secret, "400 Bad", of("BadParameter"), "azure_refused", 3),
        (Asked::Secret, "401 No", of("Unauthorized"), "azure_token_refused", 5),
        (Asked::Secret, "403 No", of("Forbidden"), "azure_access_denied", 3),
        (Asked::Secret, "403 No", format!("<html>{SENTINEL}</html>"), "azure_answer_invalid", 3),
        (Asked::Secret, "404 No", of("SecretNotFound"), "azure_not_found", 3),
        (Asked::Secret, "404 No", SENTINEL.to_owned(), "azure_answer_invalid", 3),
        (Asked::Secret, "429 Slow", of("Throttled"), "azure_throttled", 5),
        (Asked::Secret, "500 Broken", of("InternalServerError"), "azure_server_error", 5),
        (Asked::Secret, "503 Busy", SENTINEL.to_owned(), "azure_server_error", 5),
        (Asked::Secret, "302 Found", of(""), "azure_redirected", 3),
        (Asked::Secret, "101 Switching", String::new(), "azure_answer_invalid", 3),
        (Asked::Challenge, "200 OK", of(""), "azure_challenge_invalid", 1),
        (Asked::Challenge, "401 No", of(""), "azure_challenge_invalid", 1),
        (Asked::Challenge, "403 No", of("Forbidden"), "azure_access_denied", 1),
        (Asked::Challenge, "503 Busy", of(""), "azure_server_error", 3),
        (Asked::Token, "401 No", entra("7000215"), "azure_client_secret", 2),
        (Asked::Token, "400 Bad", entra("53003"), "azure_entra_refused", 2),
        (Asked::Token, "400 Bad", entra(SENTINEL), "azure_entra_answer_invalid", 2),
        (Asked::Token, "403 No", SENTINEL.to_owned(), "azure_entra_answer_invalid", 2),
        (Asked::Token, "302 Found", entra("1"), "azure_entra_answer_invalid", 2),
        (Asked::Token, "429 Slow", entra("90033"), "azure_entra_unavailable", 4),
        (Asked::Token, "503 Busy", SENTINEL.to_owned(), "azure_entra_unavailable", 4),
    ];
    thread::scope(|scope| {
        for (asked, status, body, code, attempts) in cases {
            scope.spawn(move || {
                let front = spoiling(asked, answer(status, "", &body));
                let loader = loader(&front, LONG);
                let found = secret(&loader, &[("vault", "agent"), ("secret", "app")], &[]);
                let error = found.secret().unwrap_err();
                assert_eq!(error.code(), code, "{asked:?} {status} {body}: {error}");
                assert_eq!(front.asked(), attempts, "{asked:?} {status} {body}");
                assert!(!format!("{error} {error:?} {found:?}").contains(SENTINEL), "{status}");
            });
        }
    });
}

#[test]
fn answers_that_are_none() {
    let good = "200 OK";
    let id = "\"id\": \"https://agent.vault.azure.net/secrets/app/x\"";
    for (asked, fault, code) in [
        (Asked::Secret, answer(good, "", ""), "azure_answer_invalid"),
        (Asked::Secret, answer(good, "", "<html>sign in</html>"), "azure_answer_invalid"),
        (Asked::Secret, answer(good, "", "{"), "azure_answer_invalid"),
        (Asked::Secret, answer(good, "", "[]"), "azure_answer_invalid"),
        (
            Asked::Secret,
            answer(good, "", &format!("{{{id}, \"value\": null}}")),
            "azure_answer_invalid",
        ),
        (
            Asked::Secret,
            answer(good, "", &format!("{{{id}, \"value\": {{\"a\": 1}}}}")),
            "azure_answer_invalid",
        ),
        (
            Asked::Secret,
            answer(good, "", &format!("{{{id}, \"value\": \"a\", \"value\": \"b\"}}")),
            "azure_answer_invalid",
        ),
        (Asked::Secret, Fault::Answer("SSH-2.0-OpenSSH_9\r\n".to_owned()), "azure_answer_invalid"),
        (
            Asked::Secret,
            Fault::Answer("HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n{".to_owned()),
            "azure_answer_too_large",
        ),
        (Asked::Token, answer(good, "", "{}"), "azure_entra_answer_invalid"),
        (
            Asked::Token,
            answer(good, "", "{\"access_token\": \"a\\r\\nX: y\"}"),
            "azure_entra_answer_invalid",
        ),
        (
            Asked::Token,
            Fault::Answer("HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n{".to_owned()),
            "azure_entra_answer_invalid",
        ),
    ] {
        let shown = format!("{asked:?} {fault:?}");
        assert_eq!(read(&spoiling(asked, fault), LONG), Err(code), "{shown}");
    }
}

#[test]
fn who_is_throttled_waits_as_long_as_the_vault_says() {
    let body = "{\"error\": {\"code\": \"Throttled\", \"message\": \"x\"}}";
    let busy = answer("429 Too Many Requests", "Retry-After: 1\r\n", body);
    let count = AtomicUsize::new(0);
    let front = azure().front(move |request, _| {
        let is_first =
            Asked::of(request) == Asked::Secret && count.fetch_add(1, Ordering::SeqCst) == 0;
        if is_first { busy.clone() } else { Fault::None }
    });
    let since = Instant::now();
    assert_eq!(read(&front, LONG).unwrap(), "of-the-app");
    assert!(since.elapsed() >= Duration::from_secs(1), "{:?}", since.elapsed());
    assert_eq!(front.asked(), 4);
}

#[test]
fn no_token_follows_to_another_server() {
    let other = azure().front(|_, _| Fault::None);
    let elsewhere = "Location: https://evil.vault.azure.net/secrets/app\r\n";
    let front = spoiling(Asked::Secret, answer("307 Temporary Redirect", elsewhere, ""));
    let before = azure().seen().iter().filter(|seen| seen.host.starts_with("evil")).count();
    assert_eq!(read(&front, LONG), Err("azure_redirected"));
    let after = azure().seen().iter().filter(|seen| seen.host.starts_with("evil")).count();
    assert_eq!((before, after, other.asked()), (0, 0, 0));
}

#[test]
fn servers_that_are_not_who_they_say() {
    let front = azure().front(|_, _| Fault::None);
    let mut variables = application(azure().environment_through(&front));
    // Of another authority.
    set(
        &mut variables,
        "REQUESTS_CA_BUNDLE",
        azure().front(|_, _| Fault::None).authority().to_str().unwrap(),
    );
    let read = |variables: &crate::support::Variables| crate::support::agent(variables, "app");
    // Its file went with its front.
    assert_eq!(read(&variables), Err("azure_ca_bundle"));
    let stranger = azure().front(|_, _| Fault::None);
    set(&mut variables, "REQUESTS_CA_BUNDLE", stranger.authority().to_str().unwrap());
    assert_eq!(read(&variables), Err("azure_tls"));
    assert_eq!(front.asked(), 0);
    // For another name than that of the vault.
    let named = Front::start(&["other.example"], "127.0.0.1:1", |_, _| Fault::None);
    let variables = application(azure().environment_through(&named));
    assert_eq!(read(&variables), Err("azure_tls"));
}
