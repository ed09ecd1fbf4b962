//! `docs/dependencies.md` names the crates that there are, and no other.

use std::collections::BTreeSet;

use crate::project::Project;

const PAGE: &str = include_str!("../../docs/dependencies.md");

/// The first words in backticks of the rows below a heading.
fn named_below(heading: &str) -> BTreeSet<String> {
    let section = PAGE.split(heading).nth(1).expect("the section");
    let section = section.split("\n## ").next().unwrap_or_default();
    let rows = section.lines().filter_map(|line| line.strip_prefix("| `"));
    rows.filter_map(|row| row.split('`').next()).map(str::to_owned).collect()
}

/// What cargo says that a program with these features depends on.
fn depended_on(features: &str) -> BTreeSet<String> {
    let project = Project::new("2024", features);
    let tree = project.succeeds(&["tree", "-e", "normal,build", "--prefix", "none", "--no-dedupe"]);
    let names = tree.lines().filter_map(|line| line.split(' ').next());
    names.filter(|name| *name != "strict").map(str::to_owned).collect()
}

#[test]
#[cfg(target_os = "linux")]
fn the_page_names_the_crates_that_there_are() {
    let default = depended_on("");
    assert_eq!(named_below("## With the default features"), default);
    let all = depended_on(
        ", features = [\"serde\", \"tracing\", \"dotenv\", \"hardening\", \"locked-memory\", \"env-removal\"]",
    );
    let others: BTreeSet<String> = all.difference(&default).cloned().collect();
    assert_eq!(named_below("## With other features"), others);
}
