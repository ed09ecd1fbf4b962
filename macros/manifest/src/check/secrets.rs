//! No value of a credential may look like a secret, unless `not_secret` says that it is none.

use std::borrow::Cow;
use std::collections::HashSet;

use crate::code::Code;
use crate::model::Credential;
use crate::report::{Problem, Problems};
use crate::secrets::{self, shown};
use crate::span::Span;
use crate::yaml::{Kind, Node, Value};

/// A value that looks like a secret.
struct Find {
    /// As `not_secret` names it.
    path: String,
    span: Span,
    what: &'static str,
}

// The manifest is in version control: what is in it is no secret any more.
pub(super) fn are_absent(c: &Credential<'_>, problems: &mut Problems) {
    let mut walk = Walk { path: Vec::new(), finds: Vec::new() };
    walk.node(c.node, false);
    let silenced: HashSet<&str> = c.not_secret.iter().map(|entry| entry.value.as_str()).collect();
    let found_paths: HashSet<&str> = walk.finds.iter().map(|find| find.path.as_str()).collect();
    for find in &walk.finds {
        if !silenced.contains(find.path.as_str()) {
            problems.push(c.label.on(found(find)));
        }
    }
    for entry in &c.not_secret {
        if !found_paths.contains(entry.value.as_str()) {
            let message = match lookup(c.node, &entry.value) {
                None => format!("`{}` names no value of this credential", shown(&entry.value)),
                Some(Kind::Scalar(_)) => {
                    format!("`{}` does not look like a secret", shown(&entry.value))
                }
                Some(_) => format!("`{}` names more than one value", shown(&entry.value)),
            };
            let help = match lookup(c.node, &entry.value) {
                Some(Kind::Scalar(_)) => "remove this entry",
                _ => "name one value, such as `config.project_id` or `config.hosts.0`",
            };
            let problem = Problem::at(Code::UnusedNotSecret, entry.span, message).help(help);
            problems.push(c.label.on(problem));
        }
    }
}

fn found(find: &Find) -> Problem {
    let path = find.path.split('.').map(shown).collect::<Vec<_>>().join(".");
    let message = format!("`{path}` looks like a secret ({})", find.what);
    let problem = Problem::secret(find.span, message)
        .help("read it with `source: env` or `source: file`")
        .note("a secret that was committed or shared must be revoked");
    if path.contains("***") {
        return problem;
    }
    problem.note(format!("if it is none, add `not_secret: [{path}]` to the credential"))
}

struct Walk<'n> {
    path: Vec<Cow<'n, str>>,
    finds: Vec<Find>,
}

impl<'n> Walk<'n> {
    /// `named`: under a key of `config` that says its value is a secret.
    fn node(&mut self, node: &'n Node, named: bool) {
        match &node.kind {
            Kind::Invalid => {}
            Kind::Scalar(scalar) => {
                let has_text = match scalar.value {
                    Value::Null | Value::Bool(_) => false,
                    // A PIN is as secret as a word.
                    Value::Text | Value::Int(_) | Value::Float(_) | Value::TooLarge(_) => {
                        !scalar.text.trim().is_empty()
                    }
                };
                let key = self.path.iter().rev().find(|part| part.parse::<usize>().is_err());
                let what = match secrets::find_in(key.map_or("", AsRef::as_ref), &scalar.text) {
                    None if named && has_text => Some("its key says so"),
                    what => what,
                };
                self.found(node.span, what);
            }
            Kind::Sequence(items) => {
                for (i, item) in items.iter().enumerate() {
                    self.path.push(Cow::Owned(i.to_string()));
                    self.node(item, named);
                    self.path.pop();
                }
            }
            Kind::Mapping(mapping) => {
                let top = self.path.is_empty();
                let in_config = self.path.first().is_some_and(|first| first == "config");
                for entry in &mapping.entries {
                    let key = entry.key.value.as_str();
                    if top && key == "not_secret" {
                        continue;
                    }
                    self.path.push(Cow::Borrowed(key));
                    self.found(entry.key.span, secrets::find(key));
                    self.node(&entry.value, in_config && secrets::is_secret_name(key));
                    self.path.pop();
                }
            }
        }
    }

    fn found(&mut self, span: Span, what: Option<&'static str>) {
        if let Some(what) = what {
            self.finds.push(Find { path: self.path.join("."), span, what });
        }
    }
}

fn lookup<'n>(root: &'n Node, path: &str) -> Option<&'n Kind> {
    let mut node = root;
    for part in path.split('.') {
        node = match &node.kind {
            Kind::Mapping(mapping) => &mapping.get(part)?.value,
            Kind::Sequence(items) => items.get(part.parse::<usize>().ok()?)?,
            _ => return None,
        };
    }
    Some(&node.kind)
}
