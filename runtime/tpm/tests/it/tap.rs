//! What stands on the bus between a program and its TPM.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

use provider_credentials_test_servers::Swtpm;

/// Changes a response.
pub(crate) type Change = fn(&mut [u8]);

/// Keeps all bytes of both directions.
pub(crate) struct Tap {
    port: u16,
    seen: Arc<Mutex<Vec<u8>>>,
    commands: Arc<Mutex<Vec<u32>>>,
    connections: Arc<AtomicUsize>,
}

impl Tap {
    pub(crate) fn new(tpm: &Swtpm, change: Change) -> Self {
        let (data, control) = loop {
            let data = TcpListener::bind("127.0.0.1:0").unwrap();
            let next = data.local_addr().unwrap().port().wrapping_add(1);
            if let Ok(control) = TcpListener::bind(("127.0.0.1", next)) {
                break (data, control);
            }
        };
        let port = data.local_addr().unwrap().port();
        let seen = Arc::new(Mutex::new(Vec::new()));
        let commands = Arc::new(Mutex::new(Vec::new()));
        let connections = Arc::new(AtomicUsize::new(0));
        for (listener, to) in [(data, tpm.port()), (control, tpm.port() + 1)] {
            let (seen, codes) = (Arc::clone(&seen), Arc::clone(&commands));
            let (is_data, count) = (to == tpm.port(), Arc::clone(&connections));
            thread::spawn(move || {
                for client in listener.incoming() {
                    let (client, server) =
                        (client.unwrap(), TcpStream::connect(("127.0.0.1", to)).unwrap());
                    let from = (client.try_clone().unwrap(), server.try_clone().unwrap());
                    count.fetch_add(usize::from(is_data), Ordering::Relaxed);
                    let (heard, codes) = (Arc::clone(&seen), Arc::clone(&codes));
                    thread::spawn(move || {
                        pass(from.0, from.1, &heard, |command| {
                            // Each is written at once.
                            if let (true, Some(code)) = (is_data, command.get(6..10)) {
                                codes
                                    .lock()
                                    .unwrap()
                                    .push(u32::from_be_bytes(code.try_into().unwrap()));
                            }
                        });
                    });
                    pass(server, client, &seen, change);
                }
            });
        }
        Self { port, seen, commands, connections }
    }

    pub(crate) fn tcti(&self) -> String {
        format!("swtpm:host=127.0.0.1,port={}", self.port)
    }

    /// The codes of all commands.
    pub(crate) fn commands(&self) -> Vec<u32> {
        self.commands.lock().unwrap().clone()
    }

    pub(crate) fn connections(&self) -> usize {
        self.connections.load(Ordering::Relaxed)
    }

    /// Whether a text was on the bus since the last call.
    pub(crate) fn saw(&self, texts: &[&str]) -> Vec<bool> {
        let seen = std::mem::take(&mut *self.seen.lock().unwrap());
        assert!(seen.len() > 100);
        let has = |text: &&str| seen.windows(text.len()).any(|part| part == text.as_bytes());
        texts.iter().map(has).collect()
    }
}

fn pass(mut from: TcpStream, mut to: TcpStream, seen: &Mutex<Vec<u8>>, change: impl Fn(&mut [u8])) {
    let mut buffer = [0; 8192];
    while let Ok(length @ 1..) = from.read(&mut buffer) {
        seen.lock().unwrap().extend(&buffer[..length]);
        change(&mut buffer[..length]);
        if to.write_all(&buffer[..length]).is_err() {
            break;
        }
    }
    _ = to.shutdown(Shutdown::Both);
}
