//! The server behind a proxy that spoils its answers.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use provider_credentials_core::Loader;
use provider_credentials_gcp::GcpBuilder;

use crate::support::{
    Fault, Gcp, Loaded, Proxy, answer, code, environment, load, secret, server, set,
};

const SECRET: (&str, &str) = ("secret", "faults-app");

fn with_secret() -> Option<&'static Gcp> {
    static MADE: std::sync::Once = std::sync::Once::new();
    let gcp = server()?;
    MADE.call_once(|| {
        gcp.python("create('faults-app', 'of-the-app')");
    });
    Some(gcp)
}

fn loader(gcp: &Gcp, address: &str, limit: Duration) -> Loader {
    load(&environment(gcp, address)).source_timeout(limit)
}

/// One load while answers suffer that.
fn spoiled(gcp: &Gcp, limit: Duration, fault: Fault) -> Loaded {
    let proxy = Proxy::start(gcp.listens_at(), move |_, _| fault.clone());
    code(&secret(&loader(gcp, proxy.address(), limit), &[SECRET], &[]))
}

const LONG: Duration = Duration::from_secs(20);

#[test]
fn a_connection_that_is_cut_at_any_byte_is_made_once_more() {
    let Some(gcp) = with_secret() else { return };
    let next = AtomicUsize::new(0);
    thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                loop {
                    let length = next.fetch_add(7, Ordering::SeqCst);
                    if length >= 300 {
                        return;
                    }
                    let proxy = Proxy::start(gcp.listens_at(), move |_, number| {
                        // The first is cut.
                        if number == 0 { Fault::Cut(length) } else { Fault::None }
                    });
                    let loaded = code(&secret(&loader(gcp, proxy.address(), LONG), &[SECRET], &[]));
                    assert_eq!(loaded.as_deref(), Ok("of-the-app"), "{length}");
                    assert_eq!(proxy.asked(), 2, "{length}");
                }
            });
        }
    });
    for length in [0, 20, 200] {
        assert_eq!(spoiled(gcp, LONG, Fault::Cut(length)), Err("gcp_unreachable"), "{length}");
    }
}

#[test]
fn a_server_that_is_slow_takes_no_longer_than_the_limit() {
    let Some(gcp) = with_secret() else { return };
    let limit = Duration::from_secs(2);
    let drip = Fault::Drip(Duration::from_millis(50));
    thread::scope(|scope| {
        for fault in [Fault::Hang, drip, Fault::Delay(Duration::from_secs(6))] {
            scope.spawn(move || {
                let since = Instant::now();
                let shown = format!("{fault:?}");
                assert_eq!(spoiled(gcp, limit, fault), Err("gcp_timed_out"), "{shown}");
                // Some of that is the machine's.
                assert!(since.elapsed() < Duration::from_secs(4), "{shown}: {:?}", since.elapsed());
            });
        }
    });
    let late = Fault::Delay(Duration::from_millis(300));
    assert_eq!(spoiled(gcp, LONG, late).unwrap(), "of-the-app");
}

#[test]
fn a_metadata_server_that_hangs_takes_no_longer_than_the_limit() {
    let Some(gcp) = with_secret() else { return };
    let metadata = Proxy::start("127.0.0.1:1", |_, _| Fault::Hang);
    let mut variables = environment(gcp, &gcp.address());
    set(&mut variables, "GOOGLE_APPLICATION_CREDENTIALS", "");
    set(&mut variables, "NO_GCE_CHECK", "");
    set(&mut variables, "GCE_METADATA_HOST", metadata.address().trim_start_matches("http://"));
    let since = Instant::now();
    let loader = load(&variables).source_timeout(Duration::from_secs(2));
    let names = ["a", "b", "c"].map(|name| vec![("secret", name)]);
    for found in crate::support::load_all(&loader, &names) {
        let error = found.secret().unwrap_err();
        assert_eq!(error.code(), "gcp_metadata_unreachable", "{error}");
        assert!(error.is_retryable());
    }
    assert!(since.elapsed() < Duration::from_secs(4), "{:?}", since.elapsed());
}

/// What a hostile server could want to see in a log.
const SENTINEL: &str = "s3ntinel-of-an-answer";

#[test]
fn statuses_have_their_codes_and_no_byte_of_the_answer() {
    let Some(gcp) = with_secret() else { return };
    let of = |status: &str| {
        format!(
            "{{\"error\": {{\"code\": 1, \"status\": \"{status}\", \"message\": \"{SENTINEL}\"}}}}"
        )
    };
    let state = |state: &str| {
        of("FAILED_PRECONDITION")
            .replace(SENTINEL, &format!("Secret Version [{SENTINEL}] is in {state} state."))
    };
    let reason = |reason: &str| {
        let details = format!(
            "\"details\": [{{\"reason\": \"{reason}\", \"metadata\": {{\"x\": \"{SENTINEL}\"}}}}]"
        );
        of("PERMISSION_DENIED").replace("\"code\"", &format!("{details}, \"code\""))
    };
    for (status, body, code, attempts) in [
        ("400 Bad", of("INVALID_ARGUMENT"), "gcp_refused", 1),
        ("400 Bad", of("FAILED_PRECONDITION"), "gcp_refused", 1),
        ("400 Bad", state("DISABLED"), "gcp_version_disabled", 1),
        ("400 Bad", state("DESTROYED"), "gcp_version_destroyed", 1),
        ("400 Bad", of(SENTINEL), "gcp_refused", 1),
        ("401 No", of("UNAUTHENTICATED"), "gcp_credentials_invalid", 2),
        ("403 No", of("PERMISSION_DENIED"), "gcp_access_denied", 1),
        ("403 No", reason("SERVICE_DISABLED"), "gcp_api_disabled", 1),
        ("403 No", reason("BILLING_DISABLED"), "gcp_billing_disabled", 1),
        ("403 No", reason("SECURITY_POLICY_VIOLATED"), "gcp_vpc_service_controls", 1),
        ("403 No", reason("ACCESS_TOKEN_SCOPE_INSUFFICIENT"), "gcp_scope_missing", 1),
        ("403 No", reason("USER_PROJECT_DENIED"), "gcp_quota_project_denied", 1),
        ("403 No", format!("<html>{SENTINEL}</html>"), "gcp_answer_invalid", 1),
        ("404 No", of("NOT_FOUND"), "gcp_not_found", 1),
        (
            "404 No",
            of("NOT_FOUND").replace(SENTINEL, "Secret [s3ntinel-of-an-answer]"),
            "gcp_not_found",
            1,
        ),
        ("404 No", SENTINEL.to_owned(), "gcp_answer_invalid", 1),
        ("429 Slow", of("RESOURCE_EXHAUSTED"), "gcp_throttled", 3),
        ("500 Broken", of("INTERNAL"), "gcp_server_error", 3),
        ("503 Busy", SENTINEL.to_owned(), "gcp_server_error", 3),
        ("302 Found", of(""), "gcp_redirected", 1),
        ("101 Switching", String::new(), "gcp_answer_invalid", 1),
    ] {
        let fault = answer(status, "", &body);
        let proxy = Proxy::start(gcp.listens_at(), move |_, _| fault.clone());
        let credential = secret(&loader(gcp, proxy.address(), LONG), &[SECRET], &[]);
        let error = credential.secret().unwrap_err();
        assert_eq!(error.code(), code, "{status} {body}: {error}");
        assert_eq!(proxy.asked(), attempts, "{status} {body}");
        assert!(!format!("{error} {error:?} {credential:?}").contains(SENTINEL), "{status}");
    }
}

#[test]
fn answers_that_are_none() {
    let Some(gcp) = with_secret() else { return };
    let good = "200 OK";
    let of = |payload: &str| {
        answer(
            good,
            "",
            &format!("{{\"name\": \"projects/1/secrets/a/versions/1\", \"payload\": {payload}}}"),
        )
    };
    for (fault, code) in [
        (answer(good, "", ""), "gcp_answer_invalid"),
        (answer(good, "", "<html>sign in</html>"), "gcp_answer_invalid"),
        (answer(good, "Content-Encoding: gzip\r\n", "\u{1f}\u{8b}"), "gcp_answer_invalid"),
        (answer(good, "", "{"), "gcp_answer_invalid"),
        (answer(good, "", "[]"), "gcp_answer_invalid"),
        (answer(good, "", "{\"payload\": {\"data\": \"YQ==\"}}"), "gcp_answer_invalid"),
        (of("null"), "gcp_answer_invalid"),
        (of("\"YQ==\""), "gcp_answer_invalid"),
        (of("{}"), "gcp_answer_invalid"),
        (of("{\"data\": \"\"}"), "gcp_answer_invalid"),
        (of("{\"data\": \"no base64!\"}"), "gcp_answer_invalid"),
        (of("{\"data\": [\"YQ==\"]}"), "gcp_answer_invalid"),
        (of("{\"data\": \"YQ==\", \"dataCrc32c\": \"1\"}"), "gcp_checksum_mismatch"),
        (of("{\"data\": \"YQ==\", \"dataCrc32c\": \"soon\"}"), "gcp_checksum_mismatch"),
        (of("{\"data\": \"YQ==\", \"dataCrc32c\": \"\"}"), "gcp_checksum_mismatch"),
        (Fault::Answer("SSH-2.0-OpenSSH_9\r\n".to_owned()), "gcp_answer_invalid"),
        (
            Fault::Answer("HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n{".to_owned()),
            "gcp_answer_too_large",
        ),
    ] {
        let shown = format!("{fault:?}");
        assert_eq!(spoiled(gcp, LONG, fault), Err(code), "{shown}");
    }
    // Its type is not looked at, its content is.
    let plain = "{\"name\": \"projects/1/secrets/a/versions/x1\", \"payload\": {\"data\": \"b2YtdGhlLWFwcA\\u003d\\u003d\", \"dataCrc32c\": 2043545340}}";
    let fault = Fault::Answer(format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{plain}",
        plain.len()
    ));
    let proxy = Proxy::start(gcp.listens_at(), move |_, _| fault.clone());
    let found = secret(&loader(gcp, proxy.address(), LONG), &[SECRET], &[]);
    assert_eq!(code(&found).as_deref(), Ok("of-the-app"));
    // What is no number may be anything.
    assert_eq!(found.metadata().version(), None);
}

/// Google's documentation: versions under a customer's key from before July 2021 have none.
#[test]
fn what_has_no_checksum_is_taken_with_a_warning() {
    let Some(gcp) = with_secret() else { return };
    let bare = "{\"name\": \"projects/1/secrets/a/versions/1\", \"payload\": {\"data\": \"b2xk\"}}";
    let fault = answer("200 OK", "", bare);
    let proxy = Proxy::start(gcp.listens_at(), move |_, _| fault.clone());
    let found = secret(&loader(gcp, proxy.address(), LONG), &[SECRET], &[]);
    assert_eq!(code(&found).as_deref(), Ok("old"));
    let codes: Vec<_> = found
        .metadata()
        .warnings()
        .iter()
        .map(provider_credentials_core::LoadWarning::code)
        .collect();
    assert!(codes.contains(&"gcp_checksum_missing"), "{codes:?}");
    let found = secret(&loader(gcp, &gcp.address(), LONG), &[SECRET], &[]);
    assert!(found.metadata().warnings().is_empty(), "{found:?}");
}

#[test]
fn what_was_changed_on_the_way_is_asked_for_again() {
    let Some(gcp) = with_secret() else { return };
    let changed = answer(
        "200 OK",
        "",
        "{\"name\": \"projects/1/secrets/a/versions/1\", \"payload\": {\"data\": \"YQ==\", \"dataCrc32c\": \"1\"}}",
    );
    let proxy =
        Proxy::start(
            gcp.listens_at(),
            move |_, number| {
                if number == 0 { changed.clone() } else { Fault::None }
            },
        );
    let found = secret(&loader(gcp, proxy.address(), LONG), &[SECRET], &[]);
    assert_eq!(code(&found).as_deref(), Ok("of-the-app"));
    assert_eq!(proxy.asked(), 2);
}

#[test]
fn who_is_throttled_waits_and_asks_again() {
    let Some(gcp) = with_secret() else { return };
    let body = "{\"error\": {\"code\": 429, \"status\": \"RESOURCE_EXHAUSTED\"}}";
    let fault = answer("429 Too Many Requests", "Retry-After: 1\r\n", body);
    let proxy =
        Proxy::start(
            gcp.listens_at(),
            move |_, number| {
                if number == 0 { fault.clone() } else { Fault::None }
            },
        );
    let since = Instant::now();
    let found = secret(&loader(gcp, proxy.address(), LONG), &[SECRET], &[]);
    assert_eq!(code(&found).unwrap(), "of-the-app");
    assert!(since.elapsed() >= Duration::from_secs(1), "{:?}", since.elapsed());
    assert_eq!(proxy.asked(), 2);
}

#[test]
fn a_token_does_not_follow_to_another_server() {
    let Some(gcp) = with_secret() else { return };
    let other = Proxy::start(gcp.listens_at(), |_, _| Fault::None);
    let elsewhere = format!("Location: {}/\r\n", other.address());
    let fault = answer("307 Temporary Redirect", &elsewhere, "");
    assert_eq!(spoiled(gcp, LONG, fault), Err("gcp_redirected"));
    assert_eq!(other.asked(), 0);
}

/// What gives tokens is no less spoiled.
#[test]
fn tokens_that_do_not_come() {
    let Some(gcp) = with_secret() else { return };
    let of = |code: &str| {
        answer(
            "400 Bad",
            "",
            &format!("{{\"error\": \"{code}\", \"error_description\": \"{SENTINEL}\"}}"),
        )
    };
    for (fault, code, attempts) in [
        (of("invalid_grant"), "gcp_login_expired", 1),
        (of("invalid_client"), "gcp_token_refused", 1),
        (of(SENTINEL), "gcp_token_refused", 1),
        (answer("403 No", "", SENTINEL), "gcp_token_answer_invalid", 1),
        (answer("200 OK", "", SENTINEL), "gcp_token_answer_invalid", 1),
        (answer("200 OK", "", "{\"access_token\": \"a\\r\\nb\"}"), "gcp_token_answer_invalid", 1),
        (answer("429 Slow", "", SENTINEL), "gcp_throttled", 3),
        (answer("503 Busy", "", SENTINEL), "gcp_server_error", 3),
        (
            Fault::Answer("HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n{".to_owned()),
            "gcp_answer_too_large",
            1,
        ),
        (Fault::Answer(String::new()), "gcp_unreachable", 3),
    ] {
        let shown = format!("{fault:?}");
        let server = Proxy::start(gcp.listens_at(), move |_, _| fault.clone());
        let login = format!(
            "{{\"type\": \"authorized_user\", \"client_id\": \"c\", \"client_secret\": \"s\", \"refresh_token\": \"r\", \"token_uri\": \"{}/token\"}}",
            server.address()
        );
        let home = crate::support::home(&[("login.json", &login)]);
        let mut variables = environment(gcp, &gcp.address());
        let file = home.path().join("login.json");
        set(&mut variables, "GOOGLE_APPLICATION_CREDENTIALS", file.to_str().unwrap());
        set(&mut variables, "GOOGLE_CLOUD_PROJECT", "agents-prod");
        let found = secret(&load(&variables), &[SECRET], &[]);
        let error = found.secret().unwrap_err();
        assert_eq!(error.code(), code, "{shown}");
        assert_eq!(server.asked(), attempts, "{shown}");
        assert!(!format!("{error} {error:?} {found:?}").contains(SENTINEL), "{shown}");
    }
}

#[test]
fn over_plain_http_only_where_the_program_says_so() {
    let Some(gcp) = with_secret() else { return };
    // This machine, by an address that is not of the loopback.
    let listens_everywhere = std::net::TcpListener::bind("0.0.0.0:0").unwrap();
    let port = listens_everywhere.local_addr().unwrap().port();
    let upstream = gcp.listens_at().to_owned();
    thread::spawn(move || {
        for client in listens_everywhere.incoming() {
            let (mut client, upstream) = (client.unwrap(), upstream.clone());
            thread::spawn(move || {
                let mut server = std::net::TcpStream::connect(upstream).unwrap();
                let (mut from, mut to) = (client.try_clone().unwrap(), server.try_clone().unwrap());
                thread::spawn(move || std::io::copy(&mut from, &mut to));
                let _ = std::io::copy(&mut server, &mut client);
            });
        }
    });
    let builder = || {
        GcpBuilder::new()
            .credentials_file(gcp.key_file())
            .endpoint(format!("http://0.0.0.0:{port}/"))
            .project("agents-prod")
    };
    let read = |builder: GcpBuilder| {
        let loader = Loader::new().with_source("gcp_secret_manager", builder.build().unwrap());
        secret(&loader, &[SECRET], &[])
    };
    assert_eq!(code(&read(builder())), Err("gcp_endpoint_insecure"));
    let found = read(builder().dangerously_allow_plain_http());
    assert_eq!(code(&found).as_deref(), Ok("of-the-app"));
    assert!(found.metadata().warnings().iter().any(|warning| warning.code() == "gcp_plain_http"));
}
