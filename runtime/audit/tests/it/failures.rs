//! Records that cannot be written.

use std::fs::{self, File};
use std::os::unix::fs::chown;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use provider_credentials_audit::{AuditLog, AuditLogBuilder, Outcome};
use provider_credentials_core::{AnyCredential, Event, ExposeSecret, Loader};
use rustix::fs::{FlockOperation, flock};

use crate::support::{Place, SENTINEL, chmod, load, notes, observed, verify};

/// With what observers are told.
fn told(log: AuditLogBuilder) -> (AnyCredential, Arc<Mutex<Vec<String>>>) {
    let lines: Arc<Mutex<Vec<String>>> = Arc::default();
    let kept = Arc::clone(&lines);
    let loader = Loader::isolated().with_access_observer(log.open().unwrap()).with_observer(
        move |event: &Event<'_>| {
            if let Event::Access(access) = event {
                let problem = access.problem().unwrap();
                let line =
                    format!("{} {}: {}", access.is_refused(), problem.code(), problem.problem());
                assert_eq!(event.error_code(), Some(problem.code()));
                kept.lock().unwrap().push(line);
            }
        },
    );
    (load(loader), lines)
}

const IN_THE_WAY: &str = "audit_not_regular: a directory has the name of the audit log";

#[test]
fn what_cannot_be_recorded_is_let_through_told_and_counted() {
    let place = Place::new();
    let (credential, lines) = told(place.builder());
    credential.secret().unwrap();
    fs::rename(place.path(), place.join("old")).unwrap();
    fs::create_dir(place.path()).unwrap();
    for _ in 0..100 {
        assert_eq!(credential.secret().unwrap().expose_secret(), SENTINEL);
    }
    // Not a hundred times.
    assert_eq!(*lines.lock().unwrap(), [format!("false {IN_THE_WAY}")]);
    fs::remove_dir(place.path()).unwrap();
    credential.secret().unwrap();
    let verified = verify(&place.content(), None);
    assert_eq!((verified.outcome, verified.accesses, verified.lost), (Outcome::Good, 1, 100));
    assert_eq!(notes(&verified), [("continues", 1), ("lost", 2)]);
    credential.secret().unwrap();
    assert_eq!(verify(&place.content(), None).lost, 100, "it is said once");
}

#[test]
fn or_refused() {
    let place = Place::new();
    let (credential, lines) = told(place.builder().fail_closed());
    credential.secret().unwrap();
    fs::rename(place.path(), place.join("old")).unwrap();
    fs::create_dir(place.path()).unwrap();
    let error = credential.secret().unwrap_err();
    assert_eq!(error.code(), "access_not_recorded");
    assert!(!format!("{error:?}").contains(SENTINEL));
    assert_eq!(*lines.lock().unwrap(), [format!("true {IN_THE_WAY}")]);
    fs::remove_dir(place.path()).unwrap();
    credential.secret().unwrap();
    let verified = verify(&place.content(), None);
    assert_eq!((verified.accesses, verified.lost), (1, 0), "nobody got what was refused");
}

#[test]
fn others_may_not_write_to_it_later_either() {
    let place = Place::new();
    let writable = "audit_insecure: others than its owner may write to the audit log";
    let (credential, lines) = told(place.builder());
    credential.secret().unwrap();
    chmod(&place.path(), 0o666);
    credential.secret().unwrap();
    assert_eq!(*lines.lock().unwrap(), [format!("false {writable}")]);
    chmod(&place.path(), 0o640);
    credential.secret().unwrap();
    assert_eq!(verify(&place.content(), None).lost, 1);

    let (credential, lines) = told(place.builder().fail_closed());
    chmod(&place.path(), 0o620);
    let error = credential.secret().unwrap_err();
    assert!(error.to_string().contains("(`audit_insecure`): others than its owner"), "{error}");
    assert_eq!(*lines.lock().unwrap(), [format!("true {writable}")]);
    chmod(&place.path(), 0o600);
    credential.secret().unwrap();
}

#[test]
fn nor_may_it_be_given_away() {
    let place = Place::new();
    let (credential, lines) = told(place.builder());
    credential.secret().unwrap();
    if chown(place.path(), Some(4711), None).is_err() {
        println!("NOT RUN: only root can give a file away");
        return;
    }
    credential.secret().unwrap();
    let theirs = "audit_insecure: the audit log belongs to neither the process's user nor root";
    assert_eq!(*lines.lock().unwrap(), [format!("false {theirs}")]);
}

#[test]
fn folds_that_cannot_be_written_are_counted_as_lost() {
    let place = Place::new();
    let log = AuditLog::builder(place.path()).fold(Duration::from_secs(3600)).open().unwrap();
    let credential = observed(&log);
    for _ in 0..10 {
        credential.secret().unwrap();
    }
    fs::rename(place.path(), place.join("old")).unwrap();
    fs::create_dir(place.path()).unwrap();
    assert_eq!(log.flush().unwrap_err().code(), "audit_not_regular");
    fs::remove_dir(place.path()).unwrap();
    credential.secret().unwrap();
    let verified = verify(&place.content(), None);
    assert_eq!((verified.outcome, verified.accesses, verified.lost), (Outcome::Good, 1, 9));
}

/// A process that stopped with the lock holds nobody up for longer than is said.
#[test]
fn a_lock_that_is_held_is_waited_for_and_not_for_ever() {
    let place = Place::new();
    let limit = Duration::from_millis(100);
    let (credential, lines) = told(place.builder().lock_timeout(limit));
    let file = File::open(place.path()).unwrap();
    flock(&file, FlockOperation::LockExclusive).unwrap();
    let since = Instant::now();
    credential.secret().unwrap();
    let waited = since.elapsed();
    assert!(waited >= limit && waited < limit * 20, "{waited:?}");
    let locked = "audit_locked: another process has held the lock of the audit log for too long";
    assert_eq!(*lines.lock().unwrap(), [format!("false {locked}")]);
    // And not again for as long, by each access that is let through in any case.
    let since = Instant::now();
    for _ in 0..20 {
        credential.secret().unwrap();
    }
    assert!(since.elapsed() < limit * 10, "{:?}", since.elapsed());
    flock(&file, FlockOperation::Unlock).unwrap();
    credential.secret().unwrap();
    let verified = verify(&place.content(), None);
    assert_eq!((verified.accesses, verified.lost), (1, 21));
}

/// However many threads wait: one does not begin to wait when the one before is done.
#[test]
fn threads_wait_for_a_lock_together() {
    const THREADS: u32 = 12;

    let place = Place::new();
    let limit = Duration::from_millis(500);
    let credential = observed(&place.builder().lock_timeout(limit).fail_closed().open().unwrap());
    let file = File::open(place.path()).unwrap();
    flock(&file, FlockOperation::LockExclusive).unwrap();
    let longest = thread::scope(|scope| {
        let waiting = (0..THREADS).map(|_| {
            scope.spawn(|| {
                let since = Instant::now();
                credential.secret().unwrap_err();
                since.elapsed()
            })
        });
        let waiting: Vec<_> = waiting.collect();
        waiting.into_iter().map(|thread| thread.join().unwrap()).max().unwrap()
    });
    assert!(longest >= limit && longest < limit * THREADS / 2, "{longest:?}");
    // Who waits gets it when it is free.
    thread::scope(|scope| {
        let waiting = scope.spawn(|| credential.secret().map(|_| ()));
        thread::sleep(limit / 5);
        flock(&file, FlockOperation::Unlock).unwrap();
        waiting.join().unwrap().unwrap();
    });
    assert_eq!(verify(&place.content(), None).accesses, 1);
}

/// A loop on a disk that is full: its accesses are counted, but nobody must take that for a record.
#[test]
fn folds_that_cannot_be_written_are_told_of() {
    let place = Place::new();
    let (credential, lines) = told(AuditLog::builder(place.path()).fold(Duration::from_millis(10)));
    let ask = || credential.secret().map(|_| ()).unwrap();
    ask();
    fs::rename(place.path(), place.join("old")).unwrap();
    fs::create_dir(place.path()).unwrap();
    let since = Instant::now();
    while lines.lock().unwrap().is_empty() {
        assert!(since.elapsed() < Duration::from_secs(10));
        ask();
    }
    assert_eq!(*lines.lock().unwrap(), [format!("false {IN_THE_WAY}")]);
}

/// The next one tells that again only after a while.
#[test]
fn observers_are_told_again_for_as_long_as_it_goes_on() {
    let place = Place::new();
    let (credential, lines) = told(place.builder());
    fs::remove_file(place.path()).unwrap();
    fs::create_dir(place.path()).unwrap();
    let since = Instant::now();
    while since.elapsed() < Duration::from_millis(1300) {
        credential.secret().unwrap();
        thread::sleep(Duration::from_millis(1));
    }
    assert_eq!(lines.lock().unwrap().len(), 2);
}
