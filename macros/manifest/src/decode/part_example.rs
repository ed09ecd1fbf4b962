//! What to write for a part, in proposals.

use crate::model::Label;
use crate::schema::{self, CredentialKind};

pub(super) fn first_secret(kind: &CredentialKind) -> &'static schema::Part {
    const NONE: &schema::Part = &schema::Part::NONE;

    // Every row has one: a test holds that.
    kind.parts.iter().find(|part| part.role.is_secret()).unwrap_or(NONE)
}

/// A part with its source, as one would write it.
pub(super) fn example(part: &schema::Part, source: &str, label: &Label) -> String {
    let mut keys = vec![format!("source: {source}")];
    for key in schema::SOURCE.keys {
        if matches!(key.need, schema::Need::With(of) if of == source) {
            keys.push(format!("{}: {}", key.name, label.example_of(key, part.name)));
        }
    }
    format!("{}: {{ {} }}", part.name, keys.join(", "))
}
