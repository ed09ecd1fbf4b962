#![allow(
    clippy::format_collect,
    clippy::format_push_string,
    reason = "test documents are clearer as templates"
)]

use secrecy::ExposeSecret;

use super::extract;
use crate::format::paths_asked::Segments;
use crate::report::{Position, ValueReason};

/// The text at one path.
fn get(json: &str, path: Segments) -> Result<String, ValueReason> {
    let answer = extract(json, &[path]).unwrap().pop().unwrap();
    answer.map(|secret| secret.expose_secret().to_owned())
}

fn ok(json: &str, path: Segments) -> String {
    get(json, path).unwrap_or_else(|error| panic!("{json}: {error:?}"))
}

fn place(json: &str) -> (u32, u32) {
    let Position { line, column } = extract(json, &[]).unwrap_err();
    (line, column)
}

#[test]
fn scalars_in_their_written_form() {
    for written in ["1.0", "1e5", "-0", "12345678901234567890123", "1E+2", "true", "false"] {
        assert_eq!(ok(&format!(r#"{{"a": {written} }}"#), &["a"]), written);
        assert_eq!(ok(&format!(" {written}\n"), &[]), written);
    }
}

#[test]
fn strings_are_decoded() {
    for (raw, text) in [
        ("plain", "plain"),
        (r#"a\"b\\c\/d"#, "a\"b\\c/d"),
        (r"\b\f\n\r\tx", "\u{8}\u{c}\n\r\tx"),
        (r"\u00e9\u20AC", "é€"),
        (r"\ud83d\uDE00!", "😀!"),
        ("é😀", "é😀"),
        (r"\\u0041", r"\u0041"),
        (r"a\u0000b", "a\0b"),
    ] {
        assert_eq!(ok(&format!(r#"{{"k":"{raw}"}}"#), &["k"]), text);
        let key: Segments = Box::leak(vec![&*String::from(text).leak()].into_boxed_slice());
        assert_eq!(ok(&format!(r#"{{"{raw}":1}}"#), key), "1");
    }
}

#[test]
fn unpaired_surrogates_are_not_text() {
    for raw in [r"\ud83d", r"\ud83dx", r"\ud83d\n", r"\ud83dA", r"\ude00", r"\ud83d\ud83d"] {
        assert_eq!(get(&format!(r#"["{raw}"]"#), &["0"]), Err(ValueReason::NotText), "{raw}");
        // As a key it is one that nobody asks for.
        assert_eq!(ok(&format!(r#"{{"{raw}":1,"k":"v"}}"#), &["k"]), "v");
    }
}

#[test]
fn paths_lead_through_objects_and_arrays() {
    let json = r#"{"a":{"b":[1,{"c":"deep"},[["x"]]]},"0":"zero","":"empty"}"#;
    assert_eq!(ok(json, &["a", "b", "1", "c"]), "deep");
    assert_eq!(ok(json, &["a", "b", "2", "0", "0"]), "x");
    assert_eq!(ok(json, &["0"]), "zero");
    assert_eq!(ok(json, &[""]), "empty");
}

#[test]
fn where_a_path_fails() {
    let json = r#"{"a":{"b":[1]},"n":null,"s":"text","e":"","w":" \n","l":[]}"#;
    let missing = |depth| Err(ValueReason::KeyNotFound { depth });
    assert_eq!(get(json, &["x"]), missing(0));
    assert_eq!(get(json, &["x", "y", "z"]), missing(0));
    assert_eq!(get(json, &["a", "x"]), missing(1));
    assert_eq!(get(json, &["a", "b", "1"]), missing(2));
    assert_eq!(get(json, &["a", "b", "00"]), missing(2));
    assert_eq!(get(json, &["a", "b", "-1"]), missing(2));
    assert_eq!(get(json, &["l", "0"]), missing(1));
    assert_eq!(get(json, &["s", "0"]), missing(1));
    assert_eq!(get(json, &["n", "x"]), missing(1));
    assert_eq!(get(json, &["n"]), Err(ValueReason::KeyIsNull));
    assert_eq!(get(json, &["a"]), Err(ValueReason::KeyNotScalar));
    assert_eq!(get(json, &["a", "b"]), Err(ValueReason::KeyNotScalar));
    assert_eq!(get(json, &[]), Err(ValueReason::KeyNotScalar));
    assert_eq!(get(json, &["e"]), Err(ValueReason::Empty));
    assert_eq!(get(json, &["w"]), Err(ValueReason::Empty));
}

#[test]
fn trailing_line_breaks_are_cut() {
    assert_eq!(ok(r#"[" key \r\n\n"]"#, &["0"]), " key ");
}

#[test]
fn a_key_twice_on_the_path_fails() {
    let json = r#"{"a":1,"\u0061":2,"b":{"c":1,"d":{"x":0},"c":3,"c":4},"e":5,"n":{},"n":{}}"#;
    let twice = |depth| Err(ValueReason::KeyDuplicated { depth });
    assert_eq!(get(json, &["a"]), twice(0));
    assert_eq!(get(json, &["a", "x"]), twice(0));
    assert_eq!(get(json, &["b", "c"]), twice(1));
    assert_eq!(get(json, &["n", "x"]), twice(0));
    assert_eq!(ok(json, &["e"]), "5");
    assert_eq!(ok(json, &["b", "d", "x"]), "0");
}

#[test]
fn a_repeated_key_in_a_repeated_mapping_hides_neither() {
    let paths: &[Segments] = &[&["a", "b"], &["a", "c"], &["a", "c", "d"], &["e"]];
    for json in [
        r#"{"a":{"b":1,"b":2,"c":"X"},"a":{"c":"Y"},"e":1}"#,
        r#"{"a":{"b":1,"b":2,"b":3},"a":0,"a":0,"e":1}"#,
        r#"{"a":{"c":{"d":1,"d":2},"c":1,"b":1},"e":1,"a":{}}"#,
    ] {
        let answers = extract(json, paths).unwrap();
        let errors: Vec<_> = answers.iter().map(|answer| answer.as_ref().err()).collect();
        let twice = Some(&ValueReason::KeyDuplicated { depth: 0 });
        assert_eq!(errors, [twice, twice, twice, None], "{json}");
    }
}

#[test]
fn many_paths_are_answered_in_order() {
    let paths: &[Segments] = &[&["b"], &["a", "x"], &["z"], &["a"], &["b"], &["a", "y"]];
    let answers = extract(r#"{"a":{"x":1,"y":"2"},"b":"3"}"#, paths).unwrap();
    let texts: Vec<_> =
        answers.iter().map(|answer| answer.as_ref().map(ExposeSecret::expose_secret)).collect();
    let missing = &ValueReason::KeyNotFound { depth: 0 };
    let expected =
        [Ok("3"), Ok("1"), Err(missing), Err(&ValueReason::KeyNotScalar), Ok("3"), Ok("2")];
    assert_eq!(texts, expected);
}

#[test]
fn what_is_not_json_has_a_place() {
    assert_eq!(place(""), (1, 1));
    assert_eq!(place("{\n  \"a\": 1,\n  é\n}"), (3, 3));
    assert_eq!(place("{\"éé\" 1}"), (1, 7));
    assert_eq!(place("{} {}"), (1, 4));
    assert_eq!(place("[1,]"), (1, 4));
    assert_eq!(place("{'a': 1}"), (1, 2));
    assert!(extract("[\"a\nb\"]", &[]).is_err());
    assert_eq!(place("[1,\n"), (2, 1));
    for json in ["nul", "01", "\"\\x\"", "\"\\u12\"", "[\"\u{1}\"]", "NaN", "{a:1}", "[1 2]", "]"] {
        assert!(extract(json, &[]).is_err(), "{json}");
    }
}

#[test]
fn deep_nesting_neither_overflows_nor_takes_long() {
    const DEPTH: usize = 100_000;
    let deep = format!("{{\"d\":{}{},\"k\":\"v\"}}", "[".repeat(DEPTH), "]".repeat(DEPTH));
    assert_eq!(ok(&deep, &["k"]), "v");
    assert_eq!(get(&deep, &["d", "0", "0"]), Err(ValueReason::KeyNotScalar));
    let objects = format!("{}1{}", "{\"a\":".repeat(DEPTH), "}".repeat(DEPTH));
    assert_eq!(get(&objects, &["a", "a", "b"]), Err(ValueReason::KeyNotFound { depth: 2 }));
    assert!(extract(&"[".repeat(DEPTH), &[&["0"]]).is_err());
}

#[test]
fn a_thousand_keys() {
    let body: Vec<_> = (0..1000).map(|n| format!("\"key{n}\":\"value{n}\"")).collect();
    let names = (0..1000).map(|n| &*Box::leak(vec![&*format!("key{n}").leak()].into_boxed_slice()));
    let paths: Vec<Segments> = names.collect();
    let answers = extract(&format!("{{{}}}", body.join(",")), &paths).unwrap();
    for (n, answer) in answers.iter().enumerate() {
        assert_eq!(answer.as_ref().unwrap().expose_secret(), format!("value{n}"));
    }
}

/// Mutated JSON: our answer is the one that `serde_json` gives, or both refuse.
#[test]
fn mutations_agree_with_serde_json() {
    let seed = r#" {"a":"x\n\u00e9\ud83d\ude00","b":[1,-2.5e3,true,null,"é"],"c":{"d":"\\\"/"}}"#;
    let paths: &[Segments] = &[&["a"], &["b", "1"], &["b", "4"], &["c", "d"]];
    let mut random = 0x9E37_79B9_7F4A_7C15_u64;
    let mut next = |below: usize| {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        usize::try_from(random % below as u64).unwrap()
    };
    for _ in 0..100_000 {
        let mut bytes = seed.as_bytes().to_vec();
        for _ in 0..=next(3) {
            let at = next(bytes.len());
            match next(3) {
                0 => bytes[at] = b"\"\\{}[],:u0dn 1\n"[next(15)],
                1 => drop(bytes.remove(at)),
                _ => bytes.insert(at, b"\"\\{}[],:u0dn 1\n"[next(15)]),
            }
        }
        let Ok(json) = String::from_utf8(bytes) else {
            continue;
        };
        let ours = extract(&json, paths);
        let is_json = serde_json::from_str::<&serde_json::value::RawValue>(&json).is_ok();
        assert_eq!(ours.is_ok(), is_json, "{json}");
        // Without numbers out of its range, and strings that stand for no text.
        let Ok(theirs) = serde_json::from_str::<serde_json::Value>(&json) else {
            continue;
        };
        let ours = ours.unwrap();
        for (path, ours) in paths.iter().zip(ours) {
            let pointer: String = path.iter().map(|segment| format!("/{segment}")).collect();
            if let (Ok(ours), Some(serde_json::Value::String(theirs))) =
                (ours, theirs.pointer(&pointer))
            {
                assert_eq!(ours.expose_secret(), theirs.trim_end_matches(['\r', '\n']), "{json}");
            }
        }
    }
}
