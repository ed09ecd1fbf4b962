//! From the document to the model: every key known, every value of the right shape. Nothing here
//! stops at a mistake; it leaves a hole and goes on.

mod auth;
mod credential;
mod keys;
mod value;

use std::rc::Rc;

use self::keys::Slots;
use crate::code::Code;
use crate::model::{Label, Manifest};
use crate::report::{Problem, Problems};
use crate::schema;
use crate::span::Span;
use crate::yaml::{Kind, Node};

/// Decodes the whole document.
pub(crate) fn manifest<'n>(root: &'n Node, problems: &mut Problems) -> Manifest<'n> {
    let list = list(root, problems);
    let mut credentials = Vec::new();
    let mut holes = list.is_none();
    for (index, item) in list.unwrap_or_default().iter().enumerate() {
        let credential = credential::decode(item, index, problems);
        holes |= credential.is_none();
        credentials.extend(credential);
    }
    Manifest { credentials, holes }
}

fn list<'n>(root: &'n Node, problems: &mut Problems) -> Option<&'n [Rc<Node>]> {
    let mapping = match &root.kind {
        Kind::Invalid => return None,
        Kind::Mapping(mapping) => mapping,
        _ => {
            problems.push(not_a_manifest(root));
            return None;
        }
    };
    let mut slots = Slots::read(root, mapping, &schema::ROOT, None, problems);
    for entry in slots.take_misplaced() {
        problems.push(slots.unknown(entry));
    }
    let entry = slots.require("provider_credentials", problems)?;
    let problem = match &entry.value.kind {
        Kind::Sequence(items) => return Some(items),
        Kind::Invalid => return None,
        _ if entry.value.is_null() => {
            Problem::at(Code::MissingValue, entry.key.span, "`provider_credentials` has no value")
                .help("write `provider_credentials: []` if there are none")
        }
        kind => {
            let found = entry.value.found();
            let help = match kind {
                Kind::Mapping(_) => "begin each credential with `- `",
                _ => "write a list, or `[]` if there are none",
            };
            Problem::at(
                Code::WrongType,
                entry.value.caret(),
                format!("expected a list of credentials, found {found}"),
            )
            .help(help)
        }
    };
    problems.push(problem);
    None
}

fn not_a_manifest(root: &Node) -> Problem {
    if root.is_null() {
        return Problem::at(Code::EmptyManifest, Span::new(0, 0), "manifest is empty")
            .help("write `provider_credentials: []`");
    }
    let help = match &root.kind {
        Kind::Sequence(_) => "put the line `provider_credentials:` above the list",
        _ => "begin with the line `provider_credentials:`",
    };
    let message =
        format!("expected a mapping with the key `provider_credentials`, found {}", root.found());
    Problem::at(Code::WrongType, root.span, message).help(help)
}

/// A problem of a credential, or of the manifest where there is no credential yet.
fn labelled(label: Option<&Label>, problem: Problem) -> Problem {
    match label {
        Some(label) => label.on(problem),
        None => problem,
    }
}
