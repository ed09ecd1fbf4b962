//! From the parser's events to a tree.

use std::rc::Rc;

use provider_credentials_yaml::{Event, Events, ScalarStyle, options};

use super::anchor::{Anchor, UnknownAlias};
use super::mapping::{self, Pair};
use super::node::{Kind, Node};
use super::{comment, syntax};
use crate::chars::begins_with;
use crate::code::Code;
use crate::report::{Problem, Problems};
use crate::span::Span;
use crate::table::Names;

/// Nothing in a manifest is deeper than a handful of levels.
pub(super) const MAX_DEPTH: usize = 64;

/// Ten thousand credentials have less than half as many; this bounds the memory for the tree.
const MAX_NODES: usize = 500_000;

pub(super) struct Builder<'a> {
    pub(super) text: &'a str,
    pub(super) problems: &'a mut Problems,
    /// The collections that are being read, outermost first.
    pub(super) open: Vec<Frame>,
    /// In the order of the text: the parser counts them from 1.
    pub(super) anchors: Vec<Anchor>,
    /// The names of anchors, and which had each last.
    pub(super) names: Names,
    /// Aliases that name no anchor above them.
    pub(super) unknown: Vec<UnknownAlias>,
    /// Whether an alias is wrong, so that an anchor without one is no mistake of its own.
    pub(super) misses_anchor: bool,
    pub(super) root: Option<Rc<Node>>,
    /// The places of scalars that have a `#`.
    pub(super) with_hash: Vec<Span>,
    pub(super) written: usize,
    pub(super) nodes: usize,
    pub(super) aliased: usize,
}

pub(super) struct Frame {
    pub(super) start: Span,
    pub(super) anchor: usize,
    pub(super) tag_is_wrong: bool,
    pub(super) content: Content,
}

pub(super) enum Content {
    Items(Vec<Rc<Node>>),
    Pairs { pairs: Vec<Pair>, key: Option<(Rc<Node>, bool)> },
}

pub(super) type Fatal = Box<Problem>;

impl<'a> Builder<'a> {
    pub(super) fn new(text: &'a str, problems: &'a mut Problems) -> Self {
        Builder {
            text,
            problems,
            open: Vec::new(),
            anchors: Vec::new(),
            names: Names::new(),
            unknown: Vec::new(),
            misses_anchor: false,
            root: None,
            with_hash: Vec::new(),
            written: 0,
            nodes: 0,
            aliased: 0,
        }
    }

    pub(super) fn run(mut self) -> Result<Option<Rc<Node>>, Fatal> {
        let options = options! {
            emit_anchor_events: true,
            emit_unresolved_aliases: true,
            emit_comments: false,
            flow_nesting_limit: MAX_DEPTH,
            block_nesting_limit: MAX_DEPTH,
        };
        let mut documents = 0;
        for next in Events::new(self.text, options) {
            let (event, at) = next.map_err(|error| {
                Box::new(syntax::explain(&error, self.open_bracket(), self.text))
            })?;
            let span = self.span(at);
            self.nodes += 1;
            if self.nodes > MAX_NODES {
                return Err(Box::new(too_many(span)));
            }
            match event {
                Event::DocumentStart(..) => {
                    documents += 1;
                    if documents == 2 {
                        self.aliases_are_known();
                        self.problems.push(second_document(span));
                        return Ok(self.root);
                    }
                }
                Event::Alias(id) => self.alias(id, span)?,
                Event::UnresolvedAlias(name) => self.unknown_alias(&name, span),
                Event::Anchor(id, name) => self.anchor(id, name.into_owned(), span),
                Event::Scalar(text, style, anchor, tag) => {
                    if style == ScalarStyle::Plain {
                        if let Some(problem) = self.begins_with_odd_space(&text, span) {
                            return Err(Box::new(problem));
                        }
                    }
                    if text.contains('#') {
                        self.with_hash.push(span);
                    }
                    let tag_span = at.tag_span().map(|tag| self.span(tag));
                    let (kind, merges) = self.scalar(&text, style, tag.as_deref(), span, tag_span);
                    self.close(kind, span, anchor, merges);
                }
                Event::SequenceStart(_, anchor, tag) => {
                    let tag_span = at.tag_span().map(|tag| self.span(tag));
                    let tag_is_wrong = self.refuse_tag(tag.as_deref(), "seq", tag_span);
                    self.open(span, anchor, tag_is_wrong, Content::Items(Vec::new()))?;
                }
                Event::MappingStart(_, anchor, tag) => {
                    let tag_span = at.tag_span().map(|tag| self.span(tag));
                    let tag_is_wrong = self.refuse_tag(tag.as_deref(), "map", tag_span);
                    let content = Content::Pairs { pairs: Vec::new(), key: None };
                    self.open(span, anchor, tag_is_wrong, content)?;
                }
                Event::SequenceEnd | Event::MappingEnd => self.end(span),
                _ => {}
            }
        }
        self.aliases_are_known();
        self.anchors_are_used();
        comment::hold_no_secret(self.text, &self.with_hash, self.problems);
        Ok(self.root)
    }

    /// Where the innermost collection starts, if it is in brackets.
    pub(super) fn open_bracket(&self) -> Option<usize> {
        for frame in self.open.iter().rev() {
            let start = frame.start.start as usize;
            if begins_with(self.text.get(start..)?, "[{") {
                return Some(start);
            }
        }
        None
    }

    pub(super) fn span(&self, span: provider_credentials_yaml::Span) -> Span {
        let range = span.byte_range().unwrap_or(0..0);
        Span::new(range.start.min(self.text.len()), range.end.min(self.text.len()))
    }

    pub(super) fn open(
        &mut self,
        start: Span,
        anchor: usize,
        tag_is_wrong: bool,
        content: Content,
    ) -> Result<(), Fatal> {
        if self.open.len() >= MAX_DEPTH {
            return Err(Box::new(too_deep(start)));
        }
        if anchor != 0 {
            self.anchor_of(anchor, start);
        }
        self.open.push(Frame { start, anchor, tag_is_wrong, content });
        Ok(())
    }

    pub(super) fn end(&mut self, end: Span) {
        let Some(frame) = self.open.pop() else { return };
        let span = Span { start: frame.start.start, end: end.end.max(frame.start.end) };
        let kind = match frame.content {
            _ if frame.tag_is_wrong => Kind::Invalid,
            Content::Items(items) => Kind::Sequence(items),
            Content::Pairs { pairs, .. } => {
                let is_item =
                    matches!(self.open.last(), Some(Frame { content: Content::Items(_), .. }));
                Kind::Mapping(mapping::build(&pairs, is_item, self.text, self.problems))
            }
        };
        self.close(kind, span, frame.anchor, false);
    }

    /// A node that was read to its end.
    pub(super) fn close(&mut self, kind: Kind, span: Span, anchor: usize, merges: bool) {
        let text = if let Kind::Scalar(scalar) = &kind { scalar.weight() } else { 0 };
        self.written += 1 + text;
        let node = Rc::new(Node::new(kind, span));
        if anchor != 0 {
            if let Some(anchor) = self.anchor_of(anchor, span) {
                anchor.node = Some(Rc::clone(&node));
            }
        }
        self.place(node, span, merges);
    }

    /// Puts a node where it belongs in the collection that is being read.
    pub(super) fn place(&mut self, node: Rc<Node>, used_at: Span, merges: bool) {
        match self.open.last_mut().map(|frame| &mut frame.content) {
            None => self.root = Some(node),
            Some(Content::Items(items)) => items.push(node),
            Some(Content::Pairs { pairs, key }) => match key.take() {
                None => *key = Some((node, merges)),
                Some((key, merges)) => pairs.push(Pair { key, value: node, used_at, merges }),
            },
        }
    }
}

fn second_document(span: Span) -> Problem {
    Problem::at(Code::SecondDocument, span, "a manifest is one document, a second one starts here")
        .help("remove `---` and put all credentials into one list")
}

fn too_many(span: Span) -> Problem {
    Problem::at(Code::ManifestTooLarge, span, "the manifest has more than 500,000 values")
        .help("check that it is the file you mean")
}

pub(super) fn too_deep(span: Span) -> Problem {
    Problem::at(Code::TooDeep, span, "the manifest is nested deeper than 64 levels")
        .help("a credential needs no more than a few; flatten it")
}
