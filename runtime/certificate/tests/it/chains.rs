//! The order of a chain, and its time.

use std::time::{Duration, SystemTime};

use rcgen::{BasicConstraints, CertificateParams, IsCa, KeyUsagePurpose};

use crate::made::{self, Authority, DAY, Made, span};
use crate::support::{load, load_at, pair, refused, refused_at, warned};

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

/// The error, or the warnings, of a certificate that the last of these issued.
fn outcome(issuers: &[&Authority]) -> String {
    let made = issuers.last().unwrap().issue(made::ALGORITHMS[0]);
    let mut chain = made.certificate;
    issuers.iter().rev().for_each(|issuer| chain.push_str(&issuer.pem));
    let parts = pair(made.key.as_bytes(), chain.as_bytes());
    let refused = refused(&parts);
    if refused.is_empty() { warned(&load(&parts).metadata()).join(" ") } else { refused }
}

#[test]
fn an_issuer_must_be_one() {
    let valid = span(-30, 1000);
    let root = Authority::root("root");
    for (is_ca, code) in [
        (IsCa::NoCa, "certificate: certificate_issuer_not_ca"),
        (IsCa::ExplicitNoCa, "certificate: certificate_issuer_not_ca"),
        (IsCa::Ca(BasicConstraints::Unconstrained), ""),
    ] {
        let change = |params: &mut CertificateParams| params.is_ca = is_ca;
        let middle = Authority::with("middle", Some(&root), valid, change);
        assert_eq!(outcome(&[&root, &middle]), code);
        assert_eq!(outcome(&[&middle]), code);
        let root = Authority::with("root", None, valid, change);
        assert_eq!(outcome(&[&root]), code);
    }
    for (usages, code) in [
        (
            vec![KeyUsagePurpose::DigitalSignature],
            "certificate: certificate_issuer_not_for_certificates",
        ),
        (vec![KeyUsagePurpose::CrlSign, KeyUsagePurpose::KeyCertSign], ""),
        (vec![], ""),
    ] {
        let change = |params: &mut CertificateParams| params.key_usages = usages.clone();
        assert_eq!(outcome(&[&root, &Authority::with("middle", Some(&root), valid, change)]), code);
    }
}

#[test]
fn an_issuer_must_have_the_name_of_the_issuer() {
    for (name, code) in [
        ("other", "certificate: certificate_chain_broken"),
        // As OpenSSL compares.
        ("ROOT", ""),
        ("root", ""),
    ] {
        assert_eq!(outcome(&[&Authority::root("root").renamed(name)]), code);
    }
}

#[test]
fn a_chain_longer_than_its_issuers_allow() {
    let valid = span(-30, 1000);
    let root = |most: u8| {
        Authority::with("root", None, valid, |params| {
            params.is_ca = IsCa::Ca(BasicConstraints::Constrained(most));
        })
    };
    for (most, depth, code) in [
        (0, 0, ""),
        (0, 1, "certificate_chain_too_long"),
        (1, 1, ""),
        (1, 2, "certificate_chain_too_long"),
        (2, 2, ""),
    ] {
        let mut issuers = vec![root(most)];
        for number in 0..depth {
            issuers.push(issuers[number].below(&format!("middle {number}")));
        }
        let issuers: Vec<&Authority> = issuers.iter().collect();
        assert_eq!(outcome(&issuers), code, "{most} {depth}");
    }
}

#[test]
fn a_root_that_expired_keeps_nothing_from_working() {
    let root = Authority::new("root", None, span(-900, -3));
    let middle = root.below("middle");
    assert_eq!(outcome(&[&root, &middle]), "certificate_root_expired");
    assert_eq!(outcome(&[&root]), "certificate_root_expired");
    // One that only has the name of its issuer is no root.
    let same = Authority::new("root", Some(&Authority::root("root")), span(-900, -3));
    assert_eq!(outcome(&[&same]), "certificate: certificate_issuer_expired");
}

#[test]
fn what_expires_soon_is_warned_of_with_its_days() {
    let root = Authority::root("root");
    for (days, setting, warning) in [
        (31, None, None),
        (29, None, Some("29 days left")),
        (1, None, Some("1 day left")),
        (0, None, Some("less than a day left")),
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
