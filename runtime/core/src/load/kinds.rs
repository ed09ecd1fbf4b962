use crate::contract::Kind;
use crate::spec::Spec;

/// The kinds of the credentials that are more than one text, by their IDs, in the order of the manifest.
#[derive(Clone, Copy)]
pub(crate) struct Kinds(pub(super) &'static [(&'static str, &'static Kind)]);

impl Kinds {
    pub(super) const NONE: Self = Self(&[]);

    /// That of the next credential, in the order of the manifest.
    pub(crate) fn next_of(&mut self, spec: &Spec) -> Option<&'static Kind> {
        let (&(id, kind), rest) = self.0.split_first()?;
        if id != spec.id {
            return None;
        }
        self.0 = rest;
        Some(kind)
    }
}
