//! The file is renamed while programs write to it.

use std::fs;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

use provider_credentials_audit::{AuditLog, Outcome, Verified, Verifier};
use provider_credentials_core::AnyCredential;

use crate::support::{Place, chmod, notes, observed, verify};

fn verify_all(paths: &[PathBuf]) -> Verified {
    let mut verifier = Verifier::new();
    for path in paths {
        verifier.read(&fs::read(path).unwrap()[..]).unwrap();
    }
    verifier.finish()
}

/// In the order in which they were written.
fn rotated(place: &Place, count: usize) -> Vec<PathBuf> {
    let old = (0..count).map(|number| place.join(&format!("old.{number}")));
    old.chain([place.path()]).collect()
}

#[test]
fn the_next_record_begins_a_file_that_continues_the_chain() {
    let place = Place::new();
    let credential = observed(&place.builder().open().unwrap());
    for number in 0..3 {
        credential.secret().unwrap();
        fs::rename(place.path(), place.join(&format!("old.{number}"))).unwrap();
    }
    credential.secret().unwrap();
    let files = rotated(&place, 3);
    let verified = verify_all(&files);
    assert_eq!((verified.outcome, verified.records), (Outcome::Good, 8));
    assert_eq!(notes(&verified), []);
    // Alone, one is good and says that there is another before it.
    assert_eq!(notes(&verify(&fs::read(&files[1]).unwrap(), None)), [("continues", 1)]);
    // One that is missing, or in another place.
    for wrong in
        [vec![files[0].clone(), files[2].clone()], vec![files[1].clone(), files[0].clone()]]
    {
        let finding = verify_all(&wrong).finding.unwrap();
        assert_eq!((finding.file(), finding.line(), finding.code()), (1, 1, "not_continued"));
    }
}

/// It looks like one that was rotated and compressed, and only an anchor tells.
#[test]
fn a_file_that_was_removed_is_missed_by_its_anchor() {
    let place = Place::new();
    let log = place.builder().open().unwrap();
    let credential = observed(&log);
    credential.secret().unwrap();
    let anchor = log.flush().unwrap().to_string();
    fs::remove_file(place.path()).unwrap();
    credential.secret().unwrap();
    let verified = verify(&place.content(), None);
    assert_eq!((verified.outcome, notes(&verified)), (Outcome::Good, vec![("continues", 1)]));
    let mut verifier = Verifier::new().expecting(&anchor).unwrap();
    verifier.read(&place.content()[..]).unwrap();
    let verified = verifier.finish();
    assert_eq!((verified.outcome, verified.has_head), (Outcome::Bad, Some(false)));
}

/// `create` of logrotate makes an empty file right away.
#[test]
fn an_empty_file_in_its_place_is_gone_on_with() {
    let place = Place::new();
    let credential = observed(&place.builder().open().unwrap());
    credential.secret().unwrap();
    fs::rename(place.path(), place.join("old.0")).unwrap();
    place.write(b"");
    credential.secret().unwrap();
    let verified = verify_all(&rotated(&place, 1));
    assert_eq!((verified.outcome, verified.records, notes(&verified)), (Outcome::Good, 4, vec![]));
}

/// A process that starts between the renaming and the next record does not know the file before. One that does says so.
#[test]
fn a_file_that_a_new_process_began_is_tied_to_the_one_before() {
    let place = Place::new();
    let old = observed(&place.builder().open().unwrap());
    old.secret().unwrap();
    fs::rename(place.path(), place.join("old.0")).unwrap();
    let new = observed(&place.builder().open().unwrap());
    new.secret().unwrap();
    let verified = verify_all(&rotated(&place, 1));
    let finding = verified.finding.unwrap();
    assert_eq!((finding.file(), finding.line(), finding.code()), (1, 1, "not_continued"));
    old.secret().unwrap();
    new.secret().unwrap();
    let verified = verify_all(&rotated(&place, 1));
    assert_eq!((verified.outcome, verified.accesses), (Outcome::Good, 4));
    assert_eq!(notes(&verified), [("begun_anew", 1)]);
    let events: Vec<String> =
        place.lines().iter().map(|line| line["event"].as_str().unwrap().to_owned()).collect();
    let access = "credential_accessed";
    assert_eq!(events, ["audit_opened", access, "audit_continued", access, access]);
}

/// `copytruncate` of logrotate: what is written between the copy and the cut is lost, and that shows.
#[test]
fn a_file_that_is_cut_to_nothing_is_gone_on_with() {
    let place = Place::new();
    let credential = observed(&place.builder().open().unwrap());
    credential.secret().unwrap();
    fs::copy(place.path(), place.join("old.0")).unwrap();
    fs::File::options().write(true).open(place.path()).unwrap().set_len(0).unwrap();
    credential.secret().unwrap();
    assert_eq!(verify_all(&rotated(&place, 1)).outcome, Outcome::Good);

    fs::copy(place.path(), place.join("old.1")).unwrap();
    credential.secret().unwrap();
    fs::File::options().write(true).open(place.path()).unwrap().set_len(0).unwrap();
    credential.secret().unwrap();
    let finding = verify_all(&rotated(&place, 2)).finding.unwrap();
    assert_eq!((finding.file(), finding.line(), finding.code()), (2, 2, "cut"));
    // Also without the copy.
    assert_eq!(finding_of(&place), Some(("cut", 2)));
}

fn finding_of(place: &Place) -> Option<(&'static str, u64)> {
    crate::support::finding(&place.content(), None)
}

/// Five accesses, of whose file somebody leaves so many lines: what it was before.
fn ask_and_cut(place: &Place, credential: &AnyCredential, lines: usize) -> Vec<u8> {
    for _ in 0..5 {
        credential.secret().unwrap();
    }
    let content = place.content();
    let left: Vec<&[u8]> = content.split_inclusive(|byte| *byte == b'\n').take(lines).collect();
    place.write(&left.concat());
    content
}

/// It looks as if the file had only grown.
#[test]
fn a_tail_that_is_cut_is_told_of_although_another_process_wrote_meanwhile() {
    for cut_to in [0, 1, 3] {
        let place = Place::new();
        let credential = observed(&place.builder().open().unwrap());
        let content = ask_and_cut(&place, &credential, cut_to);
        let other = observed(&place.builder().open().unwrap());
        for _ in 0..9 {
            other.secret().unwrap();
        }
        assert_eq!(finding_of(&place), None, "the other one cannot know");
        credential.secret().unwrap();
        assert!(place.content().len() > content.len());
        let (code, _) = finding_of(&place).unwrap();
        assert_eq!(code, "cut");
    }
}

/// What others append is no cut, also when what is here could not be written for a while.
#[test]
fn what_others_append_is_no_cut() {
    let place = Place::new();
    let one = observed(&place.builder().open().unwrap());
    let other = observed(&place.builder().open().unwrap());
    for _ in 0..3 {
        one.secret().unwrap();
        other.secret().unwrap();
        other.secret().unwrap();
    }
    // Somebody takes the last line break.
    let content = place.content();
    place.write(&content[..content.len() - 1]);
    other.secret().unwrap();
    one.secret().unwrap();
    let verified = verify(&place.content(), None);
    assert_eq!(
        (verified.outcome, verified.accesses),
        (Outcome::Good, 11),
        "{:?}",
        verified.finding
    );
}

#[test]
fn a_tail_that_is_cut_before_the_file_is_renamed_is_missed_there() {
    let place = Place::new();
    let credential = observed(&place.builder().open().unwrap());
    ask_and_cut(&place, &credential, 3);
    fs::rename(place.path(), place.join("old.0")).unwrap();
    credential.secret().unwrap();
    let finding = verify_all(&rotated(&place, 1)).finding.unwrap();
    assert_eq!((finding.file(), finding.code()), (1, "not_continued"));
}

/// Records that somebody cuts off while a program has the file open are missed by it.
#[test]
fn a_tail_that_is_cut_while_a_program_runs_is_told_of() {
    let place = Place::new();
    let credential = observed(&place.builder().open().unwrap());
    let content = ask_and_cut(&place, &credential, 3);
    credential.secret().unwrap();
    let verified = verify(&place.content(), None);
    let finding = verified.finding.unwrap();
    assert_eq!((finding.line(), finding.code()), (4, "cut"));
    let last = content.split_inclusive(|byte| *byte == b'\n').nth(5).unwrap();
    let expected: serde_json::Value = serde_json::from_slice(last).unwrap();
    assert_eq!(place.lines()[3]["expected"], expected["hash"]);
}

/// Logs of their own, as processes have them, while somebody renames the file again and again.
#[test]
fn nothing_is_lost_or_torn_while_several_write_and_somebody_renames() {
    const FILES: usize = 20;

    let place = Place::new();
    // The first file, so that there is one to rename.
    drop(place.builder().open().unwrap());
    let is_over = AtomicBool::new(false);
    let counts = [const { AtomicU64::new(0) }; 4];
    let all = || counts.each_ref().map(|count| count.load(Ordering::Relaxed));
    thread::scope(|scope| {
        for count in &counts {
            let (place, is_over) = (&place, &is_over);
            scope.spawn(move || {
                let log = place.builder().fail_closed().open().unwrap();
                let credential = observed(&log);
                while !is_over.load(Ordering::Relaxed) {
                    credential.secret().unwrap();
                    count.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
        for number in 0..=FILES {
            // Each writes to each file.
            let before = all();
            while all().iter().zip(before).any(|(now, before)| *now < before + 20) {
                thread::sleep(Duration::from_millis(1));
            }
            if number < FILES {
                fs::rename(place.path(), place.join(&format!("old.{number}"))).unwrap();
            }
        }
        is_over.store(true, Ordering::Relaxed);
    });
    let verified = verify_all(&rotated(&place, FILES));
    assert_eq!(verified.outcome, Outcome::Good, "{:?}", verified.finding);
    assert_eq!(verified.accesses, all().iter().sum::<u64>());
}

/// A file that somebody puts in the place of the log, and that is none.
#[test]
fn what_is_no_log_in_its_place_is_not_written_to() {
    let place = Place::new();
    let credential = observed(&place.builder().fail_closed().open().unwrap());
    credential.secret().unwrap();
    fs::rename(place.path(), place.join("old.0")).unwrap();
    place.write(b"notes\n");
    assert_eq!(credential.secret().unwrap_err().code(), "access_not_recorded");
    assert_eq!(place.content(), b"notes\n");
    fs::remove_file(place.path()).unwrap();
    credential.secret().unwrap();
    assert_eq!(verify_all(&rotated(&place, 1)).outcome, Outcome::Good);
    chmod(&place.path(), 0o600);
    assert!(AuditLog::open(place.path()).is_ok());
}
