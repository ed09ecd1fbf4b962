//! No value of a credential may look like a secret, unless `not_secret` says that it is none.

use std::borrow::Cow;
use std::collections::HashSet;

use super::env;
use super::url;
use crate::chars::{any, trailing};
use crate::code::Code;
use crate::model::{Credential, Source};
use crate::report::{Problem, Problems};
use crate::schema::{self, Key, Shape};
use crate::secrets::{self, MASK, REVOKE, URL_WITH_PASSWORD, is_invisible, shown};
use crate::span::Span;
use crate::suggest;
use crate::yaml::{Entry, Kind, Mapping, Node, Value};

/// A value that looks like a secret.
struct Find {
    /// As `not_secret` names it.
    path: String,
    span: Span,
    what: &'static str,
    /// The value of a key that is named like a secret and exists nowhere.
    unknown: Option<(&'static schema::Mapping, String)>,
}

// The manifest is in version control: what is in it is no secret any more.
pub(super) fn are_absent(
    credential: &Credential<'_>,
    known: &mut HashSet<Span>,
    problems: &mut Problems,
) {
    let mut walk = Walk { path: Vec::new(), finds: Vec::new() };
    walk.node(credential.node, false);
    let mut silenced = HashSet::new();
    for entry in &credential.not_secret {
        silenced.insert(entry.value.as_str());
    }
    // What was meant is clear, though it is no list.
    if let Some(Kind::Scalar(scalar)) = lookup(credential.node, "not_secret") {
        silenced.insert(&scalar.text);
    }
    let mut found_paths = HashSet::new();
    let mut left: Vec<&Find> = Vec::new();
    for find in &walk.finds {
        known.insert(find.span);
        found_paths.insert(find.path.as_str());
        if !silenced.contains(find.path.as_str()) {
            left.push(find);
        }
    }
    for entry in &credential.not_secret {
        // A misspelt entry is one mistake; its value stays masked.
        if let Some(meant) = misspelt(&entry.value, &left, credential) {
            let message = format!("`{}` names no value of this credential", shown(&entry.value));
            let problem = Problem::at(Code::UnusedNotSecret, entry.span, message)
                .help(format!("write `{}`", shown_path(&meant.path)))
                .masking(meant.span);
            problems.push(credential.label.on(problem));
            left.retain(|find| find.path != meant.path);
        } else if !found_paths.contains(entry.value.as_str()) {
            let message = match lookup(credential.node, &entry.value) {
                None => format!("`{}` names no value of this credential", shown(&entry.value)),
                Some(Kind::Scalar(_)) => {
                    format!("`{}` does not look like a secret", shown(&entry.value))
                }
                Some(_) => format!("`{}` names more than one value", shown(&entry.value)),
            };
            let help = match lookup(credential.node, &entry.value) {
                Some(Kind::Scalar(_)) => "remove this entry",
                _ => "name one value, such as `config.project_id` or `config.hosts.0`",
            };
            let problem = Problem::at(Code::UnusedNotSecret, entry.span, message).help(help);
            problems.push(credential.label.on(problem));
        }
    }
    for find in left {
        problems.push(credential.label.on(found(find, credential)));
    }
}

/// The value that an entry of `not_secret` means, if it names none and is near to one.
fn misspelt<'f>(entry: &str, finds: &[&'f Find], credential: &Credential<'_>) -> Option<&'f Find> {
    /// Each is compared with each.
    const MAX: usize = 100;

    let (top, rest) = entry.split_once('.')?;
    if finds.len().max(credential.not_secret.len()) > MAX
        || lookup(credential.node, entry).is_some()
    {
        return None;
    }
    let may_be_none =
        |find: &&&Find| find.unknown.is_none() && fix(find, credential).1 && !is_refused_url(find);
    let mut candidates = Vec::new();
    for find in finds.iter().filter(may_be_none) {
        match find.path.split_once('.') {
            Some((other, path)) if top == other && !shown_path(path).contains(MASK) => {
                candidates.push(path);
            }
            _ => {}
        }
    }
    let near = suggest::nearest(rest, &candidates)?;
    finds.iter().copied().find(|find| find.path.split_once('.') == Some((top, near)))
}

fn shown_path(path: &str) -> String {
    let mut parts = Vec::new();
    for part in path.split('.') {
        parts.push(shown(part));
    }
    parts.join(".")
}

// An anchor is in version control as well; where a credential uses it, that is the place to say so.
pub(super) fn are_absent_elsewhere(
    extensions: &[&Entry],
    known: &HashSet<Span>,
    problems: &mut Problems,
) {
    for entry in extensions {
        let path = vec![Cow::Borrowed(entry.key.value.as_str())];
        let mut walk = Walk { path, finds: Vec::new() };
        walk.node(&entry.value, secrets::is_secret_name(&entry.key.value));
        for find in &walk.finds {
            if known.contains(&find.span) {
                continue;
            }
            let path = shown_path(&find.path);
            let message = format!("`{path}` looks like a secret ({})", find.what);
            let problem = Problem::secret(find.span, message).help("remove it").note(REVOKE);
            problems.push(problem);
        }
    }
}

fn found(find: &Find, credential: &Credential<'_>) -> Problem {
    let path = shown_path(&find.path);
    if let Some((mapping, key)) = &find.unknown {
        let message = format!(
            "{} has no key `{}`, secrets do not stand in the manifest",
            mapping.name,
            shown(key)
        );
        return Problem::secret(find.span, message).help(instead(credential)).note(REVOKE);
    }
    let message = format!("`{path}` looks like a secret ({})", find.what);
    let (help, may_be_none) = fix(find, credential);
    let problem = Problem::secret(find.span, message).help(help).note(REVOKE);
    // Nobody could write an entry with what nobody sees.
    let can_be_named = !path.contains(MASK) && !any(&find.path, is_invisible);
    if !may_be_none || !can_be_named || is_refused_url(find) {
        return problem;
    }
    problem.excuse(format!("if it is none, add `not_secret: [{path}]` to the credential"))
}

/// A URL that its key does not allow, whether or not its password is a secret.
fn is_refused_url(find: &Find) -> bool {
    match find.path.split_once('.') {
        Some(("config", path)) if find.what == URL_WITH_PASSWORD => {
            url::takes(trailing(path, |c| c != '.').1).is_some()
        }
        _ => false,
    }
}

/// For a key that was to hold the secret itself: where it is read from.
fn instead(credential: &Credential<'_>) -> String {
    if let Some(Source::Given(given)) = credential.sources.first() {
        let names = |key: &Key| given.kind.instead.contains(&format!("{{{}}}", key.name));
        if given.iter().all(|(key, value)| !names(key) || value.text().is_some()) {
            return format!("remove it, and {}", given.fill(given.kind.instead));
        }
    }
    let variable = credential.label.variable();
    if credential.sources.is_empty() {
        return format!(
            "write `source: env` and `env_var: {variable}` instead, and set that variable to it"
        );
    }
    format!("write `env_var: {variable}` instead, and set that variable to it")
}

/// What to write at that key, and whether it could hold such text at all.
fn fix(find: &Find, credential: &Credential<'_>) -> (Cow<'static, str>, bool) {
    let mut parts = find.path.split('.');
    let top = parts.next().unwrap_or_default();
    let key = parts.rfind(|part| part.parse::<usize>().is_err()).unwrap_or(top);
    if top == "auth" {
        let of_source = find.path.split('.').find_map(|part| schema::AUTH.key(part));
        match of_source.filter(|key| key.need.source().is_some()) {
            Some(key) if matches!(key.shape, Shape::Variable) => {
                return (Cow::Owned(env::secret_help(&credential.label)), false);
            }
            Some(key) => return (Cow::Borrowed(key.instead), !matches!(key.shape, Shape::Word(_))),
            None => {}
        }
    }
    let (help, may_be_none) = match (top, key) {
        ("auth", "source") => ("write `source: env`, and name the variable in `env_var`", false),
        ("auth", "type") => ("write `type: api_key`, and read it with `source: env`", false),
        ("id" | "provider", _) => ("write a name here, such as `openai`", false),
        ("config" | "description" | "auth", _) if credential.sources.is_empty() => {
            ("read it with `source: env` or `source: file`", true)
        }
        ("config", _) => ("remove it, or make it a credential of its own", true),
        ("description", _) => ("remove it", true),
        _ => ("remove it", false),
    };
    (Cow::Borrowed(help), may_be_none)
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
                let is_assignment = self.path.last().is_some_and(|part| part == "env_var")
                    && env::assignment(&scalar.text).is_some();
                if is_assignment {
                    return;
                }
                let is_item = self.path.last().is_some_and(|part| part.parse::<usize>().is_ok());
                let what = match secrets::find_in(key.map_or("", AsRef::as_ref), &scalar.text) {
                    None if named && has_text => Some("its key says so"),
                    None if is_item && secrets::is_named(&scalar.text) => Some("its name says so"),
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
                let in_config = self.path.first().is_some_and(|first| {
                    first == "config" || schema::CREDENTIAL.key(first).is_none()
                });
                for entry in &mapping.entries {
                    let key = entry.key.value.as_str();
                    if top && key == "not_secret" {
                        continue;
                    }
                    let unknown = self.unknown_secret(mapping, entry);
                    self.path.push(Cow::Borrowed(key));
                    self.found(entry.key.span, secrets::find(key));
                    let before = self.finds.len();
                    let says_so = in_config && secrets::is_secret_name(key) && !entry.is_sentence();
                    // Settings of a secret, such as `token: { lifetime: 30 }`, are numbers.
                    let below = named && !entry.value.is_number();
                    self.node(&entry.value, unknown.is_some() || says_so || below);
                    if let Some(mapping) = unknown {
                        for find in self.finds.iter_mut().skip(before) {
                            find.unknown = Some((mapping, key.to_owned()));
                        }
                    }
                    self.path.pop();
                }
            }
        }
    }

    /// The mapping that has no such key, if it is one that was to hold the secret.
    fn unknown_secret(&self, mapping: &Mapping, entry: &Entry) -> Option<&'static schema::Mapping> {
        let at = |depth: usize| self.path.get(depth).map(AsRef::as_ref);
        let spec = match (at(0), at(1), self.path.len()) {
            (_, _, 0) => &schema::CREDENTIAL,
            (Some("auth"), _, 1) => &schema::AUTH,
            (Some("auth"), Some("sources"), 3) => &schema::SOURCE,
            _ => return None,
        };
        let is_it = spec.key(&entry.key.value).is_none() && mapping.holds_secret(entry);
        is_it.then_some(spec)
    }

    fn found(&mut self, span: Span, what: Option<&'static str>) {
        if let Some(what) = what {
            let mut path = String::new();
            for part in &self.path {
                path.push_str(part);
                path.push('.');
            }
            path.pop();
            self.finds.push(Find { path, span, what, unknown: None });
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
