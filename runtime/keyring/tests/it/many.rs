//! What crosses the bus: one connection and one session for a load, and no password in the clear.

use std::io::{Read as _, Write as _};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::thread;

use provider_credentials_core::testing::load_all_from;
use provider_credentials_core::{ExposeSecret as _, Loader};
use provider_credentials_keyring::OPENER;
use provider_credentials_test_servers::Session;

use crate::support::SECRET;

/// All bytes of each connection, in both directions.
type Seen = Arc<Mutex<Vec<Vec<u8>>>>;

/// Listens there, and hands everything on to the bus.
fn listen(at: &Path, bus: &Path) -> Seen {
    let seen = Seen::default();
    let (listener, bus, all) = (UnixListener::bind(at).unwrap(), bus.to_owned(), seen.clone());
    thread::spawn(move || {
        for client in listener.incoming().map_while(Result::ok) {
            let server = UnixStream::connect(&bus).unwrap();
            let number = all.lock().unwrap().len();
            all.lock().unwrap().push(Vec::new());
            for (mut from, mut to) in
                [(client.try_clone().unwrap(), server.try_clone().unwrap()), (server, client)]
            {
                let all = Arc::clone(&all);
                thread::spawn(move || {
                    let mut buffer = [0; 4096];
                    while let Ok(count @ 1..) = from.read(&mut buffer) {
                        all.lock().unwrap()[number].extend_from_slice(&buffer[..count]);
                        if to.write_all(&buffer[..count]).is_err() {
                            break;
                        }
                    }
                    _ = to.shutdown(std::net::Shutdown::Both);
                });
            }
        }
    });
    seen
}

fn count(bytes: &[u8], text: &str) -> usize {
    bytes.windows(text.len()).filter(|window| *window == text.as_bytes()).count()
}

#[test]
fn a_hundred_passwords_by_one_connection() {
    let test = "a_hundred_passwords_by_one_connection";
    let Some(session) = Session::for_test(test) else { return };
    let mut all = Vec::new();
    for number in 0..100 {
        let user: &'static str = format!("key-{number}").leak();
        session.store("my-agent", user, &format!("{SECRET}-{number}"));
        all.push(vec![("service", "my-agent"), ("user", user)]);
    }
    all.push(vec![("service", "my-agent"), ("user", "nobody")]);
    let (_, directory) = &session.variables()[2];
    let at = Path::new(directory).join("seen");
    let seen = listen(&at, &Path::new(directory).join("bus"));
    let address = format!("unix:path={}", at.display());
    let loader = Loader::new().with_environment([("DBUS_SESSION_BUS_ADDRESS", address)]);
    let answers = load_all_from(&OPENER, &all, &loader);
    for (number, one) in answers[..100].iter().enumerate() {
        assert_eq!(one.secret().unwrap().expose_secret(), format!("{SECRET}-{number}"));
    }
    assert_eq!(answers[100].secret().unwrap_err().code(), "keyring_not_found");
    let seen = seen.lock().unwrap();
    assert_eq!(seen.len(), 1);
    for (call, times) in [("OpenSession", 1), ("SearchItems", 101), ("GetSecrets", 1)] {
        assert_eq!(count(&seen[0], call), times, "{call}");
    }
    assert_eq!(count(&seen[0], SECRET), 0);
}
