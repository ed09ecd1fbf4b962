//! Files that are encrypted for every kind of key: the examples of RFC 7516 and 7520, and one in JSON.

use base64ct::{Base64UrlUnpadded, Encoding};
use provider_credentials_disguises::letters as sentinel;
use provider_credentials_sealed::jwe::{JweRecipient, JweWriter};
use serde_json::Value;

use crate::case::Case;

const EXAMPLES: &str = include_str!("../../../../runtime/sealed/tests/it/jwe/rfc.json");

/// The members of a JWK that are secret.
const SECRET: [&str; 7] = ["k", "d", "p", "q", "dp", "dq", "qi"];

/// That by which the content of RFC 7520, section 5.13 is encrypted.
const CONTENT_KEY: &str = "zXayeJ4gvm8NJr3IUInyokTUO-LbQNKEhe_zWlYbdpQ";

pub(crate) fn all() -> Vec<Case> {
    let mut cases = vec![json("A256KW"), json("dir"), refused()];
    for (name, kind) in [
        ("RFC 7516 A.1", "jwe, RSA"),
        ("RFC 7520 5.4", "jwe, P-384"),
        ("RFC 7520 5.5", "jwe, P-256 and CBC"),
        ("RFC 7520 5.13", "jwe, one of several"),
    ] {
        cases.push(example(name, kind));
    }
    cases
}

fn example(name: &str, told: &'static str) -> Case {
    let examples: Vec<Value> = serde_json::from_str(EXAMPLES).unwrap();
    let example = examples.iter().find(|example| example["name"] == name).unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let key = text(&example["key"]);
    let case = Case::new(told, "jwe", "loaded").file("secret", text(&example["files"][0]));
    without_key(case.file("key", &key), &key)
        .loads(&text(&example["plain"]))
        .never(bytes(CONTENT_KEY))
}

/// What is secret of a key: as text, as bytes, and as the numbers of a library.
fn without_key(mut case: Case, key: &str) -> Case {
    let key: Value = serde_json::from_str(key).unwrap();
    for member in SECRET.iter().filter_map(|name| key[name].as_str()) {
        let bytes = bytes(member);
        let reversed: Vec<u8> = bytes.iter().rev().copied().collect();
        case = case.never(member).never(bytes).never(reversed);
    }
    case
}

fn bytes(text: &str) -> Vec<u8> {
    Base64UrlUnpadded::decode_vec(text).unwrap()
}

/// A key of 32 letters, in a JWK.
fn key() -> String {
    let key = sentinel("key of a jwe");
    format!(r#"{{"kty":"oct","k":"{}"}}"#, Base64UrlUnpadded::encode_string(&key.as_bytes()[..32]))
}

/// A file whose secret is beside another.
fn json(algorithm: &str) -> Case {
    let [secret, beside] = ["wanted of jwe", "beside of jwe"].map(sentinel);
    let content = format!(r#"{{"a":{{"wanted":"{secret}","beside":"{beside}"}}}}"#);
    let recipient = JweRecipient::from_jwk(&key()).unwrap().with_algorithm(algorithm).unwrap();
    let file = JweWriter::new(recipient).json(content.as_bytes());
    let case = Case::new("jwe, a value in JSON", "jwe_json", "loaded");
    without_key(case.file("secret.json", file.unwrap()).file("key", key()), &key())
        .loads(&secret)
        .never(&beside)
}

/// A file that was changed, and so tells nothing.
fn refused() -> Case {
    let secret = sentinel("changed of jwe");
    let recipient = JweRecipient::from_jwk(&key()).unwrap().with_algorithm("dir").unwrap();
    let mut file = JweWriter::new(recipient).compact(secret.as_bytes()).unwrap();
    let tag = file.rfind('.').unwrap();
    file.replace_range(tag.., ".AAAAAAAAAAAAAAAAAAAAAA");
    let case = Case::new("jwe, changed", "jwe", "jwe_content_damaged");
    without_key(case.file("secret", file).file("key", key()), &key()).never(&secret)
}
