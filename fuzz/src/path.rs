//! Path templates: what the manifest makes of one, and what the runtime makes of that. The first line
//! of the input is the template, the others are variables, `NAME=value`.

use std::fmt::Write;
use std::fs;
use std::path::{Component, Path};

use provider_credentials_manifest::checked::{Source, TemplatePart};
use provider_credentials_manifest::{Code, SourceFile, examine};

use crate::load::{Asked, Format, Part, Scratch, load, write_secret};

pub fn check(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let mut lines = text.split('\n');
    let template = lines.next().unwrap_or_default();
    let expected = parse(template);
    let Some(parts) = parsed(template, expected.is_some()) else { return };
    assert_eq!(Some(&parts), expected.as_ref(), "{template:?}");
    let variables = lines.filter_map(|line| line.split_once('='));
    expand(&parts, &variables.collect::<Vec<_>>());
}

/// What the manifest's checker makes of a template. Panics where it should (not) have been refused.
fn parsed(template: &str, good: bool) -> Option<Vec<TemplatePart>> {
    let mut manifest = String::from(
        "provider_credentials:\n  - id: it\n    provider: example\n    auth:\n      type: api_key\n      \
         source: file\n      file_path: \"",
    );
    for c in template.chars() {
        write!(manifest, "\\U{:08x}", u32::from(c)).expect("a text");
    }
    manifest += "\"\n";
    let outcome = examine(SourceFile::new("m.yaml", manifest));
    let has = |code| outcome.report.problems().any(|problem| problem.code() == code);
    // A file name can look like a secret.
    let masked = has(Code::SecretInManifest);
    assert!(good != has(Code::InvalidFilePath) || masked, "{template:?}: {}", outcome.report);
    let Some(checked) = outcome.checked else {
        assert!(!good || masked, "{template:?}: {}", outcome.report);
        return None;
    };
    match &checked.credentials[0].parts[0].sources[0] {
        Source::File { path, .. } => Some(path.parts.clone()),
        other => panic!("{other:?}"),
    }
}

/// The grammar of the documentation, letter by letter.
fn parse(template: &str) -> Option<Vec<TemplatePart>> {
    let is_name = |name: &str| {
        !name.starts_with(|c: char| c.is_ascii_digit())
            && !name.is_empty()
            && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
    };
    if template.trim().is_empty() || template.ends_with('/') {
        return None;
    }
    if template.split_once("://").is_some_and(|(scheme, _)| is_name(scheme)) {
        return None;
    }
    let mut parts = Vec::new();
    let mut plain = String::new();
    let mut rest = template;
    if let Some(home) = template.strip_prefix('~') {
        parts.push(TemplatePart::Home);
        rest = home.starts_with('/').then_some(home)?;
    }
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        if c.is_control() {
            return None;
        }
        let closing = match c {
            '{' => Some('}'),
            '%' => Some('%'),
            _ => None,
        };
        if closing.and_then(|c| rest.split_once(c)).is_some_and(|(name, _)| is_name(name)) {
            return None;
        }
        if c != '$' {
            plain.push(c);
        } else if let Some(behind) = rest.strip_prefix('$') {
            plain.push('$');
            rest = behind;
        } else {
            let (inside, behind) = rest.strip_prefix('{')?.split_once('}')?;
            rest = behind;
            let (name, default) = match inside.split_once(":-") {
                Some((name, default)) => (name, Some(default)),
                None => (inside, None),
            };
            if !is_name(name) {
                return None;
            }
            if default.is_some_and(|default| {
                default.contains(|c: char| c.is_control() || "${".contains(c))
            }) {
                return None;
            }
            if !plain.is_empty() {
                parts.push(TemplatePart::Text(std::mem::take(&mut plain)));
            }
            parts.push(TemplatePart::Var {
                name: name.to_owned(),
                default: default.map(str::to_owned),
            });
        }
    }
    if !plain.is_empty() {
        parts.push(TemplatePart::Text(plain));
    }
    Some(parts)
}

/// Sources of systemd begin so, and the path of a file cannot.
const NO_PATH_OF_A_FILE: &str = "`source: systemd` in a path of a file";

/// Puts a file where the path should lead, and looks whether it is found.
fn expand(parts: &[TemplatePart], variables: &[(&str, &str)]) {
    let files = Scratch::new();
    let home = files.path().join("home").display().to_string();
    let mut variables = variables.to_vec();
    // The user's, unless the input has another.
    variables.insert(0, ("HOME", &home));
    let set = |name: &str| {
        let value = variables.iter().rev().find(|(variable, _)| *variable == name);
        value.map(|(_, value)| *value).filter(|value| !value.is_empty())
    };
    let expanded: Result<String, &str> = parts
        .iter()
        .map(|part| match part {
            TemplatePart::Text(text) => Ok(text.as_str()),
            TemplatePart::Home => set("HOME").ok_or("HOME"),
            TemplatePart::CredentialsDirectory => panic!("{NO_PATH_OF_A_FILE}"),
            TemplatePart::Var { name, default } => {
                set(name).or(default.as_deref()).ok_or(name.as_str())
            }
        })
        .collect();
    let path = expanded.as_ref().map(|path| files.path().join(path));
    if let Ok(path) = &path {
        // Nothing outside is opened, let alone written.
        let inside = path.starts_with(files.path());
        if !inside || path.components().any(|part| part == Component::ParentDir) {
            return;
        }
    }
    let there = path.as_ref().is_ok_and(|path| write(path));
    let loader = files.loader().with_environment(variables.iter().copied());
    let path = parts.iter().map(|part| match part.clone() {
        TemplatePart::Text(text) => Part::Text(text),
        TemplatePart::Home => Part::Home,
        TemplatePart::CredentialsDirectory => panic!("{NO_PATH_OF_A_FILE}"),
        TemplatePart::Var { name, default } => Part::Var { name, default },
    });
    let asked = Asked { path: path.collect(), key: None, format: Format::Text };
    let loaded = load(&[asked], &loader).pop().expect("one outcome");
    match (expanded, loaded) {
        (Err(name), Err(refusal)) => {
            assert_eq!(refusal.code, "path_variable_not_set");
            assert!(refusal.text.contains(&format!("needs `{name}`")), "{}", refusal.text);
        }
        (Ok(_), Ok(secret)) => assert!(there && secret == "found", "{secret}"),
        (Ok(path), Err(refusal)) => {
            assert!(!there && refusal.code.starts_with("file_"), "{path:?}: {}", refusal.text);
        }
        (Err(_), Ok(_)) => panic!("it was found without its variable"),
    }
}

/// Whether there could be a file of that name, and now is.
fn write(path: &Path) -> bool {
    let parent = path.parent().is_some_and(|parent| fs::create_dir_all(parent).is_ok());
    parent && write_secret(path, b"found").is_ok()
}
