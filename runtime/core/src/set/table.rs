use std::sync::OnceLock;

use crate::contract::Kind;
use crate::load::Reach;
use crate::spec::{Numbers, Spec};

/// The specs of one manifest and, once asked for, their positions by ID.
#[allow(missing_debug_implementations, reason = "not for people")]
pub struct Table {
    specs: &'static [Spec],
    reach: Reach,
    positions: OnceLock<Numbers<'static>>,
}

impl Table {
    /// A table of `specs`, in the order of the manifest.
    #[must_use]
    pub const fn new(specs: &'static [Spec]) -> Self {
        Self { specs, reach: Reach::LOCAL, positions: OnceLock::new() }
    }

    /// The same, where a source has to be asked.
    #[must_use]
    pub const fn asking(mut self) -> Self {
        self.reach = self.reach.asking();
        self
    }

    /// The same, where a file has a decoder.
    #[must_use]
    pub const fn decoding(mut self) -> Self {
        self.reach = self.reach.decoding();
        self
    }

    /// The same, where a key may have to be looked up in YAML.
    #[must_use]
    pub const fn reading_yaml(mut self) -> Self {
        self.reach = self.reach.reading_yaml();
        self
    }

    /// The same, where the manifest allows values that would have a warning: codes by ID.
    #[must_use]
    pub const fn allowing(
        mut self,
        allowed: &'static [(&'static str, &'static [&'static str])],
    ) -> Self {
        self.reach = self.reach.allowing(allowed);
        self
    }

    /// The same, where credentials are of other kinds than an API key: kinds by ID, in the order of the manifest.
    #[must_use]
    pub const fn of_kinds(mut self, kinds: &'static [(&'static str, &'static Kind)]) -> Self {
        self.reach = self.reach.of_kinds(kinds);
        self
    }

    pub(super) fn reach(&self) -> Reach {
        self.reach
    }

    pub(crate) fn specs(&self) -> &'static [Spec] {
        self.specs
    }

    /// The ID at `position`, which the generated enum keeps within bounds.
    #[must_use]
    pub fn id(&self, position: usize) -> &'static str {
        self.specs.get(position).map_or("", |spec| spec.id)
    }

    /// The position of an ID.
    #[must_use]
    pub fn position(&self, id: &str) -> Option<usize> {
        let (_, position) = self.positions.get_or_init(|| by_id(self.specs)).get(id)?;
        Some(position)
    }
}

fn by_id(specs: &'static [Spec]) -> Numbers<'static> {
    let mut positions = Numbers::default();
    for (position, spec) in specs.iter().enumerate() {
        positions.insert(spec.id, position);
    }
    positions
}
