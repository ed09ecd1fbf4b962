//! Whether a content has the form that its name says, for formats that encrypt it as a whole.

use std::ffi::OsStr;
use std::path::Path;
use std::str;

use provider_credentials::__private::{is_yaml, json_values};

use crate::end::Failure;

/// That it is still the JSON or YAML that it was.
pub(super) fn require(
    file: &OsStr,
    shown: &str,
    before: &[u8],
    after: &[u8],
) -> Result<(), Failure> {
    match form(Path::new(inner(file))) {
        Some((name, is)) if is(before) && !is(after) => {
            Err(Failure(format!("`{shown}`: what was edited is no {name} any more; correct it")))
        }
        _ => Ok(()),
    }
}

/// Without the end of an encrypted file: editors take what is left for what it is.
pub(super) fn inner(file: &OsStr) -> &OsStr {
    let path = Path::new(file);
    let is_end = |end: &OsStr| end.eq_ignore_ascii_case("age") || end.eq_ignore_ascii_case("jwe");
    match (path.extension().is_some_and(is_end), path.file_stem()) {
        (true, Some(stem)) => stem,
        _ => file,
    }
}

type Check = fn(&[u8]) -> bool;

/// By the name's end.
fn form(name: &Path) -> Option<(&'static str, Check)> {
    match name.extension()?.to_str()?.to_ascii_lowercase().as_str() {
        "json" => Some(("JSON", is_json)),
        "yaml" | "yml" => Some(("YAML", is_text_of_yaml)),
        _ => None,
    }
}

fn is_json(bytes: &[u8]) -> bool {
    str::from_utf8(bytes).is_ok_and(|text| json_values(text, &[]).is_some())
}

fn is_text_of_yaml(bytes: &[u8]) -> bool {
    str::from_utf8(bytes).is_ok_and(is_yaml)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests state what must hold")]

    use super::*;

    #[test]
    fn by_the_end_of_the_name() {
        for (name, expected) in [
            ("a.json", Some("JSON")),
            ("a.JSON.age", Some("JSON")),
            ("a.yml.jwe", Some("YAML")),
            ("a.txt.age", None),
            ("json", None),
            ("theirs", None),
        ] {
            let form = form(Path::new(inner(OsStr::new(name))));
            assert_eq!(form.map(|(form, _)| form), expected, "{name}");
        }
        let (_, is) = form(Path::new("a.json")).unwrap();
        assert!(is(b"{\"a\": 1}") && !is(b"{\"a\": 1]") && !is(b"\xff"));
        let (_, is) = form(Path::new("a.yaml")).unwrap();
        assert!(is(b"a: 1\n") && !is(b"a: [1\n"));
    }
}
