//! A small client of a language model: key, base URL and model come from one credential.
//!
//! ```sh
//! cargo run --example agent
//! ANTHROPIC_API_KEY=test cargo run --example agent
//! ```
//!
//! It talks real HTTP, to a server that it starts itself; set `AGENT_BASE_URL` to talk to another.
//! The server sees the key in a header; the agent's log never has it. The README adds OpenTelemetry, an audit log and
//! redaction: `examples/opentelemetry/src/bin/observed_agent.rs`.

#![forbid(unsafe_code)]

use std::env;
use std::error::Error;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread::{self, JoinHandle};

use provider_credentials::{Event, ExposeSecret, Loader, credentials};
use serde_json::{Value, json};
use tracing::info;

credentials!("agent.yaml");

const STAND_IN: &str = "a-stand-in-for-a-key";

fn main() -> Result<(), Box<dyn Error>> {
    tracing_subscriber::fmt().init();
    let creds = load(Loader::new().with_observer(|event: &Event<'_>| info!("{event}")));
    run(&creds)
}

/// The credentials; with a stand-in where no key is set, so that the example runs anywhere.
pub(crate) fn load(loader: Loader) -> Credentials {
    let creds: Credentials = loader.load();
    if creds.anthropic.is_loaded() {
        return creds;
    }
    info!("going on with a stand-in for the key");
    loader.with_secret(CredentialId::Anthropic, STAND_IN).load()
}

/// The agent: one question, and its answer in the log.
pub(crate) fn run(creds: &Credentials) -> Result<(), Box<dyn Error>> {
    let (base_url, server) = match env::var("AGENT_BASE_URL") {
        Ok(url) => (url, None),
        Err(_) => serve_once().map(|(url, server)| (url, Some(server)))?,
    };
    info!("asking {} at {base_url}", creds.anthropic.config.model);
    let answer = ask(creds, &base_url, "What is in the box?")?;
    info!("answer: {answer}");

    if let Some(server) = server {
        let seen = server.join().map_err(|_| "the server panicked")??;
        let key = creds.anthropic.secret()?.expose_secret();
        assert_eq!(seen.as_deref(), Some(key), "the server must see the key");
        info!("the key arrived in the header `x-api-key`");
    }
    Ok(())
}

/// One request to the model.
fn ask(creds: &Credentials, base_url: &str, question: &str) -> Result<String, Box<dyn Error>> {
    let key = creds.anthropic.secret()?;
    let config = creds.anthropic.config;
    let body = json!({
        "model": config.model,
        "max_tokens": config.max_tokens,
        "messages": [{ "role": "user", "content": question }],
    });
    let mut response = ureq::post(format!("{}/v1/messages", base_url.trim_end_matches('/')))
        .header("x-api-key", key.expose_secret())
        .header("content-type", "application/json")
        .send(body.to_string())?;
    let answer: Value = serde_json::from_str(&response.body_mut().read_to_string()?)?;
    let text = answer.pointer("/content/0/text").and_then(Value::as_str);
    Ok(text.ok_or("the answer has no text")?.to_owned())
}

/// The value of `x-api-key` in the one request that the server answered.
type Seen = std::io::Result<Option<String>>;

/// A server for one request, at the returned URL.
fn serve_once() -> std::io::Result<(String, JoinHandle<Seen>)> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let url = format!("http://{}", listener.local_addr()?);
    Ok((url, thread::spawn(move || answer(&listener.accept()?.0))))
}

fn answer(mut stream: &TcpStream) -> Seen {
    let mut reader = BufReader::new(stream);
    let (mut key, mut length) = (None, 0);
    loop {
        let mut line = String::new();
        reader.read_line(&mut line)?;
        let Some((name, value)) = line.trim_end().split_once(':') else {
            match line.trim_end() {
                "" => break,
                _request_line => continue,
            }
        };
        match name.to_ascii_lowercase().as_str() {
            "x-api-key" => key = Some(value.trim().to_owned()),
            "content-length" => length = value.trim().parse().unwrap_or(0),
            _ => {}
        }
    }
    reader.take(length).read_to_end(&mut Vec::new())?;
    let body = json!({ "content": [{ "type": "text", "text": "A cat, or none." }] }).to_string();
    write!(
        stream,
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: \
         close\r\n\r\n{body}",
        body.len()
    )?;
    Ok(key)
}
