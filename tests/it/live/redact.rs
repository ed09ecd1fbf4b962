//! A redactor of a set that changes.

use std::io::Write;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use provider_credentials::{Live, LiveOptions, Loader};

use super::clock::Clock;
use super::{Set, value};

fn start(options: LiveOptions) -> (Live<Set>, Clock) {
    let clock = Clock::default();
    let loader = clock.on(Loader::isolated().with_secret("openai", "openai-value-1"));
    (Live::start_with(loader, options), clock)
}

#[test]
fn new_values_and_the_one_before() {
    let (live, clock) = start(LiveOptions::new().grace(Duration::from_secs(60)).without_thread());
    let redactor = live.redactor();
    let of_current = live.current().redactor();
    live.give("openai", "openai-value-2");
    live.give("dotted", "dotted-value-1");
    let text = "openai-value-1 openai-value-2 dotted-value-1";
    let all = "[REDACTED:openai] [REDACTED:openai] [REDACTED:dotted]";
    assert_eq!(redactor.redact(text), all);
    assert_eq!(live.redactor().redact(text), all);
    drop(of_current);
    clock.set(61);
    live.tick();
    // Nobody has it any more.
    let expected = "openai-value-1 [REDACTED:openai] [REDACTED:dotted]";
    assert_eq!(redactor.redact(text), expected);
    assert_eq!(live.redactor().redact(text), expected);
}

#[test]
fn a_value_that_somebody_has_is_covered() {
    let (live, _) = start(LiveOptions::new().grace(Duration::ZERO).without_thread());
    let redactor = live.redactor();
    let handle = live.current().openai.clone();
    for number in 2..6 {
        live.give("openai", format!("openai-value-{number}"));
        live.tick();
    }
    let text = "openai-value-1 openai-value-4 openai-value-5";
    assert_eq!(redactor.redact(text), "[REDACTED:openai] openai-value-4 [REDACTED:openai]");
    drop(handle);
    assert_eq!(redactor.redact(text), "openai-value-1 openai-value-4 [REDACTED:openai]");
}

#[test]
fn a_set_without_its_live() {
    let (live, _) = start(LiveOptions::new());
    let redactor = live.redactor();
    drop(live);
    assert_eq!(redactor.redact("openai-value-1"), "[REDACTED:openai]");
}

#[test]
fn what_is_registered_stays() {
    let (live, _) = start(LiveOptions::new());
    let other: Set = Loader::isolated().with_secret("dotted", "value-of-another").load();
    let redactor = live.redactor().with("token", "token-of-an-hour").with_set(&other);
    drop(other);
    for number in 2..5 {
        live.give("openai", format!("openai-value-{number}"));
    }
    let found = redactor.redact("token-of-an-hour value-of-another");
    assert_eq!(found, "[REDACTED:token] [REDACTED:dotted]");
}

/// Whoever has a value, in whichever thread and however new, cannot print it.
#[test]
fn no_value_comes_out_while_it_rotates() {
    let (live, _) = start(LiveOptions::new());
    let redactor = live.redactor();
    let is_over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let readers: Vec<_> = (0..2)
            .map(|_| {
                scope.spawn(|| {
                    let mut out = redactor.writer(Vec::new());
                    let mut lines = 0;
                    while !is_over.load(Ordering::Relaxed) {
                        let current = live.current();
                        let value = value(&current.openai);
                        let (first, second) = value.split_at(lines % value.len());
                        write!(out, "{first}").unwrap();
                        writeln!(out, "{second}").unwrap();
                        assert_eq!(redactor.redact(&value), "[REDACTED:openai]");
                        lines += 1;
                    }
                    (lines, String::from_utf8(out.into_inner().unwrap()).unwrap())
                })
            })
            .collect();
        for number in 2..300 {
            live.give("openai", format!("openai-value-{number}"));
        }
        is_over.store(true, Ordering::Relaxed);
        for reader in readers {
            let (lines, out) = reader.join().unwrap();
            assert!(lines > 100, "{lines}");
            assert_eq!(out.lines().count(), lines);
            assert!(out.lines().all(|line| line == "[REDACTED:openai]"));
        }
    });
}
