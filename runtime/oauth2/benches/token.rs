//! What a token costs that is held: `cargo bench -p provider-credentials-oauth2`.

#![forbid(unsafe_code)]
#![allow(clippy::unwrap_used, clippy::cast_precision_loss, reason = "it measures or stops")]

use std::hint::black_box;
use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::thread;
use std::time::Instant;

use provider_credentials_core::__private::NO_CONFIG;
use provider_credentials_core::Loader;
use provider_credentials_core::testing::load_kind;
use provider_credentials_oauth2::{OAuth2Credential, oauth2_client_credentials};

const CALLS: u32 = 1_000_000;
const ROUNDS: u32 = 15;

fn main() {
    let url = format!("http://{}", serve());
    let parts = [("client_secret", "of-the-bench-1"), ("client_id", "app"), ("token_url", &*url)];
    let any = load_kind(&oauth2_client_credentials::KIND, &parts, Loader::isolated());
    let api: OAuth2Credential = OAuth2Credential { config: NO_CONFIG, __any: any };
    let first = Instant::now();
    api.token().unwrap();
    println!("fetched over this machine's network in {:?}", first.elapsed());
    for threads in [1, 2, 4] {
        let mut rounds: Vec<f64> = (0..ROUNDS).map(|_| round(&api, threads)).collect();
        rounds.sort_by(f64::total_cmp);
        let (least, middle) = (rounds.first().unwrap(), rounds.get(rounds.len() / 2).unwrap());
        println!("{threads} threads: {least:.1} ns at best, {middle:.1} ns in the middle, a call");
    }
}

/// Nanoseconds of a thread's time for each call.
fn round(api: &OAuth2Credential, threads: u32) -> f64 {
    let start = Instant::now();
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                for _ in 0..CALLS {
                    black_box(api.token().unwrap());
                }
            });
        }
    });
    start.elapsed().as_nanos() as f64 / f64::from(CALLS)
}

/// One token, to whoever asks.
fn serve() -> std::net::SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let _ = stream.read(&mut [0; 4096]);
        let body = r#"{"access_token":"of-the-bench","token_type":"Bearer","expires_in":3600}"#;
        let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", body.len());
        stream.write_all(format!("{head}{body}").as_bytes()).unwrap();
    });
    address
}
