//! What a key was meant to be that is unknown where it stands.

use super::by_source;
use crate::code::Code;
use crate::report::Problem;
use crate::schema;
use crate::secrets::{find_in, is_secret_name, shown};
use crate::yaml::{Entry, Kind, Mapping, Node};

/// The problem, at the key; the fix depends on what was meant.
pub(super) fn unknown(entry: &Entry, spec: &schema::Mapping) -> Problem {
    let key = shown(&entry.key.value);
    Problem::at(Code::UnknownKey, entry.key.span, format!("unknown key `{key}` in {}", spec.name))
        // Whoever wrote a secret here made that mistake, whatever the key.
        .yielding_to(entry.value.span)
}

/// The list of credentials.
pub(super) const LIST: &str = "provider_credentials";

/// Variables with their values, as a container has them, and other places of secrets.
pub(super) fn is_environment(entry: &Entry) -> bool {
    let is_it = |node: &Node| match &node.kind {
        Kind::Scalar(scalar) => find_in("", &scalar.text).is_some(),
        _ => false,
    };
    let holds_it = match &entry.value.kind {
        Kind::Mapping(mapping) => {
            mapping.entries.iter().any(|e| is_secret_name(&e.key.value) || is_it(&e.value))
        }
        Kind::Sequence(items) => items.iter().any(|item| is_it(item)),
        _ => is_it(&entry.value),
    };
    holds_it || matches!(entry.key.value.as_str(), "environment" | "env_file" | "secrets")
}

/// `env: NAME` in a credential without `auth`.
pub(super) fn is_auth(entry: &Entry, mapping: &Mapping, spec: &schema::Mapping) -> bool {
    let has_auth = mapping.get("auth").is_some_and(|auth| !auth.value.is_null());
    spec.has("auth") && !has_auth && by_source::is_source(entry)
}

/// Credentials under another key than theirs.
pub(super) fn is_list(entry: &Entry) -> bool {
    let Kind::Sequence(items) = &entry.value.kind else { return false };
    let first = items.first().and_then(|item| item.mapping());
    first.is_some_and(|first| {
        first.get("id").is_some()
            && (first.get("provider").is_some() || first.get("auth").is_some())
    })
}

/// Where a key belongs that is unknown here.
pub(super) fn home(key: &str) -> Option<&'static str> {
    if schema::ROOT.has(key) {
        Some("at the top of the manifest")
    } else if schema::CREDENTIAL.has(key) {
        Some("to the credential itself, beside `id`")
    } else if schema::is_auth_key(key) {
        Some("under `auth`")
    } else if schema::SOURCE.has(key) {
        Some("in an item of `sources`")
    } else {
        None
    }
}

/// Whether it is what other tools call the arguments of a command.
pub(super) fn is_of_command(entry: &Entry) -> bool {
    matches!(
        &*entry.key.value,
        "args" | "argv" | "arguments" | "command_args" | "command_arguments"
    )
}
