//! What a key and an anchor prove, and what nothing proves.

use std::sync::{Arc, Mutex};

use hmac::{Hmac, KeyInit as _, Mac as _};
use provider_credentials_audit::{AuditLog, Outcome};
use provider_credentials_core::{Event, Loader, Secret};
use sha2::{Digest as _, Sha256};

use crate::support::{Place, example, finding, key, load, observed, verifier, verify};

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The records that somebody makes anew who has the file, after a change, and knows how hashes are made.
fn forged(
    content: &[u8],
    change: impl Fn(&str) -> String,
    hash: impl Fn(&[u8]) -> String,
) -> Vec<u8> {
    let mut prev = "0".repeat(64);
    let mut forged = String::new();
    for line in std::str::from_utf8(content).unwrap().lines() {
        let (text, _) = change(line)
            .split_once(",\"prev\":")
            .map(|(a, b)| (a.to_owned(), b.to_owned()))
            .unwrap();
        let text = format!("{text},\"prev\":\"{prev}\"");
        prev = hash(text.as_bytes());
        forged.push_str(&format!("{text},\"hash\":\"{prev}\"}}\n"));
    }
    forged.into_bytes()
}

/// What the page about it says that others can do with a plain chain: also that the format is as it is described.
#[test]
fn without_a_key_whoever_has_the_file_can_make_it_anew() {
    let content = example(3, None);
    let sha256 = |bytes: &[u8]| hex(&Sha256::digest(bytes));
    let same = forged(&content, str::to_owned, sha256);
    assert_eq!(same, content);
    let other = forged(&content, |line| line.replace("\"token\"", "\"other\""), sha256);
    assert_ne!(other, content);
    assert_eq!(verify(&other, None).outcome, Outcome::Good);
    // But for a hash that was kept elsewhere.
    let head = verify(&content, None).last.unwrap().to_string();
    let outcome = |content: &[u8]| {
        let mut verifier = verifier(None).expecting(&head).unwrap();
        verifier.read(content).unwrap();
        verifier.finish().outcome
    };
    assert_eq!((outcome(&content), outcome(&other)), (Outcome::Good, Outcome::Bad));
}

#[test]
fn with_a_key_nobody_can_who_does_not_have_it() {
    let key = key();
    let content = example(3, Some(&key));
    let keyed = |bytes: &[u8]| {
        let mac = Hmac::<Sha256>::new_from_slice(key.expose_bytes()).unwrap();
        hex(&mac.chain_update(bytes).finalize().into_bytes())
    };
    assert_eq!(forged(&content, str::to_owned, keyed), content);
    let other = |bytes: &[u8]| {
        let mac = Hmac::<Sha256>::new_from_slice(b"a key that was guessed").unwrap();
        hex(&mac.chain_update(bytes).finalize().into_bytes())
    };
    let change = |line: &str| line.replace("\"token\"", "\"other\"");
    assert_eq!(finding(&forged(&content, change, other), Some(&key)), Some(("changed", 1)));
    // As a log that has no key: who verifies it says that there is to be one.
    let plain = forged(&example(3, None), change, |bytes| hex(&Sha256::digest(bytes)));
    assert_eq!(finding(&plain, Some(&key)), Some(("not_keyed", 1)));
    // With another key, the first record says so.
    let another = Secret::from("another key of the tests");
    assert_eq!(finding(&content, Some(&another)), Some(("other_key", 1)));
}

#[test]
fn without_the_key_only_the_order_is_known() {
    let content = example(3, Some(&key()));
    let verified = verify(&content, None);
    assert_eq!((verified.outcome, verified.records), (Outcome::NeedsKey, 4));
    let changed = String::from_utf8(content.clone()).unwrap().replace("\"token\"", "\"other\"");
    assert_eq!(verify(changed.as_bytes(), None).outcome, Outcome::NeedsKey);
    let lines: Vec<&[u8]> = content.split_inclusive(|byte| *byte == b'\n').collect();
    assert_eq!(finding(&[lines[0], lines[2]].concat(), None), Some(("missing", 2)));
}

#[test]
fn a_log_goes_on_with_its_key_alone() {
    let place = Place::new();
    let code = |result: Result<AuditLog, provider_credentials_audit::AuditError>| {
        result.err().map(|error| error.code())
    };
    observed(&place.builder().key(&key()).open().unwrap()).secret().unwrap();
    assert_eq!(code(place.builder().open()), Some("audit_other_key"));
    let another = Secret::from("another key of the tests");
    assert_eq!(code(place.builder().key(&another).open()), Some("audit_other_key"));
    let before = place.content();
    observed(&place.builder().key(&key()).open().unwrap()).secret().unwrap();
    assert!(place.content().starts_with(&before));
    assert_eq!(verify(&place.content(), Some(&key())).accesses, 2);
    let short = Secret::from("fifteen bytes..");
    assert_eq!(code(place.builder().key(&short).open()), Some("audit_key_short"));

    let place = Place::new();
    observed(&place.builder().open().unwrap()).secret().unwrap();
    assert_eq!(code(place.builder().key(&key()).open()), Some("audit_other_key"));
}

#[test]
fn the_key_is_in_no_file_and_nothing_that_prints() {
    let place = Place::new();
    let key = key();
    let builder = place.builder().key(&key);
    let shown = format!("{builder:?}");
    let log = builder.open().unwrap();
    observed(&log).secret().unwrap();
    let shown = format!("{shown} {log:?} {}", String::from_utf8(place.content()).unwrap());
    let text = std::str::from_utf8(key.expose_bytes()).unwrap();
    for secret in [text, &hex(text.as_bytes()), crate::support::SENTINEL] {
        assert!(!shown.contains(secret), "{shown}");
    }
}

/// An anchor that somebody else keeps shows that the end is gone, and only that does.
#[test]
fn anchors_show_a_tail_that_was_cut() {
    let place = Place::new();
    let anchors: Arc<Mutex<Vec<(u64, String)>>> = Arc::default();
    let kept = Arc::clone(&anchors);
    let loader = Loader::isolated()
        .with_access_observer(place.builder().anchor_every(5).open().unwrap())
        .with_observer(move |event: &Event<'_>| {
            if let Event::Access(access) = event {
                let anchor = access.anchor().unwrap();
                kept.lock().unwrap().push((anchor.sequence(), anchor.to_string()));
            }
        });
    let credential = load(loader);
    for _ in 0..12 {
        credential.secret().unwrap();
    }
    let anchors = anchors.lock().unwrap().clone();
    assert_eq!(anchors.iter().map(|(number, _)| *number).collect::<Vec<_>>(), [5, 10]);
    let content = place.content();
    let lines: Vec<&[u8]> = content.split_inclusive(|byte| *byte == b'\n').collect();
    for (number, head) in anchors {
        assert_eq!(crate::support::lines(&content)[number as usize - 1]["hash"], head);
        for end in 0..=lines.len() {
            let mut verifier = verifier(None).expecting(&head).unwrap();
            verifier.read(&lines[..end].concat()[..]).unwrap();
            let verified = verifier.finish();
            let is_there = end as u64 >= number;
            assert_eq!(verified.has_head, Some(is_there), "{number} of {end}");
            let expected = if is_there { Outcome::Good } else { Outcome::Bad };
            assert_eq!(verified.outcome, expected);
        }
    }
    assert!(verifier(None).expecting("none").is_none());
}

#[test]
fn the_last_hash_can_be_asked_for() {
    let place = Place::new();
    let log = place.builder().open().unwrap();
    observed(&log).secret().unwrap();
    let anchor = log.flush().unwrap();
    let last = place.lines().pop().unwrap();
    assert_eq!((anchor.sequence(), last["seq"].as_u64()), (2, Some(2)));
    assert_eq!(last["hash"], anchor.to_string());
}
