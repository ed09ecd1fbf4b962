//! One value of a JSON text replaced, and nothing else of it.

use std::fmt;
use std::ops::Range;

use provider_credentials::__private::json_values;
use zeroize::Zeroizing;

/// Why the text stays as it is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Problem {
    NotJson,
    NoKey(String),
    /// Of a mapping below these keys, which lacks the last of them, and what belongs there.
    Lacks {
        keys: Vec<String>,
        member: String,
    },
    Repeated(String),
    NotScalar,
    /// Of a file that is not there.
    NoElement(String),
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotJson => f.write_str("it is not JSON; mend it"),
            Self::NoKey(key) => {
                write!(f, "it has no key `{key}`; add it, with `null` as its value")
            }
            Self::Lacks { keys, member } => {
                let (key, within) = keys.split_last().ok_or(fmt::Error)?;
                match within {
                    [] => write!(f, "it has no key `{key}`; add `{member}`"),
                    _ => write!(
                        f,
                        "`{}` in it has no key `{key}`; add `{member}` there",
                        within.join(".")
                    ),
                }
            }
            Self::Repeated(key) => write!(f, "it has the key `{key}` twice; delete one of them"),
            Self::NoElement(number) => write!(
                f,
                "it does not exist, and a list is not made that begins with element {number}; create it by hand"
            ),
            Self::NotScalar => f.write_str("the value is a list or a mapping; check the key"),
        }
    }
}

/// Deeper than any file of secrets.
const DEEPEST: usize = 100;

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
                return Err(Problem::Lacks { keys, member: member(name, nested) });
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
    if let Some((name, is_first)) = name {
        out.extend_from_slice(if is_first { b" " } else { b", " });
        string(name, &mut out);
        out.extend_from_slice(b": ");
    }
    for name in nested {
        if is_number(name) {
            out.extend_from_slice(b"[ ");
            continue;
        }
        out.extend_from_slice(b"{ ");
        string(name, &mut out);
        out.extend_from_slice(b": ");
    }
    string(value, &mut out);
    for name in nested.iter().rev() {
        out.extend_from_slice(if is_number(name) { b" ]" } else { b" }" });
    }
    if name.is_some_and(|(_, is_first)| is_first) && behind.starts_with('}') {
        out.push(b' ');
    }
    out.extend_from_slice(behind.as_bytes());
    Ok(out)
}

/// A member of a mapping without a value yet.
fn member(name: &str, nested: &[&str]) -> String {
    let value = nested.iter().rev().fold("null".to_owned(), |value, name| {
        if is_number(name) { format!("[{value}]") } else { format!("{{ \"{name}\": {value} }}") }
    });
    format!("\"{name}\": {value}")
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

/// Where a value belongs.
enum Place {
    /// There is no text.
    Nowhere,
    /// There is one.
    Value(Range<usize>),
    /// In a mapping that lacks the segment of this number, as a member there.
    New { at: usize, depth: usize, is_first: bool },
}

/// Where the value is. The text is known to be JSON.
fn find(text: &str, segments: &[&str]) -> Result<Place, Problem> {
    let mut cursor = Cursor { text, at: 0 };
    cursor.space();
    for (depth, segment) in segments.iter().enumerate() {
        let found = match cursor.peek() {
            Some(b'[') => cursor.element(segment)?,
            Some(b'{') => match cursor.member(segment)? {
                Member::At(at) => Some(at),
                Member::None { at, is_first } => return Ok(Place::New { at, depth, is_first }),
            },
            _ => None,
        };
        cursor.at = found.ok_or_else(|| Problem::NoKey((*segment).to_owned()))?;
    }
    let start = cursor.at;
    if matches!(cursor.peek(), Some(b'{' | b'[')) {
        return Err(Problem::NotScalar);
    }
    cursor.value(0)?;
    Ok(Place::Value(start..cursor.at))
}

/// A member of a mapping.
enum Member {
    /// Where its value begins.
    At(usize),
    /// Where another one could begin.
    None { at: usize, is_first: bool },
}

struct Cursor<'t> {
    text: &'t str,
    at: usize,
}

impl Cursor<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn take(&mut self, byte: u8) -> bool {
        self.space();
        let is_it = self.peek() == Some(byte);
        if is_it {
            self.at += 1;
        }
        is_it
    }

    fn member(&mut self, name: &str) -> Result<Member, Problem> {
        let mut found = None;
        if !self.take(b'{') {
            return Err(Problem::NotJson);
        }
        let at = self.at;
        if self.take(b'}') {
            return Ok(Member::None { at, is_first: true });
        }
        loop {
            self.space();
            let start = self.at;
            self.value(0)?;
            let key = self.text.get(start..self.at).unwrap_or_default();
            let is_it = serde_json::from_str::<String>(key).is_ok_and(|key| key == name);
            if !self.take(b':') {
                return Err(Problem::NotJson);
            }
            self.space();
            if is_it && found.replace(self.at).is_some() {
                return Err(Problem::Repeated(name.to_owned()));
            }
            self.value(0)?;
            let end = Member::None { at: self.at, is_first: false };
            if !self.take(b',') {
                return Ok(found.map_or(end, Member::At));
            }
        }
    }

    /// Where an element begins.
    fn element(&mut self, index: &str) -> Result<Option<usize>, Problem> {
        let Ok(index) = index.parse::<usize>() else { return Ok(None) };
        if !self.take(b'[') || self.take(b']') {
            return Ok(None);
        }
        for number in 0.. {
            self.space();
            if number == index {
                return Ok(Some(self.at));
            }
            self.value(0)?;
            if !self.take(b',') {
                break;
            }
        }
        Ok(None)
    }

    /// Past a value.
    fn value(&mut self, depth: usize) -> Result<(), Problem> {
        if depth > DEEPEST {
            return Err(Problem::NotJson);
        }
        self.space();
        match self.peek() {
            Some(b'"') => self.quoted(),
            Some(open @ (b'{' | b'[')) => {
                self.at += 1;
                let close = open + 2; // in ASCII, for both
                if self.take(close) {
                    return Ok(());
                }
                loop {
                    self.value(depth + 1)?;
                    if self.take(b':') {
                        self.value(depth + 1)?;
                    }
                    if self.take(close) {
                        return Ok(());
                    }
                    if !self.take(b',') {
                        return Err(Problem::NotJson);
                    }
                }
            }
            _ => {
                let is_of_it = |byte: u8| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte);
                let start = self.at;
                while self.peek().is_some_and(is_of_it) {
                    self.at += 1;
                }
                if self.at == start { Err(Problem::NotJson) } else { Ok(()) }
            }
        }
    }

    fn quoted(&mut self) -> Result<(), Problem> {
        self.at += 1;
        loop {
            match self.peek() {
                None => return Err(Problem::NotJson),
                Some(b'"') => break,
                Some(b'\\') => self.at += 2,
                Some(_) => self.at += 1,
            }
        }
        self.at += 1;
        Ok(())
    }
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
            "it has no key `a`; add `\"a\": { \"b\": [null] }`"
        );
        assert_eq!(
            told("{\"a\": {\"b\": 1}}", &["a", "c"]),
            "`a` in it has no key `c`; add `\"c\": null` there"
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
