use crate::contract::Kind;
use crate::spec::Spec;

/// Whether a part is one that everybody may know: its kind says so, or the manifest has its text.
pub(super) fn is_public(spec: &Spec, kind: Option<&Kind>, number: usize) -> bool {
    let Some(part) = spec.parts.get(number) else { return false };
    part.is_text() || kind.is_some_and(|kind| kind.is_public(part.name))
}
