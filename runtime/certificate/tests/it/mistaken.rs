//! What people give in place of what is needed.

use crate::made::{self, Authority, span};
use crate::openssl::OpenSsl;
use crate::support::{load, pair, refused, warned};

#[test]
fn one_for_another() {
    let Some(openssl) = OpenSsl::new("one_for_another") else { return };
    openssl.pair("own", "-algorithm RSA -pkeyopt rsa_keygen_bits:2048");
    let (key, certificate) = (openssl.read("own.key"), openssl.read("own.crt"));
    for command in [
        "req -new -key own.key -subj /CN=a -out request.pem",
        "req -new -key own.key -subj /CN=a -outform DER -out request.der",
        "pkey -in own.key -pubout -out public.pem",
        "pkey -in own.key -pubout -outform DER -out public.der",
        "crl2pkcs7 -nocrl -certfile own.crt -out pkcs7.pem",
        "crl2pkcs7 -nocrl -certfile own.crt -outform DER -out pkcs7.der",
        "pkcs12 -export -inkey own.key -in own.crt -passout pass:a -out store.p12",
        "rsa -in own.key -aes128 -traditional -passout pass:abcd -out legacy.pem",
        "x509 -in own.crt -trustout -addtrust clientAuth -out trusted.pem",
        "pkcs8 -topk8 -in own.key -passout pass:abcd -out sealed.pem",
        "pkcs8 -topk8 -in own.key -passout pass:abcd -v1 PBE-SHA1-3DES -out old.pem",
    ] {
        openssl.run(command);
    }
    let as_key = |bytes: &[u8]| refused(&pair(bytes, &certificate));
    let as_certificate = |bytes: &[u8]| refused(&pair(&key, bytes));
    for (name, code) in [
        ("request.pem", "is_request"),
        ("request.der", "is_request"),
        ("public.pem", "is_public_key"),
        ("public.der", "is_public_key"),
        ("pkcs7.pem", "is_pkcs7"),
        ("pkcs7.der", "is_pkcs7"),
        ("store.p12", "is_pkcs12"),
    ] {
        assert_eq!(as_key(&openssl.read(name)), format!("private_key: certificate_{code}"));
        assert_eq!(as_certificate(&openssl.read(name)), format!("certificate: certificate_{code}"));
    }
    assert_eq!(as_key(&certificate), "private_key: certificate_in_place_of_key");
    for key in [&key[..], &openssl.read("sealed.pem"), &openssl.read("legacy.pem")] {
        assert_eq!(as_certificate(key), "certificate: certificate_key_in_place_of_certificate");
    }
    assert_eq!(
        as_key(&openssl.read("legacy.pem")),
        "private_key: certificate_key_legacy_encryption"
    );
    assert_eq!(
        as_certificate(&openssl.read("trusted.pem")),
        "certificate: certificate_is_trusted_format"
    );
    let mut old = pair(&[], &certificate);
    let file = openssl.read("old.pem");
    old[0].1 = &file;
    old.push(("passphrase", b"abcd"));
    assert_eq!(refused(&old), "private_key: certificate_key_encryption_unknown");
    let mut unused = pair(&key, &certificate);
    unused.push(("passphrase", b"correct-horse"));
    assert_eq!(warned(&load(&unused).metadata()), ["certificate_passphrase_unused"]);
}

#[test]
fn curves_that_are_written_out() {
    let Some(openssl) = OpenSsl::new("curves_that_are_written_out") else { return };
    for curve in ["P-256", "P-384", "P-521", "secp256k1"] {
        let named = format!("-algorithm EC -pkeyopt ec_paramgen_curve:{curve}");
        openssl.pair("explicit", &format!("{named} -pkeyopt ec_param_enc:explicit"));
        // The command that the error names.
        openssl.run("pkey -in explicit.key -ec_param_enc named_curve -out named.key");
        openssl.run("req -x509 -new -key named.key -out named.crt -subj /CN=named -days 90");
        let (key, named) = (openssl.read("explicit.key"), openssl.read("named.key"));
        let certificate = openssl.read("named.crt");
        assert_eq!(refused(&pair(&named, &certificate)), "", "{curve}");
        let outcome = "private_key: certificate_key_explicit_curve";
        assert_eq!(refused(&pair(&key, &certificate)), outcome, "{curve}");
        openssl.run("pkey -in explicit.key -traditional -outform DER -out explicit.der");
        assert_eq!(refused(&pair(&openssl.read("explicit.der"), &certificate)), outcome);
        let explicit = openssl.read("explicit.crt");
        let outcome = refused(&pair(&named, &explicit));
        assert_eq!(outcome, "certificate: certificate_explicit_curve", "{curve}");
    }
}

#[test]
fn texts_that_are_neither() {
    let root = Authority::root("root");
    let made = root.issue(made::ALGORITHMS[0]);
    let (key, certificate) = (made.key.as_bytes(), made.certificate.as_bytes());
    let cut = |text: &str, at: usize| text[..text.len() - at].to_owned();
    let line = made.key.lines().nth(1).unwrap();
    for (text, code) in [
        ("/etc/ssl/client.key".to_owned(), "not_pem"),
        ("sk-1234567890abcdef".to_owned(), "not_pem"),
        (cut(&made.key, 10), "cut"),
        (cut(&made.key, 60), "cut"),
        (made.key.replacen("-----BEGIN PRIVATE KEY-----", "", 1), "cut"),
        (made.key.replacen(line, &line.replacen('M', "*", 1), 1), "not_base64"),
        (made.key.replacen(line, &line[4..], 1), "key_damaged"),
        (format!("{0}{0}", made.key), "several_keys"),
        (
            "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaA==\n-----END OPENSSH PRIVATE KEY-----"
                .to_owned(),
            "is_openssh",
        ),
        (
            "-----BEGIN PGP MESSAGE-----\nb3BlbnNzaA==\n-----END PGP MESSAGE-----".to_owned(),
            "key_missing",
        ),
        ("-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----".to_owned(), "key_damaged"),
    ] {
        let outcome = refused(&pair(text.as_bytes(), certificate));
        // What cannot be a secret at all, the core has refused before.
        let is_of_core = outcome.starts_with("private_key: value_");
        assert!(
            is_of_core || outcome == format!("private_key: certificate_{code}"),
            "{text}: {outcome}"
        );
    }
    for (text, code) in [
        ("/etc/ssl/client.crt".to_owned(), "not_pem"),
        (cut(&made.certificate, 10), "cut"),
        (made.certificate.replacen("\nMII", "\nMI", 1), "not_base64"),
        (cut(&made.certificate, 100) + "\n-----END CERTIFICATE-----", "damaged"),
        (made.key.clone(), "key_in_place_of_certificate"),
    ] {
        let outcome = refused(&pair(key, text.as_bytes()));
        let alternative = outcome == "certificate: certificate_damaged"
            || outcome == "certificate: certificate_not_base64";
        assert!(
            outcome == format!("certificate: certificate_{code}") || alternative,
            "{text}: {outcome}"
        );
    }
    let store = [0xfe, 0xed, 0xfe, 0xed, 0, 0, 0, 2, 0xff];
    assert_eq!(refused(&pair(&store, certificate)), "private_key: certificate_is_java_keystore");
}

#[test]
fn each_error_is_a_sentence_about_its_part() {
    let root = Authority::root("root");
    let made = root.issue_with(made::ALGORITHMS[0], span(-90, -10), |_| {});
    let other = root.issue(made::ALGORITHMS[0]);
    let error = |key: &str, certificate: &str| {
        load(&pair(key.as_bytes(), certificate.as_bytes())).secret().unwrap_err().to_string()
    };
    assert_eq!(
        error(&made.key, &made.certificate),
        "credential `tested` is not loaded: its `certificate`: the given value expired (9 days ago); renew it, and load it again"
    );
    assert!(error(&other.certificate, &other.certificate).contains(
        "`private_key`: the given value is a certificate, and a private key is needed; "
    ));
    assert!(
        error(&made.key, &other.certificate)
            .contains("`private_key`: the given value does not belong to the certificate; ")
    );
}
