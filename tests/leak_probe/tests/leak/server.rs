//! A server of access tokens, in the process of the test: what it knows is not in the one that is looked into.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::thread;

/// Gives this token to all, and is at the URL.
pub(crate) fn giving(token: &str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/token", listener.local_addr().unwrap());
    let body = format!("{{\"access_token\": \"{token}\", \"expires_in\": 3600}}");
    let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", body.len());
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let _ = stream.read(&mut [0; 4096]);
            let _ = stream.write_all(format!("{head}{body}").as_bytes());
        }
    });
    url
}
