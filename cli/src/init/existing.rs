//! A manifest that is there already, for `--dry-run`.

use std::fs;

use provider_credentials_manifest::checked::{Credential, Source};
use provider_credentials_manifest::{SourceFile, examine};

use super::dotenv::is_name;
use super::found::{Import, Place};
use super::project::Project;
use super::proposal::{Proposal, Sorted};
use super::write;

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

    /// Variables of the manifest that nothing names any more.
    pub(super) fn gone(&self, all: &Import) -> Vec<String> {
        let is_named = |name: &str| {
            let file = format!("{name}_FILE");
            all.findings.iter().any(
                |finding| matches!(&finding.place, Place::Env(own) if own == name || *own == file),
            )
        };
        let mut gone = Vec::new();
        for credential in &self.credentials {
            let names: Vec<&str> = credential.sources().filter_map(variable).collect();
            // A name that looks like a secret is not repeated.
            if !names.is_empty() && !names.iter().any(|name| is_named(name) || !is_name(name)) {
                gone.push(format!(
                    "`{}` is read from `{}`, which nothing here names; remove it if the program does not use it",
                    credential.name.snake,
                    names.join("`, `")
                ));
            }
        }
        gone
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

fn variable(source: &Source) -> Option<&str> {
    match source.place() {
        Source::Env { var } => Some(var),
        _ => None,
    }
}

fn is(source: &Source, place: &Place) -> bool {
    match (source.place(), place) {
        (Source::Env { var }, Place::Env(name)) => var == name,
        (Source::File { path, .. }, Place::File(own)) => path.text == *own,
        (Source::File { path, .. }, Place::PathIn(name)) => path.text == format!("${{{name}}}"),
        _ => false,
    }
}
