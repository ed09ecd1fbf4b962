//! Folders of a crate that name only those before them.

use std::path::Path;

use super::circles::shown;
use super::graph::Graph;

/// Each of these folders may name those before it.
const LAYERS: [&str; 11] = [
    "secret", "contract", "spec", "report", "format", "value", "file", "source", "load", "set",
    "live",
];

/// These may name all of those, and not each other.
const ABOVE: [&str; 3] = ["sink", "audit", "redact"];

/// Files of the root, which may name all; nobody names what is in them.
const ROOT: [&str; 2] = ["lib.rs", "private.rs"];

/// Names nobody, and only the root names it.
const BESIDE: &str = "process";

/// One line for each arrow that points up or aside.
pub(super) fn wrong_arrows(graph: &Graph, source: &Path) -> Vec<String> {
    let mut lines = Vec::new();
    for (from, targets) in graph {
        for (to, name) in targets {
            if !is_allowed(place(from, source), place(to, source)) {
                let (from, to) = (shown(from, source), shown(to, source));
                lines.push(format!("{from} names {name} of {to}"));
            }
        }
    }
    lines
}

fn is_allowed(from: &str, to: &str) -> bool {
    let rank = |place: &str| LAYERS.iter().position(|layer| *layer == place);
    match (rank(from), rank(to)) {
        _ if from == to || ROOT.contains(&from) => true,
        (Some(from), Some(to)) => to < from,
        (None, Some(_)) => ABOVE.contains(&from),
        (_, None) => false,
    }
}

/// Every file of the crate has its place.
pub(super) fn is_placed(file: &Path, source: &Path) -> bool {
    let place = place(file, source);
    [&LAYERS[..], &ABOVE, &ROOT, &[BESIDE]].concat().contains(&place)
}

/// The folder of the crate that a file is in, or its own name if it is in none.
fn place<'p>(file: &'p Path, source: &Path) -> &'p str {
    let inside = file.strip_prefix(source).expect("a file of the crate");
    let first = inside.components().next().expect("a name");
    first.as_os_str().to_str().expect("a name in UTF-8")
}
