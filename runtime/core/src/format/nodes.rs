use core::fmt;
use core::ops::Range;

use super::json;
use super::text::Text;
use super::yaml::{Index, Kind, Node, NodeId, Tag, decode};

/// The structure of JSON or YAML text: every mapping, list and scalar, with its place in the text.
///
/// For formats that encrypt a document's values one by one. Nothing of the text is copied, but for scalars that are
/// asked for and are written with escapes or over several lines; those copies are wiped.
///
/// ```
/// # use provider_credentials_core as provider_credentials;
/// use provider_credentials::Nodes;
///
/// let text = "a: [one, 'it''s']\n";
/// let nodes = Nodes::yaml(text).unwrap();
/// let root = nodes.roots().next().unwrap();
/// let members: Vec<_> = root.children().collect();
/// let list: Vec<_> = members[1].children().collect();
/// assert_eq!(members[0].written(), "a");
/// assert_eq!(list[1].written(), "'it''s'");
/// assert_eq!(list[1].text().unwrap().as_str(), "it's");
/// assert_eq!(&text[list[1].range()], "'it''s'");
/// ```
pub struct Nodes<'t> {
    text: &'t str,
    index: Index,
    is_json: bool,
}

/// What a node is, and how it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum NodeKind {
    /// A mapping: keys and values by turns.
    Mapping,
    /// A list.
    Sequence,
    /// A YAML alias.
    Alias,
    /// A YAML value that is not written at all.
    Absent,
    /// Without quotes: text, a number, a boolean, or null.
    Plain,
    /// In quotes, or tagged as text.
    Text,
    /// A literal or folded block of YAML, whose place is its content, without the header.
    Block,
    /// With a tag other than that of text, and so of some other type.
    Tagged,
}

/// A node of a document.
#[derive(Clone, Copy)]
pub struct TextNode<'n, 't> {
    nodes: &'n Nodes<'t>,
    node: &'n Node,
    id: NodeId,
}

/// The text of a scalar: a piece of the document, or a buffer that is wiped.
pub struct NodeText<'t>(Text<'t>);

impl<'t> Nodes<'t> {
    /// Of YAML, of one document or several; `None` if it is none.
    #[must_use]
    pub fn yaml(text: &'t str) -> Option<Self> {
        Some(Self { text, index: Index::of_stream(text).ok()?, is_json: false })
    }

    /// Of JSON; `None` if it is none.
    #[must_use]
    pub fn json(text: &'t str) -> Option<Self> {
        json::extract(text, &[]).ok()?;
        Some(Self { text, index: Index::of_nodes(json_nodes(text)), is_json: true })
    }

    /// The root of each document.
    pub fn roots(&self) -> impl Iterator<Item = TextNode<'_, 't>> {
        self.index.roots().filter_map(|id| self.node(id))
    }

    /// Every node in the order of the text, keys included.
    pub fn all(&self) -> impl Iterator<Item = TextNode<'_, 't>> {
        (0..self.index.len()).filter_map(|id| self.node(id))
    }

    fn node(&self, id: NodeId) -> Option<TextNode<'_, 't>> {
        self.index.node(id).map(|node| TextNode { nodes: self, node, id })
    }
}

impl<'n, 't> TextNode<'n, 't> {
    /// What it is.
    #[must_use]
    pub fn kind(&self) -> NodeKind {
        match (self.node.kind, self.node.tag) {
            (Kind::Mapping, _) => NodeKind::Mapping,
            (Kind::Sequence, _) => NodeKind::Sequence,
            (Kind::Alias(_), _) => NodeKind::Alias,
            (_, Tag::Null | Tag::Merge | Tag::Other | Tag::Local) => NodeKind::Tagged,
            (Kind::Block(_), _) => NodeKind::Block,
            (_, Tag::Str) | (Kind::SingleQuoted | Kind::DoubleQuoted, _) => NodeKind::Text,
            (Kind::Absent, _) => NodeKind::Absent,
            (Kind::Plain, _) => NodeKind::Plain,
        }
    }

    /// Where it is written, quotes and brackets included. That of a YAML collection without brackets may end anywhere
    /// behind its last node.
    #[must_use]
    pub fn range(&self) -> Range<usize> {
        self.node.start..self.node.end
    }

    /// As it is written.
    #[must_use]
    pub fn written(&self) -> &'t str {
        self.nodes.text.get(self.range()).unwrap_or_default()
    }

    /// The nodes right inside a collection; those of a mapping are keys and values by turns.
    pub fn children(&self) -> impl Iterator<Item = TextNode<'n, 't>> + use<'n, 't> {
        let nodes = self.nodes;
        nodes.index.children(self.id).filter_map(move |id| nodes.node(id))
    }

    /// The last scalar or empty collection inside, or the node itself.
    #[must_use]
    pub fn last(&self) -> Self {
        let last = self.node.next.checked_sub(1).and_then(|id| self.nodes.node(id));
        last.unwrap_or(*self)
    }

    /// What a scalar stands for; `None` if that is no text, such as half a surrogate pair.
    #[must_use]
    pub fn text(&self) -> Option<NodeText<'t>> {
        let text = if self.nodes.is_json && matches!(self.node.kind, Kind::DoubleQuoted) {
            json::decode(self.written())
        } else {
            decode(self.nodes.text, self.node).ok()
        };
        text.map(NodeText)
    }
}

impl NodeText<'_> {
    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

/// Shows how long the text is.
impl fmt::Debug for Nodes<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Nodes").field("length", &self.text.len()).finish_non_exhaustive()
    }
}

/// Shows what it is, and where.
impl fmt::Debug for TextNode<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (kind, range) = (self.kind(), self.range());
        f.debug_struct("TextNode").field("kind", &kind).field("range", &range).finish()
    }
}

/// Shows nothing of the text.
impl fmt::Debug for NodeText<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NodeText").finish_non_exhaustive()
    }
}

/// The nodes of a text that is known to be JSON.
fn json_nodes(text: &str) -> Vec<Node> {
    let mut nodes: Vec<Node> = Vec::new();
    let mut open: Vec<NodeId> = Vec::new();
    let mut bytes = text.bytes().enumerate().peekable();
    while let Some((start, byte)) = bytes.next() {
        let (kind, end) = match byte {
            b'{' => (Kind::Mapping, start),
            b'[' => (Kind::Sequence, start),
            b'}' | b']' => {
                let next = nodes.len();
                if let Some(node) = open.pop().and_then(|id| nodes.get_mut(id)) {
                    node.next = next;
                    node.end = start + 1;
                }
                continue;
            }
            b'"' => {
                let mut end = text.len();
                while let Some((at, byte)) = bytes.next() {
                    match byte {
                        b'\\' => drop(bytes.next()),
                        b'"' => {
                            end = at + 1;
                            break;
                        }
                        _ => {}
                    }
                }
                (Kind::DoubleQuoted, end)
            }
            b',' | b':' | b' ' | b'\t' | b'\r' | b'\n' => continue,
            _ => {
                let mut end = start + 1;
                while let Some((at, _)) = bytes.next_if(|(_, byte)| is_of_word(*byte)) {
                    end = at + 1;
                }
                (Kind::Plain, end)
            }
        };
        let id = nodes.len();
        nodes.push(Node { kind, tag: Tag::None, start, end, next: id + 1 });
        if matches!(kind, Kind::Mapping | Kind::Sequence) {
            open.push(id);
        }
    }
    nodes
}

/// Whether a byte belongs to a number, or to `true`, `false` or `null`.
fn is_of_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.')
}
