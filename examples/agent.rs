//! A small client of a language model: key, base URL and model come from one credential.
//!
//! ```sh
//! cargo run --example agent
//! ANTHROPIC_API_KEY=test cargo run --example agent
//! ```
//!
//! It talks real HTTP, to a server that it starts itself; set `AGENT_BASE_URL` to talk to another.
//! The server sees the key in a header; the agent's log never has it.

#![forbid(unsafe_code)]

use std::env;
use std::error::Error;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread::{self, JoinHandle};

use provider_credentials::{ExposeSecret, Loader, credentials};
use serde_json::{Value, json};

credentials!("agent.yaml");

const STAND_IN: &str = "a-stand-in-for-a-key";

fn main() -> Result<(), Box<dyn Error>> {
    let mut log = Log::default();
    let creds = load(&mut log);
    let (base_url, server) = match env::var("AGENT_BASE_URL") {
        Ok(url) => (url, None),
        Err(_) => serve_once().map(|(url, server)| (url, Some(server)))?,
    };
    log.line(&format!("asking {} at {base_url}", creds.anthropic.config.model));
    let answer = ask(&creds, &base_url, "What is in the box?")?;
    log.line(&format!("answer: {answer}"));

    let key = creds.anthropic.secret()?.expose_secret();
    if let Some(server) = server {
        let seen = server.join().map_err(|_| "the server panicked")??;
        assert_eq!(seen.as_deref(), Some(key), "the server must see the key");
        log.line("the key arrived in the header `x-api-key`");
    }
    // A key as short as a word may stand in a line by chance.
    assert!(key.len() < 12 || !log.0.contains(key), "the log must not hold the key");
    println!("(no line above holds the key)");
    Ok(())
}

/// The credentials; with a stand-in where no key is set, so that the example runs anywhere.
fn load(log: &mut Log) -> Credentials {
    let creds = Credentials::load();
    for metadata in creds.metadata() {
        log.line(&metadata.to_string());
    }
    if creds.anthropic.is_loaded() {
        return creds;
    }
    log.line("going on with a stand-in for the key");
    Loader::isolated().with_secret(CredentialId::Anthropic, STAND_IN).load()
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

/// What the program prints, kept to look through it at the end.
#[derive(Default)]
struct Log(String);

impl Log {
    fn line(&mut self, line: &str) {
        println!("{line}");
        self.0.push_str(line);
        self.0.push('\n');
    }
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
