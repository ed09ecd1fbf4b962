//! An observer on a thread of its own.

use std::sync::mpsc::{RecvTimeoutError, channel};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use provider_credentials::{Background, Event};

use super::{Env, LINES, loader};

const LONG: Duration = Duration::from_secs(10);

/// An observer that hangs until it is let go, and what it was told.
fn hanging(capacity: usize) -> (Background, std::sync::mpsc::Sender<()>, Arc<Mutex<Vec<String>>>) {
    let (go, gate) = channel::<()>();
    let (gate, seen) = (Mutex::new(gate), Arc::new(Mutex::new(Vec::new())));
    let told = Arc::clone(&seen);
    let observer = move |event: &Event<'_>| {
        // Open for good once the other end is gone.
        _ = gate.lock().unwrap().recv();
        told.lock().unwrap().push(event.to_string());
    };
    (Background::with_capacity(observer, capacity).unwrap(), go, seen)
}

#[test]
fn one_that_hangs_delays_no_load() {
    let (background, go, seen) = hanging(1000);
    let since = Instant::now();
    for _ in 0..10 {
        let creds: Env = loader().with_observer(background.clone()).load();
        assert!(creds.second.is_loaded());
    }
    assert!(since.elapsed() < LONG);
    assert!(!background.flush(Duration::from_millis(20)), "it hangs");
    assert!(seen.lock().unwrap().is_empty());
    drop(go);
    assert!(background.flush(LONG));
    let seen = seen.lock().unwrap();
    assert_eq!(seen.len(), 30);
    assert!(seen.chunks(3).all(|lines| lines == LINES), "in order");
    assert_eq!(background.dropped(), 0);
}

#[test]
fn what_finds_no_room_is_dropped_and_counted() {
    let (background, go, seen) = hanging(2);
    // The thread takes the first one; after that there is room for two.
    let _: Env = loader().with_observer(background.clone()).load();
    let since = Instant::now();
    while background.dropped() < 4 {
        assert!(since.elapsed() < LONG, "{background:?}");
        let _: Env = loader().with_observer(background.clone()).load();
    }
    let dropped = background.dropped();
    drop(go);
    assert!(background.flush(LONG));
    assert!([2, 3].contains(&seen.lock().unwrap().len()), "{:?}", seen.lock().unwrap());
    // There is room again.
    let _: Env = loader().with_observer(background.clone()).load();
    assert!(background.flush(LONG));
    assert!(background.dropped() <= dropped + 1);
}

#[test]
fn one_that_panics_is_told_the_next_event() {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let told = Arc::clone(&seen);
    let background = Background::start(move |event: &Event<'_>| {
        assert_ne!(event.name(), "credential_failed", "for the test");
        told.lock().unwrap().push(event.name());
    })
    .unwrap();
    let _: Env = loader().with_observer(background.clone()).load();
    assert!(background.flush(LONG));
    assert_eq!(background.panicked(), 1);
    assert_eq!(*seen.lock().unwrap(), ["credential_loaded", "load_finished"]);
}

#[test]
fn what_waits_is_told_when_the_last_handle_is_gone_and_then_the_thread_ends() {
    let (sender, told) = channel();
    let (go, gate) = channel::<()>();
    let gate = Mutex::new(gate);
    let background = Background::start(move |event: &Event<'_>| {
        _ = gate.lock().unwrap().recv();
        sender.send(event.name()).unwrap();
    })
    .unwrap();
    let _: Env = loader().with_observer(background).load();
    drop(go);
    for name in ["credential_failed", "credential_loaded", "load_finished"] {
        assert_eq!(told.recv_timeout(LONG).unwrap(), name);
    }
    assert_eq!(told.recv_timeout(LONG), Err(RecvTimeoutError::Disconnected));
}
