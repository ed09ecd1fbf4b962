//! The agent that the README wires, with a model that sends the key back.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Output};
use std::thread;

use provider_credentials_audit::{Outcome, Verifier};
use provider_credentials_disguises::Sentinels;
use provider_credentials_test_servers::Otlp;
use serde_json::{Value, json};

use crate::exported::{logs, shown, span_events, spans};

const KEY: &str = "sentinel-of-the-agent's-key";

fn agent(directory: &Path, endpoint: &str, base_url: &str) -> Output {
    let mut agent = command(directory, endpoint, KEY);
    agent.env("AGENT_BASE_URL", base_url).output().unwrap()
}

fn command(directory: &Path, endpoint: &str, key: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_observed_agent"));
    command
        .env_clear()
        .env("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint)
        .env("ANTHROPIC_API_KEY", key)
        .current_dir(directory);
    command
}

/// What the model says of the key.
fn disguised() -> [String; 3] {
    let digits: Vec<String> = KEY.bytes().map(|byte| format!("{byte:02x}")).collect();
    [KEY.to_owned(), digits.concat(), KEY.replace('\'', "%27")]
}

/// Answers one request with the key, plain and encoded, and tells how often it came in its header.
fn indiscreet_model() -> (String, thread::JoinHandle<usize>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let model = thread::spawn(move || {
        let mut stream = listener.accept().unwrap().0;
        let mut reader = BufReader::new(stream.try_clone().unwrap());
        let mut head = Vec::new();
        loop {
            let mut line = String::new();
            reader.read_line(&mut line).unwrap();
            if line.trim().is_empty() {
                break;
            }
            head.push(line.to_ascii_lowercase());
        }
        let length = head.iter().find_map(|line| line.strip_prefix("content-length:")).unwrap();
        reader.take(length.trim().parse().unwrap()).read_to_end(&mut Vec::new()).unwrap();
        let text = format!("your key is {}", disguised().join(" and "));
        let body = json!({ "content": [{ "type": "text", "text": text }] }).to_string();
        let length = body.len();
        write!(stream, "HTTP/1.1 200 OK\r\ncontent-length: {length}\r\n\r\n{body}").unwrap();
        head.iter().filter(|line| line.trim_end() == format!("x-api-key: {KEY}")).count()
    });
    (url, model)
}

#[test]
fn it_is_traced_audited_and_redacted() {
    let test = "the agent of the README with a receiver";
    let Some(otlp) = Otlp::for_test(test, env!("CARGO_TARGET_TMPDIR")) else { return };
    let directory = tempfile::tempdir().unwrap();
    let (url, model) = indiscreet_model();
    let out = agent(directory.path(), &otlp.endpoint(), &url);
    let log = String::from_utf8_lossy(&out.stderr);
    assert!(out.status.success(), "{log}");
    assert_eq!(model.join().unwrap(), 1);

    let expected = ["credential_loaded anthropic -", "load_finished - -"];
    let traces = spans(&otlp);
    assert_eq!(traces.iter().map(|span| &span["name"]).collect::<Vec<_>>(), ["load_credentials"]);
    assert_eq!(shown(&span_events(&traces), "name"), expected);
    let logs = logs(&otlp);
    assert_eq!(shown(&logs, "body"), expected);
    assert_eq!(shown(&logs, "eventName"), expected);
    // To standard error too: each credential once, and without colours in a file.
    assert_eq!(log.matches("credential_loaded").count(), 1, "{log}");
    assert!(!log.contains("anthropic (anthropic)") && !log.contains('\u{1b}'), "{log}");

    let answers: Vec<&str> = log.lines().filter(|line| line.contains("your key is")).collect();
    let [answer] = answers[..] else { panic!("{log}") };
    assert_eq!(answer.matches("[REDACTED:anthropic]").count(), disguised().len(), "{answer}");

    let records = fs::read(directory.path().join("access.jsonl")).unwrap();
    let mut verifier = Verifier::new();
    verifier.read(&records[..]).unwrap();
    let result = verifier.finish();
    assert_eq!((result.outcome, result.accesses), (Outcome::Good, 1));
    let last: Value =
        serde_json::from_slice(records.trim_ascii().rsplit(|b| *b == b'\n').next().unwrap())
            .unwrap();
    assert!(last["file"].as_str().unwrap().ends_with("agent.rs"), "{last}");

    let sentinel = Sentinels::new().with("key", KEY);
    for bytes in [&otlp.received_bytes(), &out.stdout, &out.stderr, &records] {
        assert_eq!(sentinel.find(bytes), []);
    }
}

/// The server does not see the space at the end of the key, for which the agent panics.
#[test]
fn a_panic_loses_nothing() {
    let test = "the agent of the README with a panic";
    let Some(otlp) = Otlp::for_test(test, env!("CARGO_TARGET_TMPDIR")) else { return };
    let directory = tempfile::tempdir().unwrap();
    let mut agent = command(directory.path(), &otlp.endpoint(), &format!("{KEY} "));
    let out = agent.output().unwrap();
    let log = String::from_utf8_lossy(&out.stderr);
    assert_eq!(out.status.code(), Some(101), "{log}");
    assert!(log.contains("the server must see the key"), "{log}");
    assert_eq!(spans(&otlp).len(), 1);
    assert_eq!(logs(&otlp).len(), 2);
    assert_eq!(Sentinels::new().with("key", KEY).find(&out.stderr), [], "{log}");
}

/// Nor does one that is not there, which the exporters log.
#[test]
fn a_collector_that_hangs_does_not_decide_how_it_ends() {
    let directory = tempfile::tempdir().unwrap();
    // What connects waits for an answer.
    let hanging = TcpListener::bind("127.0.0.1:0").unwrap();
    let endpoint = format!("http://{}", hanging.local_addr().unwrap());
    let ends = |endpoint: &str, said: &str| {
        let mut agent = command(directory.path(), endpoint, KEY);
        // In milliseconds. That of the spans is longer than their end is waited for.
        let out = agent.env("OTEL_EXPORTER_OTLP_LOGS_TIMEOUT", "500").output().unwrap();
        let log = String::from_utf8_lossy(&out.stderr);
        assert!(out.status.success(), "{log}");
        assert!(log.contains("the key arrived in the header"), "{log}");
        assert!(log.contains(said), "{log}");
    };
    thread::scope(|scope| {
        scope.spawn(|| ends(&endpoint, "telemetry was not sent: "));
        scope.spawn(|| {
            ends("http://127.0.0.1:9", "export failed");
            let quiet = command(directory.path(), "http://127.0.0.1:9", KEY)
                .env("RUST_LOG", "off")
                .output()
                .unwrap();
            assert!(quiet.status.success() && quiet.stderr.is_empty());
        });
    });
}

#[test]
fn its_errors_are_redacted_too() {
    let directory = tempfile::tempdir().unwrap();
    let out = agent(directory.path(), "http://127.0.0.1:9", &format!("/\"{KEY}"));
    let log = String::from_utf8_lossy(&out.stderr);
    assert!(!out.status.success());
    assert_eq!(Sentinels::new().with("key", KEY).find(&out.stderr), [], "{log}");
    let last = log.lines().last().unwrap();
    assert!(last.starts_with("Error: ") && last.contains("[REDACTED:anthropic]"), "{log}");
    assert!(!last.contains("\\\""), "as it is, not as text of Rust: {log}");
}
