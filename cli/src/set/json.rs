//! One value of a JSON text replaced, and nothing else of it.

mod place;
mod problem;

use provider_credentials::__private::json_values;
use zeroize::Zeroizing;

use self::place::{Place, find};
use self::problem::Problem;

/// What becomes of a key that a mapping lacks.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Lacking {
    /// It may be a mistake in the manifest, and people can edit the file.
    Refused,
    /// Nobody can edit what holds it.
    #[cfg_attr(not(feature = "keyring"), allow(dead_code, reason = "a password of the keyring"))]
    Added,
}

/// The text with that value where the segments lead; where there is none yet, with that value alone.
pub(super) fn with_value(
    text: Option<&str>,
    segments: &[&str],
    lacking: Lacking,
    value: &str,
) -> Result<Zeroizing<Vec<u8>>, Problem> {
    let place = match text {
        Some(text) => {
            json_values(text, &[]).ok_or(Problem::NotJson)?;
            find(text, segments)?
        }
        None => Place::Nowhere,
    };
    let text = text.unwrap_or("\n");
    let (range, name, nested) = match place {
        Place::Nowhere => (0..0, None, segments),
        Place::Value(range) => (range, None, &[][..]),
        Place::New { at, depth, is_first } => {
            let name = segments.get(depth).copied().unwrap_or_default();
            let nested = segments.get(depth + 1..).unwrap_or_default();
            if lacking == Lacking::Refused {
                let keys = segments.iter().take(depth + 1).map(ToString::to_string).collect();
                return Err(Problem::Lacks { keys, member: proposal(name, nested) });
            }
            (at..at, Some((name, is_first)), nested)
        }
    };
    let before = text.get(..range.start).unwrap_or_default();
    let behind = text.get(range.end..).unwrap_or_default();
    if let Some(number) = nested.iter().find(|name| is_number(name) && **name != "0") {
        return Err(Problem::NoElement((*number).to_owned()));
    }
    // Each byte is six at most when it is escaped.
    let names: usize = segments.iter().map(|name| 6 * name.len() + 8).sum();
    let capacity = before.len() + behind.len() + 6 * value.len() + names + 8;
    let mut out = Zeroizing::new(Vec::with_capacity(capacity));
    out.extend_from_slice(before.as_bytes());
    let value = |out: &mut Vec<u8>| string(value, out);
    match name {
        Some((name, is_first)) => {
            out.extend_from_slice(if is_first { b" " } else { b", " });
            member(name, nested, &mut out, value);
        }
        None => within(nested, &mut out, value),
    }
    if name.is_some_and(|(_, is_first)| is_first) && behind.starts_with('}') {
        out.push(b' ');
    }
    out.extend_from_slice(behind.as_bytes());
    Ok(out)
}

/// A member of a mapping that has no value yet.
fn proposal(name: &str, nested: &[&str]) -> String {
    let mut out = Vec::new();
    member(name, nested, &mut out, |out| out.extend_from_slice(b"null"));
    String::from_utf8_lossy(&out).into_owned()
}

fn member(name: &str, nested: &[&str], out: &mut Vec<u8>, value: impl FnOnce(&mut Vec<u8>)) {
    string(name, out);
    out.extend_from_slice(b": ");
    within(nested, out, value);
}

/// A value, each of these keys around it.
fn within(keys: &[&str], out: &mut Vec<u8>, value: impl FnOnce(&mut Vec<u8>)) {
    for key in keys {
        if is_number(key) {
            out.extend_from_slice(b"[ ");
            continue;
        }
        out.extend_from_slice(b"{ ");
        string(key, out);
        out.extend_from_slice(b": ");
    }
    value(out);
    for key in keys.iter().rev() {
        out.extend_from_slice(if is_number(key) { b" ]" } else { b" }" });
    }
}

/// Whether it is an element of a list.
fn is_number(segment: &str) -> bool {
    !segment.is_empty() && segment.bytes().all(|byte| byte.is_ascii_digit())
}

/// With its quotes.
fn string(text: &str, out: &mut Vec<u8>) {
    out.push(b'"');
    for byte in text.bytes() {
        match byte {
            b'"' | b'\\' => out.extend_from_slice(&[b'\\', byte]),
            b'\n' => out.extend_from_slice(b"\\n"),
            b'\t' => out.extend_from_slice(b"\\t"),
            0..=0x1f => out.extend_from_slice(format!("\\u{byte:04x}").as_bytes()),
            _ => out.push(byte),
        }
    }
    out.push(b'"');
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests state what must hold")]

    use super::*;

    fn with(text: &str, segments: &[&str], value: &str) -> Result<String, Problem> {
        let out = with_value(Some(text), segments, Lacking::Refused, value)?;
        Ok(String::from_utf8(out.to_vec()).unwrap())
    }

    #[test]
    fn all_else_stays_byte_for_byte() {
        let text = "\u{feff}".to_owned();
        assert_eq!(with(&text, &["a"], "x"), Err(Problem::NotJson));
        let text =
            "{\n\t\"b\" : [ 1, {\"k\\\"ey\": \"old\" } ],\r\n \"a\":null , \"\\u0063\": -1.5e3}\n";
        let at = |segments: &[&str]| with(text, segments, "n\"e\\w\n\u{1}é").unwrap();
        let new = r#""n\"e\\w\n\u0001é""#;
        assert_eq!(at(&["a"]), text.replace("null", new));
        assert_eq!(at(&["b", "1", "k\"ey"]), text.replace("\"old\"", new));
        assert_eq!(at(&["b", "0"]), text.replace("[ 1,", &format!("[ {new},")));
        assert_eq!(at(&["c"]), text.replace("-1.5e3", new));
        for segments in [&["a"][..], &["b", "1", "k\"ey"], &["c"]] {
            let after = at(segments);
            let values = json_values(&after, &[segments]).unwrap();
            assert!(*values[0].as_ref().unwrap() == *"n\"e\\w\n\u{1}é");
        }
    }

    #[test]
    fn a_key_that_is_lacking_is_added() {
        let with = |text: &str, segments: &[&str]| {
            let out = with_value(Some(text), segments, Lacking::Added, "v").unwrap();
            assert!(out.capacity() >= out.len());
            String::from_utf8(out.to_vec()).unwrap()
        };
        for (text, segments, after) in [
            ("{}", &["a"][..], r#"{ "a": "v" }"#),
            ("{ }", &["a"], r#"{ "a": "v" }"#),
            ("{\"b\":1}", &["a"], r#"{"b":1, "a": "v"}"#),
            ("{\n  \"b\": [2]\n}\n", &["a\"b"], "{\n  \"b\": [2], \"a\\\"b\": \"v\"\n}\n"),
            (r#"{"b": {"c": 1}}"#, &["b", "a"], r#"{"b": {"c": 1, "a": "v"}}"#),
            (r#"{"b": {}}"#, &["a", "0", "c"], r#"{"b": {}, "a": [ { "c": "v" } ]}"#),
            // What is there is changed.
            (r#"{"b":1, "a": null}"#, &["a"], r#"{"b":1, "a": "v"}"#),
        ] {
            assert_eq!(with(text, segments), after);
            assert!(*json_values(after, &[segments]).unwrap()[0].as_ref().unwrap() == *"v");
        }
        for (text, segments, problem) in [
            ("\"s\"", &["a"][..], Problem::NoKey("a".to_owned())),
            ("{\"a\": 1}", &["a", "b"], Problem::NoKey("b".to_owned())),
            ("[]", &["0"], Problem::NoKey("0".to_owned())),
            ("{}", &["a", "1"], Problem::NoElement("1".to_owned())),
            ("a-password", &["a"], Problem::NotJson),
        ] {
            assert_eq!(with_value(Some(text), segments, Lacking::Added, "v"), Err(problem));
        }
    }

    #[test]
    fn what_cannot_be_replaced_is_told() {
        let no = |key: &str| Err(Problem::NoKey(key.to_owned()));
        let told = |text: &str, keys: &[&str]| with(text, keys, "x").unwrap_err().to_string();
        assert_eq!(told("{}", &["a"]), "it has no key `a`; add `\"a\": null`");
        assert_eq!(
            told("{\"z\": 1}", &["a", "b", "0"]),
            "it has no key `a`; add `\"a\": { \"b\": [ null ] }`"
        );
        assert_eq!(
            told("{\"a\": {\"b\": 1}}", &["a", "c"]),
            "`a` in it has no key `c`; add `\"c\": null` there"
        );
        // It can be copied as it is.
        assert_eq!(
            told("{}", &["a\"b", "c\\d"]),
            r#"it has no key `a"b`; add `"a\"b": { "c\\d": null }`"#
        );
        assert_eq!(with("[]", &["0"], "x"), no("0"));
        assert_eq!(with("[1]", &["a"], "x"), no("a"));
        assert_eq!(with("\"s\"", &["a"], "x"), no("a"));
        assert_eq!(with("{\"a\": {\"b\": 1}}", &["a"], "x"), Err(Problem::NotScalar));
        assert_eq!(
            with("{\"a\": 1, \"a\": 2}", &["a"], "x"),
            Err(Problem::Repeated("a".to_owned()))
        );
        assert_eq!(with("{\"a\": 1", &["a"], "x"), Err(Problem::NotJson));
        let deep = format!("{{\"d\": {}{}, \"a\": 1}}", "[".repeat(200), "]".repeat(200));
        assert_eq!(with(&deep, &["a"], "x"), Err(Problem::NotJson));
    }

    #[test]
    fn a_file_that_is_not_there_has_the_value_alone() {
        let out = with_value(None, &["open\"ai", "key"], Lacking::Refused, "v").unwrap();
        assert_eq!(
            &**out,
            br#"{ "open\"ai": { "key": "v" } }
"#
        );
    }
}
