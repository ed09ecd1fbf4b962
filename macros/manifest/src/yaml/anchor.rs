use std::rc::Rc;

use super::node::{Entry, Node};
use crate::code::Code;
use crate::report::Problem;
use crate::secrets::shown;
use crate::span::Span;
use crate::suggest;

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

/// An alias that names no anchor above it.
pub(super) struct UnknownAlias {
    pub(super) name: String,
    pub(super) span: Span,
    /// Whether it is the value of a `<<`, or an item of it.
    pub(super) is_merged: bool,
}

impl UnknownAlias {
    /// `anchors` are all of the manifest, in order.
    pub(super) fn problem(&self, anchors: &[Anchor], root: Option<&Node>) -> Problem {
        /// Each is compared with each.
        const MAX: usize = 100;

        let alias = |name: &str| shown(&format!("*{name}"));
        let message = format!(
            "unknown alias `{}`, no anchor of that name stands above it",
            alias(&self.name)
        );
        let problem = Problem::at(Code::UnknownAlias, self.span, message);
        let (above, below) = anchors.split_at(anchors.partition_point(|a| a.span < self.span));
        if let Some(anchor) = below.iter().take(MAX).find(|anchor| anchor.name == self.name) {
            return problem
                .related(anchor.span, "it is defined here")
                .help("move the definition above the alias");
        }
        let mut names = Vec::new();
        for anchor in above.iter().rev().take(MAX) {
            names.push(anchor.name.as_str());
            if anchor.name.trim_end_matches([':', ',']) != self.name {
                continue;
            }
            let message = format!(
                "the name of anchor `{}` ends in a colon or a comma",
                shown(&format!("&{}", anchor.name))
            );
            return Problem::at(Code::UnknownAlias, anchor.span, message)
                .related(self.span, "the alias is here")
                .help(format!("write `{}`", shown(&format!("&{}", self.name))));
        }
        if let Some(near) = suggest::nearest(&self.name, &names) {
            return problem.help(format!("write `{}`", alias(near)));
        }
        let anchor = shown(&format!("&{}", self.name));
        let is_it = |entry: &&Entry| {
            let key = &entry.key;
            key.span < self.span && key.value.strip_prefix("x-") == Some(&self.name)
        };
        if let Some(entry) = root.and_then(|root| root.mapping()?.entries.iter().find(is_it)) {
            let key = shown(&entry.key.value);
            let message =
                format!("`{key}` has no anchor, and the alias `{}` finds none", alias(&self.name));
            return Problem::at(Code::UnknownAlias, entry.key.span, message)
                .related(self.span, "the alias is here")
                .help(format!("write `{key}: {anchor}`"));
        }
        problem.help(if self.is_merged {
            format!("define it above with `{anchor}`")
        } else {
            "put quotes around text that begins with `*`".to_owned()
        })
    }
}
