//! How the source is cut: no two files name each other, and the core's folders are layers.
//!
//! A file names another where one of its `use` lines or paths leads to something that the other defines;
//! re-exports are followed to the definition. Tests do not count.

mod circles;
mod graph;
mod layers;
mod resolve;
mod tree;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::support::cargo_metadata;
use circles::circles;
use graph::graph;
use layers::{is_placed, wrong_arrows};

fn workspace() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("a workspace")
}

/// The root of every target of every crate: libraries, programs, tests, examples, build scripts.
fn roots() -> BTreeSet<PathBuf> {
    let metadata = cargo_metadata();
    let packages = metadata["packages"].as_array().expect("packages");
    let targets = packages.iter().filter_map(|package| package["targets"].as_array()).flatten();
    let mut roots: BTreeSet<PathBuf> =
        targets.filter_map(|target| target["src_path"].as_str()).map(PathBuf::from).collect();
    let fuzz = workspace().join("fuzz");
    roots.insert(fuzz.join("src/lib.rs"));
    let targets = fs::read_dir(fuzz.join("fuzz_targets")).expect("the fuzz targets");
    roots.extend(targets.map(|target| target.expect("a fuzz target").path()));
    roots
}

#[test]
fn no_files_name_each_other() {
    let roots = roots();
    assert!(roots.len() > 25, "only {} targets were found", roots.len());
    let found: Vec<String> =
        roots.iter().flat_map(|root| circles(&graph(root), workspace())).collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn the_folders_of_the_core_are_layers() {
    let source = workspace().join("runtime/core/src");
    let graph = graph(&source.join("lib.rs"));
    assert!(graph.len() > 60, "only {} files were found", graph.len());
    for file in graph.keys() {
        assert!(is_placed(file, &source), "{} is in no layer", file.display());
    }
    let wrong = wrong_arrows(&graph, &source);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The test would be worth nothing if it found nothing anywhere.
#[test]
fn what_is_wrong_on_purpose_is_found() {
    let source = workspace().join("tests/it/architecture/fixture/src");
    let graph = graph(&source.join("lib.rs"));
    assert_eq!(
        circles(&graph, &source),
        [
            // By a re-export, and in a nested group.
            "load/mod.rs -> load/run.rs (run) -> load/mod.rs (Limit)",
            // By a path without `use`, inside a macro's arguments.
            "secret/a.rs -> secret/b.rs (b) -> secret/a.rs (A)",
        ]
    );
    assert_eq!(
        wrong_arrows(&graph, &source),
        [
            "odd.rs names A of secret/a.rs",
            "process/mod.rs names A of secret/a.rs",
            "secret/b.rs names Limit of load/mod.rs",
            // By a `use` in a function, and by arguments of a macro that are no expressions.
            "secret/c.rs names run of load/run.rs",
            "secret/c.rs names Nothing of process/mod.rs",
        ]
    );
    assert!(!is_placed(&source.join("odd.rs"), &source));
}
