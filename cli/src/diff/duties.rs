//! What an operator has to do about a difference.

use provider_credentials_manifest::checked::{Credential, Part, Source};

use super::difference::{Duty, When};
use super::places::{code, to_do};

/// For a credential that was not there.
pub(super) fn of_new(credential: &Credential, before: &[Credential]) -> Vec<Duty> {
    let id = code(&credential.id);
    let (what, when) = if credential.required {
        (format!("new required credential {id}"), "before deploying")
    } else {
        (format!("new credential {id}, not required"), "if it is to be used")
    };
    let parts = credential.parts.iter().filter(|part| is_kept(part) && !is_there(part, before));
    parts.filter_map(|part| duty(credential, part, &part.sources, &what, when)).collect()
}

/// For one that is read from another place, or needed now.
pub(super) fn of_changed(old: &Credential, new: &Credential, before: &[Credential]) -> Vec<Duty> {
    let mut duties = Vec::new();
    let id = code(&new.id);
    if old.kind != new.kind {
        let text = format!(
            "{id} is of another type, {} and no longer {}: see that its sources have that",
            new.kind.name, old.kind.name
        );
        duties.push(Duty { id: new.id.clone(), when: When::Before, text });
    }
    for part in new.parts.iter().filter(|part| is_kept(part) && !is_there(part, before)) {
        let known = old.parts.iter().find(|other| other.row.name == part.row.name);
        let known = known.map(|other| other.sources.as_slice()).unwrap_or_default();
        let fresh: Vec<Source> =
            part.sources.iter().filter(|source| !known.contains(source)).cloned().collect();
        let is_moved = !part.sources.iter().any(|source| known.contains(source));
        if is_moved {
            duties.extend(duty(
                new,
                part,
                &fresh,
                &format!("{id} is read from another place"),
                "before deploying",
            ));
        } else if new.required && !old.required {
            duties.extend(duty(
                new,
                part,
                &part.sources,
                &format!("{id} is required now"),
                "before deploying",
            ));
        } else if known.iter().any(|source| !part.sources.contains(source)) {
            let what = format!("{id} is no longer read from each of its places");
            duties.extend(duty(new, part, &part.sources, &what, "before deploying, unless it is"));
        }
    }
    duties
}

/// What somebody has to provide: secrets, and what else has a source.
fn is_kept(part: &Part) -> bool {
    part.row.role.has_source() && part.sources.iter().all(|source| to_do(source).is_some())
}

/// Whether a program that runs has it: all places of something it requires are among the part's.
fn is_there(part: &Part, before: &[Credential]) -> bool {
    let required = before.iter().filter(|credential| credential.required);
    required.flat_map(|credential| &credential.parts).filter(|other| is_kept(other)).any(|other| {
        !other.sources.is_empty() && other.sources.iter().all(|one| part.sources.contains(one))
    })
}

fn duty(
    credential: &Credential,
    part: &Part,
    sources: &[Source],
    what: &str,
    when: &str,
) -> Option<Duty> {
    let ways: Vec<String> = sources.iter().filter_map(to_do).collect();
    let part = if credential.kind.has_parts() {
        format!(", {}", code(part.row.name))
    } else {
        String::new()
    };
    let text = format!("{what}{part}: {} {when}", ways.join(", or "));
    (!ways.is_empty()).then(|| Duty { id: credential.id.clone(), when: When::Before, text })
}
