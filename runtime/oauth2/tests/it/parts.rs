//! What does not fit together does not load.

use std::time::{Duration, SystemTime};

use crate::support::{
    Directory, SECRET, assert_silent, client, client_at, client_of_bytes, google_of_bytes, not_run,
};

const URL: (&str, &str) = ("token_url", "https://auth.example/token");
const ID: (&str, &str) = ("client_id", "app");

fn code(parts: &[(&'static str, &str)]) -> &'static str {
    let api = client(parts);
    let error = api.secret().unwrap_err();
    assert_silent(&(&error, error.to_string()));
    error.code()
}

#[test]
fn ways_that_need_something_else() {
    let Some(keys) = Directory::new() else {
        return not_run("ways_that_need_something_else", "there is no openssl");
    };
    keys.p256("a");
    let key = keys.read("a.key");
    let secret = ("client_secret", SECRET);
    let way = |way| ("client_authentication", way);
    let unfit = "oauth2_client_authentication_unfit";
    assert_eq!(code(&[secret, ID, URL, way("private_key_jwt")]), unfit);
    assert_eq!(code(&[secret, ID, URL, way("tls_client_auth")]), unfit);
    assert_eq!(code(&[secret, ID, URL, way("other")]), unfit);
    assert_eq!(code(&[("private_key", &key), ID, URL, way("client_secret_basic")]), unfit);
    assert_eq!(code(&[("private_key", &key), ID, URL, way("tls_client_auth")]), unfit);
    assert_eq!(code(&[secret, ID]), "oauth2_part_missing");
    assert_eq!(code(&[secret, URL]), "oauth2_part_missing");
    assert!(client(&[secret, ID, URL]).is_loaded());
    assert!(client(&[("private_key", &key), ID, URL]).is_loaded());
}

#[test]
fn urls_that_no_secret_is_sent_to() {
    let secret = ("client_secret", SECRET);
    let insecure = "oauth2_url_insecure";
    for (name, url, expected) in [
        ("token_url", "http://keycloak:8080/", insecure),
        ("token_url", "http://[::1]\r\nX-Injected: yes\r\nX:", insecure),
        ("token_url", "http://[::1]@evil.example", insecure),
        ("token_url", "http://[::1]evil/t", insecure),
        ("token_url", "https://a.example/t#b", insecure),
        ("token_url", "https://é.example/", insecure),
        ("issuer", "http://[::1]@evil.example", insecure),
        ("issuer", "https://a.example/#b", insecure),
        ("issuer", "https://a.example/?b", "oauth2_issuer_with_query"),
    ] {
        assert_eq!(code(&[secret, ID, (name, url)]), expected, "{url:?}");
    }
    for url in ["HTTPS://a.example/", "http://localhost:1/", "https://[::2]:1"] {
        assert!(client(&[secret, ID, ("issuer", url)]).is_loaded(), "{url}");
    }
}

#[test]
fn keys_that_cannot_sign() {
    let Some(keys) = Directory::new() else {
        return not_run("keys_that_cannot_sign", "there is no openssl");
    };
    keys.rsa("a");
    keys.openssl("rsa -in a.key -aes128 -passout pass:abc -out b.key");
    keys.openssl("rsa -in a.key -aes128 -traditional -passout pass:abc -out c.key");
    keys.openssl("genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:1024 -out d.key");
    keys.openssl("genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-384 -out e.key");
    keys.openssl("ecparam -name secp384r1 -genkey -noout -out f.key");
    keys.openssl("genpkey -algorithm ED25519 -out g.key");
    for (name, expected) in [
        ("a.pub", "oauth2_no_private_key"),
        ("b.key", "oauth2_key_encrypted"),
        ("c.key", "oauth2_key_encrypted"),
        ("d.key", "oauth2_key_unusable"),
        ("e.key", "oauth2_key_unusable"),
        ("f.key", "oauth2_key_unusable"),
        ("g.key", "oauth2_key_unusable"),
    ] {
        assert_eq!(code(&[("private_key", &keys.read(name)), ID, URL]), expected, "{name}");
    }
}

#[test]
fn certificates_that_do_not_fit() {
    let Some(keys) = Directory::new() else {
        return not_run("certificates_that_do_not_fit", "there is no openssl");
    };
    keys.p256("other");
    keys.openssl("req -x509 -newkey rsa:2048 -nodes -keyout a.key -out a.pem -subj /CN=a");
    let of = |key: &str, certificate: &str| {
        code(&[("private_key", &keys.read(key)), ID, ("certificate", &keys.read(certificate)), URL])
    };
    assert_eq!(of("other.key", "a.pem"), "oauth2_certificate_of_other_key");
    assert_eq!(of("a.key", "a.key"), "oauth2_no_certificate");
    assert_eq!(of("a.pem", "a.pem"), "oauth2_key_unusable");
    let (key, certificate) = (keys.read("a.key"), keys.read("a.pem"));
    let whole = [("private_key", key.as_str()), ID, ("certificate", &certificate), URL];
    assert!(client(&whole).is_loaded());
    let secret = ("client_secret", SECRET);
    assert_eq!(code(&[secret, ID, ("ca_certificate", "none"), URL]), "oauth2_no_certificate");
    assert!(client(&[secret, ID, ("ca_certificate", &certificate), URL]).is_loaded());
    // Of no authority, so that no server would be trusted.
    let none = "-----BEGIN CERTIFICATE-----\nMAMCAQA=\n-----END CERTIFICATE-----\n";
    assert_eq!(code(&[secret, ID, ("ca_certificate", none), URL]), "oauth2_certificate_unusable");
    assert!(
        client(&[secret, ID, ("ca_certificate", &[none, &certificate].concat()), URL]).is_loaded()
    );

    // Its name in a signed text would be that of another key.
    let way = ("client_authentication", "private_key_jwt");
    assert!(client(&[whole[0], ID, whole[2], URL, way]).is_loaded());
    let other = keys.read("other.key");
    let parts = [("private_key", other.as_str()), ID, whole[2], URL, way];
    assert_eq!(code(&parts), "oauth2_certificate_of_other_key");
}

/// Within the five minutes by which clocks may differ it is still shown.
#[test]
fn a_certificate_that_has_expired() {
    let Some(keys) = Directory::with_authority() else {
        return not_run("a_certificate_that_has_expired", "there is no openssl");
    };
    let (key, certificate) = (keys.read("client.key"), keys.read("client.pem"));
    let minutes = |minutes: u64| SystemTime::now() + Duration::from_secs(60 * minutes);
    let two_days = 2 * 24 * 60;
    for way in ["tls_client_auth", "self_signed_tls_client_auth"] {
        let way = ("client_authentication", way);
        let parts = [("private_key", key.as_str()), ID, ("certificate", &certificate), URL, way];
        for (now, expected) in [
            (minutes(0), None),
            (minutes(two_days + 3), None),
            (minutes(two_days + 6), Some("oauth2_certificate_expired")),
            (minutes(100 * two_days), Some("oauth2_certificate_expired")),
        ] {
            let code = client_at(now, &parts).secret().err().map(|error| error.code());
            assert_eq!(code, expected, "{way:?}");
        }
    }
}

/// A key of 32 bytes, say, that the manifest says is in base64: it was sent as the empty secret.
#[test]
fn what_is_no_text_is_not_sent_as_nothing() {
    let bytes = b"s3ntinel\xff\xfe";
    let whole: [(&str, &[u8]); 4] = [
        ("client_secret", SECRET.as_bytes()),
        ("client_id", b"app"),
        ("token_url", b"https://auth.example/token"),
        ("scopes", b"read"),
    ];
    assert!(client_of_bytes(&whole).is_loaded());
    for (at, (name, _)) in whole.into_iter().enumerate() {
        let mut parts = whole;
        parts[at].1 = bytes;
        let error = client_of_bytes(&parts).token().unwrap_err();
        assert_eq!(error.code(), "oauth2_part_not_text", "{name}");
        assert!(error.to_string().contains(&format!("`{name}`")), "{error}");
        assert_silent(&(&error, error.to_string()));
    }
    let error =
        client_of_bytes(&[("private_key", &bytes[..]), whole[1], whole[2]]).token().unwrap_err();
    assert_eq!(error.code(), "oauth2_part_not_text");
    let error = google_of_bytes(&[("key", &bytes[..]), ("scopes", b"read")]).token().unwrap_err();
    assert_eq!(error.code(), "oauth2_part_not_text");
}
