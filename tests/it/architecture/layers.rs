//! Folders of a crate that name only those before them.

use std::path::Path;

use super::circles::shown;
use super::graph::Graph;

/// Each of these folders may name those before it.
const LAYERS: [&str; 9] =
    ["secret", "contract", "spec", "report", "format", "file", "source", "load", "set"];

/// These may name all of those, and not each other.
const ABOVE: [&str; 3] = ["live", "audit", "redact"];

/// Names nobody, and only the root names it.
const BESIDE: &str = "process";

/// One line for each arrow that points up or aside.
pub(super) fn wrong_arrows(graph: &Graph, source: &Path) -> Vec<String> {
    let mut lines = Vec::new();
    for (from, targets) in graph {
        for (to, name) in targets {
            if !is_allowed(folder(from, source), folder(to, source)) {
                let (from, to) = (shown(from, source), shown(to, source));
                lines.push(format!("{from} names {name} of {to}"));
            }
        }
    }
    lines
}

fn is_allowed(from: Option<&str>, to: Option<&str>) -> bool {
    // The root puts all together; nobody names what is in it.
    let Some(from) = from else { return true };
    let Some(to) = to else { return false };
    let rank = |folder: &str| LAYERS.iter().position(|layer| *layer == folder);
    match (rank(from), rank(to)) {
        _ if from == to => true,
        (Some(from), Some(to)) => to < from,
        (None, Some(_)) => ABOVE.contains(&from),
        (_, None) => false,
    }
}

/// Every folder of the crate has its place.
pub(super) fn is_known(folder: &str) -> bool {
    LAYERS.contains(&folder) || ABOVE.contains(&folder) || folder == BESIDE
}

pub(super) fn folder<'p>(file: &'p Path, source: &Path) -> Option<&'p str> {
    let inside = file.strip_prefix(source).ok()?;
    let mut parts = inside.components();
    let first = parts.next()?;
    parts.next()?;
    first.as_os_str().to_str()
}
