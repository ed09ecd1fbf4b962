//! Stores of PKCS#12, as `openssl` and others write them.

use crate::bytes::change_all;
use crate::openssl::{ALGORITHMS, OpenSsl};
use crate::support::{Parts, load, refused, warned};

fn stores() -> Option<OpenSsl> {
    let openssl = OpenSsl::new("stores of PKCS#12")?;
    openssl.run(
        "req -x509 -newkey ed25519 -noenc -keyout root.key -out root.crt -subj /CN=root -days 90",
    );
    Some(openssl)
}

fn with<'a>(store: &'a [u8], passphrase: &'a str) -> Parts<'a> {
    let mut parts = vec![("pkcs12", store)];
    if !passphrase.is_empty() {
        parts.push(("passphrase", passphrase.as_bytes()));
    }
    parts
}

#[test]
fn stores_of_every_encryption() {
    let Some(openssl) = stores() else { return };
    for (name, words) in ALGORITHMS.iter().filter(|(name, _)| *name != "rsa3072") {
        openssl.key("own", words);
        openssl.run("req -new -key own.key -subj /CN=own -out own.csr");
        openssl.run("x509 -req -in own.csr -CA root.crt -CAkey root.key -CAcreateserial -days 90 -out own.crt");
        for scheme in [
            "",
            "-macalg sha1",
            "-macalg sha512 -iter 10000",
            "-keypbe AES-128-CBC -certpbe AES-128-CBC",
            "-keypbe PBE-SHA1-3DES -certpbe PBE-SHA1-3DES -macalg sha1",
            "-keypbe NONE -certpbe NONE",
            "-name client",
        ] {
            // The issuer before the certificate: a store has no order.
            for order in ["-in own.crt -certfile root.crt", "-in own.crt"] {
                let command =
                    "pkcs12 -export -inkey own.key -passout pass:correct-horse -out own.p12";
                openssl.run(&format!("{command} {order} {scheme}"));
                let store = openssl.read("own.p12");
                assert_eq!(refused(&with(&store, "correct-horse")), "", "{name} {scheme}");
                let credential = load(&with(&store, "correct-horse"));
                let chain = credential.certificate_chain_der().unwrap();
                assert_eq!(chain.len(), 1 + usize::from(order.contains("root")));
                openssl.run("x509 -in own.crt -outform DER -out own.der");
                assert_eq!(*chain[0], *openssl.read("own.der"));
                openssl.write("key.pem", credential.private_key_pem().unwrap().expose_bytes());
                openssl.run("pkey -in key.pem -check -noout");
                if !scheme.contains("NONE") {
                    assert_eq!(
                        refused(&with(&store, "battery-staple")),
                        "passphrase: certificate_wrong_passphrase",
                        "{name} {scheme}"
                    );
                    assert_eq!(refused(&with(&store, "")), "pkcs12: certificate_key_encrypted");
                }
            }
        }
    }
}

#[test]
fn a_passphrase_that_authenticates_nothing() {
    let Some(openssl) = stores() else { return };
    openssl.pair("own", "-algorithm ED25519");
    let command = "pkcs12 -export -inkey own.key -in own.crt -nomac -out own.p12 -passout pass:";
    for scheme in ["", " -keypbe NONE", " -keypbe NONE -certpbe NONE"] {
        openssl.run(&format!("{command}correct-horse{scheme}"));
        let store = openssl.read("own.p12");
        for passphrase in ["correct-horse", "battery-staple"] {
            let outcome = refused(&with(&store, passphrase));
            assert_eq!(outcome, "pkcs12: certificate_store_unauthenticated", "{scheme}");
        }
    }
    // Nobody expects it of what has no passphrase.
    assert_eq!(refused(&with(&openssl.read("own.p12"), "")), "");
}

#[test]
fn a_passphrase_that_is_no_text() {
    let Some(openssl) = stores() else { return };
    openssl.pair("own", "-algorithm ED25519");
    openssl.run("pkcs12 -export -inkey own.key -in own.crt -passout pass: -out empty.p12");
    let store = openssl.read("empty.p12");
    let parts = [("pkcs12", &*store), ("passphrase", &b"\xff\xfe\x01"[..])];
    assert_eq!(refused(&parts), "passphrase: certificate_passphrase_not_text");
    // Any bytes open PKCS#8 (RFC 8018, section 6.2).
    openssl.write("bytes", b"\xff\xfe\x01\n");
    openssl.run("pkcs8 -topk8 -in own.key -passout file:bytes -out sealed.key");
    let (key, certificate) = (openssl.read("sealed.key"), openssl.read("own.crt"));
    let parts =
        [("private_key", &*key), ("certificate", &*certificate), ("passphrase", b"\xff\xfe\x01")];
    assert_eq!(refused(&parts), "");
}

#[test]
fn stores_without_what_is_needed() {
    let Some(openssl) = stores() else { return };
    openssl.pair("own", "-algorithm ED25519");
    openssl.run("pkcs12 -export -inkey own.key -in own.crt -passout pass: -out empty.p12");
    assert_eq!(refused(&with(&openssl.read("empty.p12"), "")), "");
    openssl.run("pkcs12 -export -nokeys -in own.crt -passout pass: -out no_key.p12");
    assert_eq!(refused(&with(&openssl.read("no_key.p12"), "")), "pkcs12: certificate_key_missing");
    openssl.run("pkcs12 -export -inkey own.key -nocerts -passout pass: -out no_certificate.p12");
    let store = openssl.read("no_certificate.p12");
    assert_eq!(refused(&with(&store, "")), "pkcs12: certificate_missing");
    for (name, code) in [("own.crt", "not_pkcs12"), ("own.key", "not_pkcs12")] {
        let outcome = refused(&with(&openssl.read(name), ""));
        assert_eq!(outcome, format!("pkcs12: certificate_{code}"));
    }
    let outcome = refused(&with(b"not a store", ""));
    assert_eq!(outcome, "pkcs12: certificate_not_pkcs12");
}

#[test]
fn a_certificate_with_the_name_of_its_issuer() {
    let Some(openssl) = stores() else { return };
    openssl.run("genpkey -algorithm ED25519 -out own.key");
    openssl.run("req -new -key own.key -subj /CN=root -out own.csr");
    openssl.run(
        "x509 -req -in own.csr -CA root.crt -CAkey root.key -CAcreateserial -days 90 -out own.crt",
    );
    let command = "pkcs12 -export -inkey own.key -in own.crt -certfile root.crt";
    openssl.run(&format!("{command} -passout pass: -out own.p12"));
    let store = openssl.read("own.p12");
    assert_eq!(refused(&with(&store, "")), "");
    let credential = load(&with(&store, ""));
    let chain = credential.certificate_chain_der().unwrap();
    assert_eq!(chain.len(), 2);
    openssl.run("x509 -in root.crt -outform DER -out root.der");
    assert_eq!(*chain[1], *openssl.read("root.der"));
}

#[test]
fn the_warnings_name_the_store() {
    let Some(openssl) = stores() else { return };
    openssl
        .run("req -x509 -newkey ed25519 -noenc -keyout own.key -out own.crt -subj /CN=a -days 5");
    openssl.run("pkcs12 -export -inkey own.key -in own.crt -passout pass: -out own.p12");
    let metadata = load(&with(&openssl.read("own.p12"), "")).metadata();
    assert_eq!(warned(&metadata), ["certificate_expires_soon"]);
    assert!(metadata.to_string().contains("`pkcs12` expires soon"), "{metadata}");
}

#[test]
fn changed_stores() {
    let Some(openssl) = stores() else { return };
    openssl.pair("own", "-algorithm ED25519");
    openssl.run("pkcs12 -export -inkey own.key -in own.crt -passout pass:a -iter 2 -out own.p12");
    openssl.run("pkcs12 -export -inkey own.key -in own.crt -keypbe NONE -certpbe NONE -nomac -passout pass:a -out plain.p12");
    for name in ["own.p12", "plain.p12"] {
        let parts = [("pkcs12", openssl.read(name)), ("passphrase", b"a".to_vec())];
        change_all(&parts[..1], 11, 1500);
        change_all(&parts, 12, 1500);
    }
}
