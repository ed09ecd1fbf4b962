//! What everybody may know, and what there is to warn of.

use rcgen::{ExtendedKeyUsagePurpose, KeyUsagePurpose};

use crate::made::{self, Authority, span};
use crate::openssl::OpenSsl;
use crate::support::{attribute, load, pair, warned};

#[test]
fn it_is_as_openssl_shows_it() {
    let Some(openssl) = OpenSsl::new("it_is_as_openssl_shows_it") else { return };
    openssl.pair("p256", "-algorithm EC -pkeyopt ec_paramgen_curve:P-256");
    let metadata = load(&pair(&openssl.read("p256.key"), &openssl.read("p256.crt"))).metadata();
    assert_eq!(attribute(&metadata, "subject"), "CN=client,O=Example");
    assert_eq!(attribute(&metadata, "issuer"), "CN=client,O=Example");
    assert_eq!(attribute(&metadata, "key_algorithm"), "ECDSA P-256");
    openssl.run(
        "x509 -in p256.crt -noout -fingerprint -sha256 -serial -out shown -dateopt iso_8601 -dates",
    );
    let shown = String::from_utf8(openssl.read("shown")).unwrap();
    let fingerprint = attribute(&metadata, "sha256_fingerprint");
    assert!(shown.contains(&format!("Fingerprint={fingerprint}")), "{shown} {fingerprint}");
    let serial = attribute(&metadata, "serial").replace(':', "");
    assert!(shown.contains(&format!("serial={serial}")), "{shown} {serial}");
    for (name, known) in [("notBefore", "not_before"), ("notAfter", "not_after")] {
        let time = attribute(&metadata, known).replace('T', " ");
        assert!(shown.contains(&format!("{name}={time}")), "{shown} {time}");
    }
    assert!(metadata.good_until().is_some());
    assert_eq!(metadata.kind(), "client_certificate");
    assert_eq!(warned(&metadata), [""; 0]);
}

#[test]
fn a_serial_number_has_no_sign() {
    let root = Authority::root("root");
    for (serial, shown) in [(&[0xce, 1][..], "CE:01"), (&[0x4e, 0], "4E:00"), (&[0], "00")] {
        let made = root.issue_with(made::ALGORITHMS[0], span(-1, 90), |params| {
            params.serial_number = Some(serial.to_vec().into());
        });
        let metadata = load(&pair(made.key.as_bytes(), made.certificate.as_bytes())).metadata();
        assert_eq!(attribute(&metadata, "serial"), shown);
    }
}

#[test]
fn nothing_secret_is_shown() {
    let root = Authority::root("root");
    let made = root.issue(made::ALGORITHMS[0]);
    let credential = load(&pair(made.key.as_bytes(), made.certificate.as_bytes()));
    let metadata = credential.metadata();
    let der = credential.private_key_der().unwrap();
    let shown = format!(
        "{credential:?} {metadata:?} {metadata} {der:?} {:?} {:?} {:?}",
        credential.pem(),
        credential.private_key_pem(),
        metadata.attributes().collect::<Vec<_>>()
    );
    for line in made.key.lines().filter(|line| !line.starts_with('-')) {
        for piece in line.as_bytes().windows(12) {
            let piece = std::str::from_utf8(piece).unwrap();
            assert!(!shown.contains(piece), "{shown}");
        }
    }
    assert!(shown.contains("CN=client"), "{shown}");
}

#[test]
fn what_servers_may_refuse() {
    let root = Authority::root("root");
    let warned_of = |change: fn(&mut rcgen::CertificateParams)| {
        let made = root.issue_with(made::ALGORITHMS[0], span(-1, 90), change);
        warned(&load(&pair(made.key.as_bytes(), made.certificate.as_bytes())).metadata())
    };
    assert_eq!(warned_of(|_| {}), [""; 0]);
    assert_eq!(warned_of(|params| params.extended_key_usages.clear()), [""; 0]);
    assert_eq!(
        warned_of(|params| params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth]),
        ["certificate_not_for_clients"]
    );
    assert_eq!(
        warned_of(|params| params.extended_key_usages = vec![ExtendedKeyUsagePurpose::Any]),
        [""; 0]
    );
    assert_eq!(
        warned_of(|params| params.key_usages = vec![KeyUsagePurpose::KeyEncipherment]),
        ["certificate_not_for_signatures"]
    );
    assert_eq!(
        warned_of(|params| params.key_usages = vec![KeyUsagePurpose::DigitalSignature]),
        [""; 0]
    );
}

#[test]
fn weak_keys_and_signatures() {
    let Some(openssl) = OpenSsl::new("weak_keys_and_signatures") else { return };
    let rsa = |bits: u32| format!("-algorithm RSA -pkeyopt rsa_keygen_bits:{bits}");
    let options = "-subj /CN=weak -days 90";
    for (bits, digest, codes) in [
        (2048, "sha256", &[][..]),
        (1024, "sha256", &["certificate_key_unproven", "certificate_weak_key"]),
        (2047, "sha256", &["certificate_key_unproven", "certificate_weak_key"]),
        (2048, "sha1", &["certificate_weak_signature"]),
        (2048, "md5", &["certificate_weak_signature"]),
        (2048, "sha384", &[]),
        (2048, "sha512", &[]),
    ] {
        openssl.key("weak", &rsa(bits));
        let signed = format!("req -x509 -new -key weak.key -out weak.crt {options} -{digest}");
        if !openssl.tries(&signed) {
            println!("NOT RUN: this `openssl` does not sign with {digest}");
            continue;
        }
        let metadata = load(&pair(&openssl.read("weak.key"), &openssl.read("weak.crt"))).metadata();
        assert!(metadata.is_loaded(), "{bits} {digest} {metadata}");
        assert_eq!(warned(&metadata), codes, "{bits} {digest}");
    }
    // An issuer's, in a chain whose signatures are verified by its weak key.
    openssl.key("weak", &rsa(1024));
    openssl.run("req -x509 -new -key weak.key -out weak.crt -subj /CN=issuer -days 90");
    openssl.run("genpkey -algorithm ED25519 -out strong.key");
    openssl.run("req -new -key strong.key -subj /CN=strong -out strong.csr");
    openssl.run("x509 -req -in strong.csr -CA weak.crt -CAkey weak.key -CAcreateserial -days 9 -out strong.crt");
    let chain = [openssl.read("strong.crt"), openssl.read("weak.crt")].concat();
    let metadata = load(&pair(&openssl.read("strong.key"), &chain)).metadata();
    assert_eq!(warned(&metadata), ["certificate_expires_soon", "certificate_weak_issuer"]);
}
