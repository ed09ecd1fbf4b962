//! The README's YAML, and what it says that the program prints. Its Rust is compiled as doctests.

use provider_credentials::{Loader, credentials};
use provider_credentials_codegen::{Options, SourceFile, generate};

const README: &str = include_str!("../../README.md");

const AWS: &str = include_str!("../../docs/aws.md");
const AZURE: &str = include_str!("../../docs/azure.md");
const GCP: &str = include_str!("../../docs/gcp.md");
const COMMAND: &str = include_str!("../../docs/command.md");
const PKCS11: &str = include_str!("../../docs/pkcs11.md");
const KEYRING: &str = include_str!("../../docs/keyring.md");
const TPM: &str = include_str!("../../docs/tpm.md");
const VAULT: &str = include_str!("../../docs/vault.md");

fn blocks(language: &str) -> Vec<String> {
    blocks_of(README, language)
}

/// The fenced blocks of a language, without the indentation of the list that they stand in.
fn blocks_of(text: &str, language: &str) -> Vec<String> {
    let mut blocks = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if line.trim() == format!("```{language}") {
            let indent = line.len() - line.trim_start().len();
            let inside = lines.by_ref().take_while(|line| line.trim() != "```");
            let block = inside.map(|line| line.get(indent..).unwrap_or_default().to_owned() + "\n");
            blocks.push(block.collect());
        }
    }
    blocks
}

#[test]
fn every_manifest_is_accepted() {
    let of_stores = [VAULT, AWS, AZURE, GCP, COMMAND, KEYRING, PKCS11, TPM]
        .map(|page| blocks_of(page, "yaml"))
        .concat();
    let manifests: Vec<String> = [blocks("yaml"), of_stores]
        .concat()
        .into_iter()
        .filter(|block| block.contains("provider_credentials:"))
        .collect();
    assert!(manifests.len() >= 3, "{}", manifests.len());
    for manifest in manifests {
        let source = SourceFile::new("README.md", manifest);
        generate(source, &Options::default()).unwrap_or_else(|report| panic!("{report}"));
    }
}

#[test]
fn the_first_manifest_is_the_one_that_the_code_is_compiled_with() {
    assert_eq!(blocks("yaml")[0], include_str!("../provider_credentials.yaml"));
    let database = include_str!("../database.yaml");
    assert!(blocks("yaml").iter().any(|block| block == database));
    let broker = include_str!("../broker.yaml");
    assert!(blocks("yaml").iter().any(|block| block == broker));
    let vault = format!("# vault.yaml\n{}", include_str!("../vault.yaml"));
    assert!(blocks_of(VAULT, "yaml").contains(&vault));
    assert!(blocks_of(AWS, "yaml").contains(&include_str!("../aws.yaml").to_owned()));
    assert!(blocks_of(AZURE, "yaml").contains(&include_str!("../azure.yaml").to_owned()));
    assert!(blocks_of(GCP, "yaml").contains(&include_str!("../gcp.yaml").to_owned()));
    let oauth2 = include_str!("../oauth2.yaml");
    assert!(blocks("yaml").iter().any(|block| block == oauth2));
}

#[test]
fn the_log_line_is_what_the_program_prints() {
    credentials!("provider_credentials.yaml");
    let creds = Credentials::load_with(&Loader::new().with_environment::<&str, &str>([]));
    assert_eq!(blocks("text")[0].trim_end(), creds.anthropic_sonnet.metadata().to_string());
}

#[test]
fn the_test_command_is_the_one_that_ci_runs() {
    let ci = include_str!("../../.ci/run");
    let command = "cargo test --workspace --all-features";
    assert!(README.contains(command) && ci.contains(&format!("step {command}\n")));
    let job = "cargo run --example quickstart";
    assert!(README.contains(job) && ci.contains(&format!("step {job}\n")));
}

#[test]
fn every_feature_that_is_turned_on_is_one() {
    let manifest = include_str!("../../runtime/Cargo.toml");
    let lists: Vec<String> = blocks("toml")
        .iter()
        .flat_map(|block| block.lines().map(str::to_owned).collect::<Vec<_>>())
        .filter(|line| line.starts_with("provider-credentials"))
        .filter_map(|line| Some(line.split_once("features = [")?.1.split_once(']')?.0.to_owned()))
        .collect();
    assert!(lists.len() >= 2, "{lists:?}");
    for feature in lists.iter().flat_map(|list| list.split(", ")) {
        let line = format!("\n{} = [", feature.trim_matches('"'));
        assert!(manifest.contains(&line), "{feature}");
    }
}
