//! A client keeps asking its server while its key is rotated: replaced, broken, and mended.
//!
//! ```text
//! cargo run --example rotation
//! ```
//!
//! The server is this program's own. It takes the last two keys that were issued, as providers do while one is
//! rotated.

#![forbid(unsafe_code)]

use std::error::Error;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, sleep};
use std::time::Duration;

use provider_credentials::{Event, ExposeSecret, Live, Loader, Permissions, credentials};

credentials!("rotation.yaml");

fn main() -> Result<(), Box<dyn Error>> {
    let directory = tempfile::tempdir()?;
    let key = directory.path().join("openai");
    let issued = Arc::new(Mutex::new(vec!["the-first-key-of-openai"]));
    replace(&key, "the-first-key-of-openai")?;
    let url = serve(Arc::clone(&issued))?;

    // As in a directory that others may read; a file of your own has mode 600.
    let loader = Loader::new().base_dir(directory.path()).permissions(Permissions::Off);
    let live =
        Live::<Credentials>::start(loader.with_observer(|event: &Event<'_>| println!("{event}")));

    let (worker, stop) = (live.clone(), Arc::new(AtomicBool::new(false)));
    let (is_over, answered) = (Arc::clone(&stop), Arc::new(AtomicU32::new(0)));
    let answers = Arc::clone(&answered);
    let worker = thread::spawn(move || -> Result<(), String> {
        while !is_over.load(Ordering::Relaxed) {
            // Each request with the key of its time.
            ask(&worker, &url).map_err(|error| error.to_string())?;
            answers.fetch_add(1, Ordering::Relaxed);
        }
        Ok(())
    });

    for content in ["the-second-key-of-openai", "", "the-third-key-of-openai"] {
        if !content.is_empty() {
            issued.lock().map_err(|_| "a thread panicked")?.push(content);
        }
        replace(&key, content)?;
        sleep(Duration::from_millis(300));
        let openai = &live.current().openai;
        println!(
            "{} requests answered, with generation {}{}",
            answered.load(Ordering::Relaxed),
            openai.generation(),
            if openai.is_stale() {
                ": the file is broken, the key before still serves"
            } else {
                ""
            }
        );
    }
    stop.store(true, Ordering::Relaxed);
    worker.join().map_err(|_| "the client panicked")??;
    println!("no request failed");
    Ok(())
}

/// One request; an answer other than 200 is an error.
fn ask(live: &Live<Credentials>, url: &str) -> Result<(), Box<dyn Error>> {
    let creds = live.current();
    let key = creds.openai.secret()?;
    ureq::get(url).header("x-api-key", key.expose_secret()).call()?;
    Ok(())
}

/// Another file in place of the one there.
fn replace(path: &Path, content: &str) -> std::io::Result<()> {
    let new = path.with_extension("new");
    fs::write(&new, content)?;
    fs::rename(new, path)
}

/// Starts the server, at the returned URL.
fn serve(issued: Arc<Mutex<Vec<&'static str>>>) -> std::io::Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let url = format!("http://{}", listener.local_addr()?);
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let Ok(issued) = issued.lock() else { return };
            // A client that goes away is no reason to stop.
            let keys: Vec<_> = issued.iter().rev().take(2).copied().collect();
            _ = answer(&stream, &keys);
        }
    });
    Ok(url)
}

fn answer(mut stream: &TcpStream, keys: &[&str]) -> std::io::Result<()> {
    let mut is_known = false;
    for line in BufReader::new(stream).lines() {
        let line = line?;
        match line.split_once(": ") {
            Some((name, key)) if name.eq_ignore_ascii_case("x-api-key") => {
                is_known = keys.contains(&key);
            }
            None if line.is_empty() => break,
            _ => {}
        }
    }
    let status = if is_known { "200 OK" } else { "401 Unauthorized" };
    write!(stream, "HTTP/1.1 {status}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n")
}
