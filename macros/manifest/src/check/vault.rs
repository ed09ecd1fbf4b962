//! What the keys of `source: vault` need beyond their shapes.

use std::ops::Range;

use super::vault_path::{self, Cleaned};
use crate::chars::any;
use crate::code::Code;
use crate::model::{Given, SourceValue, Text};
use crate::names::is_plain;
use crate::report::Problem;
use crate::schema::Key;
use crate::secrets::{is_invisible, shown};
use crate::span::Spanned;

/// What is wrong with the value of a key, which has the key's shape.
pub(super) fn problem(given: &Given, key: &Key, text: &Spanned<Text>) -> Option<Problem> {
    match key.name {
        "vault_path" => path(given, text),
        "vault_version" => version(text),
        "vault_namespace" => stray_character(key, text, text.text().trim()),
        _ => None,
    }
}

// Versions are counted from 1; 0 is what the API takes for the newest, and says less than nothing.
fn version(text: &Spanned<Text>) -> Option<Problem> {
    let (message, help) = match text.text().parse::<u64>() {
        Ok(0) => ("`vault_version` is 0, which is no version", "leave it out for the newest"),
        Ok(_) => return None,
        Err(_) => ("`vault_version` is no number of a version", "write it as in `2`"),
    };
    Some(Problem::at(Code::InvalidValue, text.span, message).help(help))
}

// It would be sent as it is.
fn stray_character(key: &Key, text: &Spanned<Text>, right: &str) -> Option<Problem> {
    let written = text.text();
    let is_stray = |c: char| c.is_control() || is_invisible(c);
    if let Some((at, c)) = written.char_indices().find(|(_, c)| is_stray(*c)) {
        let message = format!("`{}` has a control character or an invisible one", key.name);
        let span = text.part(at..at + c.len_utf8());
        return Some(Problem::at(key.code, span, message).help("remove it"));
    }
    if written.trim() == written {
        return None;
    }
    let message = format!("`{}` begins or ends with white space", key.name);
    Some(Problem::at(key.code, text.span, message).help(format!("write `{}`", shown(right))))
}

/// A path as other tools, the API or a browser have it, in place of what `vault kv get` takes.
fn path(given: &Given, text: &Spanned<Text>) -> Option<Problem> {
    let written = text.text();
    let cleaned = vault_path::clean(written);
    let right = cleaned.path.as_deref();
    let (key, _) = given.iter().find(|(key, _)| key.name == "vault_path")?;
    if let Some(problem) = stray_character(key, text, right.unwrap_or(written.trim())) {
        return Some(problem);
    }
    around(given, text, &cleaned)
        .or_else(|| segments(text, &cleaned))
        .or_else(|| of_api(text, &cleaned))
        .or_else(|| colon(given, text))
}

fn at(text: &Spanned<Text>, range: Range<usize>, message: &str) -> Problem {
    Problem::at(Code::InvalidVaultPath, text.part(range), message)
}

/// What stands before or behind a path.
fn around(given: &Given, text: &Spanned<Text>, cleaned: &Cleaned) -> Option<Problem> {
    let help = |otherwise: &str| match &cleaned.path {
        Some(right) => format!("write `{}`{}", shown(right), beside(cleaned, given)),
        None => otherwise.to_owned(),
    };
    if cleaned.is_url {
        let help = help("write the path alone, as in `secret/openai`");
        let problem = at(text, 0..text.text().len(), "`vault_path` must be a path, found a URL");
        return Some(problem.help(format!("{help}; the address is `VAULT_ADDR`")));
    }
    let suffix = cleaned.suffix.clone()?;
    let sign = text.text().get(suffix.clone()).and_then(|suffix| suffix.chars().next())?;
    let message = format!("what follows `{sign}` in `vault_path` is no part of the path");
    Some(at(text, suffix, &message).help(help("remove it")))
}

/// A path that names nothing, or not a secret.
fn segments(text: &Spanned<Text>, cleaned: &Cleaned) -> Option<Problem> {
    let written = text.text();
    let right = |otherwise: &str| match &cleaned.path {
        Some(right) => format!("write `{}`", shown(right)),
        None => otherwise.to_owned(),
    };
    let example = "write it as in `secret/openai`";
    if written.starts_with('/') {
        return Some(at(text, 0..1, "`vault_path` begins with `/`").help(right(example)));
    }
    if cleaned.has_v1 {
        let message = "`v1/` is of the HTTP API, and no part of `vault_path`";
        return Some(at(text, 0..3, message).help(right(example)));
    }
    let end = written.len();
    if written.ends_with('/') {
        let message = "`vault_path` ends with `/`, as a folder does";
        let otherwise = format!("name the secret in it, as in `{}openai`", shown(written));
        return Some(at(text, end - 1..end, message).help(right(&otherwise)));
    }
    if let Some(odd) = cleaned.odd.clone() {
        let (range, message) = match written.get(odd.clone()) {
            Some(dots @ ("." | "..")) => {
                (odd, format!("`vault_path` has a segment `{dots}`, which no path of a secret has"))
            }
            _ => (odd.start..odd.end + 1, "`vault_path` has an empty segment".to_owned()),
        };
        return Some(at(text, range, &message).help(right("write the path out")));
    }
    cleaned.is_mount.then(|| {
        let help = format!("name the secret in it, as in `{}/openai`", shown(written));
        at(text, 0..end, "`vault_path` names a mount, and no secret in it").help(help)
    })
}

// The source adds it by itself. An old engine may have a folder of that name.
fn of_api(text: &Spanned<Text>, cleaned: &Cleaned) -> Option<Problem> {
    let word = cleaned.of_api.clone()?;
    let (folder, right) = (text.text().get(word.clone())?, cleaned.path.as_deref()?);
    let message = format!("`{folder}/` in `vault_path` belongs to the HTTP API of KV version 2");
    let problem = Problem::at(Code::VaultApiPath, text.part(word), message)
        .help(format!("write `{}`", shown(right)))
        .note("keep it if the mount is KV version 1 and has a folder of that name");
    Some(problem.warning())
}

// As other tools write a key. A name may have a colon in it.
fn colon(given: &Given, text: &Spanned<Text>) -> Option<Problem> {
    let (path, name) = text.text().rsplit_once(':')?;
    let is_path = path.contains('/') && !path.ends_with('/') && !any(path, |c| c == ':');
    if !is_path || !is_plain(name) || is_given(given, "vault_key") {
        return None;
    }
    let message = "`vault_path` has a `:`, which is read as part of a name";
    let help = format!("write `{}`, and `vault_key: {}`", shown(path), shown(name));
    Some(at(text, path.len()..text.text().len(), message).help(help).warning())
}

fn is_given(given: &Given, name: &str) -> bool {
    given.iter().any(|(key, value)| key.name == name && !matches!(value, SourceValue::Missing))
}

/// What the text behind the path was meant to say, by its own key.
fn beside(cleaned: &Cleaned, given: &Given) -> String {
    let mut text = String::new();
    for (name, value) in [("vault_key", &cleaned.key), ("vault_version", &cleaned.version)] {
        if let (Some(value), false) = (value, is_given(given, name)) {
            text.push_str(", and `");
            text.push_str(name);
            text.push_str(": ");
            text.push_str(&shown(value));
            text.push('`');
        }
    }
    text
}
