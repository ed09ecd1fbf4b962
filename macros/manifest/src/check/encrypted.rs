//! What opens an encrypted file.

use crate::checked::Name;
use crate::code::Code;
use crate::model::{Credential, Given, Manifest, Source, SourceValue, Text};
use crate::report::{Problem, Problems};
use crate::schema::{Encryption, encryption};
use crate::secrets::shown;
use crate::span::Spanned;

/// How the file is encrypted; `None` if a rule does not hold, which has been reported.
#[allow(clippy::option_option, reason = "most files are not encrypted")]
pub(super) fn by(
    credential: &Credential<'_>,
    given: &Given,
    problems: &mut Problems,
) -> Option<Option<&'static Encryption>> {
    let (_, encrypted) = given.iter().find(|(key, _)| key.name == "encrypted")?;
    match encrypted {
        SourceValue::Word(word) => Some(Some(encryption(word.value)?)),
        SourceValue::Missing => {
            for name in ["identity_file", "decrypt_with"] {
                if let Some(at) = value(given, name).and_then(SourceValue::span) {
                    let message = format!(
                        "`{name}` opens an encrypted file, and this one has no `encrypted`"
                    );
                    let problem = Problem::at(Code::InvalidDecryption, at, message)
                        .help("add `encrypted: age`, or remove it");
                    problems.push(credential.label.on(problem));
                    return None;
                }
            }
            Some(None)
        }
        SourceValue::Invalid
        | SourceValue::Text(_)
        | SourceValue::Texts(_)
        | SourceValue::List(_) => None,
    }
}

fn value<'g>(given: &'g Given, name: &str) -> Option<&'g SourceValue> {
    given.iter().find(|(key, _)| key.name == name).map(|(_, value)| value)
}

// What opens a file must be there first.
pub(super) fn opens_others(manifest: &Manifest<'_>, problems: &mut Problems) {
    for (number, credential) in manifest.credentials.iter().enumerate() {
        for named in names(credential) {
            let Some(opener) = find(manifest, named.text()) else {
                // An ID that could not be read may be it.
                if !manifest.holes
                    && manifest.credentials.iter().all(|each| each.id.given().is_some())
                {
                    problems.push(credential.label.on(unknown(manifest, named)));
                }
                continue;
            };
            if let Some(message) = circle(manifest, number, opener) {
                let problem = Problem::at(Code::InvalidDecryption, named.span, message)
                    .help("name a credential whose secret comes from elsewhere");
                problems.push(credential.label.on(problem));
            }
        }
    }
}

/// The values of `decrypt_with`.
fn names<'c>(credential: &'c Credential<'_>) -> Vec<&'c Spanned<Text>> {
    let mut names = Vec::new();
    for source in credential.sources() {
        if let Source::Given(given) = source {
            names.extend(value(given, "decrypt_with").and_then(SourceValue::text));
        }
    }
    names
}

fn find(manifest: &Manifest<'_>, id: &str) -> Option<usize> {
    manifest.credentials.iter().position(|each| each.id.given().is_some_and(|of| of.text() == id))
}

fn unknown(manifest: &Manifest<'_>, named: &Spanned<Text>) -> Problem {
    let written = named.text();
    let message = format!("`decrypt_with` names no credential: `{}`", shown(written));
    let problem = Problem::at(Code::InvalidDecryption, named.span, message);
    let ids = manifest.credentials.iter().filter_map(|each| each.id.given());
    match ids.map(Spanned::text).find(|id| is_meant(id, written)) {
        Some(id) => problem.help(format!("write the ID as it is: `{}`", shown(id))),
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

/// Whether the credential waits for itself, by way of the one that opens its file.
fn circle(manifest: &Manifest<'_>, number: usize, opener: usize) -> Option<&'static str> {
    if number == opener {
        return Some("`decrypt_with` names the credential itself");
    }
    let mut reached = vec![opener];
    let mut next = 0;
    while let Some(at) = reached.get(next) {
        let of = manifest.credentials.get(*at)?;
        for other in names(of) {
            let Some(other) = find(manifest, other.text()) else { continue };
            if other == number {
                return Some("the credential that `decrypt_with` names needs this one itself");
            }
            if !reached.contains(&other) {
                reached.push(other);
            }
        }
        next += 1;
    }
    None
}
