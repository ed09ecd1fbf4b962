//! Credentials that need the secret of another one, as the key of an encrypted file or the PIN of a token.

use crate::checked::Name;
use crate::model::{Credential, Manifest, Source, Text};
use crate::report::{Problem, Problems};
use crate::schema::{Key, Shape};
use crate::secrets::shown;
use crate::span::Spanned;

/// A value that names a credential, at its key.
struct Reference<'c> {
    key: &'static Key,
    /// Whether the kind is asked: then no source that is asked can be waited for.
    is_asked: bool,
    named: &'c Spanned<Text>,
}

// What is needed must be there first.
pub(super) fn can_be_had(manifest: &Manifest<'_>, problems: &mut Problems) {
    for (number, credential) in manifest.credentials.iter().enumerate() {
        for reference in references(credential) {
            let Some(needed) = find(manifest, reference.named.text()) else {
                // An ID that could not be read may be it.
                if !manifest.holes
                    && manifest.credentials.iter().all(|each| each.id.given().is_some())
                {
                    problems.push(credential.label.on(unknown(manifest, &reference)));
                }
                continue;
            };
            let wrong = circle(manifest, number, needed, &reference);
            if let Some((message, help)) = wrong.or_else(|| asked(manifest, needed, &reference)) {
                let problem = Problem::at(reference.key.code, reference.named.span, message);
                problems.push(credential.label.on(problem.help(help)));
            }
        }
    }
}

fn references<'c>(credential: &'c Credential<'_>) -> Vec<Reference<'c>> {
    let mut references = Vec::new();
    for source in credential.sources() {
        let Source::Given(given) = source else { continue };
        let is_asked = given.kind.is_asked();
        for (key, value) in given.iter() {
            if let (Shape::CredentialId, Some(named)) = (key.shape, value.text()) {
                references.push(Reference { key, is_asked, named });
            }
        }
    }
    references
}

fn find(manifest: &Manifest<'_>, id: &str) -> Option<usize> {
    manifest.credentials.iter().position(|each| each.id.given().is_some_and(|of| of.text() == id))
}

fn unknown(manifest: &Manifest<'_>, reference: &Reference<'_>) -> Problem {
    let (key, written) = (reference.key, reference.named.text());
    let message = format!("`{}` names no credential: `{}`", key.name, shown(written));
    let problem = Problem::at(key.code, reference.named.span, message);
    let ids = manifest.credentials.iter().filter_map(|each| each.id.given());
    match ids.map(Spanned::text).find(|id| is_meant(id, written)) {
        Some(id) => problem.help(format!("write the ID as it is: `{}`", shown(id))),
        None if reference.is_asked => {
            problem.help("write the ID of the credential whose secret it is")
        }
        None => problem.help("write the ID of the credential whose secret opens the file"),
    }
}

/// Whether they differ in spelling alone, as an ID and its field do.
fn is_meant(id: &str, written: &str) -> bool {
    match (Name::new(id), Name::new(written)) {
        (Ok(id), Ok(written)) => id.snake == written.snake,
        _ => false,
    }
}

/// Whether the credential waits for itself, by way of the one that it needs.
fn circle(
    manifest: &Manifest<'_>,
    number: usize,
    needed: usize,
    reference: &Reference<'_>,
) -> Option<(String, &'static str)> {
    let key = reference.key.name;
    let help = "name a credential whose secret comes from elsewhere";
    if number == needed {
        return Some((format!("`{key}` names the credential itself"), help));
    }
    let mut reached = vec![needed];
    let mut next = 0;
    while let Some(at) = reached.get(next) {
        let of = manifest.credentials.get(*at)?;
        for other in references(of) {
            let Some(other) = find(manifest, other.named.text()) else { continue };
            if other == number {
                let message = format!("the credential that `{key}` names needs this one itself");
                return Some((message, help));
            }
            if !reached.contains(&other) {
                reached.push(other);
            }
        }
        next += 1;
    }
    None
}

/// Whether a source that is asked would have to wait for another one.
fn asked(
    manifest: &Manifest<'_>,
    needed: usize,
    reference: &Reference<'_>,
) -> Option<(String, &'static str)> {
    if !reference.is_asked {
        return None;
    }
    for source in manifest.credentials.get(needed)?.sources() {
        if let Source::Given(given) = source {
            if given.kind.is_asked() {
                let (key, kind) = (reference.key.name, given.kind.name);
                let message = format!(
                    "the credential that `{key}` names has `source: {kind}`, which may not be there in time"
                );
                return Some((
                    message,
                    "give that credential sources of `env`, `file` or `systemd` alone",
                ));
            }
        }
    }
    None
}
