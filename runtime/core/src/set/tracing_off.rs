//! Without feature `tracing`: nothing.

#![allow(clippy::unused_self, reason = "with the feature, they are used")]

use crate::report::{Event, LoadSummary};

#[derive(Default)]
pub(crate) struct LoadSpan;

impl LoadSpan {
    #[inline]
    pub(crate) fn new(_: usize) -> Self {
        Self
    }

    #[inline]
    pub(crate) fn enter(&self) -> InSpan {
        InSpan
    }

    #[inline]
    pub(crate) fn record(&self, _: &LoadSummary) {}
}

pub(crate) struct InSpan;

#[cfg(feature = "live")]
impl InSpan {
    #[inline]
    pub(crate) fn leave(self) {}
}

#[inline]
pub(super) fn trace(_: &Event<'_>) {}
