//! A mistake on any line of a manifest is reported on that line.

#![forbid(unsafe_code)]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "tests state what must hold by failing"
)]

use provider_credentials_manifest::{SourceFile, check};

/// What people write: block style, brackets, lists of sources, anchors, comments.
const MANIFEST: &str = include_str!("places.yaml");

/// What is done to a line.
type Mistake = fn(&str) -> Option<String>;

const MISTAKES: [(&str, Mistake); 10] = [
    ("the space after the colon is missing", |line| {
        let (key, value) = line.split_once(": ")?;
        (!value.contains(['{', '[', '&'])).then(|| format!("{key}:{value}"))
    }),
    ("the colon is missing", |line| {
        let (key, value) = line.split_once(": ")?;
        (!value.contains(['{', '[', '&', '"'])).then(|| format!("{key} {value}"))
    }),
    ("the colon of a parent is missing", |line| line.strip_suffix(':').map(str::to_owned)),
    ("the bracket is not closed", |line| line.strip_suffix(['}', ']']).map(str::to_owned)),
    ("the quote is not closed", |line| line.strip_suffix('"').map(str::to_owned)),
    ("a tab after the spaces", |line| indented_with(line, "\t")),
    ("no-break spaces", |line| indented_with(line, "\u{a0}\u{a0}")),
    ("text above the line", |line| {
        let indent = line.len() - line.trim_start().len();
        Some(format!("{}this was to be a comment\n{line}", " ".repeat(indent)))
    }),
    ("an assignment above the line", |line| Some(format!("DEBUG=1\n{line}"))),
    ("a no-break space after the colon", |line| {
        let (key, value) = line.split_once(": ")?;
        (!value.contains(['{', '[', '&'])).then(|| format!("{key}:\u{a0}{value}"))
    }),
];

fn indented_with(line: &str, space: &str) -> Option<String> {
    let content = line.trim_start();
    let indent = line.len() - content.len();
    (indent >= 2).then(|| format!("{}{space}{content}", " ".repeat(indent - space.chars().count())))
}

#[test]
fn a_mistake_is_reported_on_its_line() {
    check(SourceFile::new("places.yaml", MANIFEST)).unwrap();
    let lines: Vec<&str> = MANIFEST.lines().collect();
    let mut elsewhere = Vec::new();
    let mut made = 0;
    for (name, mistake) in MISTAKES {
        for (i, line) in lines.iter().enumerate() {
            let is_comment = line.trim_start().starts_with('#');
            let Some(wrong) = mistake(line).filter(|_| !is_comment) else { continue };
            let mut changed = lines.clone();
            changed[i] = &wrong;
            let text = changed.join("\n");
            made += 1;
            let places: Vec<String> = match check(SourceFile::new("m", text)) {
                // A tab as wide as the spaces that it replaces changes nothing.
                Ok(_) if wrong.contains('\t') => continue,
                Ok(_) => vec!["accepted".to_owned()],
                Err(report) => report.problems().map(|problem| problem.short()).collect(),
            };
            let here = format!("m:{}:", i + 1);
            if places.len() != 1 || !places[0].starts_with(&here) {
                elsewhere.push(format!(
                    "line {}, {name}: {wrong:?}\n  {}",
                    i + 1,
                    places.join("\n  ")
                ));
            }
        }
    }
    assert!(made >= 100, "{made}");
    assert!(elsewhere.is_empty(), "{} of {made}:\n{}", elsewhere.len(), elsewhere.join("\n"));
}
