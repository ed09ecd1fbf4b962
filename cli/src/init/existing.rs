//! A manifest that is there already, for `--dry-run`.

use std::fs;
use std::path::Path;

use provider_credentials_manifest::checked::{Credential, Source};
use provider_credentials_manifest::{SourceFile, examine};

use super::dotenv::is_name;
use super::found::{Import, Place};
use super::from::{self as sources, Kind};
use super::project::Project;
use super::proposal::{Proposal, Sorted};
use super::{text, write};
use crate::discover;

pub(super) struct Existing {
    text: String,
    credentials: Vec<Credential>,
}

/// The manifest, unless there is none, or one that has a problem.
pub(super) fn read(project: &Project) -> Option<Existing> {
    let text = fs::read_to_string(&project.manifest).ok()?;
    let checked = examine(SourceFile::new(&project.shown, &text)).into_result().ok()?;
    Some(Existing { text, credentials: checked.credentials })
}

impl Existing {
    /// Takes out of the proposals what the manifest has, and gives that under the IDs that it has there.
    pub(super) fn known(&self, sorted: &mut Sorted) -> Vec<Proposal> {
        let mut known = Vec::new();
        let mut fresh = Vec::new();
        for mut proposal in std::mem::take(&mut sorted.proposals) {
            let own = self.credentials.iter().find(|own| {
                proposal.places.iter().any(|place| own.sources().any(|source| is(source, place)))
            });
            if let Some(own) = own {
                proposal.id.clone_from(&own.name.snake);
                known.push(proposal);
            } else {
                proposal.id = self.free(&proposal.id);
                fresh.push(proposal);
            }
        }
        sorted.proposals = fresh;
        sorted.left_out.retain(|name| {
            let place = Place::Env(name.clone());
            !self.credentials.iter().flat_map(Credential::sources).any(|own| is(own, &place))
        });
        known
    }

    fn free(&self, id: &str) -> String {
        let plain = |id: &str| id.replace('_', "").to_lowercase();
        let is_taken =
            |id: &str| self.credentials.iter().any(|own| plain(&own.name.snake) == plain(id));
        let mut free = id.to_owned();
        let mut number = 2;
        while is_taken(&free) {
            free = format!("{id}_{number}");
            number += 1;
        }
        free
    }

    /// Credentials whose variables nothing names, and whose fields no code has; nothing where no code was read.
    pub(super) fn gone(&self, all: &Import, sources: &[sources::Source]) -> Vec<String> {
        let code: Vec<&Path> = sources
            .iter()
            .filter(|one| one.kind == Kind::Rust)
            .map(|one| one.path.as_path())
            .collect();
        if code.is_empty() {
            return Vec::new();
        }
        let mut gone: Vec<(&str, Vec<&str>)> = Vec::new();
        for credential in &self.credentials {
            let names: Vec<&str> = credential.sources().filter_map(variable).collect();
            // A name that looks like a secret is not repeated.
            if !names.is_empty() && !names.iter().any(|name| is_named(name, all) || !is_name(name))
            {
                gone.push((&credential.name.snake, names));
            }
        }
        for path in code {
            let files =
                if path.is_dir() { discover::rust_files(path) } else { vec![path.to_owned()] };
            for file in files {
                if gone.is_empty() {
                    return Vec::new();
                }
                if let Ok(text) = text::read(&file) {
                    gone.retain(|(field, _)| !has_field(&text, field));
                }
            }
        }
        let told = gone.into_iter().map(|(field, names)| {
            format!(
                "`{field}`: nothing here reads `{}`, and no code has `.{field}`; remove it if the program does not use it",
                names.join("`, `")
            )
        });
        told.collect()
    }

    /// The manifest with credentials behind its own, if that is still a manifest.
    pub(super) fn with(&self, shown: &str, credentials: &str) -> Option<String> {
        if credentials.is_empty() {
            return Some(self.text.clone());
        }
        let end = if self.text.ends_with('\n') { "" } else { "\n" };
        let flat: String = credentials
            .lines()
            .map(|line| line.strip_prefix("  ").unwrap_or(line).to_owned() + "\n")
            .collect();
        let start = format!("{}{end}", self.text);
        let ways = [
            format!("{start}\n{credentials}"),
            format!("{start}\n{flat}"),
            format!(
                "{}{credentials}",
                start.replace("provider_credentials: []", "provider_credentials:")
            ),
        ];
        ways.into_iter().find(|text| write::check(shown, text).is_ok())
    }
}

/// Whether something that was read has the variable.
fn is_named(name: &str, all: &Import) -> bool {
    let file = format!("{name}_FILE");
    all.findings
        .iter()
        .any(|finding| matches!(&finding.place, Place::Env(own) if own == name || *own == file))
}

/// Whether the code has `.field`.
fn has_field(code: &str, field: &str) -> bool {
    let (plain, raw) = (format!(".{field}"), format!(".r#{field}"));
    [plain, raw].iter().any(|access| {
        code.match_indices(access.as_str()).any(|(at, _)| {
            let next = code.get(at + access.len()..).and_then(|rest| rest.chars().next());
            !next.is_some_and(|c| c.is_alphanumeric() || c == '_')
        })
    })
}

fn variable(source: &Source) -> Option<&str> {
    match source.place() {
        Source::Env { var } => Some(var),
        _ => None,
    }
}

fn is(source: &Source, place: &Place) -> bool {
    match (source.place(), place) {
        (Source::Env { var }, Place::Env(name)) => var == name,
        (Source::File { path, .. }, Place::File(own)) => path.text == *own && !path.is_systemd(),
        (Source::File { path, .. }, Place::PathIn(name)) => path.text == format!("${{{name}}}"),
        _ => false,
    }
}
