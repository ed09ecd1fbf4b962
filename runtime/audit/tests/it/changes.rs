//! Every change of a small file is found, at its line.

use crate::support::{example, finding, key, notes, verify};
use provider_credentials_audit::Outcome;

const ACCESSES: usize = 4;

fn split(content: &[u8]) -> Vec<&[u8]> {
    content.split_inclusive(|byte| *byte == b'\n').collect()
}

fn line_of(content: &[u8], at: usize) -> u64 {
    1 + content[..at].iter().filter(|byte| **byte == b'\n').count() as u64
}

#[test]
fn what_was_written_is_good() {
    for key in [None, Some(&key())] {
        let content = example(ACCESSES, key);
        let verified = verify(&content, key);
        assert_eq!((verified.outcome, verified.finding), (Outcome::Good, None));
        assert_eq!((verified.records, verified.accesses), (ACCESSES as u64 + 1, ACCESSES as u64));
        assert_eq!((verified.lost, verified.is_keyed), (0, key.is_some()));
        assert!(verified.notes.is_empty());
        // Without its last line break, nothing is lost.
        let verified = verify(content.strip_suffix(b"\n").unwrap(), key);
        assert_eq!((verified.outcome, verified.records), (Outcome::Good, ACCESSES as u64 + 1));
    }
}

#[test]
fn each_byte_that_changes_is_found_at_its_line() {
    for key in [None, Some(&key())] {
        let content = example(ACCESSES, key);
        for at in 0..content.len() {
            for byte in [content[at] ^ 1, content[at] ^ 0x20, b'\n', b'"', b'}', b'0', 0, 0xff] {
                if byte == content[at] {
                    continue;
                }
                let mut changed = content.clone();
                changed[at] = byte;
                let found = finding(&changed, key).map(|(_, line)| line);
                assert_eq!(found, Some(line_of(&content, at)), "{at}: {byte}");
            }
        }
    }
}

#[test]
fn each_byte_that_goes_or_comes_is_found_at_its_line() {
    for key in [None, Some(&key())] {
        let content = example(ACCESSES, key);
        for at in 0..content.len() {
            let mut changed = content.clone();
            changed.remove(at);
            let found = finding(&changed, key).map(|(_, line)| line);
            // The line break at the end is no part of a record.
            let expected = (at + 1 < content.len()).then(|| line_of(&content, at));
            assert_eq!(found, expected, "{at} is removed");
            for byte in [b'0', b'a', b' ', b'\n', b'\\'] {
                let mut changed = content.clone();
                changed.insert(at, byte);
                if changed[..=at] == content[..=at] {
                    // The same byte twice, of which the second is the new one.
                    continue;
                }
                let found = finding(&changed, key).map(|(_, line)| line);
                assert_eq!(found, Some(line_of(&content, at)), "{byte} before {at}");
            }
        }
    }
}

#[test]
fn each_line_that_goes_moves_or_comes_twice_is_found_at_its_line() {
    for key in [None, Some(&key())] {
        let content = example(ACCESSES, key);
        let lines = split(&content);
        let number = |index: usize| Some(index as u64 + 1);
        let found = |lines: &[&[u8]]| finding(&lines.concat(), key).map(|(_, line)| line);
        for index in 0..lines.len() {
            let mut changed = lines.clone();
            changed.remove(index);
            // That the last one is gone only an anchor shows.
            let expected = if index + 1 < lines.len() { number(index) } else { None };
            assert_eq!(found(&changed), expected, "{index} is removed");

            let mut changed = lines.clone();
            changed.insert(index, lines[index]);
            assert_eq!(found(&changed), number(index + 1), "{index} is there twice");
            for other in index + 1..lines.len() {
                let mut changed = lines.clone();
                changed.swap(index, other);
                assert_eq!(found(&changed), number(index), "{index} and {other} are swapped");

                let mut changed = lines.clone();
                let moved = changed.remove(other);
                changed.insert(index, moved);
                assert_eq!(found(&changed), number(index), "{other} is moved to {index}");
            }
        }
        // Several that follow each other.
        let changed = [&lines[..1], &lines[3..]].concat();
        assert_eq!(finding(&changed.concat(), key), Some(("missing", 2)));
        let verified = verify(&changed.concat(), key);
        let text = verified.finding.unwrap().to_string();
        assert_eq!(text, "does not follow the line before: 2 records are missing");
    }
}

/// Records of another log of the same program.
#[test]
fn a_line_of_another_log_is_found() {
    let (content, other) = (example(ACCESSES, None), example(ACCESSES, None));
    let (lines, others) = (split(&content), split(&other));
    for index in 1..lines.len() {
        let mut changed = lines.clone();
        changed[index] = others[index];
        assert_eq!(finding(&changed.concat(), None), Some(("does_not_follow", index as u64 + 1)));
    }
}

#[test]
fn what_was_never_a_log_is_none() {
    for content in [&b"\n"[..], b"{}\n", b"text", &[0; 100], &[b'x'; 200_000]] {
        assert_eq!(finding(content, None), Some(("no_record", 1)));
    }
    let verified = verify(b"", None);
    assert_eq!((verified.outcome, verified.records), (Outcome::Good, 0));
}

#[test]
fn a_first_line_that_begins_no_log() {
    let content = example(ACCESSES, None);
    let lines = split(&content);
    assert_eq!(finding(&lines[1..].concat(), None), Some(("no_header", 1)));
    let verified = verify(&content, None);
    assert_eq!(notes(&verified), []);
}
