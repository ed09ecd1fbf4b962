//! `docs/dependencies.md` names the crates that there are, and no other.

use std::collections::BTreeSet;

use crate::package::Project;

const PAGE: &str = include_str!("../../docs/dependencies.md");

/// The first words in backticks of the rows below a heading.
fn named_below(heading: &str) -> BTreeSet<String> {
    let section = PAGE.split(heading).nth(1).expect("the section");
    let section = section.split("\n## ").next().unwrap_or_default();
    let rows = section.lines().filter_map(|line| line.strip_prefix("| `"));
    rows.filter_map(|row| row.split('`').next()).map(str::to_owned).collect()
}

#[test]
#[cfg(target_os = "linux")]
fn the_page_names_the_crates_that_there_are() {
    let default = Project::new("2024", "").crates();
    assert_eq!(named_below("## With the default features"), default);
    let all = Project::new(
        "2024",
        ", features = [\"serde\", \"tracing\", \"json-events\", \"metrics\", \"dotenv\", \"hardening\", \"locked-memory\", \"env-removal\", \
         \"certificates\", \"pkcs12\", \"rustls\", \"oauth2\", \"live\", \"redact\", \"vault\", \"aws\", \"azure\", \"gcp\", \"command\", \"keyring\", \"pkcs11\", \"tpm\", \"age\", \"jwe\", \"sops\", \"audit\"]",
    )
    .crates();
    let others: BTreeSet<String> = all.difference(&default).cloned().collect();
    assert_eq!(named_below("## With other features"), others);
}
