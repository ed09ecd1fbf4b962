//! The order of a chain, and its time.

use std::time::{Duration, SystemTime};

use crate::made::{self, Authority, Made, span};
use crate::support::{DAY, load, load_at, pair, refused, refused_at, warned};

#[test]
fn chains_of_every_length_are_in_order_or_refused() {
    let root = Authority::root("root");
    let mut above = vec![root];
    for number in 0..3 {
        let below = above[0].below(&format!("middle {number}"));
        above.insert(0, below);
    }
    for (depth, issuer) in above.iter().enumerate() {
        for algorithm in made::ALGORITHMS {
            let Made { key, certificate } = issuer.issue(algorithm);
            let whole: Vec<&str> = [certificate.as_str()]
                .into_iter()
                .chain(above[depth..].iter().map(|one| one.pem.as_str()))
                .collect();
            let given = |chain: &[&str]| refused(&pair(key.as_bytes(), chain.concat().as_bytes()));
            for length in 1..=whole.len() {
                assert_eq!(given(&whole[..length]), "", "{depth} {length}");
            }
            for one in 0..whole.len() {
                for other in one + 1..whole.len() {
                    let mut chain = whole.clone();
                    chain.swap(one, other);
                    assert_eq!(
                        given(&chain),
                        "certificate: certificate_chain_order",
                        "{one} {other}"
                    );
                }
                // A gap, and a certificate twice.
                if one > 0 && one + 1 < whole.len() {
                    let mut chain = whole.clone();
                    chain.remove(one);
                    assert_eq!(given(&chain), "certificate: certificate_chain_broken", "{one}");
                }
            }
            let stranger = Authority::root("middle 0");
            assert_eq!(
                given(&[&certificate, &stranger.pem]),
                "certificate: certificate_chain_broken"
            );
            assert_eq!(
                given(&[&stranger.pem, &certificate]),
                "certificate: certificate_chain_order"
            );
        }
    }
}

#[test]
fn a_key_of_another_certificate() {
    let root = Authority::root("root");
    for algorithm in made::ALGORITHMS {
        let certificate = root.issue(algorithm).certificate;
        for other in made::ALGORITHMS {
            let key = root.issue(other).key;
            assert_eq!(
                refused(&pair(key.as_bytes(), certificate.as_bytes())),
                "private_key: certificate_key_mismatch"
            );
        }
    }
}

#[test]
fn the_loaders_clock_decides_with_five_minutes_to_spare() {
    let root = Authority::root("root");
    let (from, until) = span(10, 100);
    let made = root.issue_with(made::ALGORITHMS[0], (from, until), |_| {});
    let at = |time| refused_at(&pair(made.key.as_bytes(), made.certificate.as_bytes()), time);
    let (minute, second) = (Duration::from_secs(60), Duration::from_secs(2));
    assert_eq!(at(from - 5 * minute - second), "certificate: certificate_not_yet_valid");
    assert_eq!(at(from - 5 * minute + second), "");
    assert_eq!(at(until + 5 * minute - second), "");
    assert_eq!(at(until + 5 * minute + second), "certificate: certificate_expired");
    assert_eq!(at(SystemTime::UNIX_EPOCH), "certificate: certificate_not_yet_valid");
    assert_eq!(at(SystemTime::UNIX_EPOCH - DAY), "certificate: certificate_not_yet_valid");
}

#[test]
fn an_issuer_counts_as_well() {
    let root = Authority::root("root");
    for (valid, now, outcome) in [
        (span(-30, 5), 0, ""),
        (span(-30, 5), 6, "certificate: certificate_issuer_expired"),
        (span(3, 50), 0, "certificate: certificate_issuer_not_yet_valid"),
    ] {
        let middle = Authority::new("middle", Some(&root), valid);
        let made = middle.issue(made::ALGORITHMS[0]);
        let chain = format!("{}{}", made.certificate, middle.pem);
        let now = SystemTime::now() + DAY * now;
        assert_eq!(refused_at(&pair(made.key.as_bytes(), chain.as_bytes()), now), outcome);
        if outcome.is_empty() {
            let metadata = load(&pair(made.key.as_bytes(), chain.as_bytes())).metadata();
            assert_eq!(warned(&metadata), ["certificate_expires_soon"]);
            let text = metadata.to_string();
            assert!(
                text.contains("holds an issuer's certificate that expires soon (5 days left)"),
                "{text}"
            );
            let end = metadata.good_until().unwrap();
            assert!(end < SystemTime::now() + 6 * DAY && end > SystemTime::now() + 4 * DAY);
        }
    }
}

#[test]
fn what_expires_soon_is_warned_of_with_its_days() {
    let root = Authority::root("root");
    for (days, setting, warning) in [
        (31, None, None),
        (29, None, Some("29 days left")),
        (1, None, Some("1 day left")),
        (0, None, Some("0 days left")),
        (29, Some("7"), None),
        (6, Some("7"), Some("6 days left")),
        (365, Some("3650"), Some("365 days left")),
        (0, Some("0"), None),
    ] {
        let made = root.issue_with(made::ALGORITHMS[2], span(-1, days), |_| {});
        let mut parts = pair(made.key.as_bytes(), made.certificate.as_bytes());
        parts.extend(setting.map(|setting| ("expires_soon_days", setting.as_bytes())));
        let metadata = load_at(&parts, SystemTime::now()).metadata();
        match warning {
            None => assert_eq!(warned(&metadata), [""; 0], "{days}"),
            Some(left) => {
                assert_eq!(warned(&metadata), ["certificate_expires_soon"], "{days}");
                let text = metadata.to_string();
                assert!(text.contains(&format!("`certificate` expires soon ({left})")), "{text}");
            }
        }
    }
    let made = root.issue(made::ALGORITHMS[2]);
    for days in ["soon", "-1", "3651", "99999999999"] {
        let mut parts = pair(made.key.as_bytes(), made.certificate.as_bytes());
        parts.push(("expires_soon_days", days.as_bytes()));
        assert_eq!(refused(&parts), "expires_soon_days: certificate_days_not_a_number");
    }
}
