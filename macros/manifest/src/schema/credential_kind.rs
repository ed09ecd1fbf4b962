use super::key::{Key, Mapping, Need, Shape};
use super::role::{Role, Setting};

/// A kind of credential: a row of the table.
#[derive(Debug)]
#[non_exhaustive]
pub struct CredentialKind {
    /// The word that `type` has.
    pub name: &'static str,
    /// The feature of the runtime that it needs.
    pub feature: Option<&'static str>,
    /// One line of documentation.
    pub doc: &'static str,
    /// The type of its field.
    pub field_type: &'static str,
    /// What it consists of. If one part alone has a source, that stands directly under `auth`.
    pub parts: &'static [Part],
    /// The keys of its `auth`.
    pub auth: &'static Mapping,
}

/// Rows are few: one is itself and no other.
impl PartialEq for CredentialKind {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl CredentialKind {
    /// The part with this name.
    #[must_use]
    pub fn part(&self, name: &str) -> Option<&'static Part> {
        self.parts.iter().find(|part| part.name == name)
    }

    /// Whether the parts that have a source have keys of their own, because they are several.
    #[must_use]
    pub fn has_parts(&self) -> bool {
        let mut with_source = self.parts.iter().filter(|part| part.role.has_source());
        with_source.nth(1).is_some()
    }
}

/// A part of a [`CredentialKind`], which is a key under `auth`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Part {
    /// As it is written.
    pub name: &'static str,
    /// The key that renames it in a source that holds all parts.
    pub renamed_by: &'static str,
    /// When it must be there.
    pub need: PartNeed,
    /// What its value may be.
    pub role: Role,
    /// One line of documentation.
    pub doc: &'static str,
    /// A constant to propose, if it may be one.
    pub example: &'static str,
    /// The feature of the runtime that it needs beyond its kind's.
    pub feature: Option<&'static str>,
    /// Whether it may be a private key that signs in its token.
    pub may_sign: bool,
}

/// When a part must be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartNeed {
    /// Always.
    Always,
    /// May be left out.
    Optional,
    /// One of these, of which this is one; the first is meant where a source holds all parts.
    OneOf(&'static [&'static str]),
    /// Needed with that part, unused without it.
    With(&'static str),
    /// May be given with that part, unused without it.
    OptionalWith(&'static str),
}

impl Part {
    pub(crate) const NONE: Self = Self::new("secret", "", PartNeed::Always, Role::Secret, "", "");

    pub(super) const fn new(
        name: &'static str,
        renamed_by: &'static str,
        need: PartNeed,
        role: Role,
        doc: &'static str,
        example: &'static str,
    ) -> Self {
        Self { name, renamed_by, need, role, doc, example, feature: None, may_sign: false }
    }

    /// A setting has no other name anywhere.
    pub(super) const fn setting(
        name: &'static str,
        need: PartNeed,
        setting: Setting,
        doc: &'static str,
        example: &'static str,
    ) -> Self {
        let role = Role::Setting(setting);
        Self::new(name, "", need, role, doc, example)
    }

    pub(super) const fn feature(mut self, feature: &'static str) -> Self {
        self.feature = Some(feature);
        self
    }

    pub(super) const fn may_sign(mut self) -> Self {
        self.may_sign = true;
        self
    }

    /// As a key of `auth`.
    pub(crate) const fn key(&self) -> Key {
        Key::new(self.name, Need::Optional, Shape::Part(self.role), self.doc, self.example)
    }

    /// The key that renames it.
    pub(super) const fn renaming_key(&self) -> Key {
        Key::new(
            self.renamed_by,
            Need::Optional,
            Shape::KeyPath,
            "What a source that holds all parts calls this one; its own name if left out.",
            self.name,
        )
    }
}
