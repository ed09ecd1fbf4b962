use super::clock::Stopwatch;
use super::judge::Judge;
use super::kinds::Kinds;
use super::loader::Loader;
use super::remote::ask;
use super::search::Search;
use crate::contract::Kind;
use crate::format::{Yaml, extract_yaml};
use crate::source::{Environment, Readers, decode};

/// What a load needs beyond variables and plain files. Generated code says so in its table, so that a
/// program without it is not linked to threads, channels and parsers.
#[derive(Clone, Copy)]
pub(crate) struct Reach {
    pub(super) ask: Option<Ask>,
    pub(super) readers: Readers,
    /// What the manifest allows of values, by ID.
    pub(super) allowed: Allowed,
    pub(crate) kinds: Kinds,
}

type Allowed = &'static [(&'static str, &'static [&'static str])];

type Ask =
    fn(&Loader, &mut [Search], &Environment, Stopwatch, Judge, Yaml, &mut dyn FnMut(&mut [Search]));

impl Reach {
    pub(crate) const LOCAL: Self =
        Self { ask: None, readers: Readers::NONE, allowed: &[], kinds: Kinds::NONE };

    /// With sources that are asked.
    pub(crate) const fn asking(self) -> Self {
        Self { ask: Some(ask), ..self }
    }

    /// With values that the manifest allows.
    pub(crate) const fn allowing(self, allowed: Allowed) -> Self {
        Self { allowed, ..self }
    }

    /// With credentials of other kinds than an API key.
    pub(crate) const fn of_kinds(self, kinds: &'static [(&'static str, &'static Kind)]) -> Self {
        Self { kinds: Kinds(kinds), ..self }
    }

    /// With files that are decoded.
    pub(crate) const fn decoding(self) -> Self {
        Self { readers: Readers { decode: Some(decode), ..self.readers }, ..self }
    }

    /// With keys that are looked up in YAML.
    pub(crate) const fn reading_yaml(self) -> Self {
        Self { readers: Readers { yaml: extract_yaml, ..self.readers }, ..self }
    }
}
