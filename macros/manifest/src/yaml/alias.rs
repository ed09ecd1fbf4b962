//! Aliases: shared, and bounded in what they expand to.

use std::rc::Rc;

use super::anchor::{Anchor, UnknownAlias};
use super::builder::{Builder, Content, Fatal, MAX_DEPTH, too_deep};
use super::node::{Kind, Node};
use crate::code::Code;
use crate::report::Problem;
use crate::secrets::{self, REVOKE, shown};
use crate::span::Span;

/// Aliases may add this many nodes, and four times those that are written.
const MAX_ALIASED: usize = 100_000;

/// What an unknown alias was meant to be is looked for in the whole manifest. Nobody reads more.
const MAX_EXPLAINED: usize = 100;

impl Builder<'_> {
    /// The anchor of that number, counted from 1; where it is new, at that place.
    pub(super) fn anchor_of(&mut self, id: usize, span: Span) -> Option<&mut Anchor> {
        while self.anchors.len() < id {
            self.anchors.push(Anchor::at(span));
        }
        self.anchors.get_mut(id.checked_sub(1)?)
    }

    /// The name of an anchor, which the parser gives after its scalar or the start of its collection.
    pub(super) fn anchor(&mut self, id: usize, name: String, span: Span) {
        let taken = self.names.insert(name.clone(), id.saturating_sub(1));
        let taken = taken.and_then(|first| self.anchors.get(first)).map(|first| first.span);
        let Some(anchor) = self.anchor_of(id, span) else { return };
        (anchor.name, anchor.span) = (name, span);
        // `config: &defaults`, where `*defaults` was meant.
        if let (Some(first), true) =
            (taken, anchor.node.as_ref().is_some_and(|node| node.is_nothing()))
        {
            let name = |sign: char| shown(&format!("{sign}{}", anchor.name));
            let message = format!("anchor `{}` has no value, and its name is taken", name('&'));
            let problem = Problem::at(Code::MissingValue, span, message)
                .related(first, "first defined here")
                .help(format!("write `{}`", name('*')));
            self.problems.push(problem);
            self.misses_anchor = true;
            self.invalidate_last(span);
        }
    }

    /// What was read last is wrong, which has been reported.
    fn invalidate_last(&mut self, span: Span) {
        let last = match self.open.last_mut().map(|frame| &mut frame.content) {
            None => self.root.as_mut(),
            Some(Content::Items(items)) => items.last_mut(),
            Some(Content::Pairs { key: Some((key, _)), .. }) => Some(key),
            Some(Content::Pairs { pairs, .. }) => pairs.last_mut().map(|pair| &mut pair.value),
        };
        if let Some(last) = last {
            *last = Rc::new(Node::new(Kind::Invalid, span));
        }
    }

    pub(super) fn alias(&mut self, id: usize, span: Span) -> Result<(), Fatal> {
        let Some(anchor) = id.checked_sub(1).and_then(|i| self.anchors.get_mut(i)) else {
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
        if let Some((key, what)) = self.secret_as_alias(name) {
            let problem = secret_in_manifest(span, key, what);
            self.problems.push(problem);
        } else {
            let is_merged = self.is_merged();
            self.unknown.push(UnknownAlias { name: name.to_owned(), span, is_merged });
        }
        self.misses_anchor = true;
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

    // At the end, for what was meant may stand below.
    pub(super) fn aliases_are_known(&mut self) {
        if self.unknown.is_empty() {
            return;
        }
        for (i, unknown) in self.unknown.iter().enumerate() {
            let problem = if i < MAX_EXPLAINED {
                unknown.problem(&self.anchors, self.root.as_deref())
            } else {
                unknown.problem(&[], None)
            };
            self.problems.push(problem);
        }
    }

    // Most likely an alias was meant to use it. Where one misses its anchor, that is the mistake.
    pub(super) fn anchors_are_used(&mut self) {
        if self.misses_anchor {
            return;
        }
        for anchor in &self.anchors {
            if anchor.used {
                continue;
            }
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
    Problem::secret(span, message).help("read it with `source: env` or `source: file`").note(REVOKE)
}
