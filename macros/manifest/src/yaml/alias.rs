//! Aliases: shared, and bounded in what they expand to.

use std::rc::Rc;

use super::node::{Kind, Node};
use super::{Builder, Content, Fatal, MAX_DEPTH, too_deep};
use crate::code::Code;
use crate::report::Problem;
use crate::secrets::{self, shown};
use crate::span::Span;
use crate::suggest;

/// Aliases may add this many nodes, and four times those that are written.
const MAX_ALIASED: usize = 100_000;

pub(super) struct Anchor {
    pub(super) name: String,
    pub(super) span: Span,
    pub(super) used: bool,
    /// Absent while the node is being read.
    pub(super) node: Option<Rc<Node>>,
}

impl Anchor {
    pub(super) fn at(span: Span) -> Self {
        Anchor { name: String::new(), span, used: false, node: None }
    }
}

impl Builder<'_> {
    pub(super) fn alias(&mut self, id: usize, span: Span) -> Result<(), Fatal> {
        let Some(anchor) = self.anchors.get_mut(&id) else {
            self.place(Rc::new(Node::new(Kind::Invalid, span)), span, false);
            return Ok(());
        };
        anchor.used = true;
        let Some(node) = anchor.node.clone() else {
            let problem =
                Problem::at(Code::AliasInItself, span, "this alias stands inside its own anchor")
                    .help("write the value out")
                    .related(anchor.span, "the anchor is here");
            return Err(Box::new(problem));
        };
        if self.open.len() + node.depth > MAX_DEPTH {
            return Err(Box::new(too_deep(span)));
        }
        self.aliased = self.aliased.saturating_add(node.size);
        if self.aliased > MAX_ALIASED + 4 * self.written {
            let message = "the aliases of this manifest expand to too many values";
            let problem = Problem::at(Code::TooManyAliases, span, message)
                .help("do not nest aliases in anchors that are themselves repeated");
            return Err(Box::new(problem));
        }
        self.place(node, span, false);
        Ok(())
    }

    pub(super) fn unknown_alias(&mut self, name: &str, span: Span) {
        let problem = match self.secret_as_alias(name) {
            Some((key, what)) => secret_in_manifest(span, key, what),
            None => self.no_such_anchor(name, span),
        };
        self.misses_anchor = true;
        self.problems.push(problem);
        self.place(Rc::new(Node::new(Kind::Invalid, span)), span, false);
    }

    /// A key that was pasted without quotes: of its key, and why it is one.
    fn secret_as_alias(&self, name: &str) -> Option<(&str, &'static str)> {
        let key = match self.open.last().map(|frame| &frame.content) {
            Some(Content::Pairs { key: Some((key, _)), .. }) => match &key.kind {
                Kind::Scalar(scalar) => scalar.text.as_str(),
                _ => "",
            },
            _ => "",
        };
        let named = secrets::is_secret_name(key).then_some("its key says so");
        let what = secrets::find_in(key, name).or(named)?;
        Some((key, what))
    }

    /// Whether the value of a `<<` is being read, or an item of it.
    fn is_merged(&self) -> bool {
        let frame =
            self.open.iter().rev().find(|frame| !matches!(frame.content, Content::Items(_)));
        matches!(
            frame.map(|frame| &frame.content),
            Some(Content::Pairs { key: Some((_, true)), .. })
        )
    }

    fn no_such_anchor(&self, name: &str, span: Span) -> Problem {
        let alias = |name: &str| shown(&format!("*{name}"));
        let message =
            format!("unknown alias `{}`, no anchor of that name stands above it", alias(name));
        let near = suggest::nearest(name, self.names.iter().rev().take(100).map(String::as_str));
        let help = match near {
            Some(near) if near != name => format!("write `{}`", alias(near)),
            _ if self.is_merged() => {
                format!("define it above with `{}`", shown(&format!("&{name}")))
            }
            _ => "put quotes around text that begins with `*`".to_owned(),
        };
        Problem::at(Code::UnknownAlias, span, message).help(help)
    }

    // Most likely an alias was meant to use it. Where one misses its anchor, that is the mistake.
    pub(super) fn anchors_are_used(&mut self) {
        if self.misses_anchor {
            return;
        }
        for anchor in self.anchors.values().filter(|anchor| !anchor.used) {
            let name = |sign: char| shown(&format!("{sign}{}", anchor.name));
            let message = format!("anchor `{}` is used by no alias", name('&'));
            let problem = Problem::at(Code::UnusedAnchor, anchor.span, message)
                .help(format!("remove it, or write `{}` where it was meant to stand", name('*')));
            self.problems.push(problem.warning());
        }
    }
}

fn secret_in_manifest(span: Span, key: &str, what: &str) -> Problem {
    let message = match key {
        "" => format!("this looks like a secret ({what})"),
        _ => format!("`{}` looks like a secret ({what})", shown(key)),
    };
    Problem::secret(span, message)
        .help("read it with `source: env` or `source: file`")
        .note("a secret that was committed or shared must be revoked")
}
