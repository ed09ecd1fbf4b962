use std::time::SystemTime;

use super::place::Place;
use super::skipped::Skipped;
use super::warning::LoadWarning;

/// Where a secret came from, and what is known about it.
#[derive(Clone)]
pub(crate) struct Origin {
    /// `None` if there was no source.
    pub(crate) place: Option<Place>,
    /// Most have none, and are small for it.
    remarks: Option<Box<Remarks>>,
}

/// What there is to say about a few secrets.
#[derive(Clone, Default)]
struct Remarks {
    warnings: Vec<LoadWarning>,
    version: Option<Box<str>>,
    good_until: Option<SystemTime>,
    attributes: Vec<(&'static str, Box<str>)>,
}

impl Origin {
    pub(crate) fn new(place: Option<Place>) -> Self {
        Self { place, remarks: None }
    }

    /// The kind of source.
    pub(super) fn source(&self) -> &'static str {
        self.place.map_or("none", Place::kind)
    }

    pub(crate) fn warn(&mut self, warning: LoadWarning) {
        self.remarks.get_or_insert_default().warnings.push(warning);
    }

    pub(crate) fn set_version(&mut self, version: Box<str>) {
        self.remarks.get_or_insert_default().version = Some(version);
    }

    pub(crate) fn set_good_until(&mut self, time: SystemTime) {
        self.remarks.get_or_insert_default().good_until = Some(time);
    }

    /// It is good for no longer than that.
    pub(crate) fn limit_good_until(&mut self, time: SystemTime) {
        let remarks = self.remarks.get_or_insert_default();
        remarks.good_until = Some(remarks.good_until.map_or(time, |known| known.min(time)));
    }

    pub(crate) fn set_attributes(&mut self, attributes: Vec<(&'static str, Box<str>)>) {
        if !attributes.is_empty() {
            self.remarks.get_or_insert_default().attributes = attributes;
        }
    }

    /// Adds what there is to say about another part of the credential, which is good for no longer than each.
    pub(crate) fn merge(&mut self, other: &Self) {
        let Some(others) = &other.remarks else { return };
        for warning in &others.warnings {
            // Parts of one secret are refused together.
            let is_told = match warning.as_skipped() {
                Some(skipped) => self.tells(skipped),
                None => false,
            };
            if !is_told {
                self.warn(warning.clone());
            }
        }
        let own = self.remarks.get_or_insert_default();
        own.version = own.version.take().or_else(|| others.version.clone());
        own.good_until = match (own.good_until, others.good_until) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        };
    }

    fn tells(&self, skipped: Skipped) -> bool {
        for warning in self.warnings() {
            let Some(told) = warning.as_skipped() else { continue };
            if told.place() == skipped.place() && told.code() == skipped.code() {
                return true;
            }
        }
        false
    }

    pub(super) fn version(&self) -> Option<&str> {
        self.remarks.as_ref()?.version.as_deref()
    }

    pub(super) fn good_until(&self) -> Option<SystemTime> {
        self.remarks.as_ref()?.good_until
    }

    pub(super) fn attributes(&self) -> &[(&'static str, Box<str>)] {
        self.remarks.as_ref().map_or(&[], |remarks| &remarks.attributes)
    }

    pub(crate) fn warnings(&self) -> &[LoadWarning] {
        self.remarks.as_ref().map_or(&[], |remarks| &remarks.warnings)
    }
}
