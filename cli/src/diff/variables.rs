//! The variables that manifests name, as the place of a secret or in another text.

use provider_credentials_manifest::checked::{
    ConfigField, ConfigValue, Credential, Source, Template, TemplatePart,
};

use super::difference::{Duty, When};
use super::places::code;

/// For variables in a path, a `config` or another text that have no default, and that nothing needed before.
pub(super) fn of_new(old: &[Credential], new: &[Credential]) -> Vec<Duty> {
    let known: Vec<&str> =
        old.iter().flat_map(|one| [secrets(one), needed(one)].concat()).collect();
    let mut fresh: Vec<(&str, Vec<&Credential>)> = Vec::new();
    for credential in new {
        for name in needed(credential) {
            if known.contains(&name) || is_set_by_others(name) {
                continue;
            }
            match fresh.iter_mut().find(|(other, _)| *other == name) {
                Some((_, users)) if users.iter().any(|user| user.id == credential.id) => {}
                Some((_, users)) => users.push(credential),
                None => fresh.push((name, vec![credential])),
            }
        }
    }
    fresh.into_iter().filter_map(|(name, users)| duty(name, &users)).collect()
}

fn duty(name: &str, users: &[&Credential]) -> Option<Duty> {
    let first = users.iter().find(|user| user.required).or(users.first())?;
    let when = if first.required {
        "before deploying"
    } else if users.len() == 1 {
        "if that is to be used"
    } else {
        "if one of them is to be used"
    };
    let ids: Vec<String> = users.iter().map(|user| code(&user.id)).collect();
    let name = code(name);
    let text = format!("new variable {name}, in {}: set {name} {when}", ids.join(", "));
    Some(Duty { id: first.id.clone(), when: When::Before, text })
}

/// For variables with a secret that nothing reads any more.
pub(super) fn of_unread(old: &[Credential], new: &[Credential]) -> Vec<Duty> {
    let still: Vec<&str> = new.iter().flat_map(|one| [secrets(one), named(one)].concat()).collect();
    let mut gone: Vec<(&str, &Credential)> = Vec::new();
    for credential in old {
        for name in secrets(credential) {
            if !still.contains(&name) && gone.iter().all(|(known, _)| *known != name) {
                gone.push((name, credential));
            }
        }
    }
    gone.into_iter()
        .map(|(name, credential)| Duty {
            text: format!("{} is no longer read: remove it after deploying", code(name)),
            when: When::After,
            id: credential.id.clone(),
        })
        .collect()
}

/// Variables that hold a secret.
fn secrets(credential: &Credential) -> Vec<&str> {
    let names = credential.sources().filter_map(|source| match source.place() {
        Source::Env { var } => Some(var.as_str()),
        _ => None,
    });
    names.collect()
}

/// Variables in texts.
fn named(credential: &Credential) -> Vec<&str> {
    variables(credential).into_iter().map(|(name, _)| name).collect()
}

/// Those without a default.
fn needed(credential: &Credential) -> Vec<&str> {
    let all = variables(credential).into_iter();
    all.filter(|(_, has_default)| !has_default).map(|(name, _)| name).collect()
}

/// Each with whether it has a default.
fn variables(credential: &Credential) -> Vec<(&str, bool)> {
    let mut found = Vec::new();
    for source in credential.sources() {
        match source.place() {
            Source::File { path, encrypted, .. } => {
                of_template(path, &mut found);
                let encrypted = encrypted.as_ref();
                if let Some(path) = encrypted.and_then(|by| by.identity_file.as_ref()) {
                    of_template(path, &mut found);
                }
            }
            Source::Text(text) => of_template(text, &mut found),
            Source::Remote(remote) => {
                remote.params.iter().for_each(|(_, value)| of_template(value, &mut found));
            }
            Source::Env { .. } | Source::Encoded(..) => {}
        }
    }
    of_config(&credential.config, &mut found);
    found
}

fn of_config<'c>(fields: &'c [ConfigField], found: &mut Vec<(&'c str, bool)>) {
    for field in fields {
        of_value(&field.value, found);
    }
}

fn of_value<'c>(value: &'c ConfigValue, found: &mut Vec<(&'c str, bool)>) {
    match value {
        ConfigValue::Template { template, .. } => of_template(template, found),
        ConfigValue::List(items) => items.iter().for_each(|item| of_value(item, found)),
        ConfigValue::Struct(fields) => of_config(fields, found),
        ConfigValue::Str(_)
        | ConfigValue::Int(_)
        | ConfigValue::Float(_)
        | ConfigValue::Bool(_) => {}
    }
}

fn of_template<'c>(template: &'c Template, found: &mut Vec<(&'c str, bool)>) {
    for part in &template.parts {
        if let TemplatePart::Var { name, default } = part {
            found.push((name, default.is_some()));
        }
    }
}

/// By the system or by systemd.
fn is_set_by_others(name: &str) -> bool {
    ["HOME", "USER", "LOGNAME", "PWD", "TMPDIR", "HOSTNAME", "CREDENTIALS_DIRECTORY"]
        .contains(&name)
        || name.starts_with("XDG_")
}
