//! Files by somebody who knows the format, and has no key.

use std::time::{Duration, Instant};

use super::support::{FILE, armored, encrypted, identity};
use crate::support::{Files, outcome};

const SECRET: &[u8] = b"sixteen-and-more-bytes";

const VERSION: &[u8] = b"age-encryption.org/v1\n";

fn opened(file: &[u8], key: &str) -> Result<Vec<u8>, String> {
    let files = Files::new();
    files.public("it.age", file);
    let variables = [("AGE_SECRET_KEY", key), ("AGE_PASSPHRASE", "a passphrase")];
    outcome(&files.load(FILE, &variables))
}

fn err(code: &str) -> Result<Vec<u8>, String> {
    Err(code.to_owned())
}

/// The stanzas of a file, and what is behind them.
fn parts(file: &[u8]) -> (&[u8], &[u8]) {
    let end = file.windows(4).position(|four| four == b"\n---").unwrap() + 1;
    let (header, rest) = file.split_at(end);
    (header.strip_prefix(VERSION).unwrap(), rest)
}

/// The same file with other stanzas, which its checksum does not cover.
fn with(stanzas: &[&[u8]], file: &[u8]) -> Vec<u8> {
    [VERSION, &stanzas.concat(), parts(file).1].concat()
}

fn by_passphrase(work: &str) -> Vec<u8> {
    format!("-> scrypt {} {work}\n{}\n", "A".repeat(22), "A".repeat(43)).into_bytes()
}

#[test]
fn headers_that_are_not_allowed() {
    let (identity, key) = identity();
    let file = encrypted(SECRET, &[&identity.to_public()]);
    let (own, _) = parts(&file);
    assert_eq!(opened(&file, &key), Ok(SECRET.to_vec()));
    let scrypt = by_passphrase("10");
    let lines = own
        .iter()
        .map(|byte| if *byte == b'\n' { &b"\r\n"[..] } else { std::slice::from_ref(byte) });
    let returns: Vec<u8> = lines.flatten().copied().collect();
    for (stanzas, expected) in [
        // A passphrase is alone.
        (&[&scrypt[..], own][..], "age_header_damaged"),
        (&[own, &scrypt], "age_header_damaged"),
        (&[&scrypt, &scrypt], "age_header_damaged"),
        // The checksum is of all of the header.
        (&[own, own], "age_header_damaged"),
        (&[own, b"-> x\n\n"], "age_header_damaged"),
        (&[&returns], "age_header_damaged"),
        (&[], "age_header_damaged"),
        (&[b"\n", own], "age_header_damaged"),
    ] {
        assert_eq!(opened(&with(stanzas, &file), &key), err(expected));
    }
    for (work, expected) in [
        ("10", "age_passphrase_wrong"),
        // A GiB of memory is the most; none is taken for more.
        ("21", "age_work_factor_too_high"),
        ("30", "age_work_factor_too_high"),
        ("64", "age_work_factor_too_high"),
        ("255", "age_work_factor_too_high"),
        ("256", "age_header_damaged"),
        ("0", "age_header_damaged"),
        ("010", "age_header_damaged"),
        ("+9", "age_header_damaged"),
        ("-1", "age_header_damaged"),
        ("", "age_header_damaged"),
    ] {
        let file = with(&[&by_passphrase(work)], &file);
        assert_eq!(opened(&file, &key), err(expected), "{work}");
    }
}

#[test]
fn what_is_around_a_file() {
    let (identity, key) = identity();
    let file = encrypted(SECRET, &[&identity.to_public()]);
    let armored = armored(&file);
    let returns = String::from_utf8(armored.clone()).unwrap().replace('\n', "\r\n").into_bytes();
    let loaded = Ok(SECRET.to_vec());
    let blank = vec![b'\n'; 900_000];
    for (content, expected) in [
        (armored.clone(), &loaded),
        (returns, &loaded),
        ([b"\n \t\r\n", &armored[..], b" \n\n"].concat(), &loaded),
        ([&blank, &armored[..]].concat(), &loaded),
        ([b"hello\n", &armored[..]].concat(), &err("age_not_encrypted")),
        ([&armored[..], b"hello\n"].concat(), &err("age_payload_damaged")),
        ([&armored[..], &armored].concat(), &err("age_payload_damaged")),
        ([&armored[..], &file].concat(), &err("age_payload_damaged")),
        ([&file[..], &file].concat(), &err("age_payload_damaged")),
        ([&file[..], &armored].concat(), &err("age_payload_damaged")),
        ([b"\n", &file[..]].concat(), &err("age_not_encrypted")),
        ([b"\xef\xbb\xbf", &file[..]].concat(), &err("age_not_encrypted")),
    ] {
        assert_eq!(&opened(&content, &key), expected, "{:.40}", String::from_utf8_lossy(&content));
    }
}

/// Of as many bytes as a file may have. Unoptimized, thousands of keys of curves are most of the time; if headers were not
/// read at once, it would be twenty minutes.
#[test]
fn large_files_end_soon() {
    const MOST: usize = 1_040_000;

    let (reader, key) = identity();
    let file = encrypted(SECRET, &[&reader.to_public()]);
    let (other, _) = identity();
    let others = encrypted(SECRET, &[&other.to_public()]);
    let (others, _) = parts(&others);
    let fill = |stanza: &[u8]| with(&[&stanza.repeat(MOST / stanza.len())], &file);
    let started = Instant::now();
    for (content, expected) in [
        (fill(others), "age_no_identity_matches"),
        (fill(b"-> x\n\n"), "age_no_identity_matches"),
        (fill(b"-> x\n"), "age_no_identity_matches"),
        (armored(&fill(&others.repeat(2))[..MOST / 4 * 3 - 20_000]), "age_header_damaged"),
        (with(&[b"-> x ", &vec![b'a'; MOST], b"\n\n"], &file), "age_no_identity_matches"),
        (with(&[b"-> x", &b" a".repeat(MOST / 2), b"\n\n"], &file), "age_no_identity_matches"),
        ([VERSION, b"-> x\n", &vec![b'A'; MOST]].concat(), "age_header_damaged"),
        ([VERSION, &b"\n".repeat(MOST)].concat(), "age_header_damaged"),
        ([VERSION, &b"--- \n".repeat(MOST / 5)].concat(), "age_header_damaged"),
        ([b"age-encryption.org/".to_vec(), vec![b'v'; MOST]].concat(), "age_header_damaged"),
    ] {
        assert_eq!(
            opened(&content, &key),
            err(expected),
            "{:.60}",
            String::from_utf8_lossy(&content)
        );
    }
    assert!(started.elapsed() < Duration::from_secs(180), "{:?}", started.elapsed());
}
