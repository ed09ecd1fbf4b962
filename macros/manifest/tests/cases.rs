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

use provider_credentials_manifest::{SourceFile, examine};

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
