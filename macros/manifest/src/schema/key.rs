use super::role::Role;
use crate::code::Code;

/// A mapping of the manifest.
#[derive(Debug)]
#[non_exhaustive]
pub struct Mapping {
    /// How messages call it.
    pub name: &'static str,
    /// Every key it may have.
    pub keys: &'static [Key],
}

impl Mapping {
    pub(crate) fn key(&self, name: &str) -> Option<&'static Key> {
        let is_it = |key: &&Key| match key.name {
            EXTENSION => name.starts_with("x-"),
            known => known == name,
        };
        self.keys.iter().find(is_it)
    }

    /// Whether keys of the user's own may stand here.
    pub(crate) fn has_extensions(&self) -> bool {
        self.keys.iter().any(|key| key.name == EXTENSION)
    }

    /// Whether it names this key itself.
    pub(crate) fn has(&self, name: &str) -> bool {
        name != EXTENSION && self.keys.iter().any(|key| key.name == name)
    }

    pub(crate) fn names(&self) -> Vec<&'static str> {
        let mut names = Vec::new();
        for key in self.keys {
            if key.name != EXTENSION {
                names.push(key.name);
            }
        }
        names
    }
}

/// Stands in a mapping for every key that begins with `x-`.
pub(super) const EXTENSION: &str = "x-*";

/// A key of a [`Mapping`].
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Key {
    /// As it is written.
    pub name: &'static str,
    /// When it must be there.
    pub need: Need,
    /// One line of documentation.
    pub doc: &'static str,
    /// A value for the "missing key" message.
    pub example: &'static str,
    /// What its value is.
    pub shape: Shape,
    /// Of a source's key: whether it says which secret is meant, so that two sources with the same value
    /// are one.
    pub is_identity: bool,
    /// Of a source's key: whether it selects a value within what the source answers.
    pub selects: bool,
    /// Of a source's key: what to do if a secret stands there.
    pub instead: &'static str,
    /// Of a source's key: all kinds that have it, if it is several.
    pub(crate) shared: &'static [&'static str],
    /// Of a source's key: whether another kind had it before.
    pub(crate) is_again: bool,
    /// What is wrong if its value does not have its shape.
    pub(crate) code: Code,
}

/// The shape of a value.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub enum Shape {
    /// Any text.
    Text,
    /// Text with `${VAR}` and `${VAR:-default}`, expanded when the program runs; `$$` is a dollar sign.
    Template,
    /// The same, or a whole number.
    NumberOrTemplate,
    /// A template, for a path: a leading `~/` is the home directory.
    PathTemplate,
    /// `a.b.0`, or RFC 6901's `/a/b/0`.
    KeyPath,
    /// `[A-Za-z][A-Za-z0-9_-]*`.
    Name,
    /// The same: the ID of a credential of the manifest, whose secret is needed.
    CredentialId,
    /// `[A-Za-z_][A-Za-z0-9_]*`.
    Variable,
    /// A whole number that is not negative.
    Number,
    /// A scheme, a colon, and something behind it (RFC 3986, section 3).
    Uri,
    /// `true` or `false`.
    Boolean,
    /// One of these words.
    Word(&'static [&'static str]),
    /// A list of such words.
    Words(&'static [&'static str]),
    /// The same, with that one among them.
    WordsWith(&'static str, &'static [&'static str]),
    /// A mapping with the keys of that one.
    Mapping(&'static Mapping),
    /// A mapping with the keys that its `type` has.
    Auth,
    /// A part of a credential.
    Part(Role),
    /// A list of such mappings, and the least number of them.
    Mappings(&'static Mapping, usize),
    /// A mapping of text to templates.
    Texts,
    /// A list of templates, at least one.
    Templates,
    /// A list of names of variables.
    Variables,
    /// A list of key paths.
    KeyPaths,
    /// A mapping of names to anything that has a Rust type.
    Config,
    /// Whatever it is, it is not read.
    Anything,
}

/// When a key must be there, and when it may.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Always needed. Of a source's key, in its row: needed with that source.
    Always,
    /// May be left out.
    Optional,
    /// Either this key or the named one.
    Or(&'static str),
    /// Needed with that `source`, unused with any other.
    With(&'static str),
    /// May be given with that `source`, unused with any other.
    OptionalWith(&'static str),
    /// The same with any of several.
    OptionalWithAny(&'static [&'static str]),
    /// May be given with a `source` that is asked, unused with any other.
    OptionalWithAsked,
}

impl Key {
    pub(super) const fn new(
        name: &'static str,
        need: Need,
        shape: Shape,
        doc: &'static str,
        example: &'static str,
    ) -> Self {
        let code = Code::InvalidValue;
        let (is_identity, selects, instead) = (false, false, "remove it");
        let (shared, is_again): (&[&str], bool) = (&[], false);
        Self {
            name,
            need,
            doc,
            example,
            shape,
            is_identity,
            selects,
            instead,
            shared,
            is_again,
            code,
        }
    }

    /// Which value of an answer in JSON is the secret.
    pub(super) const fn of_value(name: &'static str, doc: &'static str) -> Self {
        Self::new(name, Need::Optional, Shape::KeyPath, doc, "password")
            .identity()
            .selects()
            .instead("write the key of the value here: `password`")
    }

    pub(super) const fn optional(mut self) -> Self {
        self.need = Need::Optional;
        self
    }

    pub(super) const fn identity(mut self) -> Self {
        self.is_identity = true;
        self
    }

    pub(super) const fn selects(mut self) -> Self {
        self.selects = true;
        self
    }

    pub(super) const fn instead(mut self, instead: &'static str) -> Self {
        self.instead = instead;
        self
    }

    pub(super) const fn code(mut self, code: Code) -> Self {
        self.code = code;
        self
    }

    /// A key that several kinds have, which need not be given.
    pub(super) const fn shared(mut self, kinds: &'static [&'static str]) -> Self {
        self.shared = kinds;
        self
    }

    /// The same in the row of another of them.
    pub(super) const fn again(mut self) -> Self {
        self.is_again = true;
        self
    }

    /// As a key of the source that has it.
    pub(super) const fn of(mut self, source: &'static str) -> Self {
        self.need = match self.need {
            Need::Optional if !self.shared.is_empty() => Need::OptionalWithAny(self.shared),
            Need::Always => Need::With(source),
            Need::Optional => Need::OptionalWith(source),
            other => other,
        };
        self
    }

    /// What a source calls it: its name without the first word, which is the source's.
    #[must_use]
    pub fn param(&self) -> &'static str {
        self.name.split_once('_').map_or(self.name, |(_, param)| param)
    }
}

impl Need {
    /// The `source` that this key belongs to, if it does not fit all; the first if it fits several.
    #[must_use]
    pub fn source(self) -> Option<&'static str> {
        match self {
            Need::With(source) | Need::OptionalWith(source) => Some(source),
            Need::OptionalWithAny(sources) => sources.first().copied(),
            Need::Always | Need::Optional | Need::Or(_) | Need::OptionalWithAsked => None,
        }
    }

    /// Whether it belongs to other sources than that one.
    #[must_use]
    pub fn is_elsewhere(self, source: &str) -> bool {
        match self {
            Need::With(own) | Need::OptionalWith(own) => own != source,
            Need::OptionalWithAny(sources) => !sources.contains(&source),
            Need::Always | Need::Optional | Need::Or(_) | Need::OptionalWithAsked => false,
        }
    }
}
