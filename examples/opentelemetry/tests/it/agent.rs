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
    Command::new(env!("CARGO_BIN_EXE_observed_agent"))
        .env_clear()
        .env("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint)
        .env("ANTHROPIC_API_KEY", KEY)
        .env("AGENT_BASE_URL", base_url)
        .current_dir(directory)
        .output()
        .unwrap()
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
    assert_eq!(shown(&logs(&otlp), "body"), expected);

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

#[test]
fn its_errors_are_redacted_too() {
    let directory = tempfile::tempdir().unwrap();
    let out = agent(directory.path(), "http://127.0.0.1:9", &format!("/{KEY}"));
    let log = String::from_utf8_lossy(&out.stderr);
    assert!(!out.status.success());
    assert_eq!(Sentinels::new().with("key", KEY).find(&out.stderr), [], "{log}");
    let last = log.lines().last().unwrap();
    assert!(last.starts_with("Error: ") && last.contains("[REDACTED:anthropic]"), "{log}");
}
