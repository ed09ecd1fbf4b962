//! A source that wraps an async client, in a program that is async itself.
//!
//! ```sh
//! cargo run --example async_source
//! ```
//!
//! It asks a small store that it starts itself, over TCP. A source runs on a thread of its own, so it may
//! block on its client there: no runtime of the program is in the way.

#![forbid(unsafe_code)]

use std::error::Error;
use std::io::{self, BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener};
use std::thread;

use provider_credentials::{
    ExposeSecret, Loader, Secret, Source, SourceError, SourceRequest, credentials,
};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::runtime::Builder;

credentials!("async_source.yaml");

const STAND_IN: &str = "a-stand-in-for-a-key";

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let loader = Loader::new().with_source("store", Store { address: serve()? });

    // At start, when nothing else runs yet, it may as well block.
    let creds = Credentials::load_with(&loader);
    println!("{}", creds.openai.metadata());
    assert_eq!(creds.openai.secret()?.expose_secret(), STAND_IN);

    // Later the program goes on meanwhile: the load runs on a thread of its own.
    let creds: Credentials = loader.load_async().await;
    assert_eq!(creds.openai.secret()?.expose_secret(), STAND_IN);
    println!("loaded twice, inside of an async runtime");
    Ok(())
}

/// The async client.
struct Store {
    address: SocketAddr,
}

const UNREACHABLE: SourceError =
    SourceError::new("store_unreachable", "the store does not answer", "start it").retryable();

impl Store {
    async fn get(&self, name: &str) -> io::Result<Secret> {
        let mut stream = TcpStream::connect(self.address).await?;
        stream.write_all(format!("{name}\n").as_bytes()).await?;
        let mut line = String::new();
        tokio::io::BufReader::new(stream).read_line(&mut line).await?;
        Ok(Secret::from(line))
    }
}

impl Source for Store {
    fn fetch(&self, requests: &mut [SourceRequest]) {
        // Made and dropped here: a runtime that a source keeps would panic where an async function drops it.
        let Ok(runtime) = Builder::new_current_thread().enable_all().build() else { return };
        for request in requests {
            let name = request.param("name").unwrap_or_default();
            let answer = runtime.block_on(self.get(name)).map_err(|_| UNREACHABLE);
            request.answer(answer);
        }
    }
}

/// Starts the store, which knows one secret.
fn serve() -> io::Result<SocketAddr> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = listener.local_addr()?;
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let mut reader = BufReader::new(stream);
            let mut name = String::new();
            if reader.read_line(&mut name).is_ok() && name.trim() == "openai" {
                let _ = writeln!(reader.get_mut(), "{STAND_IN}");
            }
        }
    });
    Ok(address)
}
