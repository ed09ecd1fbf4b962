//! A file's text: its `sops` section, its values in order, and what of it is not given out.

use core::ops::Range;

use provider_credentials_core::{NodeKind, Nodes, SourceError, TextNode};

use super::comments;
use super::dotenv;
use super::failures::{METADATA, NOT_ENCRYPTED, SYNTAX};
use super::format::Format;
use super::leaf::{Leaf, Visit};
use super::place::{has_brackets, is_collection, line_end, line_start};
use super::rules::Rule;
use super::splice::Cut;
use super::tree::{DEEPEST, Tree};
use super::value::Value;

/// The name of the section in YAML and JSON.
pub(super) const SECTION: &str = "sops";

pub(super) enum Document<'t> {
    Nodes { text: &'t str, nodes: Nodes<'t>, format: Format },
    Dotenv { text: &'t str },
}

impl<'t> Document<'t> {
    pub(super) fn read(text: &'t str, format: Format) -> Result<Self, SourceError> {
        let nodes = match format {
            Format::Dotenv => return Ok(Self::Dotenv { text }),
            Format::Yaml => Nodes::yaml(text),
            Format::Json | Format::Binary => Nodes::json(text),
        };
        let nodes = nodes.ok_or(SYNTAX)?;
        if nodes.roots().any(|root| !matches!(root.kind(), NodeKind::Mapping | NodeKind::Absent)) {
            return Err(NOT_ENCRYPTED);
        }
        Ok(Self::Nodes { text, nodes, format })
    }

    /// What JSON without a name for it holds: bytes, if they are all there is.
    pub(super) fn format_of_content(&self, format: Format) -> Format {
        if format == Format::Binary && !self.is_binary() { Format::Json } else { format }
    }

    fn is_binary(&self) -> bool {
        let Self::Nodes { nodes, .. } = self else { return false };
        let mut names = nodes.roots().flat_map(|root| root.children().step_by(2));
        names.all(|name| name.text().is_some_and(|name| matches!(name.as_str(), "data" | SECTION)))
    }

    /// The `sops` section, and where it stands.
    pub(super) fn section(&self) -> Result<(Tree, Vec<Cut>), SourceError> {
        let (tree, cuts) = match self {
            Self::Dotenv { text } => dotenv::section(text)?,
            Self::Nodes { text, nodes, .. } => {
                let mut tree = Tree::default();
                let mut cuts = Vec::new();
                for (number, root) in nodes.roots().enumerate() {
                    let members: Vec<_> = root.children().collect();
                    for (at, pair) in members.chunks_exact(2).enumerate() {
                        let [key, value] = pair else { continue };
                        if !is_section(key) {
                            continue;
                        }
                        if number == 0 {
                            let is_section = value.kind() == NodeKind::Mapping;
                            let problem = if is_section { METADATA } else { NOT_ENCRYPTED };
                            collect(value, &mut Vec::new(), &mut tree).ok_or(problem)?;
                        }
                        let last = value.last().range().end;
                        cuts.push(
                            if text.get(root.range()).is_some_and(|root| root.starts_with('{')) {
                                let before =
                                    at.checked_sub(1).and_then(|at| members.get(2 * at + 1));
                                let behind = members.get(2 * at + 2);
                                in_brackets(text, key, value, before, behind)
                            } else {
                                // The place of a block may end behind its last line break.
                                let is_at_end =
                                    text.get(..last).is_some_and(|text| text.ends_with('\n'));
                                let end = if is_at_end { last } else { line_end(text, last) };
                                line_start(text, key.range().start)..end
                            },
                        );
                    }
                }
                (tree, cuts)
            }
        };
        if tree.is_empty() {
            return Err(NOT_ENCRYPTED);
        }
        Ok((tree, cuts.into_iter().map(Cut::from).collect()))
    }

    /// Every value in the order of the text, but for those of the `sops` section.
    pub(super) fn walk(&self, rule: &Rule, visit: Visit<'_>) -> Result<(), SourceError> {
        match self {
            Self::Dotenv { text } => dotenv::walk(text, rule, visit),
            Self::Nodes { nodes, format, .. } => nodes
                .roots()
                .try_for_each(|root| Walk { rule, format: *format, visit }.document(root)),
        }
    }
}

fn is_section(key: &TextNode<'_, '_>) -> bool {
    key.text().is_some_and(|text| text.as_str() == SECTION)
}

struct Walk<'w, 'v> {
    rule: &'w Rule,
    format: Format,
    visit: Visit<'v>,
}

/// A collection that is being walked through.
struct Open<I> {
    children: I,
    is_mapping: bool,
    /// How much of the path led to it.
    path: usize,
    is_named: bool,
    is_in_brackets: bool,
}

impl Walk<'_, '_> {
    fn document(&mut self, root: TextNode<'_, '_>) -> Result<(), SourceError> {
        let mut path = String::new();
        let is_in_brackets = has_brackets(&root);
        let (children, is_mapping, path_length) = (root.children(), true, 0);
        let root =
            Open { children, is_mapping, path: path_length, is_named: false, is_in_brackets };
        // A stack of its own: how deep a file goes is no reason to overflow the thread's.
        let mut open = vec![root];
        while let Some(within) = open.last_mut() {
            path.truncate(within.path);
            let Some(mut node) = within.children.next() else {
                open.pop();
                continue;
            };
            let mut is_named = within.is_named;
            let is_in_brackets = within.is_in_brackets;
            if within.is_mapping {
                let key = node.text().ok_or(SYNTAX)?;
                let is_top = path.is_empty() && open.len() == 1;
                let within = open.last_mut().ok_or(SYNTAX)?;
                node = within.children.next().ok_or(SYNTAX)?;
                if is_top && key.as_str() == SECTION {
                    continue;
                }
                is_named = is_named || self.rule.names(key.as_str());
                path.push_str(key.as_str());
                path.push(':');
            }
            if is_collection(&node) {
                let (children, is_mapping) = (node.children(), node.kind() == NodeKind::Mapping);
                let is_in_brackets = is_in_brackets || has_brackets(&node);
                open.push(Open {
                    children,
                    is_mapping,
                    path: path.len(),
                    is_named,
                    is_in_brackets,
                });
            } else {
                self.leaf(&node, &path, is_named, is_in_brackets)?;
            }
        }
        Ok(())
    }

    #[cfg_attr(not(feature = "sops-write"), expect(unused_variables, reason = "for writing"))]
    fn leaf(
        &mut self,
        node: &TextNode<'_, '_>,
        path: &str,
        is_named: bool,
        is_in_brackets: bool,
    ) -> Result<(), SourceError> {
        // sops writes none, and each would be a value that the checksum takes once more.
        if node.kind() == NodeKind::Alias {
            return Err(SYNTAX);
        }
        let text = node.text().ok_or(SYNTAX)?;
        let value = match self.format {
            Format::Yaml => Value::of_yaml(node.kind(), text.as_str()),
            _ => Value::of_json(node.kind(), text.as_str()),
        };
        (self.visit)(Leaf {
            path,
            is_encrypted: self.rule.encrypts(is_named),
            range: node.range(),
            value,
            #[cfg(feature = "sops-write")]
            is_block: node.kind() == NodeKind::Block,
            #[cfg(feature = "sops-write")]
            is_in_brackets,
        })
    }
}

/// Copies what a node holds; `None` if that is no mapping or there twice.
fn collect(node: &TextNode<'_, '_>, path: &mut Vec<String>, tree: &mut Tree) -> Option<()> {
    if path.len() > DEEPEST {
        return None;
    }
    let mut below = |name: &str, value: &TextNode<'_, '_>, tree: &mut Tree| {
        path.push(name.to_owned());
        let done = collect(value, path, tree);
        path.pop();
        done
    };
    match node.kind() {
        NodeKind::Mapping => {
            let mut children = node.children();
            while let (Some(key), Some(value)) = (children.next(), children.next()) {
                below(key.text()?.as_str(), &value, tree)?;
            }
        }
        NodeKind::Sequence => {
            for (number, item) in node.children().enumerate() {
                below(&number.to_string(), &item, tree)?;
            }
        }
        NodeKind::Alias => return None,
        NodeKind::Absent => {}
        _ => {
            let text = node.text()?;
            if !(node.kind() == NodeKind::Plain && matches!(text.as_str(), "null" | "~")) {
                let path: Vec<&str> = path.iter().map(String::as_str).collect();
                tree.put(&path, text.as_str())?;
            }
        }
    }
    Some(())
}

/// A member of an object, with one of the commas around it.
fn in_brackets(
    text: &str,
    key: &TextNode<'_, '_>,
    value: &TextNode<'_, '_>,
    before: Option<&TextNode<'_, '_>>,
    behind: Option<&TextNode<'_, '_>>,
) -> Range<usize> {
    match (before, behind) {
        (Some(before), _) => before.range().end..value.range().end,
        (None, Some(behind)) => key.range().start..behind.range().start,
        (None, None) => {
            let end = value.range().end;
            let rest = text.get(end..).unwrap_or_default();
            let comma = rest.find(|c: char| !c.is_whitespace() && c != ',').unwrap_or(rest.len());
            key.range().start..end + comma
        }
    }
}

impl Document<'_> {
    /// Encrypted comments: whole lines where nothing else is in them.
    pub(super) fn comments(&self) -> Vec<Range<usize>> {
        match self {
            Self::Dotenv { text } => dotenv::comments(text),
            Self::Nodes { text, nodes, format: Format::Yaml } => comments::comments(text, nodes),
            Self::Nodes { .. } => Vec::new(),
        }
    }

    /// Items of lists that are comments: so sops writes those that it finds in lists.
    pub(super) fn items(&self) -> Vec<comments::Item> {
        let Self::Nodes { text, nodes, .. } = self else { return Vec::new() };
        let lists = nodes.all().filter(|node| node.kind() == NodeKind::Sequence);
        let mut items: Vec<comments::Item> =
            lists.flat_map(|list| comments::items(text, &list)).collect();
        items.sort_by_key(|item| item.cut.start);
        items
    }
}
