//! Files that name each other, directly or by way of others.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::graph::Graph;

/// One line for each circle.
pub(super) fn circles(graph: &Graph, base: &Path) -> Vec<String> {
    let mut lines = Vec::new();
    let mut told: BTreeSet<&PathBuf> = BTreeSet::new();
    for start in graph.keys() {
        if told.contains(start) {
            continue;
        }
        if let Some(circle) = shortest(graph, start) {
            told.extend(&circle);
            let mut line = shown(start, base);
            for (at, file) in circle.iter().enumerate() {
                let next = circle.get(at + 1).copied().unwrap_or(start);
                line += &format!(" -> {} ({})", shown(next, base), graph[*file][next]);
            }
            lines.push(line);
        }
    }
    lines
}

/// The files of the shortest way from `start` back to it.
fn shortest<'g>(graph: &'g Graph, start: &'g PathBuf) -> Option<Vec<&'g PathBuf>> {
    let mut before: BTreeMap<&PathBuf, &PathBuf> = BTreeMap::new();
    let mut ahead = vec![start];
    while !ahead.is_empty() {
        let mut next = Vec::new();
        for file in ahead {
            for to in graph.get(file).into_iter().flat_map(BTreeMap::keys) {
                if to == start {
                    let mut circle = vec![file];
                    while let Some(earlier) = before.get(circle[circle.len() - 1]) {
                        circle.push(earlier);
                    }
                    circle.reverse();
                    return Some(circle);
                }
                if !before.contains_key(to) {
                    before.insert(to, file);
                    next.push(to);
                }
            }
        }
        ahead = next;
    }
    None
}

pub(super) fn shown(file: &Path, base: &Path) -> String {
    file.strip_prefix(base).unwrap_or(file).display().to_string().replace('\\', "/")
}
