//! What stands on the bus between a program and its TPM.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

use provider_credentials_test_servers::Swtpm;

/// Changes a response.
pub(crate) type Change = fn(&mut [u8]);

/// Commands, and with `false` the responses to them.
type Messages = Arc<Mutex<Vec<(bool, Vec<u8>)>>>;

/// Keeps all bytes of both directions.
pub(crate) struct Tap {
    port: u16,
    seen: Arc<Mutex<Vec<u8>>>,
    messages: Messages,
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
        let messages = Messages::default();
        let connections = Arc::new(AtomicUsize::new(0));
        for (listener, to) in [(data, tpm.port()), (control, tpm.port() + 1)] {
            let (seen, messages) = (Arc::clone(&seen), Arc::clone(&messages));
            let (is_data, count) = (to == tpm.port(), Arc::clone(&connections));
            thread::spawn(move || {
                for client in listener.incoming() {
                    let (client, server) =
                        (client.unwrap(), TcpStream::connect(("127.0.0.1", to)).unwrap());
                    let from = (client.try_clone().unwrap(), server.try_clone().unwrap());
                    count.fetch_add(usize::from(is_data), Ordering::Relaxed);
                    let heard = Arc::clone(&seen);
                    // Each is written at once.
                    let keep = {
                        let messages = Arc::clone(&messages);
                        move |is_command, message: &[u8]| {
                            if is_data && message.len() >= 10 {
                                messages.lock().unwrap().push((is_command, message.to_vec()));
                            }
                        }
                    };
                    let keep_command = keep.clone();
                    thread::spawn(move || {
                        pass(from.0, from.1, &heard, |command| keep_command(true, command));
                    });
                    pass(server, client, &seen, |response| {
                        change(response);
                        keep(false, response);
                    });
                }
            });
        }
        Self { port, seen, messages, connections }
    }

    pub(crate) fn tcti(&self) -> String {
        format!("swtpm:host=127.0.0.1,port={}", self.port)
    }

    /// The codes of all commands.
    pub(crate) fn commands(&self) -> Vec<u32> {
        let messages = self.messages.lock().unwrap();
        let commands = messages.iter().filter(|(is_command, _)| *is_command);
        commands.map(|(_, it)| u32::from_be_bytes(it[6..10].try_into().unwrap())).collect()
    }

    /// The last command with that code, and the response to it.
    pub(crate) fn exchange(&self, code: u32) -> Option<(Vec<u8>, Vec<u8>)> {
        let messages = self.messages.lock().unwrap();
        let is_it =
            |(is_command, it): &(bool, Vec<u8>)| *is_command && it[6..10] == code.to_be_bytes();
        let at = messages.iter().rposition(is_it)?;
        Some((messages[at].1.clone(), messages[at + 1].1.clone()))
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
