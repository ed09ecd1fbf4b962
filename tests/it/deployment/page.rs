use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use provider_credentials_codegen::{Options, SourceFile, generate};

use super::{page, path, text};

/// The fenced blocks, each with the target of the link above it.
fn blocks() -> Vec<(String, String)> {
    let page = page();
    let mut blocks = Vec::new();
    let mut above = "";
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        if line.starts_with("```") {
            let link =
                above.rsplit_once("](deployment/").and_then(|(_, link)| link.split_once(')'));
            let (name, _) = link.unwrap_or_else(|| panic!("no link above a block: {above}"));
            let inside = lines.by_ref().take_while(|line| *line != "```");
            blocks.push((name.to_owned(), inside.flat_map(|line| [line, "\n"]).collect()));
        } else if !line.trim().is_empty() {
            above = line;
        }
    }
    blocks
}

fn files(directory: &Path, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(directory).unwrap() {
        let file = entry.unwrap().path();
        if file.is_dir() {
            files(&file, found);
        } else {
            let name = file.strip_prefix(path("")).unwrap().to_str().unwrap();
            found.insert(name.replace('\\', "/"));
        }
    }
}

#[test]
fn every_block_is_a_file_and_every_file_a_block() {
    let mut unseen = BTreeSet::new();
    files(&path(""), &mut unseen);
    for (name, block) in blocks() {
        assert_eq!(block, text(&name), "{name}");
        assert!(unseen.remove(&name), "{name} is shown twice");
    }
    assert!(unseen.is_empty(), "not on the page: {unseen:?}");
}

#[test]
fn every_manifest_is_accepted() {
    let manifests = blocks().into_iter().filter(|(name, _)| name.ends_with("_credentials.yaml"));
    let mut count = 0;
    for (name, block) in manifests {
        let source = SourceFile::new(name, block);
        generate(source, &Options::default()).unwrap_or_else(|report| panic!("{report}"));
        count += 1;
    }
    assert!(count >= 9, "{count}");
}

#[cfg(unix)]
#[test]
fn every_script_is_shell() {
    let names = blocks().into_iter().map(|(name, _)| name);
    let scripts: Vec<_> =
        names.filter(|name| Path::new(name).extension() == Some("sh".as_ref())).collect();
    assert!(scripts.len() >= 8, "{}", scripts.len());
    for name in scripts {
        let status = Command::new("bash").arg("-n").arg(path(&name)).status().unwrap();
        assert!(status.success(), "{name}");
    }
}

#[test]
fn the_readme_leads_here() {
    let readme = include_str!("../../../README.md");
    assert!(readme.contains("](docs/deployment.md)"));
}
