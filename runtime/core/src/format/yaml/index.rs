//! The structure of a document: a flat list of nodes with byte offsets and no text.

use provider_credentials_yaml::{Event, Events, ScalarStyle, Span, options};

use super::mask::mask;
use crate::format::finish::is_break;
use crate::format::place_of::place_of;
use crate::report::{Position, ValueReason};
use crate::spec::Numbers;

/// Nodes in document order: those of a collection follow it, up to its `next`.
pub(in crate::format) struct Index {
    nodes: Vec<Node>,
}

pub(in crate::format) type NodeId = usize;

#[derive(Clone, Copy)]
pub(in crate::format) struct Node {
    pub(in crate::format) kind: Kind,
    pub(in crate::format) tag: Tag,
    /// Where a scalar is written, quotes included.
    pub(in crate::format) start: usize,
    pub(in crate::format) end: usize,
    /// The node behind this one and all that is in it.
    pub(in crate::format) next: NodeId,
}

#[derive(Clone, Copy)]
pub(in crate::format) enum Kind {
    /// A value that is not written at all.
    Absent,
    Plain,
    SingleQuoted,
    DoubleQuoted,
    Block(Block),
    Sequence,
    Mapping,
    Alias(NodeId),
}

/// A literal or folded scalar, whose offsets span the content without its header.
#[derive(Clone, Copy)]
pub(in crate::format) struct Block {
    pub(in crate::format) folded: bool,
    /// How many spaces are cut from each line.
    pub(in crate::format) indent: usize,
    /// The line breaks before the content, and behind it after chomping.
    pub(in crate::format) leading: usize,
    pub(in crate::format) trailing: usize,
    /// Whether there is nothing but white space.
    pub(in crate::format) blank: bool,
}

#[derive(Clone, Copy)]
pub(in crate::format) enum Tag {
    None,
    Str,
    Null,
    Merge,
    /// Of YAML's own schemas.
    Other,
    /// Of another program, such as `!vault`.
    Local,
}

impl Index {
    /// Refuses what is not YAML, more than one document, nesting of more than 255 levels, and
    /// `%TAG` directives, which change what a tag means.
    pub(in crate::format) fn new(text: &str) -> Result<Self, ValueReason> {
        Self::of(text, 1)
    }

    /// The same of a stream with any number of documents. Their roots follow each other.
    #[cfg(feature = "nodes")]
    pub(in crate::format) fn of_stream(text: &str) -> Result<Self, ValueReason> {
        Self::of(text, usize::MAX)
    }

    fn of(text: &str, most_documents: usize) -> Result<Self, ValueReason> {
        let masked = mask(text);
        let options = options! {
            emit_anchor_events: true,
            // Masked names tell nothing: aliases are resolved here.
            emit_unresolved_aliases: true,
            // Another crate may have turned the parser's feature on.
            emit_comments: false,
            // Longer than the 1,024 of YAML's rule for keys on one line, as most readers allow.
            simple_key_max_lookahead: 8192,
        };
        let mut builder = Builder {
            text,
            nodes: Vec::new(),
            open: Vec::new(),
            anchors: Numbers::default(),
            documents: 0,
            most_documents,
        };
        for event in Events::new(&masked, options) {
            let (event, span) = event.map_err(|error| {
                let offset = error.marker().byte_offset();
                ValueReason::YamlSyntax(place_of(text, offset.unwrap_or(text.len())))
            })?;
            builder.take(&event, &span).map_err(|(offset, fault)| fault(place_of(text, offset)))?;
        }
        Ok(Self { nodes: builder.nodes })
    }

    pub(in crate::format) fn root(&self) -> Option<NodeId> {
        if self.nodes.is_empty() { None } else { Some(0) }
    }

    /// How many nodes there are.
    pub(in crate::format) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// The node, or the one that it is an alias of.
    pub(in crate::format) fn resolve(&self, id: NodeId) -> Option<(NodeId, &Node)> {
        let node = self.nodes.get(id)?;
        match node.kind {
            Kind::Alias(target) => self.nodes.get(target).map(|node| (target, node)),
            _ => Some((id, node)),
        }
    }

    /// The nodes right inside a collection; those of a mapping are keys and values by turns.
    pub(in crate::format) fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let end = self.nodes.get(id).map_or(0, |node| node.next);
        self.siblings(id + 1, end)
    }

    /// The root of each document.
    #[cfg(feature = "nodes")]
    pub(in crate::format) fn roots(&self) -> impl Iterator<Item = NodeId> + '_ {
        self.siblings(0, self.nodes.len())
    }

    #[cfg(feature = "nodes")]
    pub(in crate::format) fn of_nodes(nodes: Vec<Node>) -> Self {
        Self { nodes }
    }

    #[cfg(feature = "nodes")]
    pub(in crate::format) fn node(&self, id: NodeId) -> Option<&Node> {
        self.nodes.get(id)
    }

    fn siblings(&self, first: NodeId, end: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let mut at = first;
        core::iter::from_fn(move || {
            let child = at;
            if child >= end {
                return None;
            }
            at = self.nodes.get(child)?.next;
            Some(child)
        })
    }
}

/// The offset of something, and what is wrong there.
type Fault = (usize, fn(Position) -> ValueReason);

struct Builder<'t> {
    text: &'t str,
    nodes: Vec<Node>,
    /// The collections that are not closed yet.
    open: Vec<NodeId>,
    /// The latest node for each name, as it is written in the text.
    anchors: Numbers<'t>,
    documents: usize,
    most_documents: usize,
}

impl Builder<'_> {
    /// The error is what is wrong, and its offset.
    fn take(&mut self, event: &Event<'_>, span: &Span) -> Result<(), Fault> {
        let syntax = |offset| (offset, ValueReason::YamlSyntax as fn(Position) -> ValueReason);
        let (start, end) = match span.byte_range() {
            Some(range) => (range.start, range.end),
            None => return Err(syntax(0)),
        };
        match event {
            Event::DocumentStart(..) => {
                self.documents += 1;
                if self.documents > self.most_documents {
                    return Err((start, ValueReason::YamlDocument));
                }
                if let Some(offset) = tag_directive(self.text.get(..start).unwrap_or_default()) {
                    return Err(syntax(offset));
                }
            }
            Event::Scalar(value, style, ..) => self.push(kind(value, *style, span), span),
            Event::SequenceStart(..) => self.open(Kind::Sequence, span),
            Event::MappingStart(..) => self.open(Kind::Mapping, span),
            Event::SequenceEnd | Event::MappingEnd => {
                let next = self.nodes.len();
                if let Some(node) = self.open.pop().and_then(|id| self.nodes.get_mut(id)) {
                    node.next = next;
                    node.end = node.end.max(end);
                }
            }
            // Comes right behind the node that it names.
            Event::Anchor(..) => {
                let name = self.text.get(start + 1..end).ok_or(syntax(start))?;
                let id = self.nodes.len().checked_sub(1).ok_or(syntax(start))?;
                self.anchors.insert(name, id);
            }
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                let name = self.text.get(start + 1..end).ok_or(syntax(start))?;
                let (_, target) = self.anchors.get(name).ok_or(syntax(start))?;
                self.push(Kind::Alias(target), span);
            }
            _ => {}
        }
        Ok(())
    }

    fn open(&mut self, kind: Kind, span: &Span) {
        self.open.push(self.nodes.len());
        self.push(kind, span);
    }

    fn push(&mut self, kind: Kind, span: &Span) {
        let range = span.byte_range().unwrap_or_default();
        self.nodes.push(Node {
            kind,
            tag: tag(self.text, span),
            start: range.start,
            end: range.end,
            next: self.nodes.len() + 1,
        });
    }
}

/// `value` is masked: what counts is its line breaks, which masking keeps.
fn kind(value: &str, style: ScalarStyle, span: &Span) -> Kind {
    match style {
        // A `~` in the text is masked, so this one is the parser's.
        ScalarStyle::Plain if matches!(value, "" | "~") => Kind::Absent,
        ScalarStyle::Plain => Kind::Plain,
        ScalarStyle::SingleQuoted => Kind::SingleQuoted,
        ScalarStyle::DoubleQuoted => Kind::DoubleQuoted,
        ScalarStyle::Literal | ScalarStyle::Folded => {
            let trimmed = value.trim_end_matches('\n');
            Kind::Block(Block {
                folded: style == ScalarStyle::Folded,
                // The content begins behind the indentation of its first line.
                indent: span.start.col(),
                leading: value.len() - value.trim_start_matches('\n').len(),
                trailing: value.len() - trimmed.len(),
                blank: value.trim().is_empty(),
            })
        }
    }
}

fn tag(text: &str, span: &Span) -> Tag {
    if span.tag_start().is_none() {
        return Tag::None;
    }
    let Some(written) = span.tag_span().and_then(|span| span.slice(text)) else {
        return Tag::Other;
    };
    // A lone `!` is YAML's way to say that a scalar is text.
    if written == "!" {
        return Tag::Str;
    }
    let verbatim = written.strip_prefix("!<tag:yaml.org,2002:");
    let core = verbatim.and_then(|tag| tag.strip_suffix('>'));
    match core.or_else(|| written.strip_prefix("!!")) {
        Some("str") => Tag::Str,
        Some("null") => Tag::Null,
        Some("merge") => Tag::Merge,
        Some(_) => Tag::Other,
        None => Tag::Local,
    }
}

/// The offset of a `%TAG` directive in what stands before the document.
fn tag_directive(prefix: &str) -> Option<usize> {
    let mut offset = 0;
    for line in prefix.split_inclusive(is_break) {
        if line.trim_start_matches('\u{feff}').starts_with("%TAG") {
            return Some(offset);
        }
        offset += line.len();
    }
    None
}
