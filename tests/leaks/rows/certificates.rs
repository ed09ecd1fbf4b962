use provider_credentials::__private::client_certificate;
use provider_credentials::Loader;
use provider_credentials_core::testing::load_kind;
use provider_credentials_disguises::github_token;
use rcgen::{BasicConstraints, CertificateParams, ExtendedKeyUsagePurpose, IsCa, KeyUsagePurpose};

use crate::case::Case;
use crate::made::{ALGORITHMS, Authority, Made, span};
use crate::openssl::OpenSsl;
use crate::seen::{Seen, observing};
use crate::sets::certificates;

/// With a setting that no manifest has.
fn with_days(loader: &Loader, seen: &mut Seen) {
    let _ = loader;
    let made = Authority::root("root").issue(ALGORITHMS[0]);
    let secret = github_token("certificate_days_not_a_number");
    let parts = [
        ("private_key", &*made.key),
        ("certificate", &made.certificate),
        ("expires_soon_days", &secret),
    ];
    let loader = observing(Loader::isolated());
    seen.credential(&load_kind(&client_certificate::KIND, &parts, loader));
}

/// The secret is the private key.
fn of(code: &'static str, key: &str, certificate: &str) -> Case {
    let lines: Vec<&str> = key.lines().filter(|line| !line.contains(['-', ':'])).collect();
    let case = Case::new(code, certificates).secret(lines.join("\n"));
    case.file("client.key", key).file("client.crt", certificate)
}

/// The secret is somewhere in the text, or the passphrase.
fn in_text(code: &'static str, key: impl Into<Vec<u8>>, certificate: impl Into<Vec<u8>>) -> Case {
    let case = Case::new(code, certificates).variable("PASSPHRASE", "§64");
    case.file("client.key", key).file("client.crt", certificate)
}

fn pem(kind: &str) -> String {
    format!("-----BEGIN {kind}-----\n§64\n-----END {kind}-----\n")
}

pub(crate) fn cases() -> Vec<Case> {
    let root = Authority::root("root");
    let made = root.issue(ALGORITHMS[0]);
    let mut cases = issued(&root);
    cases.push(Case::new("certificate_days_not_a_number", with_days).variable("DAYS", "§"));
    cases.extend(chains(&root));
    cases.extend(mistaken(&made));
    cases.extend(by_openssl(&made).into_iter().flatten());
    cases
}

/// What is wrong with a certificate.
fn issued(root: &Authority) -> Vec<Case> {
    let case = |code, valid, change: fn(&mut CertificateParams)| {
        let Made { key, certificate } = root.issue_with(ALGORITHMS[0], valid, change);
        of(code, &key, &certificate)
    };
    vec![
        case("certificate_expired", span(-90, -10), |_| {}),
        case("certificate_not_yet_valid", span(10, 100), |_| {}),
        case("certificate_expires_soon", span(-1, 3), |_| {}),
        case("certificate_not_for_clients", span(-1, 90), |params| {
            params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        }),
        case("certificate_not_for_signatures", span(-1, 90), |params| {
            params.key_usages = vec![KeyUsagePurpose::KeyEncipherment];
        }),
    ]
}

/// What is wrong with its issuers.
fn chains(root: &Authority) -> Vec<Case> {
    let years = span(-30, 1000);
    let below = |code, issuer: &Authority, others: &[&Authority]| {
        let Made { key, certificate } = issuer.issue(ALGORITHMS[0]);
        let others: String = others.iter().map(|other| other.pem.as_str()).collect();
        of(code, &key, &format!("{certificate}{}{others}", issuer.pem))
    };
    let middle =
        |change: fn(&mut CertificateParams)| Authority::with("middle", Some(root), years, change);
    let stranger = Authority::root("stranger");
    let Made { key, certificate } = root.issue(ALGORITHMS[0]);
    let short = Authority::with("short", None, years, |params| {
        params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    });
    vec![
        of("certificate_chain_broken", &key, &format!("{certificate}{}", stranger.pem)),
        of("certificate_chain_order", &key, &format!("{}{certificate}", stranger.pem)),
        below("certificate_chain_too_long", &short.below("middle"), &[&short]),
        below(
            "certificate_issuer_expired",
            &Authority::new("middle", Some(root), span(-30, -3)),
            &[],
        ),
        below(
            "certificate_issuer_not_yet_valid",
            &Authority::new("middle", Some(root), span(3, 50)),
            &[],
        ),
        below("certificate_issuer_not_ca", &middle(|params| params.is_ca = IsCa::NoCa), &[]),
        below(
            "certificate_issuer_not_for_certificates",
            &middle(|params| params.key_usages = vec![KeyUsagePurpose::DigitalSignature]),
            &[],
        ),
        below("certificate_root_expired", &Authority::new("old", None, span(-900, -3)), &[]),
    ]
}

/// What people give in place of what is needed.
fn mistaken(made: &Made) -> Vec<Case> {
    let Made { key, certificate } = made;
    let cut = |text: &str| text.split_at(text.len() - 10).0.to_owned();
    let line = key.lines().nth(1).expect("a line");
    let store = [&[0xfe, 0xed, 0xfe, 0xed, 0, 0, 0, 2, 0xff][..], "§".as_bytes()].concat();
    vec![
        of("certificate_cut", &cut(key), certificate),
        of("certificate_damaged", key, &pem("CERTIFICATE")),
        of(
            "certificate_not_base64",
            &key.replacen(line, &line.replacen('M', "*", 1), 1),
            certificate,
        ),
        of("certificate_several_keys", &format!("{key}{key}"), certificate),
        of("certificate_key_in_place_of_certificate", key, key),
        of(
            "certificate_key_mismatch",
            &Authority::root("other").issue(ALGORITHMS[0]).key,
            certificate,
        ),
        of("certificate_missing", key, &pem("EXAMPLE")),
        of("certificate_passphrase_unused", key, certificate).variable("PASSPHRASE", "§64"),
        in_text("certificate_key_damaged", pem("PRIVATE KEY"), &**certificate),
        in_text("certificate_in_place_of_key", &**certificate, &**certificate),
        in_text("certificate_is_java_keystore", store, &**certificate),
        in_text("certificate_is_openssh", pem("OPENSSH PRIVATE KEY"), &**certificate),
        in_text("certificate_key_missing", pem("EXAMPLE"), &**certificate),
        in_text("certificate_not_pem", "§", "§"),
        Case::new("certificate_not_pkcs12", certificates)
            .file("client.p12", "§")
            .variable("PASSPHRASE", "§64"),
    ]
}

/// The type of what a PKCS#12 file has in it (RFC 5652, section 4).
const DATA: &[u8] = b"\x2a\x86\x48\x86\xf7\x0d\x01\x07\x01";

/// What only OpenSSL makes.
fn by_openssl(made: &Made) -> Option<Vec<Case>> {
    let openssl = OpenSsl::new("leaks of certificates")?;
    openssl.write("own.key", &made.key);
    openssl.write("own.crt", &made.certificate);
    let export = "pkcs12 -export -inkey own.key -in own.crt -out";
    for command in [
        "req -new -key own.key -subj /CN=a -out request.pem",
        "pkey -in own.key -pubout -out public.pem",
        "crl2pkcs7 -nocrl -certfile own.crt -out pkcs7.pem",
        "x509 -in own.crt -trustout -addtrust clientAuth -out trusted.pem",
        "ec -in own.key -aes128 -passout pass:abcd -out legacy.pem",
        "pkcs8 -topk8 -in own.key -passout pass:abcd -iter 1000 -out sealed.pem",
        "pkcs8 -topk8 -in own.key -passout pass:abcd -v1 PBE-SHA1-3DES -iter 1000 -out old.pem",
        "pkcs8 -topk8 -in own.key -passout pass:abcd -iter 2000001 -out costly.pem",
        &format!("{export} own.p12 -passout pass:abcd -iter 2"),
        &format!("{export} open.p12 -passout pass:abcd -nomac"),
        &format!("{export} sha3.p12 -passout pass:abcd -macalg sha3-256"),
        &format!("{export} plain.p12 -passout pass:abcd -nomac -keypbe NONE -certpbe NONE"),
        "genpkey -algorithm ED448 -out unknown.key",
        "genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:1024 -out weak.key",
        "req -x509 -new -key weak.key -out weak.crt -subj /CN=weak -days 90",
        "req -x509 -new -key own.key -out sha1.crt -subj /CN=weak -days 90 -sha1",
        "req -new -key own.key -subj /CN=own -out own.csr",
        "x509 -req -in own.csr -CA weak.crt -CAkey weak.key -CAcreateserial -days 90 -out below.crt",
        "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -pkeyopt ec_param_enc:explicit -out explicit.key",
        "req -x509 -new -key explicit.key -out explicit.crt -subj /CN=explicit -days 90",
        "pkey -in explicit.key -ec_param_enc named_curve -out named.key",
        "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-521 -out large.key",
        "req -x509 -new -key large.key -out large.crt -subj /CN=large -days 90",
        "ec -in large.key -no_public -out large_alone.key",
    ] {
        openssl.run(command);
    }
    let read = |name: &str| String::from_utf8(openssl.read(name)).expect("PEM");
    let (key, certificate) = (&made.key, &made.certificate);
    let as_key = |code, name: &str| in_text(code, read(name), &**certificate);
    let as_pair = |code, key: &str, certificate: &str| of(code, &read(key), &read(certificate));
    let store = |code, content: Vec<u8>| {
        Case::new(code, certificates).variable("PASSPHRASE", "§64").file("client.p12", content)
    };
    // What is inside is said to be something else.
    let mut damaged = openssl.read("plain.p12");
    let inner =
        damaged.windows(DATA.len()).rposition(|bytes| bytes == DATA).expect("the inner type");
    damaged[inner + 8] = 9;
    let chain = format!("{}{}", read("below.crt"), read("weak.crt"));
    Some(vec![
        as_key("certificate_is_request", "request.pem"),
        as_key("certificate_is_public_key", "public.pem"),
        as_key("certificate_is_pkcs7", "pkcs7.pem"),
        in_text("certificate_is_pkcs12", openssl.read("own.p12"), &**certificate),
        of("certificate_is_trusted_format", key, &read("trusted.pem")),
        as_pair("certificate_key_legacy_encryption", "legacy.pem", "own.crt"),
        as_pair("certificate_key_encrypted", "sealed.pem", "own.crt"),
        as_key("certificate_wrong_passphrase", "sealed.pem"),
        as_key("certificate_key_encryption_unknown", "old.pem"),
        as_key("certificate_key_encryption_too_costly", "costly.pem"),
        as_pair("certificate_key_unknown", "unknown.key", "own.crt"),
        as_pair("certificate_weak_key", "weak.key", "weak.crt"),
        as_pair("certificate_key_unproven", "weak.key", "weak.crt"),
        as_pair("certificate_weak_signature", "own.key", "sha1.crt"),
        of("certificate_weak_issuer", key, &chain),
        as_pair("certificate_key_explicit_curve", "explicit.key", "explicit.crt"),
        as_pair("certificate_explicit_curve", "named.key", "explicit.crt"),
        as_pair("certificate_key_without_public_key", "large_alone.key", "large.crt"),
        store("certificate_wrong_passphrase", openssl.read("own.p12")).note("store"),
        store("certificate_key_encrypted", openssl.read("own.p12")).note("store"),
        store("certificate_store_unauthenticated", openssl.read("open.p12")),
        store("certificate_pkcs12_encryption_unknown", openssl.read("sha3.p12")),
        store("certificate_pkcs12_damaged", damaged),
        store("certificate_passphrase_not_text", openssl.read("own.p12"))
            .variable("PASSPHRASE", "//4B")
            .variable("OTHER", "§"),
    ])
}
