//! `--from secretspec.toml`: the names, descriptions and needs that a `secretspec` project declares.

use std::collections::BTreeMap;
use std::path::Path;

use provider_credentials_manifest::known;
use toml::{Table, Value};

use super::dotenv::is_name;
use super::found::{Finding, Import, Looks, Place};
use super::text::read;
use crate::end::Failure;
use crate::plain::plain;

/// Keys of a secret that have no counterpart, and what to do instead.
const LOST: &[(&str, &str)] = &[
    (
        "default",
        "is not carried over, as a value in a manifest is in every build; set it in the program",
    ),
    (
        "composed",
        "is not carried over; `type: basic` and a URL under `config` do the same for a user and a password",
    ),
    ("providers", "is not carried over; add the store's source under `auth`"),
    ("ref", "is not carried over; add the store's source under `auth`"),
    ("as_path", "is not carried over: the program gets the secret, not the path of a file"),
    ("generate", "is not carried over: secrets are made where they are kept"),
];

pub(super) fn import(path: &Path) -> Result<Import, Failure> {
    let shown = plain(&path.display().to_string());
    let text = read(path)?;
    // A parser's message quotes the line, which may hold a `default`.
    let table: Table = text
        .parse()
        .map_err(|error| Failure(format!("{shown}{} is no TOML", place(&text, &error))))?;
    let profiles = table.get("profiles").and_then(Value::as_table);
    let Some(profiles) = profiles.filter(|profiles| !profiles.is_empty()) else {
        return Err(Failure(format!("{shown} has no `[profiles.default]`")));
    };
    let mut import = Import::default();
    if table.get("project").and_then(|project| project.get("extends")).is_some() {
        import
            .told
            .push(format!("{shown}: `extends` is not followed; give those files as `--from` too"));
    }
    let mut lost: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let mut names: Vec<(&String, Vec<(&String, &Value)>)> = Vec::new();
    // The profile `default` first, whose secrets the others change.
    let order = profiles.iter().filter(|(name, _)| *name == "default");
    for (profile, secrets) in order.chain(profiles.iter().filter(|(name, _)| *name != "default")) {
        // `[profiles.x.defaults]` is a profile's settings.
        for (name, secret) in
            secrets.as_table().into_iter().flatten().filter(|(name, _)| *name != "defaults")
        {
            match names.iter_mut().find(|(known, _)| *known == name) {
                Some((_, uses)) => uses.push((profile, secret)),
                None => names.push((name, vec![(profile, secret)])),
            }
        }
    }
    for (name, uses) in names {
        if !is_name(name) {
            import.told.push(format!("{shown}: a name that no variable can have is skipped"));
            continue;
        }
        for (key, _) in LOST {
            if uses.iter().any(|(_, secret)| secret.get(key).is_some()) {
                lost.entry(key).or_default().push(name.clone());
            }
        }
        import.findings.push(finding(name, &uses, &shown, &mut import.told));
    }
    for (key, what) in LOST {
        if let Some(names) = lost.get(key) {
            import.told.push(format!("{shown}: `{key}` of `{}` {what}", names.join("`, `")));
        }
    }
    Ok(import)
}

fn finding(name: &str, uses: &[(&String, &Value)], shown: &str, told: &mut Vec<String>) -> Finding {
    let needs: Vec<(&str, bool)> = uses
        .iter()
        .map(|(profile, secret)| (profile.as_str(), is_required(secret, uses)))
        .collect();
    let in_default = needs.iter().find(|(profile, _)| *profile == "default");
    let required =
        in_default.map_or_else(|| needs.iter().any(|(_, need)| *need), |(_, need)| *need);
    let others: Vec<String> = needs
        .iter()
        .filter(|(_, need)| *need != required)
        .map(|(profile, _)| format!("`{}`", plain(profile)))
        .collect();
    if !others.is_empty() {
        let (is, not) = if required { ("required", "not ") } else { ("not required", "") };
        told.push(format!(
            "{shown}: `{name}` is {not}required in {}; a manifest has no profiles, so it is {is} everywhere",
            others.join(", ")
        ));
    }
    if in_default.is_none() {
        let profiles: Vec<String> =
            uses.iter().map(|(profile, _)| format!("`{}`", plain(profile))).collect();
        told.push(format!(
            "{shown}: `{name}` is in {} alone; a manifest has no profiles, so the program has it everywhere",
            profiles.join(", ")
        ));
    }
    let description = uses.iter().find_map(|(_, secret)| secret.get("description")?.as_str());
    let profiles: Vec<String> = uses.iter().map(|(profile, _)| plain(profile)).collect();
    Finding {
        place: Place::Env(name.to_owned()),
        origin: format!("{shown} ({})", profiles.join(", ")),
        required: Some(required),
        description: description.filter(|text| !known::is_secret(text)).map(str::to_owned),
        looks: Looks::AsNamed,
    }
}

/// `required`, which a `default` or a group of alternatives turns off; a profile has what it does not say from `default`.
fn is_required(secret: &Value, uses: &[(&String, &Value)]) -> bool {
    let own = |secret: &Value| match secret.get("required") {
        Some(Value::Boolean(required)) => Some(*required),
        Some(_) => Some(false),
        None => secret.get("default").map(|_| false),
    };
    let base = uses.iter().find(|(profile, _)| *profile == "default");
    own(secret).or_else(|| base.and_then(|(_, secret)| own(secret))).unwrap_or(true)
}

fn place(text: &str, error: &toml::de::Error) -> String {
    let line = error
        .span()
        .and_then(|span| text.get(..span.start))
        .map(|before| before.matches('\n').count() + 1);
    line.map_or(String::new(), |line| format!(":{line}"))
}
