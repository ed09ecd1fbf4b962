//! Access tokens of a client of an OAuth 2.0 server, which the example starts itself.
//!
//! ```sh
//! cargo run --example oauth2
//! ```

#![forbid(unsafe_code)]

use std::error::Error;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::thread;

use provider_credentials::{ExposeSecret, Loader, credentials};

credentials!("oauth2.yaml");

const STAND_IN: &str = "a-stand-in-for-a-secret";

fn main() -> Result<(), Box<dyn Error>> {
    let server = format!("http://{}", serve()?);
    let variables = [("ACME_AUTH", server.as_str()), ("ACME_CLIENT_SECRET", STAND_IN)];
    let creds = Credentials::load_with(&Loader::new().with_environment(variables));
    for metadata in creds.metadata() {
        println!("{metadata}");
    }

    // Asks the server at start, so that a mistake shows then; without it, the first `token` does.
    let token = creds.acme.fetch()?;
    println!("fetched a token: {token:?}");

    // What is held is given without asking, from any thread.
    let threads: Vec<_> = (0..8).map(|_| creds.acme.clone()).collect();
    let threads: Vec<_> =
        threads.into_iter().map(|api| thread::spawn(move || api.token())).collect();
    for thread in threads {
        let held = thread.join().map_err(|_| "a thread panicked")??;
        assert_eq!(held.secret(), token.secret());
    }

    // A program that is async gives the handle to a thread that may block.
    let header = tokio::runtime::Builder::new_current_thread().build()?.block_on(async {
        let api = creds.acme.clone();
        let token = tokio::task::spawn_blocking(move || api.token()).await??;
        Ok::<_, Box<dyn Error>>(token.authorization())
    })?;
    let url = creds.acme.config.base_url;
    println!("GET {url} with a header of {} bytes", header.expose_secret().len());
    Ok(())
}

/// Starts the server, which gives one token.
fn serve() -> io::Result<SocketAddr> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = listener.local_addr()?;
    thread::spawn(move || listener.accept().and_then(|(stream, _)| answer(stream)));
    Ok(address)
}

fn answer(stream: TcpStream) -> io::Result<()> {
    let mut reader = BufReader::new(stream);
    let mut length = 0;
    loop {
        let mut line = String::new();
        reader.read_line(&mut line)?;
        if let Some(digits) = line.strip_prefix("Content-Length:") {
            length = digits.trim().parse().unwrap_or(0);
        }
        if line.trim().is_empty() {
            break;
        }
    }
    io::copy(&mut reader.by_ref().take(length), &mut io::sink())?;
    let body =
        r#"{"access_token":"a-stand-in-for-a-token","token_type":"Bearer","expires_in":3600}"#;
    let head = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    reader.into_inner().write_all(format!("{head}{body}").as_bytes())
}
