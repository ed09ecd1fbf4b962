//! Each line of `THREAT_MODEL.md` names tests that exist.

use std::fs;
use std::path::Path;

const PAGE: &str = include_str!("../../THREAT_MODEL.md");

#[test]
fn the_tests_that_it_names_exist() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let section = PAGE.split("## What holds").nth(1).unwrap().split("\n## ").next().unwrap();
    let mut count = 0;
    for row in section.lines().filter(|line| line.starts_with("| ")).skip(1) {
        let shown_by = row.trim_end_matches(" |").rsplit(" | ").next().unwrap();
        let mut source = String::new();
        let mut named = 0;
        for word in shown_by.split('`').skip(1).step_by(2) {
            if word.contains('/') || word == "deny.toml" {
                let file = root.join(word);
                source = fs::read_to_string(&file).unwrap_or_else(|_| panic!("{word} in {row}"));
            } else {
                assert!(source.contains(&format!("fn {word}(")), "{word} in {row}");
                count += 1;
            }
            named += 1;
        }
        assert!(named > 0, "no test in {row}");
    }
    assert!(count > 25, "{count}");
}
