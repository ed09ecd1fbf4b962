//! Every manifest in `tests/cases` beside the report it must give.
//!
//! `UPDATE_CASES=1 cargo test -p provider-credentials-manifest --test cases` writes the reports;
//! read the difference before you commit it.

#![forbid(unsafe_code)]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::format_push_string,
    reason = "tests state what must hold by failing"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use provider_credentials_manifest::{SourceFile, examine, schema};

#[test]
fn reports_are_as_written() {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let update = std::env::var_os("UPDATE_CASES").is_some();
    let mut names = BTreeSet::new();
    for entry in fs::read_dir(&dir).unwrap() {
        let path = entry.unwrap().path();
        names.insert(path.file_stem().unwrap().to_str().unwrap().to_owned());
    }
    let mut failures = Vec::new();
    for name in &names {
        let yaml = dir.join(format!("{name}.yaml"));
        let txt = dir.join(format!("{name}.txt"));
        if !yaml.exists() {
            failures.push(format!("{name}.txt has no {name}.yaml"));
            continue;
        }
        let report = match SourceFile::read(&yaml, &format!("{name}.yaml")) {
            Ok(source) => examine(source).report,
            Err(report) => report,
        };
        if report.problems().len() == 0 {
            failures.push(format!("{name}.yaml was accepted"));
            continue;
        }
        let actual = format!("{report}\n");
        if update {
            fs::write(&txt, actual).unwrap();
            continue;
        }
        match fs::read_to_string(&txt) {
            Ok(expected) if expected.replace("\r\n", "\n") == actual => {}
            Ok(expected) => failures
                .push(format!("{name}.txt differs\n--- expected\n{expected}--- actual\n{actual}")),
            Err(_) => failures.push(format!("{name}.txt is missing\n--- actual\n{actual}")),
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    assert!(names.len() >= 140, "only {} cases", names.len());
}

/// Problems of a text in which no key can be told, and of the file as a whole.
const WITHOUT_KEY: [&str; 19] = [
    "yaml_syntax",
    "second_document",
    "too_deep",
    "too_many_aliases",
    "alias_in_itself",
    "unknown_alias",
    "bad_key",
    "bad_merge",
    "bad_tag",
    "empty_manifest",
    "manifest_not_found",
    "manifest_unreadable",
    "manifest_is_directory",
    "manifest_not_regular",
    "manifest_too_large",
    "manifest_not_utf8",
    "secret_in_comment",
    "unused_anchor",
    "more_problems",
];

#[test]
fn a_message_alone_names_the_key_that_it_speaks_of() {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut keys = Vec::new();
    for mapping in [&schema::ROOT, &schema::CREDENTIAL, &schema::AUTH, &schema::SOURCE] {
        keys.extend(mapping.keys.iter().map(|key| key.name));
    }
    for kind in schema::KINDS {
        keys.extend(kind.auth.keys.iter().map(|key| key.name));
    }
    let mut seen = 0;
    let mut nameless = Vec::new();
    for entry in fs::read_dir(&dir).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "yaml") {
            continue;
        }
        let Ok(source) = SourceFile::read(&path, "m.yaml") else { continue };
        for problem in examine(source).report.problems() {
            let (code, title) = (problem.code().as_str(), problem.title());
            // The text of a key that nobody knows, or of an ID.
            let names_its_own = matches!(
                code,
                "unknown_key" | "duplicate_key" | "duplicate_id" | "secret_in_manifest"
            );
            let is_in_broken_text = title.starts_with("this looks like a secret");
            let names_key = title.split('`').skip(1).step_by(2).any(|quoted| {
                let first = quoted.split(['.', ':']).next().unwrap_or_default();
                keys.contains(&first) || first.starts_with("x-") || first.starts_with('&')
            });
            let is_fit = names_key
                || names_its_own && title.contains('`')
                || is_in_broken_text
                || WITHOUT_KEY.contains(&code);
            if !is_fit {
                nameless.push(format!("{}: {title} [{code}]", path.display()));
            }
            seen += 1;
        }
    }
    assert!(nameless.is_empty(), "{}", nameless.join("\n"));
    assert!(seen > 300, "only {seen} problems");
}
