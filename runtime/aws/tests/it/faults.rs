//! A real emulator behind a proxy that spoils its answers.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use provider_credentials_core::Loader;

use crate::support::{
    Aws, Fault, Loaded, Proxy, answer, code, environment, load, moto, parameter, secret,
};

const SECRET: (&str, &str) = ("secret", "faults/app");
const PARAMETER: (&str, &str) = ("parameter", "/faults/app");

fn with_secret() -> Option<&'static Aws> {
    static MADE: std::sync::Once = std::sync::Once::new();
    let aws = moto()?;
    MADE.call_once(|| {
        aws.python(
            "boto3.client('secretsmanager').create_secret(Name='faults/app', SecretString='of-the-app')
boto3.client('ssm').put_parameter(Name='/faults/app', Value='of-the-app', Type='SecureString')",
        );
    });
    Some(aws)
}

fn loader(aws: &Aws, address: &str, limit: Duration) -> Loader {
    load(&environment(address, aws.administrator())).source_timeout(limit)
}

/// One load while answers suffer that.
fn spoiled(aws: &Aws, limit: Duration, fault: Fault) -> Loaded {
    let proxy = Proxy::start(aws.listens_at(), move |_, _| fault.clone());
    code(&secret(&loader(aws, proxy.address(), limit), &[SECRET], &[]))
}

const LONG: Duration = Duration::from_secs(20);

#[test]
fn a_connection_that_is_cut_at_any_byte_is_made_once_more() {
    let Some(aws) = with_secret() else { return };
    let next = AtomicUsize::new(0);
    thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                loop {
                    let length = next.fetch_add(7, Ordering::SeqCst);
                    if length >= 300 {
                        return;
                    }
                    let proxy = Proxy::start(aws.listens_at(), move |_, number| {
                        // The first is cut.
                        if number == 0 { Fault::Cut(length) } else { Fault::None }
                    });
                    let loaded = code(&secret(&loader(aws, proxy.address(), LONG), &[SECRET], &[]));
                    assert_eq!(loaded.as_deref(), Ok("of-the-app"), "{length}");
                    assert_eq!(proxy.asked(), 2, "{length}");
                }
            });
        }
    });
}

#[test]
fn one_that_is_always_cut_is_an_error() {
    let Some(aws) = with_secret() else { return };
    for length in [0, 20, 200] {
        assert_eq!(spoiled(aws, LONG, Fault::Cut(length)), Err("aws_unreachable"), "{length}");
    }
}

#[test]
fn a_server_that_is_slow_takes_no_longer_than_the_limit() {
    let Some(aws) = with_secret() else { return };
    let limit = Duration::from_secs(2);
    let drip = Fault::Drip(Duration::from_millis(50));
    for fault in [Fault::Hang, drip, Fault::Delay(Duration::from_secs(6))] {
        let since = Instant::now();
        let shown = format!("{fault:?}");
        assert_eq!(spoiled(aws, limit, fault), Err("aws_timed_out"), "{shown}");
        // Some of that is the machine's.
        assert!(since.elapsed() < Duration::from_secs(4), "{shown}: {:?}", since.elapsed());
    }
    let late = Fault::Delay(Duration::from_millis(300));
    assert_eq!(spoiled(aws, LONG, late).unwrap(), "of-the-app");
}

/// What a hostile server could want to see in a log.
const SENTINEL: &str = "s3ntinel-of-an-answer";

#[test]
fn statuses_have_their_codes_and_no_byte_of_the_answer() {
    let Some(aws) = with_secret() else { return };
    let of = |code: &str| format!("{{\"__type\":\"{code}\",\"message\":\"{SENTINEL}\"}}");
    for (status, body, code, attempts) in [
        ("400 Bad", of("com.amazon#ValidationException"), "aws_refused", 1),
        ("400 Bad", of("AccessDeniedException"), "aws_access_denied", 1),
        ("400 Bad", of("ResourceNotFoundException"), "aws_not_found", 1),
        ("400 Bad", of("ThrottlingException"), "aws_throttled", 3),
        ("400 Bad", of("KMSAccessDeniedException"), "aws_kms_unusable", 1),
        ("400 Bad", of(SENTINEL), "aws_refused", 1),
        ("403 No", of("ExpiredTokenException"), "aws_expired_token", 1),
        ("403 No", of("SignatureDoesNotMatch"), "aws_signature_mismatch", 1),
        ("403 No", format!("<html>{SENTINEL}</html>"), "aws_answer_invalid", 1),
        ("404 No", SENTINEL.to_owned(), "aws_answer_invalid", 1),
        ("429 Slow", of("Other"), "aws_throttled", 3),
        ("500 Broken", of("InternalServiceError"), "aws_server_error", 3),
        ("503 Busy", SENTINEL.to_owned(), "aws_server_error", 3),
        ("302 Found", of(""), "aws_redirected", 1),
        ("101 Switching", String::new(), "aws_answer_invalid", 1),
    ] {
        let fault = answer(status, "", &body);
        let proxy = Proxy::start(aws.listens_at(), move |_, _| fault.clone());
        let credential = secret(&loader(aws, proxy.address(), LONG), &[SECRET], &[]);
        let error = credential.secret().unwrap_err();
        assert_eq!(error.code(), code, "{status} {body}: {error}");
        assert_eq!(proxy.asked(), attempts, "{status} {body}");
        assert!(!format!("{error} {error:?} {credential:?}").contains(SENTINEL), "{status}");
    }
}

#[test]
fn denials_name_the_action_and_those_of_kms_are_told_apart() {
    let Some(aws) = with_secret() else { return };
    let of = |message: &str| {
        format!("{{\"__type\":\"AccessDeniedException\",\"Message\":\"{message}\"}}")
    };
    let load = |is_secret, message: &str| {
        let fault = answer("400 Bad", "", &of(message));
        let proxy = Proxy::start(aws.listens_at(), move |_, _| fault.clone());
        let loader = loader(aws, proxy.address(), LONG);
        let found = if is_secret {
            secret(&loader, &[SECRET], &[])
        } else {
            parameter(&loader, &[PARAMETER], &[])
        };
        let error = found.secret().unwrap_err();
        (error.code(), error.to_string())
    };
    let (code, message) = load(true, "User is not authorized to perform that");
    assert_eq!(code, "aws_access_denied");
    assert!(message.contains("`secretsmanager:GetSecretValue`"), "{message}");
    let (code, message) = load(false, "User is not authorized to perform that");
    assert_eq!(code, "aws_access_denied");
    assert!(message.contains("`ssm:GetParameter`"), "{message}");
    for is_secret in [true, false] {
        let (code, message) = load(is_secret, "Access to KMS is not allowed");
        assert_eq!(code, "aws_kms_denied");
        assert!(message.contains("`kms:Decrypt`"), "{message}");
    }
}

#[test]
fn answers_that_are_none() {
    let Some(aws) = with_secret() else { return };
    let good = "200 OK";
    for (fault, code) in [
        (answer(good, "", ""), "aws_answer_invalid"),
        (answer(good, "", "<html>sign in</html>"), "aws_answer_invalid"),
        (answer(good, "", "{"), "aws_answer_invalid"),
        (answer(good, "", "[]"), "aws_answer_invalid"),
        (answer(good, "", r#"{"SecretString": null}"#), "aws_answer_invalid"),
        (answer(good, "", r#"{"SecretString": {"a": 1}}"#), "aws_answer_invalid"),
        (answer(good, "", r#"{"SecretBinary": "no base64!"}"#), "aws_answer_invalid"),
        (answer(good, "", r#"{"SecretString": "a", "SecretString": "b"}"#), "aws_answer_invalid"),
        (Fault::Answer("SSH-2.0-OpenSSH_9\r\n".to_owned()), "aws_answer_invalid"),
        (
            Fault::Answer("HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n{".to_owned()),
            "aws_answer_too_large",
        ),
    ] {
        let shown = format!("{fault:?}");
        assert_eq!(spoiled(aws, LONG, fault), Err(code), "{shown}");
    }
}

#[test]
fn who_is_throttled_waits_and_asks_again() {
    let Some(aws) = with_secret() else { return };
    let body = "{\"__type\":\"ThrottlingException\",\"message\":\"Rate exceeded\"}";
    let fault = answer("400 Bad Request", "", body);
    let proxy =
        Proxy::start(
            aws.listens_at(),
            move |_, number| {
                if number < 2 { fault.clone() } else { Fault::None }
            },
        );
    let found = secret(&loader(aws, proxy.address(), LONG), &[SECRET], &[]);
    assert_eq!(code(&found).unwrap(), "of-the-app");
    assert_eq!(proxy.asked(), 3);
}

#[test]
fn a_clock_that_is_off_is_set_by_that_of_aws() {
    let Some(aws) = with_secret() else { return };
    let skewed = "{\"__type\":\"InvalidSignatureException\",\"message\":\"Signature expired: x is now earlier than y\"}";
    let stamps = Arc::new(std::sync::Mutex::new(Vec::new()));
    let log = Arc::clone(&stamps);
    let of = answer("400 Bad", "Date: Mon, 31 Dec 2096 00:00:00 GMT\r\n", skewed);
    let proxy = Proxy::start(aws.listens_at(), move |request, number| {
        let stamp = request.lines().find_map(|line| line.strip_prefix("X-Amz-Date: "));
        log.lock().unwrap().push(stamp.unwrap().to_owned());
        if number == 0 { of.clone() } else { Fault::None }
    });
    let found = secret(&loader(aws, proxy.address(), LONG), &[SECRET], &[]);
    assert_eq!(code(&found).unwrap(), "of-the-app");
    let stamps = stamps.lock().unwrap();
    assert!(stamps.len() == 2 && !stamps[0].starts_with("2097"), "{stamps:?}");
    assert!(
        ["20961231T0000", "20961230T2359"].iter().any(|time| stamps[1].starts_with(time)),
        "{stamps:?}"
    );
    assert!(found.metadata().warnings().iter().any(|warning| warning.code() == "aws_clock_off"));
    // Where nobody says what time it is, there is nothing to set it by.
    assert_eq!(spoiled(aws, LONG, answer("400 Bad", "", skewed)), Err("aws_clock_skew"));
}

#[test]
fn a_signed_request_does_not_follow_to_another_server() {
    let Some(aws) = with_secret() else { return };
    let other = Proxy::start(aws.listens_at(), |_, _| Fault::None);
    let elsewhere = format!("Location: {}/\r\n", other.address());
    let fault = answer("307 Temporary Redirect", &elsewhere, "");
    assert_eq!(spoiled(aws, LONG, fault), Err("aws_redirected"));
    assert_eq!(other.asked(), 0);
}
