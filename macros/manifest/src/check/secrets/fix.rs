//! What to write in place of a secret.

use std::borrow::Cow;

use super::super::{env, url};
use super::walk::Find;
use crate::chars::trailing;
use crate::model::{Credential, Given, Part, PartValue, Source};
use crate::schema::{self, Key, Need, Shape};
use crate::secrets::URL_WITH_PASSWORD;

/// A URL that its key does not allow, whether or not its password is a secret.
pub(super) fn is_refused_url(find: &Find) -> bool {
    match find.path.split_once('.') {
        Some(("config", path)) if find.what == URL_WITH_PASSWORD => {
            url::takes(trailing(path, |c| c != '.').1).is_some()
        }
        _ => false,
    }
}

/// For a key that was to hold the secret itself: where it is read from.
pub(super) fn instead(path: &str, credential: &Credential<'_>) -> String {
    let part = credential.auth.as_ref().and_then(|auth| {
        let name = path.split('.').nth(1).filter(|_| auth.kind.has_parts())?;
        let row = auth.kind.part(name)?;
        Some((row, auth.parts.iter().find(|part| part.row.name == row.name)))
    });
    let source = match &part {
        Some((_, Some(Part { value: PartValue::Sources(sources), .. }))) => sources.first(),
        Some(_) => None,
        None => credential.sources().next(),
    };
    if let (Some((row, _)), None) = (&part, source) {
        let variable = credential.label.variable_of_part(row.name);
        return format!(
            "write `source: env` and `env_var: {variable}` instead, and set that variable to it"
        );
    }
    if let Some(Source::Given(given)) = source {
        if let Some(help) = meant(path, given) {
            return help;
        }
        let names = |key: &Key| given.kind.instead.contains(&format!("{{{}}}", key.name));
        if given.iter().all(|(key, value)| !names(key) || value.text().is_some()) {
            return format!("remove it, and {}", given.fill(given.kind.instead));
        }
    }
    let variable = credential.label.variable();
    if credential.sources().next().is_none() {
        return format!(
            "write `source: env` and `env_var: {variable}` instead, and set that variable to it"
        );
    }
    format!("write `env_var: {variable}` instead, and set that variable to it")
}

/// For a key that comes near to one of the source's: `secret` for `azure_secret`, `pkcs11_pin` for `pkcs11_pin_with`.
fn meant(path: &str, given: &Given) -> Option<String> {
    let (_, written) = trailing(path, |c| c != '.');
    let is_it = |name: &str| {
        name.strip_suffix(written).is_some_and(|before| before.is_empty() || before.ends_with('_'))
    };
    for key in given.kind.keys {
        let is_this = |there: &Key| there.name == key.name;
        if given.iter().any(|(there, value)| is_this(there) && value.text().is_some()) {
            continue;
        }
        let name = key.name;
        match name.strip_suffix("_with") {
            Some(of) if is_it(of) => {
                return Some(format!(
                    "remove it, and name the credential with it in `{name}`: `{name}: {}`",
                    key.example
                ));
            }
            None if is_it(name) && matches!(key.need, Need::Always) => {
                return Some(format!(
                    "write `{name}` if it is the secret's name; if it is the secret, remove it and store it there"
                ));
            }
            _ => {}
        }
    }
    None
}

/// What to write at that key, and whether it could hold such text at all.
pub(super) fn fix(find: &Find, credential: &Credential<'_>) -> (Cow<'static, str>, bool) {
    let mut parts = find.path.split('.');
    let top = parts.next().unwrap_or_default();
    let key = parts.rfind(|part| part.parse::<u64>().is_err()).unwrap_or(top);
    if top == "auth" {
        if let Some(part) = secret_part(&find.path, credential) {
            let variable = credential.label.variable_of_part(part.name);
            let source = format!("{{ source: env, env_var: {variable} }}");
            let help = format!("write `{}: {source}`, and set that variable to it", part.name);
            return (Cow::Owned(help), false);
        }
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
        ("config" | "description" | "auth", _) if credential.sources().next().is_none() => {
            ("read it with `source: env` or `source: file`", true)
        }
        ("config", _) if find.what == URL_WITH_PASSWORD => (
            "remove the password; `type: basic` makes such a URL of `{username}:{password}` when it loads",
            true,
        ),
        ("config", _) => ("remove it, or make it a credential of its own", true),
        ("description", _) => ("remove it", true),
        _ => ("remove it", false),
    };
    (Cow::Borrowed(help), may_be_none)
}

/// The part that was to have a source.
fn secret_part(path: &str, credential: &Credential<'_>) -> Option<&'static schema::Part> {
    let (_, name) = path.split_once('.')?;
    let part = credential.auth.as_ref()?.kind.part(name)?;
    part.role.is_secret().then_some(part)
}
