//! From the document to the model: every key known, every value of the right shape. Nothing here
//! stops at a mistake; it leaves a hole and goes on.

mod allow;
mod auth;
mod by_source;
mod credential;
mod fall_through;
mod items;
mod keys;
mod labelled;
mod meant;
mod misplaced;
mod part_example;
mod part_value;
mod parts;
mod shared_sources;
mod sources;
mod unknown_key;
mod value;

use std::rc::Rc;

use self::keys::Slots;
use crate::checked::Name;
use crate::code::Code;
use crate::model::Manifest;
use crate::report::{Problem, Problems};
use crate::schema;
use crate::secrets::shown;
use crate::span::Span;
use crate::table::Texts;
use crate::yaml::{Entry, Kind, Mapping, Node};

/// Decodes the whole document.
pub(crate) fn manifest<'n>(root: &'n Node, problems: &mut Problems) -> Manifest<'n> {
    let list = list(root, problems);
    let mut credentials = Vec::new();
    let mut holes = list.is_none();
    let items = list.unwrap_or_default();
    let mut taken = Texts::new();
    for item in items {
        if let Some(id) = item.mapping().and_then(credential::id_of) {
            taken.insert(id, taken.len());
        }
    }
    for (index, item) in items.iter().enumerate() {
        match credential::decode(item, index, &taken, problems) {
            Some(credential) => credentials.push(credential),
            None => holes = true,
        }
    }
    let mut extensions = Vec::new();
    if let Some(mapping) = root.mapping() {
        for entry in &mapping.entries {
            if entry.key.value != "provider_credentials" {
                extensions.push(entry);
            }
        }
    }
    Manifest { credentials, extensions, holes }
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
    // A file without any list is another file, whose keys say nothing.
    if slots.get("provider_credentials").is_none() && !slots.has_holes() && !has_list(mapping) {
        problems.retract(Code::UnknownKey, root.span);
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
            // Those of all items stand in one mapping if no item begins with a dash.
            problems.retract(Code::DuplicateKey, entry.value.span);
            let help = match kind {
                Kind::Mapping(mapping) => match mapping.entries.first() {
                    Some(first) if is_name_of_credential(first) => {
                        format!("write `- id: {}`", shown(&first.key.value))
                    }
                    _ => "begin each credential with `- `".to_owned(),
                },
                _ => "write a list, or `[]` if there are none".to_owned(),
            };
            Problem::at(
                Code::WrongType,
                entry.value.caret(),
                format!("`provider_credentials` must be a list of credentials, found {found}"),
            )
            .help(help)
        }
    };
    problems.push(problem);
    None
}

fn has_list(mapping: &Mapping) -> bool {
    mapping.entries.iter().any(|entry| matches!(entry.value.kind, Kind::Sequence(_)))
}

/// `openai: { ... }` where a list was expected.
fn is_name_of_credential(entry: &Entry) -> bool {
    (entry.value.mapping().is_some() || entry.value.is_null())
        && schema::CREDENTIAL.key(&entry.key.value).is_none()
        && Name::new(&entry.key.value).is_ok()
}

fn not_a_manifest(root: &Node) -> Problem {
    if root.is_null() {
        return Problem::at(Code::EmptyManifest, Span::new(0, 0), "the manifest is empty")
            .help("write `provider_credentials: []`");
    }
    let help = match &root.kind {
        Kind::Sequence(_) => "put the line `provider_credentials:` above the list",
        _ => "begin with the line `provider_credentials:`",
    };
    let message = format!(
        "the manifest must be a mapping with the key `provider_credentials`, found {}",
        root.found()
    );
    Problem::at(Code::WrongType, root.span, message).help(help)
}
