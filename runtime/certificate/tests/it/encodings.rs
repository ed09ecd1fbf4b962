//! Every way to write a key and a certificate.

use crate::made::{self, Authority};
use crate::openssl::{ALGORITHMS, OpenSsl};
use crate::support::{load, pair, refused};

/// What the handle gives is what `openssl` reads: the key's public part is that of the certificate.
fn is_usable(openssl: &OpenSsl, key: &[u8], certificate: &[u8], what: &str) {
    let credential = load(&pair(key, certificate));
    assert_eq!(refused(&pair(key, certificate)), "", "{what}");
    let pem = credential.pem().unwrap();
    openssl.write("both.pem", pem.expose_bytes());
    openssl.run("pkey -in both.pem -pubout -out of_key.pub");
    openssl.run("pkey -in both.pem -check -noout");
    openssl.write("chain.pem", credential.certificate_chain_pem().unwrap());
    openssl.write("key.der", credential.private_key_der().unwrap().secret_der());
    openssl.run("pkey -inform DER -in key.der -pubout -out of_der.pub");
    let of_key = openssl.read("of_key.pub");
    assert_eq!(of_key, openssl.read("of_der.pub"), "{what}");
    openssl.write("alone.pem", credential.private_key_pem().unwrap().expose_bytes());
    openssl.run("pkey -in alone.pem -pubout -out of_alone.pub");
    assert_eq!(of_key, openssl.read("of_alone.pub"), "{what}");
    openssl.run("x509 -in chain.pem -outform DER -out leaf.der");
    assert_eq!(
        *credential.certificate_chain_der().unwrap()[0],
        *openssl.read("leaf.der"),
        "{what}"
    );
}

#[test]
fn keys_of_every_algorithm_in_every_form() {
    let Some(openssl) = OpenSsl::new("keys_of_every_algorithm_in_every_form") else { return };
    for (name, words) in ALGORITHMS {
        openssl.pair(name, words);
        let certificate = openssl.read(&format!("{name}.crt"));
        is_usable(&openssl, &openssl.read(&format!("{name}.key")), &certificate, name);
        for (form, command) in [
            ("traditional", "pkey -in NAME.key -traditional -out form"),
            ("with text", "pkey -in NAME.key -text -out form"),
            ("DER", "pkey -in NAME.key -outform DER -out form"),
            ("traditional DER", "pkey -in NAME.key -traditional -outform DER -out form"),
            ("SEC 1 with parameters", "ec -in NAME.key -out form"),
            ("named curve left out", "ec -in NAME.key -no_public -out form"),
        ] {
            if form.contains("curve") && !matches!(*name, "p256" | "p384") {
                continue;
            }
            // Not every algorithm has every form.
            if openssl.tries(&command.replace("NAME", name)) {
                is_usable(
                    &openssl,
                    &openssl.read("form"),
                    &certificate,
                    &format!("{name}, {form}"),
                );
            }
        }
        for form in
            ["x509 -in NAME.crt -outform DER -out form", "x509 -in NAME.crt -text -out form"]
        {
            openssl.run(&form.replace("NAME", name));
            let key = openssl.read(&format!("{name}.key"));
            is_usable(&openssl, &key, &openssl.read("form"), &format!("{name}, {form}"));
        }
    }
}

#[test]
fn keys_that_a_passphrase_opens() {
    let Some(openssl) = OpenSsl::new("keys_that_a_passphrase_opens") else { return };
    for (name, words) in ALGORITHMS.iter().filter(|(name, _)| *name != "rsa3072") {
        openssl.pair(name, words);
        let certificate = openssl.read(&format!("{name}.crt"));
        for scheme in [
            "-v2 aes-256-cbc",
            "-v2 aes-128-cbc -v2prf hmacWithSHA512",
            "-v2 aes-192-cbc",
            "-v2 des3 -v2prf hmacWithSHA1",
            "-scrypt",
            "-v2 aes-256-cbc -iter 20000",
        ] {
            // Rounds take their time without optimization.
            if !matches!(*name, "ed25519") && !scheme.contains("aes-128") {
                continue;
            }
            let command = "pkcs8 -topk8 -passout pass:correct-horse";
            openssl.run(&format!("{command} -in {name}.key -out sealed {scheme}"));
            let sealed = openssl.read("sealed");
            let given = |passphrase: &'static str| {
                let mut parts = pair(&sealed, &certificate);
                parts.push(("passphrase", passphrase.as_bytes()));
                refused(&parts)
            };
            assert_eq!(given("correct-horse"), "", "{name} {scheme}");
            assert_eq!(given("battery-staple"), "passphrase: certificate_wrong_passphrase");
            let without = refused(&pair(&sealed, &certificate));
            assert_eq!(without, "private_key: certificate_key_encrypted");
            openssl
                .run("pkcs8 -topk8 -nocrypt -in sealed -passin pass:correct-horse -out same.key");
            is_usable(&openssl, &openssl.read("same.key"), &certificate, scheme);
        }
    }
}

#[test]
fn no_number_of_rounds_takes_minutes() {
    let Some(openssl) = OpenSsl::new("no_number_of_rounds_takes_minutes") else { return };
    openssl.pair("own", "-algorithm ED25519");
    openssl.run("pkcs8 -topk8 -in own.key -passout pass:a -iter 2000001 -out sealed");
    let (sealed, certificate) = (openssl.read("sealed"), openssl.read("own.crt"));
    let mut parts = pair(&sealed, &certificate);
    parts.push(("passphrase", b"a"));
    assert_eq!(refused(&parts), "private_key: certificate_key_encryption_too_costly");
}

#[test]
fn one_file_may_hold_both_with_whatever_stands_around() {
    let root = Authority::root("root");
    let middle = root.below("middle");
    for algorithm in made::ALGORITHMS {
        let made = middle.issue(algorithm);
        let chain = format!("{}{}", made.certificate, middle.pem);
        let around = |text: &str| {
            text.replace(
                "-----BEGIN",
                "Bag Attributes\n    localKeyID: 01 \n    friendlyName: it's mine\nKey Attributes: <No \
                 Attributes>\n# comment\n-----BEGIN",
            )
        };
        let both = format!("{}{chain}", made.key);
        for text in [
            both.clone(),
            format!("{chain}{}", made.key),
            around(&both),
            both.replace('\n', "\r\n"),
            both.replace('\n', "\r"),
            both.replace('\n', "\n\n  "),
            both.replace('\n', " "),
            both.replace('\n', "\\n"),
            format!("\u{feff}{both}"),
            format!(
                "{both}-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n"
            ),
            both.trim_end().to_owned(),
        ] {
            let credential = load(&pair(text.as_bytes(), text.as_bytes()));
            assert_eq!(refused(&pair(text.as_bytes(), text.as_bytes())), "", "{text}");
            assert_eq!(credential.certificate_chain_der().unwrap().len(), 2);
            assert_eq!(
                credential.certificate_chain_pem().unwrap().replace('\n', ""),
                chain.replace(['\n', '\r'], "")
            );
        }
        let mut latin = both.clone().into_bytes();
        latin.splice(0..0, *b"friendlyName: M\xfcller\n");
        assert_eq!(refused(&pair(&latin, &latin)), "");
    }
}
