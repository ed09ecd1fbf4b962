//! Loops that ask for a secret again and again.

use std::thread;
use std::time::{Duration, Instant};

use provider_credentials_audit::{AuditLog, Outcome};

use crate::support::{Place, observed, verify};

const LONG: Duration = Duration::from_secs(3600);

fn counts(place: &Place) -> Vec<u64> {
    let lines = place.lines();
    lines.iter().filter_map(|line| line["count"].as_u64()).collect()
}

#[test]
fn a_loop_is_one_record_that_says_how_many() {
    let place = Place::new();
    let log = AuditLog::builder(place.path()).fold(LONG).open().unwrap();
    let credential = observed(&log);
    for _ in 0..1000 {
        credential.secret().unwrap();
    }
    // Another place is another record, and so is another reason at the same one.
    credential.secret().unwrap();
    let two = "two and more";
    for reason in ["one", &two[..3], two, two] {
        credential.secret_for(reason).unwrap();
    }
    assert_eq!(counts(&place), [1, 1, 1, 1, 1], "the first of each at once");
    log.flush().unwrap();
    let mut all = counts(&place);
    all.sort_unstable();
    assert_eq!(all, [1, 1, 1, 1, 1, 1, 999]);
    let verified = verify(&place.content(), None);
    assert_eq!((verified.outcome, verified.accesses), (Outcome::Good, 1005));
    let lines = place.lines();
    let fold = lines.iter().find(|line| line["count"] == 999).unwrap();
    let (since, time) = (fold["since"].as_str().unwrap(), fold["time"].as_str().unwrap());
    assert!(since < time, "{since} {time}");
    let first = lines.iter().find(|line| line["event"] == "credential_accessed").unwrap();
    assert!(first["time"].as_str().unwrap() <= since && first["line"] == fold["line"]);
    // It begins anew.
    for _ in 0..3 {
        credential.secret().unwrap();
    }
    drop((log, credential));
    assert_eq!(verify(&place.content(), None).accesses, 1008, "the end of the log writes the rest");
}

#[test]
fn what_is_folded_is_written_after_a_while_also_if_nothing_else_happens() {
    let place = Place::new();
    let log = AuditLog::builder(place.path()).fold(Duration::from_millis(20)).open().unwrap();
    let credential = observed(&log);
    for round in 1..=3 {
        for _ in 0..10 {
            credential.secret().unwrap();
        }
        let since = Instant::now();
        while verify(&place.content(), None).accesses < round * 10 {
            assert!(since.elapsed() < Duration::from_secs(10), "{:?}", counts(&place));
            thread::sleep(Duration::from_millis(5));
        }
    }
    assert_eq!(verify(&place.content(), None).accesses, 30);
}

#[test]
fn each_access_is_a_record_where_that_is_wanted() {
    for builder in [
        |place: &Place| place.builder(),
        |place: &Place| AuditLog::builder(place.path()).fail_closed(),
    ] {
        let place = Place::new();
        let credential = observed(&builder(&place).open().unwrap());
        for _ in 0..10 {
            credential.secret().unwrap();
        }
        assert_eq!(counts(&place), [1; 10]);
    }
    let place = Place::new();
    let both = AuditLog::builder(place.path()).fold(LONG).fail_closed().open();
    assert_eq!(both.unwrap_err().code(), "audit_folds");
}

#[test]
fn many_threads_add_up() {
    for fold in [Duration::ZERO, Duration::from_millis(1), LONG] {
        let place = Place::new();
        let log = AuditLog::builder(place.path()).fold(fold).open().unwrap();
        thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    let credential = observed(&log);
                    for _ in 0..500 {
                        credential.secret().unwrap();
                    }
                });
            }
        });
        log.flush().unwrap();
        let verified = verify(&place.content(), None);
        assert_eq!((verified.outcome, verified.accesses), (Outcome::Good, 4000), "{fold:?}");
    }
}
