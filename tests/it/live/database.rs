//! A database's user and password are rotated while connections are made with them.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::thread;
use std::time::Duration;

use provider_credentials::{ExposeSecret, Live};

use super::{Set, files, soon, swap, value};
use crate::postgres::Server;

/// Two users take turns, as AWS' "alternating users" does: the one before goes on working for a while.
#[test]
fn no_connection_fails_while_user_and_password_are_rotated() {
    let Some(server) = Server::start() else { return };
    let server = Arc::new(server);
    let set_password = |number: u32| {
        let statement = format!("alter role \"user-{number}\" password 'password-{number}'");
        assert!(Server::query_at(&server.owner(), &statement).status.success());
    };
    for number in 1..=6 {
        let statement = format!("create role \"user-{number}\" login");
        assert!(Server::query_at(&server.owner(), &statement).status.success());
    }
    set_password(1);
    let files = files();
    let live = Live::<Set>::start(files.loader());
    let (stop, connected) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicU32::new(0)));
    let clients: Vec<_> = (0..2)
        .map(|_| {
            let (live, server) = (live.clone(), Arc::clone(&server));
            let (stop, connected) = (Arc::clone(&stop), Arc::clone(&connected));
            thread::spawn(move || {
                while !stop.load(Ordering::Relaxed) {
                    let url = live.current().database.connection_url(&server.template()).unwrap();
                    let output = Server::query_at(url.expose_secret(), "select current_user");
                    assert!(output.status.success(), "{output:?}");
                    connected.fetch_add(1, Ordering::Relaxed);
                }
            })
        })
        .collect();
    for number in 2..=6 {
        // First the server, then the program: both users work meanwhile.
        set_password(number);
        swap(&files.join("volume"), number);
        let expected = format!("password-{number}");
        soon(&expected, || value(&live.current().database) == expected);
        thread::sleep(Duration::from_millis(100));
    }
    stop.store(true, Ordering::Relaxed);
    for client in clients {
        client.join().unwrap();
    }
    assert!(connected.load(Ordering::Relaxed) > 10);
    assert_eq!(live.current().database.generation(), 6);
}
