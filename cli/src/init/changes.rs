//! The code to change, and what it does not say.

use super::found::{Place, Read};
use super::proposal::Proposal;

/// A read of a credential.
pub(super) struct Change<'r> {
    pub(super) read: &'r Read,
    pub(super) new: String,
    /// What else to do there.
    pub(super) note: Option<String>,
}

/// The reads of proposed credentials.
pub(super) fn changes<'r>(reads: &'r [Read], proposals: &[&Proposal]) -> Vec<Change<'r>> {
    reads.iter().filter_map(|read| change(read, proposals)).collect()
}

fn change<'r>(read: &'r Read, proposals: &[&Proposal]) -> Option<Change<'r>> {
    let of = |variable: &str| proposals.iter().find(|proposal| proposal.reads(variable));
    let (proposal, is_file) = match (of(&read.variable), read.variable.strip_suffix("_FILE")) {
        (Some(proposal), _) => (proposal, false),
        (None, base) => (of(base?)?, true),
    };
    let field = proposal.field();
    let note = if is_file {
        Some("delete the code that reads the file: the new code gives what is in it".to_owned())
    } else {
        read.note.clone()
    };
    if matches!(proposal.places.first(), Some(Place::PathIn(_))) {
        return Some(Change {
            read,
            new: format!("creds.{field}.token()?.secret().expose_secret()"),
            note: Some("an access token, in place of the path of the account's file".to_owned()),
        });
    }
    Some(Change { read, new: read.shape.code(&field), note })
}

/// What `required` should be is not certain for these.
pub(super) fn unclear(reads: &[Read], proposals: &[Proposal]) -> Vec<String> {
    let note = |proposal: &Proposal| {
        let places: Vec<String> = reads
            .iter()
            .filter(|read| read.is_unclear && proposal.reads(&read.variable))
            .map(|read| format!("{}:{}:{}", read.file, read.line, read.column))
            .collect();
        let is_one = !places.is_empty() && proposal.is_unclear;
        is_one.then(|| {
            format!(
                "check `required` of `{}`: the code does not say whether it is needed, at {}",
                proposal.id,
                places.join(", ")
            )
        })
    };
    proposals.iter().filter_map(note).collect()
}
