use std::time::SystemTime;

use provider_credentials::{LoadError, Metadata};
use provider_credentials_manifest::checked::{Credential, Source};

use super::places::{self, Place};
use crate::loaded::{ONLY_IN_PROGRAM, WITHOUT_FEATURE, fix};
use crate::screen::clean;

/// What there is to say about one credential.
pub(super) struct Row {
    pub(super) id: String,
    pub(super) provider: String,
    pub(super) kind: &'static str,
    pub(super) required: bool,
    pub(super) state: State,
    /// Where it may be, by part.
    pub(super) places: Vec<Place>,
    /// Of `places`, that which it came from.
    pub(super) found: Option<usize>,
    /// The kind of source that it came from, or failed to.
    pub(super) source: &'static str,
    pub(super) version: Option<String>,
    pub(super) good_until: Option<SystemTime>,
    pub(super) attributes: Vec<(&'static str, String)>,
    pub(super) problem: Option<Problem>,
    /// Codes and texts.
    pub(super) warnings: Vec<(&'static str, String)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    Loaded,
    /// Loaded before, and not when that was tried again.
    Stale,
    /// Not loaded, and required.
    Missing,
    /// There, and refused or not usable.
    Failed,
    /// Not loaded, and not required.
    Absent,
    /// Not to be had without the program.
    Unknown,
}

impl State {
    pub(super) fn word(self) -> &'static str {
        match self {
            State::Loaded => "loaded",
            State::Stale => "stale",
            State::Missing => "missing",
            State::Failed => "failed",
            State::Absent => "absent",
            State::Unknown => "unknown",
        }
    }
}

/// Why it is not loaded, or was not loaded anew.
pub(super) struct Problem {
    pub(super) code: &'static str,
    pub(super) part: &'static str,
    pub(super) text: String,
    pub(super) fix: String,
}

impl Problem {
    /// Whether one thing mends both, whichever parts they are of.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.cause() == other.cause() && self.fix == other.fix
    }

    /// Without the part.
    pub(super) fn cause(&self) -> &str {
        self.text.strip_prefix(&format!("its `{}`: ", self.part)).unwrap_or(&self.text)
    }

    fn new(error: &LoadError) -> Self {
        Self {
            code: error.code(),
            part: error.part(),
            text: clean(&error.problem().to_string()).into_owned(),
            fix: fix(error),
        }
    }
}

impl Row {
    /// Whether the program does not start for it.
    pub(super) fn is_fatal(&self) -> bool {
        self.required && matches!(self.state, State::Missing | State::Failed)
    }

    pub(super) fn new(credential: &Credential, metadata: &Metadata) -> Self {
        let places = places::of(credential);
        let named = metadata.place().to_string();
        let is_one = metadata.error().is_none_or(|error| error.code() != NOT_IN_ANY);
        let found = places.iter().position(|place| is_one && place.is_called(&named));
        let state = match (metadata.error(), metadata.stale_error()) {
            (None, None) => State::Loaded,
            (None, Some(_)) => State::Stale,
            (Some(error), _) if is_not_known_here(credential, error) => State::Unknown,
            (Some(error), _) if !error.is_absent() => State::Failed,
            (Some(_), _) if credential.required => State::Missing,
            (Some(_), _) => State::Absent,
        };
        let warnings = metadata.warnings().iter();
        Self {
            id: credential.id.clone(),
            provider: clean(&credential.provider).into_owned(),
            kind: credential.kind.name,
            required: credential.required,
            state,
            places,
            found,
            source: metadata.source(),
            version: metadata.version().map(|version| clean(version).into_owned()),
            good_until: metadata.good_until(),
            attributes: metadata
                .attributes()
                .map(|(name, value)| (name, clean(value).into_owned()))
                .collect(),
            problem: metadata.error().or(metadata.stale_error()).map(Problem::new),
            warnings: warnings
                .map(|warning| (warning.code(), clean(&warning.to_string()).into_owned()))
                .collect(),
        }
    }

    /// Where it came from, or may: what is shown in one column.
    pub(super) fn place(&self) -> String {
        if let Some(found) = self.found.and_then(|found| self.places.get(found)) {
            return found.short();
        }
        if self.state == State::Loaded {
            return self.source.to_owned();
        }
        let part = self.problem.as_ref().map_or("", |problem| problem.part);
        let of_part = self.places.iter().filter(|place| place.part == part);
        let short: Vec<String> = of_part.map(Place::short).collect();
        // A part of `config` has no places of its own.
        if short.is_empty() { self.source.to_owned() } else { short.join(", or ") }
    }
}

/// That none of several sources has it.
const NOT_IN_ANY: &str = "not_found_in_sources";

/// Whether the program, which has its custom sources and features, may well find it.
fn is_not_known_here(credential: &Credential, error: &LoadError) -> bool {
    let mut sources = credential
        .parts
        .iter()
        .filter(|part| part.row.name == error.part())
        .flat_map(|part| &part.sources);
    let is_custom = |source: &Source| matches!(source.place(), Source::Remote(remote) if remote.opens.is_none());
    match error.code() {
        ONLY_IN_PROGRAM | WITHOUT_FEATURE => true,
        NOT_IN_ANY => sources.any(is_custom),
        _ => false,
    }
}
