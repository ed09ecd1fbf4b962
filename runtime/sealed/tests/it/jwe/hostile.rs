//! Files and keys by somebody who knows the format, and has no key.

use std::time::{Duration, Instant};

use base64ct::{Base64UrlUnpadded, Encoding};
use provider_credentials_sealed::jwe::{JweRecipient, JweWriter};

use super::refused::{GOOD, SECRET, file};
use super::support::{base64url, opened, pair, symmetric};
use super::written::rsa;

/// A file for a key, by an algorithm.
fn compact(public: &str, algorithm: &str) -> String {
    let recipient = JweRecipient::from_jwk(public).unwrap().with_algorithm(algorithm).unwrap();
    JweWriter::new(recipient).compact(SECRET).unwrap()
}

/// The same file with something else in its header.
fn with_header(file: &str, from: &str, to: &str) -> String {
    let (header, rest) = file.split_once('.').unwrap();
    let header = String::from_utf8(Base64UrlUnpadded::decode_vec(header).unwrap()).unwrap();
    assert!(header.contains(from), "{header}");
    format!("{}.{rest}", base64url(header.replacen(from, to, 1).as_bytes()))
}

fn with_key(file: &str, key: &[u8]) -> String {
    let mut parts: Vec<&str> = file.split('.').collect();
    let key = base64url(key);
    parts[1] = &key;
    parts.join(".")
}

fn err(code: &str) -> Result<Vec<u8>, String> {
    Err(code.to_owned())
}

/// RFC 7516, section 11.5: format, padding and length of an encrypted key are not told apart.
#[test]
fn an_encrypted_key_fails_in_one_way() {
    let (rsa, rsa_public) = rsa();
    let (curve, curve_public) = pair("P-256", "ada");
    let shared = symmetric(7, 32);
    for (private, public, algorithm, length) in [
        (&rsa, &rsa_public, "RSA-OAEP", 256),
        (&rsa, &rsa_public, "RSA-OAEP-256", 256),
        (&shared, &shared, "A256KW", 40),
        (&curve, &curve_public, "ECDH-ES+A256KW", 40),
    ] {
        let good = compact(public, algorithm);
        assert_eq!(opened(&good, private), Ok(SECRET.to_vec()));
        for bytes in [1, 7, 8, 9, 15, 16, 39, 40, 41, 48, 255, 256, 257, 300] {
            let bad = with_key(&good, &vec![1; bytes]);
            assert_eq!(opened(&bad, private), err("jwe_key_wrong"), "{algorithm}: {bytes} bytes");
        }
        for byte in [0, 0xff] {
            let bad = with_key(&good, &vec![byte; length]);
            assert_eq!(opened(&bad, private), err("jwe_key_wrong"), "{algorithm}");
        }
        // Decrypted, and too long for that.
        for enc in ["A128GCM", "A192GCM", "A256CBC-HS512"] {
            let bad = with_header(&good, "A256GCM", enc);
            assert_eq!(opened(&bad, private), err("jwe_key_wrong"), "{algorithm} {enc}");
        }
    }
    // `RSA1_5` is refused before there is a key.
    let broken = with_header(&compact(&rsa_public, "RSA-OAEP"), "RSA-OAEP", "RSA1_5");
    let refused = err("jwe_algorithm_unsupported");
    assert_eq!(opened(&broken, &rsa), refused);
    assert_eq!(opened(with_key(&broken, &[1; 256]), &rsa), refused);
    assert_eq!(opened(with_key(&broken, &[1; 255]), "no key"), refused);
}

#[test]
fn public_keys_that_are_none() {
    for (crv, length) in [("P-256", 32), ("P-384", 48), ("P-521", 66), ("X25519", 32)] {
        let (private, public) = pair(crv, "ada");
        let (_, others) = pair(crv, "eve");
        for algorithm in ["ECDH-ES", "ECDH-ES+A256KW"] {
            let good = compact(&public, algorithm);
            let (header, _) = good.split_once('.').unwrap();
            let header = String::from_utf8(Base64UrlUnpadded::decode_vec(header).unwrap()).unwrap();
            let x = header.split("\"x\":\"").nth(1).unwrap().split('"').next().unwrap();
            let coordinate = Base64UrlUnpadded::decode_vec(x).unwrap();
            let of = |bytes: &[u8]| base64url(bytes);
            let longer = [&[0], &coordinate[..]].concat();
            for x_of in [of(&coordinate[1..]), of(&longer), format!("{x}="), String::new()] {
                let bad = with_header(&good, x, &x_of);
                assert_eq!(opened(&bad, &private), err("jwe_header_invalid"), "{crv} {x_of}");
            }
            // Not on the curve, or the point that everybody agrees on.
            let not_on = if crv == "X25519" { vec![0; length] } else { vec![1; length] };
            let bad = with_header(&good, x, &of(&not_on));
            assert_eq!(opened(&bad, &private), err("jwe_key_wrong"), "{crv}");
            // Of another key: agreed on, and another.
            let other = others.split("\"x\":").nth(1).unwrap().trim_end_matches('}');
            let own = header.split("\"x\":").nth(1).unwrap().split('}').next().unwrap();
            let code = if algorithm == "ECDH-ES" { "jwe_content_damaged" } else { "jwe_key_wrong" };
            assert_eq!(opened(with_header(&good, own, other), &private), err(code), "{crv}");
            // Of another curve.
            let wrong = if crv == "P-256" { "P-384" } else { "P-256" };
            let bad =
                with_header(&good, &format!("\"crv\":\"{crv}\""), &format!("\"crv\":\"{wrong}\""));
            assert_eq!(opened(&bad, &private), err("jwe_no_key_matches"), "{crv}");
            // With its private half, everybody who has the public key of the file's reader reads it.
            let d = base64url(&vec![1; length]);
            let bad = with_header(&good, "\"x\":", &format!("\"d\":\"{d}\",\"x\":"));
            assert_eq!(opened(&bad, &private), err("jwe_header_invalid"), "{crv}");
            // Who it is from and for is a part of what is agreed on.
            let long = format!("\"apu\":\"{}\",\"epk\"", "A".repeat(400_000));
            for (to, expected) in [
                ("\"apu\":\"QWxpY2U\",\"epk\"", code),
                ("\"apv\":\"Qm9i\",\"epk\"", code),
                (long.as_str(), code),
                ("\"apu\":\"QWxpY2V\",\"epk\"", "jwe_header_invalid"),
                ("\"apv\":\"Qm9i==\",\"epk\"", "jwe_header_invalid"),
                ("\"apu\":7,\"epk\"", "jwe_header_invalid"),
            ] {
                let bad = with_header(&good, "\"epk\"", to);
                assert_eq!(opened(&bad, &private), err(expected), "{crv} {expected}");
            }
        }
    }
}

/// One recipient that cannot be read does not take the file from the others; one that is not JSON does.
#[test]
fn recipients_beside_one_that_is_wrong() {
    let (ada, public) = pair("P-256", "ada");
    let bob = symmetric(9, 32);
    let recipient = |jwk: &str| JweRecipient::from_jwk(jwk).unwrap();
    let writer = JweWriter::new(recipient(&public)).with_recipient(recipient(&bob));
    let good = writer.json(SECRET).unwrap();
    let with =
        |first: &str| good.replacen("\"recipients\":[", &format!("\"recipients\":[{first},"), 1);
    let other =
        |header: &str| with(&format!(r#"{{"header":{{{header}}},"encrypted_key":"AAAA"}}"#));
    let loaded = Ok(SECRET.to_vec());
    for (file, expected) in [
        (other(r#""alg":"RSA1_5""#), &loaded),
        (other(r#""alg":"PBES2-HS512+A256KW","p2c":2000000000,"p2s":"AAAA""#), &loaded),
        (other(r#""alg":"none""#), &loaded),
        (other(r#""alg":"A256KW""#), &loaded),
        (other(r#""alg":"ECDH-ES+A256KW""#), &loaded),
        (other(r#""alg":"ECDH-ES+A256KW","epk":[1]"#), &loaded),
        (other(r#""alg":"ECDH-ES+A256KW","epk":{"kty":"EC","crv":"P-256"}"#), &loaded),
        (with(r#"{"header":{"alg":"A256KW"}}"#), &loaded),
        // What the others share holds for it too, once.
        (other(r#""alg":"A256KW","enc":"A256GCM""#), &err("jwe_header_invalid")),
        (other(r#""alg":"A256KW","crit":["x"]"#), &err("jwe_extension_unsupported")),
        (other(r#""alg":"A256KW","zip":"DEF""#), &err("jwe_compressed")),
        (other(r#""alg":"dir""#), &err("jwe_header_invalid")),
        (other(r#""kid":"x""#), &err("jwe_header_invalid")),
        (with("7"), &err("jwe_header_invalid")),
        (with(r#"{"header":[]}"#), &err("jwe_header_invalid")),
        (with(r#"{"header":{"alg":"A256KW"},"encrypted_key":"A"}"#), &err("jwe_damaged")),
    ] {
        for key in [&ada, &bob] {
            assert_eq!(&opened(&file, key), expected, "{file}");
        }
    }
}

#[test]
fn keys_for_something_else() {
    let (curve, public) = pair("X25519", "ada");
    let shared = symmetric(7, 32);
    let (to_curve, to_shared) = (compact(&public, "ECDH-ES+A256KW"), compact(&shared, "A256KW"));
    for (file, key, fitting, others) in [
        (
            &to_curve,
            &curve,
            &["deriveKey", "deriveBits", "unwrapKey"][..],
            &["decrypt", "wrapKey", "encrypt", "sign", "verify", "", "DeriveKey"][..],
        ),
        (
            &to_shared,
            &shared,
            &["unwrapKey", "decrypt"],
            &["deriveKey", "deriveBits", "wrapKey", "encrypt", "sign", "verify"],
        ),
    ] {
        let with = |member: &str| key.replace('}', &format!(",{member}}}"));
        for operation in fitting {
            let key = with(&format!(r#""key_ops":["verify","{operation}"]"#));
            assert_eq!(opened(file, &key), Ok(SECRET.to_vec()), "{operation}");
        }
        for operation in others {
            let key = with(&format!(r#""key_ops":["{operation}"]"#));
            assert_eq!(opened(file, &key), err("jwe_key_invalid"), "{operation}");
        }
        for member in [r#""use":"sig""#, r#""use":7"#, r#""key_ops":[]"#, r#""key_ops":"decrypt""#]
        {
            assert_eq!(opened(file, &with(member)), err("jwe_key_invalid"), "{member}");
        }
    }
}

/// A secret that is itself a file of JWE is not one.
#[test]
fn a_file_in_a_file_is_no_secret() {
    let shared = symmetric(7, 32);
    let writer = JweWriter::new(JweRecipient::from_jwk(&shared).unwrap());
    for inner in [writer.compact(SECRET).unwrap(), writer.json(SECRET).unwrap()] {
        let outer = writer.compact(inner.as_bytes()).unwrap();
        assert_eq!(opened(&outer, &shared), err("value_encrypted"));
    }
}

/// Of as many bytes as a file may have.
#[test]
fn large_files_and_sets_end_soon() {
    const MOST: usize = 1_040_000;

    let many = |item: &dyn Fn(usize) -> String, most: usize| {
        let mut text = String::new();
        for number in 0.. {
            let item = item(number);
            if text.len() + item.len() > most {
                break;
            }
            text.push_str(if number == 0 { "" } else { "," });
            text.push_str(&item);
        }
        text
    };
    let member = |number: usize| format!("\"{number:07}\":1");
    let shared = symmetric(7, 32);
    let (rsa, _) = rsa();
    let (curve, public) = pair("P-521", "ada");
    let of_rsa =
        format!(r#"{{"header":{{"alg":"RSA-OAEP"}},"encrypted_key":"{}"}}"#, base64url(&[1; 256]));
    let epk = public.replace(",\"kid\":\"ada\"", "");
    let of_curve = format!(
        r#"{{"header":{{"alg":"ECDH-ES+A256KW","epk":{epk}}},"encrypted_key":"{}"}}"#,
        base64url(&[1; 40])
    );
    let header = |members: &str| format!(r#"{{"alg":"A256KW","enc":"A256GCM",{members}}}"#);
    let to = |protected: &str, list: &str| file(protected, &format!("\"recipients\":[{list}],"));
    let long = "A".repeat(700_000);
    let deep = "[".repeat(400_000);
    let started = Instant::now();
    for (content, key, expected) in [
        (file(&header(&many(&member, MOST / 4 * 3 - 1000)), ""), &shared, "jwe_header_invalid"),
        (
            file(GOOD, &format!("\"unprotected\":{{{}}},", many(&member, MOST))),
            &shared,
            "jwe_header_invalid",
        ),
        (format!("{{{},\"ciphertext\":\"\"}}", many(&member, MOST)), &shared, "jwe_damaged"),
        (
            to(&header(&many(&member, 380_000)), &many(&|_| "{}".to_owned(), MOST / 2)),
            &shared,
            "jwe_header_invalid",
        ),
        (
            to(&header(&many(&member, 1000)), &many(&|_| "{}".to_owned(), 760)),
            &shared,
            "jwe_damaged",
        ),
        (to(r#"{"enc":"A256GCM"}"#, &many(&|_| of_rsa.clone(), MOST)), &rsa, "jwe_header_invalid"),
        (to(r#"{"enc":"A256GCM"}"#, &vec![&*of_rsa; 256].join(",")), &rsa, "jwe_key_wrong"),
        (to(r#"{"enc":"A256GCM"}"#, &vec![&*of_curve; 256].join(",")), &curve, "jwe_key_wrong"),
        (file(&header(&format!("\"kid\":\"{long}\"")), ""), &shared, "jwe_damaged"),
        (file(&header(&format!("\"epk\":{deep}")), ""), &shared, "jwe_header_invalid"),
        (format!("{{\"protected\":{deep}"), &shared, "jwe_damaged"),
        (format!("eyJ{}", ".".repeat(MOST)), &shared, "jwe_damaged"),
    ] {
        assert_eq!(opened(&content, key), err(expected), "{content:.80}");
    }
    assert!(started.elapsed() < Duration::from_secs(30), "{:?}", started.elapsed());

    let file = compact(&shared, "A256KW");
    let set = |item: &dyn Fn(usize) -> String| format!("{{\"keys\":[{}]}}", many(item, MOST - 100));
    let started = Instant::now();
    for (set, expected) in [
        (set(&|number| symmetric(u8::try_from(number % 7).unwrap(), 32)), err("jwe_key_wrong")),
        (set(&|_| r#"{"kty":"LWE"}"#.to_owned()), err("jwe_key_unsupported")),
        (set(&|_| curve.clone()), err("jwe_no_key_matches")),
        (format!("{{\"keys\":[{shared}],{}}}", many(&member, MOST - 200)), err("jwe_key_invalid")),
    ] {
        assert_eq!(opened(&file, &set), expected, "{set:.80}");
    }
    assert!(started.elapsed() < Duration::from_secs(60), "{:?}", started.elapsed());
}

#[test]
fn as_many_recipients_are_written_as_are_read() {
    let shared = symmetric(7, 32);
    let recipient = || JweRecipient::from_jwk(&shared).unwrap();
    let mut writer = JweWriter::new(recipient());
    for _ in 1..256 {
        writer = writer.with_recipient(recipient());
    }
    assert_eq!(opened(writer.json(SECRET).unwrap(), &shared), Ok(SECRET.to_vec()));
    let writer = writer.with_recipient(recipient());
    assert_eq!(writer.json(SECRET).unwrap_err().code(), "jwe_header_invalid");
}
