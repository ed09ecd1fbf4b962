//! Which values of a node look like a secret.

use std::borrow::Cow;

use super::super::env;
use crate::schema;
use crate::secrets;
use crate::span::Span;
use crate::yaml::{Entry, Kind, Mapping, Node, Value, is_like_variable};

/// A value that looks like a secret.
pub(super) struct Find {
    /// As `not_secret` names it.
    pub(super) path: String,
    pub(super) span: Span,
    pub(super) what: &'static str,
    /// The value of a key that is named like a secret and exists nowhere.
    pub(super) unknown: Option<(&'static schema::Mapping, String)>,
}

/// Looks for them below a node.
pub(super) struct Walk<'n> {
    pub(super) path: Vec<Cow<'n, str>>,
    pub(super) finds: Vec<Find>,
}

impl<'n> Walk<'n> {
    /// `named`: under a key of `config` that says its value is a secret.
    pub(super) fn node(&mut self, node: &'n Node, named: bool) {
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
                let key = self.path.iter().rev().find(|part| part.parse::<u64>().is_err());
                let is_assignment = self.path.last().is_some_and(|part| part == "env_var")
                    && env::assignment(&scalar.text).is_some();
                let is_user = matches!(self.path.as_slice(), [auth, user] if auth == "auth" && user == "username");
                if is_assignment || is_user && secrets::is_id_of_access_key(&scalar.text) {
                    return;
                }
                let is_item = self.path.last().is_some_and(|part| part.parse::<u64>().is_ok());
                let key = key.map_or("", AsRef::as_ref);
                let is_number = secrets::is_plain_number(key, &scalar.text);
                let what = match secrets::find_in(key, &scalar.text) {
                    None if named && has_text && !is_number => Some("its key says so"),
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
                    let says_so = in_config && says_secret(entry);
                    // Settings of a secret, such as `token: { lifetime: 30 }`, are numbers.
                    let below = named && !entry.value.is_number();
                    let is_part = self.is_secret_part(mapping, entry);
                    self.node(&entry.value, unknown.is_some() || says_so || below || is_part);
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
        let spec = match (at(0), at(1), at(2), self.path.len()) {
            (_, _, _, 0) => &schema::CREDENTIAL,
            (Some("auth"), _, _, 1) => kind_of(mapping).auth,
            (Some("auth"), Some("sources"), _, 3) | (Some("auth"), Some(_), Some("sources"), 4) => {
                &schema::SOURCE
            }
            (Some("auth"), Some(_), _, 2) => &schema::PART,
            _ => return None,
        };
        // `systemd_credentials` is a misspelt key.
        let one = entry.key.value.strip_suffix('s').and_then(|one| spec.key(one));
        let is_plural = one.is_some_and(|key| key.need.source().is_some());
        let is_it =
            spec.key(&entry.key.value).is_none() && !is_plural && mapping.holds_secret(entry);
        is_it.then_some(spec)
    }

    /// Whether the text of a part that is secret stands there, and not the variable that holds it.
    fn is_secret_part(&self, mapping: &Mapping, entry: &Entry) -> bool {
        let is_auth = self.path.len() == 2 && self.path.first().is_some_and(|top| top == "auth");
        let part = kind_of(mapping).part(&entry.key.value);
        let is_text = |text: &str| {
            let name = text.trim_start_matches(['$', '{']).trim_end_matches('}');
            !is_like_variable(name) && !is_path(text)
        };
        is_auth
            && part.is_some_and(|part| part.role.is_secret())
            && entry.text().is_some_and(is_text)
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

/// Where somebody left out the mapping.
fn is_path(text: &str) -> bool {
    ["/", "./", "../", "~/"].iter().any(|start| text.starts_with(start))
        && !text.contains(char::is_whitespace)
        && secrets::find(text).is_none()
}

/// The kind of credential whose `auth` this is.
fn kind_of(auth: &Mapping) -> &'static schema::CredentialKind {
    let word = auth.get("type").and_then(Entry::text);
    word.and_then(schema::kind).unwrap_or(schema::API_KEY)
}

/// Whether a key says that its value is a secret, and that may be one.
pub(super) fn says_secret(entry: &Entry) -> bool {
    let key = entry.key.value.as_str();
    secrets::is_secret_name(key)
        && !entry.is_sentence()
        && !(secrets::holds_text_only(key) && has_mapping(&entry.value))
}

fn has_mapping(value: &Node) -> bool {
    match &value.kind {
        Kind::Mapping(_) => true,
        Kind::Sequence(items) => items.iter().any(|item| has_mapping(item)),
        _ => false,
    }
}
