//! `id`: a name that Rust can use, and nobody else has.

use crate::checked::Name;
use crate::code::Code;
use crate::model::{Credential, Manifest, Text};
use crate::names::BadName;
use crate::report::{Problem, Problems};
use crate::secrets::shown;
use crate::span::{Span, Spanned};
use crate::table::Names;

// It becomes a field and an enum's variant.
pub(super) fn valid(
    credential: &Credential<'_>,
    problems: &mut Problems,
) -> Option<(String, Name, Span)> {
    let id = credential.id.given()?;
    match Name::new(id.text()) {
        Ok(name) => Some((id.text().to_owned(), name, id.span)),
        Err(bad) => {
            problems.push(credential.label.on(bad_name("`id`", id.text(), &bad, id.span, "key")));
            None
        }
    }
}

pub(super) fn bad_name(what: &str, key: &str, bad: &BadName, span: Span, suffix: &str) -> Problem {
    match bad {
        BadName::Shape(proposal) => {
            let message = if key.is_empty() {
                format!("{what} is empty")
            } else {
                format!(
                    "invalid {what} `{}`, expected letters, digits, `_` and `-`, a letter first",
                    shown(key)
                )
            };
            let problem = Problem::at(Code::InvalidName, span, message);
            match proposal {
                Some(proposal) => problem.help(format!("write `{}`", shown(proposal))),
                None => problem.help("choose a name such as `openai`"),
            }
        }
        BadName::Reserved(word) => {
            let message =
                format!("{what} `{}` becomes `{word}`, which Rust keeps for itself", shown(key));
            Problem::at(Code::ReservedName, span, message)
                .help(format!("write `{word}_{suffix}`").to_lowercase())
        }
    }
}

// Two IDs that become one identifier could not both be fields.
pub(super) fn are_unique(manifest: &Manifest<'_>, problems: &mut Problems) {
    let mut fields = Names::new();
    let mut variants = Names::new();
    for (number, credential) in manifest.credentials.iter().enumerate() {
        let Some(id) = credential.id.given() else { continue };
        let Ok(name) = Name::new(id.text()) else { continue };
        let clash = match (fields.get(name.snake.as_str()), variants.get(name.camel.as_str())) {
            (Some(first), _) => Some((*first, format!("the field `{}`", shown(&name.snake)))),
            (None, Some(first)) => Some((*first, format!("the variant `{}`", shown(&name.camel)))),
            (None, None) => None,
        };
        if let Some((first, both)) = clash {
            let first = manifest.credentials.get(first).and_then(|first| first.id.given());
            problems.push(credential.label.on(duplicate(id, first.unwrap_or(id), &both)));
        } else {
            fields.insert(name.snake, number);
            variants.insert(name.camel, number);
        }
    }
}

fn duplicate(id: &Spanned<Text>, first: &Spanned<Text>, both: &str) -> Problem {
    let message = if id.text() == first.text() {
        format!("duplicate id `{}`", shown(id.text()))
    } else {
        format!("ids `{}` and `{}` both become {both}", shown(first.text()), shown(id.text()))
    };
    Problem::at(Code::DuplicateId, id.span, message)
        .related(first.span, "first used here")
        .help("choose another id")
}
