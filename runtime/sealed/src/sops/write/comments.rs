//! Comments: sops encrypts them too, for the mapping or list that its YAML library says they belong to.

use core::ops::Range;

use provider_credentials_core::{NodeKind, Nodes, TextNode};
use zeroize::Zeroizing;

use super::super::cipher::{Cipher, Sealed};
use super::super::document::Document;
use super::super::place::line_start;
use super::super::rules::Rule;
use super::super::splice::Cut;

/// A comment of a text.
pub(super) struct Comment {
    /// From its sign to the end of the line.
    pub(super) range: Range<usize>,
    /// As the cipher takes it.
    pub(super) path: String,
    pub(super) is_named: bool,
}

/// A key or a value, and what it is in.
struct Place {
    range: Range<usize>,
    /// Where its line begins to have text.
    column: usize,
    container: usize,
}

struct Container {
    path: String,
    is_named: bool,
}

/// Those of YAML.
pub(super) fn of_yaml(text: &str, nodes: &Nodes<'_>, rule: &Rule) -> Vec<Comment> {
    let mut places = Vec::new();
    let mut containers = Vec::new();
    for root in nodes.roots() {
        containers.push(Container { path: String::new(), is_named: false });
        let container = containers.len() - 1;
        collect(text, rule, root, container, &mut containers, &mut places);
    }
    let mut comments = Vec::new();
    let mut at = 0;
    for next in 0..=places.len() {
        let place = places.get(next);
        let end = place.map_or(text.len(), |place| place.range.start);
        for range in in_gap(text, at, end) {
            let container = container(text, &range, &places, next);
            if let Some(Container { path, is_named }) = containers.get(container) {
                let path = if path.is_empty() { ":".to_owned() } else { path.clone() };
                comments.push(Comment { range, path, is_named: *is_named });
            }
        }
        at = place.map_or(end, |place| place.range.end);
    }
    comments
}

/// Encrypted comments, decrypted where they stand.
pub(super) fn opened(
    text: &str,
    document: &Document<'_>,
    rule: &Rule,
    cipher: &Cipher,
) -> Vec<Cut> {
    let all = match document {
        Document::Nodes { nodes, .. } => of_yaml(text, nodes, rule),
        Document::Dotenv { .. } => Vec::new(),
    };
    let mut buffer = Zeroizing::new(vec![0; text.len()]);
    let mut cuts = Vec::new();
    for line in document.comments() {
        let written = text.get(line.clone()).unwrap_or_default();
        let sign = line.start + written.find('#').unwrap_or(0);
        let written = text.get(sign + 1..line.end).unwrap_or_default().trim_end();
        let Ok(sealed) = Sealed::read(written) else { continue };
        let own = all.iter().filter(|comment| comment.range.start == sign);
        // Another library may say that it belongs to something else.
        let paths = own.chain(&all).map(|comment| comment.path.as_str()).chain([":"]);
        for path in paths {
            if let Ok(plain) = cipher.open(&sealed, path, &mut buffer) {
                cuts.push(Cut::with(sign + 1..sign + 1 + written.len(), plain));
                break;
            }
        }
    }
    let items = document.items();
    let _ = document.walk(rule, &mut |leaf| {
        let item = items.iter().find(|item| leaf.range.end == item.range.end);
        let (Some(item), Some(value)) = (item, leaf.value) else { return Ok(()) };
        let is_alone = text
            .get(line_start(text, item.range.start)..item.range.start)
            .is_some_and(|before| before.trim().is_empty());
        let plain =
            Sealed::read(&value.text).and_then(|it| cipher.open(&it, leaf.path, &mut buffer));
        cuts.push(match plain {
            Ok(plain) if is_alone && item.with.is_empty() && !leaf.is_in_brackets => {
                Cut::with(item.range.clone(), &[b"#", plain].concat())
            }
            _ => Cut::with(item.cut.clone(), item.with.as_bytes()),
        });
        Ok(())
    });
    cuts
}

fn collect(
    text: &str,
    rule: &Rule,
    node: TextNode<'_, '_>,
    container: usize,
    containers: &mut Vec<Container>,
    places: &mut Vec<Place>,
) {
    let place = |node: &TextNode<'_, '_>| {
        let range = node.range();
        let start = line_start(text, range.start);
        let line = text.get(start..).unwrap_or_default();
        Place { range, column: line.len() - line.trim_start_matches(' ').len(), container }
    };
    match node.kind() {
        NodeKind::Mapping => {
            let mut children = node.children();
            while let (Some(key), Some(value)) = (children.next(), children.next()) {
                places.push(place(&key));
                let name = key.text();
                let name = name.as_ref().map_or("", |name| name.as_str());
                let mut inner = container;
                if matches!(value.kind(), NodeKind::Mapping | NodeKind::Sequence) {
                    let outer = containers.get(container);
                    let path = outer.map_or("", |outer| &outer.path);
                    let is_named = outer.is_some_and(|outer| outer.is_named);
                    let new = Container {
                        path: format!("{path}{name}:"),
                        is_named: is_named || rule.names(name),
                    };
                    containers.push(new);
                    inner = containers.len() - 1;
                }
                collect(text, rule, value, inner, containers, places);
            }
        }
        // Items have the path of their list.
        NodeKind::Sequence => {
            for item in node.children() {
                collect(text, rule, item, container, containers, places);
            }
        }
        NodeKind::Absent => {}
        _ => places.push(place(&node)),
    }
}

/// The comments between two scalars.
fn in_gap(text: &str, start: usize, end: usize) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = start;
    while let Some(sign) = text.get(at..end).and_then(|gap| gap.find('#')) {
        let sign = at + sign;
        let before = text.get(..sign).unwrap_or_default();
        let line = text.get(sign..).unwrap_or_default();
        let stop = sign + line.find('\n').unwrap_or(line.len());
        if before.is_empty() || before.ends_with([' ', '\t', '\n']) {
            found.push(sign..stop);
            at = stop;
        } else {
            at = sign + 1;
        }
    }
    found
}

/// What a comment before the place of that number belongs to.
fn container(text: &str, comment: &Range<usize>, places: &[Place], next: usize) -> usize {
    let before = next.checked_sub(1).and_then(|before| places.get(before));
    let behind = places.get(next);
    let start = line_start(text, comment.start);
    let of = |place: Option<&Place>| place.map_or(0, |place| place.container);
    let lead = text.get(start..comment.start).unwrap_or_default();
    if !lead.trim().is_empty() {
        // Behind a value, or behind a key or a dash whose value comes later.
        return of(before.filter(|before| before.range.end > start).or(behind));
    }
    let column = lead.len();
    if behind.is_some_and(|behind| column <= behind.column) {
        return of(behind);
    }
    // At the end of a block that is over.
    let ended = places.get(..next).unwrap_or_default().iter().rev();
    of(ended.into_iter().find(|place| place.column <= column).or(before))
}
