//! What the README says of the agent is what is compiled and run here.

use std::collections::HashSet;

const README: &str = include_str!("../../../../README.md");
const AGENT: &str = include_str!("../../../agent.rs");
const OBSERVED: &str = include_str!("../../src/bin/observed_agent.rs");

/// The README's block with this text in it.
fn block(language: &str, text: &str) -> &'static str {
    let fence = format!("```{language}\n");
    let mut blocks = README.split(&fence).skip(1).map(|rest| rest.split("```").next().unwrap());
    blocks.find(|block| block.contains(text)).unwrap()
}

#[test]
fn the_program_is_the_one_of_the_readme() {
    let shown = block("rs", "opentelemetry_sdk");
    assert!(OBSERVED.ends_with(&format!("\n\n{shown}")), "the README shows {OBSERVED}");
    let before: HashSet<&str> = AGENT.lines().collect();
    let added = shown.lines().filter(|line| !line.is_empty() && !before.contains(line));
    assert!(added.count() <= 28);
    // The reader replaces these lines.
    assert!(
        AGENT.contains("\nfn main() -> Result<(), Box<dyn Error>> {\n    tracing_subscriber::")
    );
}

#[test]
fn the_manifest_is_that_of_the_agent() {
    assert_eq!(include_str!("../../agent.yaml"), include_str!("../../../agent.yaml"));
}

#[test]
fn the_dependencies_are_those_of_the_readme() {
    let mine = include_str!("../../Cargo.toml");
    let shown = block("toml", "opentelemetry-otlp");
    let others: Vec<&str> = shown.lines().skip(2).filter(|line| !line.starts_with('#')).collect();
    assert_eq!(others.len(), 9);
    for line in others {
        assert!(mine.lines().any(|each| each == line), "{line}");
    }
    let features = |text: &'static str| -> HashSet<&str> {
        let line = text.lines().find(|line| line.starts_with("provider-credentials = ")).unwrap();
        line.split('"').filter(|word| word.chars().all(|c| c.is_ascii_lowercase())).collect()
    };
    assert_eq!(features(shown), ["audit", "redact", "tracing"].into());
    assert!(features(mine).is_superset(&features(shown)));
}
