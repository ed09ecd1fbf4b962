//! The YAML of the README and the documents, what they say that the program prints, and their links. Their Rust is compiled
//! as doctests.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use provider_credentials::{Loader, credentials};
use provider_credentials_codegen::{Options, SourceFile, generate};

const README: &str = include_str!("../../README.md");

const MANIFEST: &str = include_str!("../../docs/manifest.md");
const KINDS: &str = include_str!("../../docs/kinds.md");
const CUSTOM_SOURCE: &str = include_str!("../../docs/custom_source.md");
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
    let of_pages =
        [MANIFEST, KINDS, CUSTOM_SOURCE, VAULT, AWS, AZURE, GCP, COMMAND, KEYRING, PKCS11, TPM];
    let manifests: Vec<String> = [README]
        .into_iter()
        .chain(of_pages)
        .map(|page| blocks_of(page, "yaml"))
        .collect::<Vec<_>>()
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
    assert!(blocks_of(KINDS, "yaml").contains(&database.to_owned()));
    assert!(blocks_of(KINDS, "yaml").contains(&include_str!("../broker.yaml").to_owned()));
    assert!(blocks_of(KINDS, "yaml").contains(&include_str!("../oauth2.yaml").to_owned()));
    let vault = format!("# vault.yaml\n{}", include_str!("../vault.yaml"));
    assert!(blocks_of(VAULT, "yaml").contains(&vault));
    assert!(blocks_of(AWS, "yaml").contains(&include_str!("../aws.yaml").to_owned()));
    assert!(blocks_of(AZURE, "yaml").contains(&include_str!("../azure.yaml").to_owned()));
    assert!(blocks_of(PKCS11, "yaml").contains(&include_str!("../token.yaml").to_owned()));
    assert!(blocks_of(GCP, "yaml").contains(&include_str!("../gcp.yaml").to_owned()));
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
    let job = "cargo run -p provider-credentials-quickstart";
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

/// The pages for readers, with their text.
fn pages() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let directories = [root.clone(), root.join("docs"), root.join("benches")];
    let files = directories.iter().flat_map(|directory| fs::read_dir(directory).unwrap());
    let files = files.map(|entry| entry.unwrap().path());
    let pages = files.filter(|path| path.extension() == Some("md".as_ref()));
    pages.map(|path| (path.clone(), fs::read_to_string(path).unwrap())).collect()
}

/// The text outside of fenced blocks and of code.
fn prose(text: &str) -> String {
    let mut is_code = false;
    let mut prose = String::new();
    for line in text.lines() {
        let is_fence = line.trim_start().starts_with("```");
        is_code ^= is_fence;
        if !is_code && !is_fence {
            prose.extend(line.split('`').step_by(2));
            prose.push('\n');
        }
    }
    prose
}

/// The names that GitHub gives to the headings of a page.
fn anchors(text: &str) -> BTreeSet<String> {
    let mut is_code = false;
    let mut anchors = BTreeSet::new();
    for line in text.lines() {
        is_code ^= line.trim_start().starts_with("```");
        let heading = line.trim_start_matches('#');
        if is_code || heading.len() == line.len() {
            continue;
        }
        let name = heading.trim().to_lowercase().replace(' ', "-");
        let is_kept = |c: &char| c.is_alphanumeric() || matches!(c, '-' | '_');
        anchors.insert(name.chars().filter(is_kept).collect());
    }
    anchors
}

#[test]
fn every_link_leads_somewhere() {
    let pages = pages();
    assert!(pages.len() >= 25, "{}", pages.len());
    let mut dead = Vec::new();
    for (path, text) in &pages {
        for link in prose(text).split("](").skip(1) {
            let link = link.split(')').next().unwrap();
            if link.contains("://") || link.starts_with("mailto:") {
                continue;
            }
            let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
            let target = path.parent().unwrap().join(file);
            let target = if file.is_empty() { path.clone() } else { target };
            let is_there = target.exists()
                && (anchor.is_empty()
                    || anchors(&fs::read_to_string(&target).unwrap()).contains(anchor));
            if !is_there {
                dead.push(format!("{}: {link}", path.display()));
            }
        }
    }
    assert!(dead.is_empty(), "{}", dead.join("\n"));
}

#[test]
fn every_page_is_found_from_the_readme_and_leads_back() {
    let (_, list) = README.split_once("\n## Documentation\n").expect("the list of pages");
    let list = list.split("\n## ").next().unwrap();
    let pages = pages();
    let of_docs = pages.iter().filter(|(path, _)| path.parent().unwrap().ends_with("docs"));
    let mut count = 0;
    for (path, text) in of_docs {
        let name = path.file_name().unwrap().to_str().unwrap();
        assert!(list.contains(&format!("](docs/{name})")), "{name} is not in the list");
        assert!(text.contains("](../README.md#documentation)"), "{name} does not lead back");
        count += 1;
    }
    assert_eq!(count, list.matches("](docs/").count());
}
