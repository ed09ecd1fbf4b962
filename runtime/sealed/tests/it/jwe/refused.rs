//! Files that RFC 7516 does not allow, or that this reader does not take.

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use provider_credentials_sealed::jwe::{JweRecipient, JweWriter};

use super::support::{base64url, opened, pair, symmetric};

pub(super) const SECRET: &[u8] = b"sixteen-and-more-bytes";

/// A file in JSON by a key that is 32 times 7, with any headers.
pub(super) fn file(protected: &str, more: &str) -> String {
    file_of(protected, "", more)
}

fn file_of(protected: &str, aad: &str, more: &str) -> String {
    let protected = base64url(protected.as_bytes());
    let key = LessSafeKey::new(UnboundKey::new(&AES_256_GCM, &[7; 32]).unwrap());
    let mut content = SECRET.to_vec();
    let nonce = Nonce::assume_unique_for_key([1; 12]);
    let authenticated = Aad::from(format!("{protected}{aad}"));
    let tag = key.seal_in_place_separate_tag(nonce, authenticated, &mut content).unwrap();
    let [iv, content, tag] = [&[1; 12], content.as_slice(), tag.as_ref()].map(base64url);
    let start =
        if protected.is_empty() { String::new() } else { format!(r#""protected":"{protected}","#) };
    format!(r#"{{{start}{more}"iv":"{iv}","ciphertext":"{content}","tag":"{tag}"}}"#)
}

fn code(file: &str) -> String {
    opened(file, &symmetric(7, 32)).map_or_else(
        |code| code,
        |secret| {
            assert_eq!(secret, SECRET);
            "loaded".to_owned()
        },
    )
}

pub(super) const GOOD: &str = r#"{"alg":"dir","enc":"A256GCM"}"#;

#[test]
fn headers_that_are_not_allowed() {
    for (protected, more, expected) in [
        (GOOD, "", "loaded"),
        // Others are ignored, as RFC 7516 says.
        (r#"{"alg":"dir","enc":"A256GCM","typ":"JOSE","b64":true}"#, r#""more":[1],"#, "loaded"),
        (r#"{"enc":"A256GCM"}"#, r#""header":{"alg":"dir"},"#, "loaded"),
        ("", r#""unprotected":{"alg":"dir","enc":"A256GCM"},"#, "loaded"),
        // A member twice: in one, in two.
        (r#"{"alg":"dir","alg":"dir","enc":"A256GCM"}"#, "", "jwe_header_invalid"),
        (r#"{"alg":"dir","\u0061lg":"dir","enc":"A256GCM"}"#, "", "jwe_header_invalid"),
        (GOOD, r#""header":{"alg":"dir"},"#, "jwe_header_invalid"),
        (GOOD, r#""unprotected":{"enc":"A256GCM"},"#, "jwe_header_invalid"),
        (
            "",
            r#""unprotected":{"alg":"dir"},"header":{"alg":"dir","enc":"A256GCM"},"#,
            "jwe_header_invalid",
        ),
        (r#"{"alg":"dir","enc":7}"#, "", "jwe_header_invalid"),
        (r#"{"alg":["dir"],"enc":"A256GCM"}"#, "", "jwe_header_invalid"),
        (r#"{"alg":"dir"}"#, "", "jwe_header_invalid"),
        (r#"{"enc":"A256GCM"}"#, "", "jwe_header_invalid"),
        (r#"["dir","A256GCM"]"#, "", "jwe_header_invalid"),
        (r#"{"alg":"dir","enc":"A256GCM"} {}"#, "", "jwe_header_invalid"),
        (
            r#"{"alg":"dir","enc":"A256GCM","crit":["exp"],"exp":1}"#,
            "",
            "jwe_extension_unsupported",
        ),
        (r#"{"alg":"dir","enc":"A256GCM","crit":[]}"#, "", "jwe_extension_unsupported"),
        (GOOD, r#""unprotected":{"crit":["exp"]},"#, "jwe_extension_unsupported"),
        (r#"{"alg":"dir","enc":"A256GCM","zip":"DEF"}"#, "", "jwe_compressed"),
        (GOOD, r#""header":{"zip":"DEF"},"#, "jwe_compressed"),
        (r#"{"alg":"dir","enc":"C20P"}"#, "", "jwe_encryption_unsupported"),
        (r#"{"alg":"none","enc":"A256GCM"}"#, "", "jwe_algorithm_unsupported"),
        (
            r#"{"alg":"RSA1_5","enc":"A256GCM"}"#,
            r#""encrypted_key":"AAAA","#,
            "jwe_algorithm_unsupported",
        ),
        (
            r#"{"alg":"PBES2-HS256+A128KW","enc":"A256GCM","p2c":2000000000,"p2s":"AAAA"}"#,
            r#""encrypted_key":"AAAA","#,
            "jwe_algorithm_unsupported",
        ),
        // A key that is given and encrypted too, or neither.
        (GOOD, r#""encrypted_key":"AAAA","#, "jwe_damaged"),
        (r#"{"alg":"A256KW","enc":"A256GCM"}"#, "", "jwe_damaged"),
        (GOOD, r#""encrypted_key":"","#, "loaded"),
        (GOOD, r#""encrypted_key":null,"#, "jwe_damaged"),
        // Of both forms, of no recipient, of two with a key that is given.
        (r#"{"enc":"A256GCM"}"#, r#""recipients":[{"header":{"alg":"dir"}}],"#, "loaded"),
        (
            r#"{"enc":"A256GCM"}"#,
            r#""recipients":[{"header":{"alg":"dir"}}],"header":{"kid":"a"},"#,
            "jwe_header_invalid",
        ),
        (GOOD, r#""recipients":[],"#, "jwe_damaged"),
        (GOOD, r#""recipients":[{},{}],"#, "jwe_header_invalid"),
        (
            "",
            r#""recipients":[{"header":{"alg":"A256KW","enc":"A256GCM"},"encrypted_key":"AAAA"},{"header":{"alg":"A256KW","enc":"A128GCM"},"encrypted_key":"AAAA"}],"#,
            "jwe_header_invalid",
        ),
        (GOOD, r#""iv":"AAAA","#, "jwe_damaged"),
    ] {
        assert_eq!(code(&file(protected, more)), expected, "{protected} {more}");
    }
}

#[test]
fn additional_data_is_authenticated() {
    let aad = format!(r#""aad":"{}","#, base64url(b"for ada"));
    let with = format!(".{}", base64url(b"for ada"));
    assert_eq!(code(&file_of(GOOD, &with, &aad)), "loaded");
    assert_eq!(code(&file_of(GOOD, &with, "")), "jwe_content_damaged");
    assert_eq!(code(&file_of(GOOD, "", &aad)), "jwe_content_damaged");
}

#[test]
fn base64url_is_strict() {
    let good = file(GOOD, "");
    let tag = good.rsplit('"').nth(1).unwrap();
    // Of 16 bytes: the last digit has two bits that count.
    let last = tag.chars().last().unwrap();
    let other = match last {
        'A' => 'B',
        'Q' => 'R',
        'g' => 'h',
        _ => 'x',
    };
    for (changed, expected) in [
        (tag.to_owned(), "loaded"),
        (format!("{}{other}", &tag[..21]), "jwe_damaged"),
        (format!("{tag}=="), "jwe_damaged"),
        (format!(" {tag}"), "jwe_damaged"),
        (tag.chars().take(16).collect(), "jwe_content_damaged"),
        (String::new(), "jwe_content_damaged"),
    ] {
        assert_eq!(code(&good.replace(tag, &changed)), expected, "{changed}");
    }
}

#[test]
fn what_is_no_jwe() {
    for (content, expected) in [
        ("plain", "jwe_not_encrypted"),
        (r#"{"openai":"plain"}"#, "jwe_not_encrypted"),
        ("a.b.c", "jwe_not_encrypted"),
        ("eyJhbGciOiJub25lIn0.e30.", "jwe_not_encrypted"),
        (r#"{"payload":"","signatures":[]}"#, "jwe_not_encrypted"),
        ("eyJhbGciOiJkaXIifQ..AAAA", "jwe_not_encrypted"),
        ("eyJhbGciOiJkaXIifQ..AAAA.AAAA", "jwe_damaged"),
        ("eyJhbGciOiJkaXIifQ..AAAA.AAAA.AAAA.AAAA", "jwe_damaged"),
        (r#"{"protected":"e30","tag":""#, "jwe_damaged"),
    ] {
        assert_eq!(code(content), expected, "{content}");
    }
    assert_eq!(opened([0xff, 0xfe], &symmetric(7, 32)), Err("jwe_not_encrypted".to_owned()));
}

/// A key is never used as one of another kind, whatever the file says.
#[test]
fn algorithms_are_not_confused() {
    let (private, public) = pair("P-256", "ada");
    let symmetric = symmetric(7, 32);
    let to_ada = JweWriter::new(JweRecipient::from_jwk(&public).unwrap()).json(SECRET).unwrap();
    let no_match = Err("jwe_no_key_matches".to_owned());
    assert_eq!(opened(&to_ada, &symmetric), no_match);
    assert_eq!(opened(file(GOOD, ""), &private), no_match);
    for algorithm in ["RSA-OAEP", "RSA-OAEP-256", "ECDH-ES+A256KW", "A128KW"] {
        let header = format!(r#"{{"alg":"{algorithm}","enc":"A256GCM"}}"#);
        let file = file(
            &header,
            r#""encrypted_key":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA","#,
        );
        assert_eq!(opened(file, &symmetric), no_match, "{algorithm}");
    }
    // For one algorithm, or for one `enc`, alone.
    let only = |alg: &str| symmetric.replace('}', &format!(r#","alg":"{alg}"}}"#));
    for alg in ["A256GCM", "dir"] {
        assert_eq!(opened(file(GOOD, ""), &only(alg)), Ok(SECRET.to_vec()));
    }
    for alg in ["A256KW", "A128CBC-HS256", "HS256"] {
        assert_eq!(opened(file(GOOD, ""), &only(alg)), no_match, "{alg}");
    }
    // Of the same length, but for another `enc`.
    let other = file(r#"{"alg":"dir","enc":"A128CBC-HS256"}"#, "");
    assert_eq!(opened(other, &symmetric), Err("jwe_content_damaged".to_owned()));
    let shorter = file(r#"{"alg":"dir","enc":"A128GCM"}"#, "");
    assert_eq!(opened(shorter, &symmetric), Err("jwe_key_length".to_owned()));
    // A point that is not on the curve.
    let invalid = format!(
        r#"{{"alg":"ECDH-ES","enc":"A256GCM","epk":{{"kty":"EC","crv":"P-256","x":"{0}","y":"{0}"}}}}"#,
        base64url(&[1; 32])
    );
    assert_eq!(opened(file(&invalid, ""), &private), Err("jwe_key_wrong".to_owned()));
}
