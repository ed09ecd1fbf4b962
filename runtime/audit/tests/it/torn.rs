//! A crash, or a loss of power, in the middle of a write.

use provider_credentials_audit::Outcome;

use crate::support::{Place, example, finding, key, notes, observed, verify};

/// A file that ends at any byte is gone on with: no record that was whole is lost, and what was not is said to be torn.
#[test]
fn a_file_that_was_cut_anywhere_is_gone_on_with() {
    for key in [None, Some(&key())] {
        let content = example(3, key);
        let header = content.iter().position(|byte| *byte == b'\n').unwrap();
        let place = Place::new();
        for end in 0..content.len() {
            let cut = &content[..end];
            place.write(cut);
            let builder = place.builder();
            let builder = if let Some(key) = key { builder.key(key) } else { builder };
            observed(&builder.open().unwrap()).secret().unwrap();
            let after = place.content();
            let verified = verify(&after, key);
            assert_eq!(verified.outcome, Outcome::Good, "{end}: {:?}", verified.finding);
            let whole = cut.iter().filter(|byte| **byte == b'\n').count() as u64;
            let is_whole = |at: usize| at == content.len() || content[at] == b'\n';
            let is_torn = end > header && !is_whole(end) && cut.last() != Some(&b'\n');
            let whole = whole + u64::from(end > 0 && is_whole(end));
            // What is there, or a new first record; one that says what is torn; the access.
            assert_eq!(verified.records, whole.max(1) + u64::from(is_torn) + 1, "{end}");
            let expected = if is_torn { vec![("torn", whole + 1)] } else { Vec::new() };
            assert_eq!(notes(&verified), expected, "{end}");
            if end > header {
                assert!(after.starts_with(cut), "{end}: nothing is taken away");
            }
        }
    }
}

/// Also if the record of that is torn itself.
#[test]
fn what_is_torn_again_and_again_is_said_to_be() {
    let content = example(3, None);
    let place = Place::new();
    place.write(&content[..content.len() - 20]);
    for _ in 0..3 {
        observed(&place.builder().open().unwrap()).secret().unwrap();
        let after = place.content();
        assert_eq!(finding(&after, None), None);
        // Within the record that says what is torn.
        let torn = after.windows(12).rposition(|window| window == b"\"audit_torn\"").unwrap();
        place.write(&after[..torn + 30]);
    }
    observed(&place.builder().open().unwrap()).secret().unwrap();
    let verified = verify(&place.content(), None);
    assert_eq!((verified.outcome, notes(&verified)), (Outcome::Good, vec![("torn", 4)]));
    let text = verified.notes[0].to_string();
    assert_eq!(text, "and what follows is torn: 4 writes were interrupted, as line 8 says");
}

/// Who changes what is torn, or what is said of it, is found.
#[test]
fn a_torn_line_that_changes_is_found() {
    let content = example(3, None);
    let place = Place::new();
    place.write(&content[..content.len() - 20]);
    observed(&place.builder().open().unwrap()).secret().unwrap();
    let content = place.content();
    let lines: Vec<&[u8]> = content.split_inclusive(|byte| *byte == b'\n').collect();
    let start = lines[..3].concat().len();
    for at in start..content.len() {
        let mut changed = content.clone();
        changed[at] ^= 1;
        let line = 1 + content[..at].iter().filter(|byte| **byte == b'\n').count() as u64;
        let found = finding(&changed, None).map(|(_, line)| line);
        // Without the record of it, the piece itself is not explained.
        assert!(found == Some(line) || (line, found) == (5, Some(4)), "{at}: {found:?}");
    }
    // A piece that nobody says was torn.
    let without = [&lines[..4], &lines[5..]].concat().concat();
    assert_eq!(finding(&without, None), Some(("no_record", 4)));
}

/// A record of which a byte was changed is no torn one, whatever a program makes of it that goes on.
#[test]
fn a_last_record_that_was_changed_stays_found() {
    let content = example(3, None);
    let lines: Vec<&[u8]> = content.split_inclusive(|byte| *byte == b'\n').collect();
    let start = lines[..3].concat().len();
    let place = Place::new();
    for at in start..content.len() - 1 {
        let mut changed = content.clone();
        changed[at] ^= 1;
        place.write(&changed);
        observed(&place.builder().open().unwrap()).secret().unwrap();
        assert_eq!(finding(&place.content(), None).map(|(_, line)| line), Some(4), "{at}");
    }
}

#[test]
fn at_its_end_a_torn_line_is_no_sign_of_a_change() {
    let content = example(3, None);
    let verified = verify(&content[..content.len() - 5], None);
    assert_eq!((verified.outcome, notes(&verified)), (Outcome::Good, vec![("torn_end", 4)]));
    // As some file systems leave it after a loss of power.
    let zeros = [&content[..content.len() - 100], &[0; 100]].concat();
    assert_eq!(notes(&verify(&zeros, None)), [("torn_end", 4)]);
    let place = Place::new();
    place.write(&zeros);
    observed(&place.builder().open().unwrap()).secret().unwrap();
    assert_eq!(notes(&verify(&place.content(), None)), [("torn", 4)]);
}
