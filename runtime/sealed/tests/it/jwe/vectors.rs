//! The examples of RFC 7516 (appendix A) and RFC 7520 (section 5).

use serde_json::Value;

use super::support::opened;

#[test]
fn the_examples_of_the_rfcs() {
    let all: Vec<Value> = serde_json::from_str(include_str!("rfc.json")).unwrap();
    let (mut loaded, mut refused) = (0, 0);
    for example in &all {
        let text = |name: &str| example[name].as_str();
        for file in example["files"].as_array().unwrap() {
            let outcome = opened(file.as_str().unwrap(), text("key").unwrap());
            let expected = match text("plain") {
                Some(plain) => Ok(plain.as_bytes().to_vec()),
                None => Err(text("error").unwrap().to_owned()),
            };
            if expected.is_ok() {
                loaded += 1;
            } else {
                refused += 1;
            }
            assert_eq!(outcome, expected, "{}", example["name"]);
        }
    }
    assert_eq!((loaded, refused), (25, 14));
}
