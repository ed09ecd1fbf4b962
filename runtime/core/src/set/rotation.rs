//! What is the same, newer or older about two loads of one credential.

use std::time::SystemTime;

use super::any::AnyCredential;
use super::parts::{Other, State};
use crate::report::{LoadError, LoadWarning};

impl AnyCredential {
    /// How often its value changed since the program started, counted from 1. Always 1 without
    /// [`Live`](crate::Live).
    #[must_use]
    pub fn generation(&self) -> u64 {
        self.slot().mark.generation
    }

    /// When the value was loaded that it has, by the [loader's clock](crate::Loader::clock): the start of that load.
    #[must_use]
    pub fn loaded_at(&self) -> SystemTime {
        self.slot().mark.loaded_at
    }

    /// Whether the last attempt to load it anew failed, so that it may not be current.
    #[must_use]
    pub fn is_stale(&self) -> bool {
        self.slot().mark.stale().is_some()
    }

    /// Why the last attempt to load it anew failed.
    #[must_use]
    pub fn stale_error(&self) -> Option<LoadError> {
        self.slot().mark.stale().clone()
    }

    /// The value that it had before the last rotation, for as long as
    /// [`LiveOptions::grace`](crate::LiveOptions::grace) says: servers that rotate accept both for a while.
    #[must_use]
    pub fn previous(&self) -> Option<Self> {
        self.slot().mark.previous().clone()
    }

    /// The start of the load that last gave this value.
    pub(crate) fn confirmed_at(&self) -> SystemTime {
        self.slot().times.started()
    }

    pub(crate) fn has_previous(&self) -> bool {
        self.slot().mark.previous().is_some()
    }

    /// Whether both have the same value, in constant time for each part. Errors have none; a key that signs where it is
    /// has its public key.
    pub(crate) fn has_value_of(&self, other: &Self) -> bool {
        let (Ok(parts), Ok(others)) = (self.slot().state.parts(), other.slot().state.parts())
        else {
            return false;
        };
        let mut same = parts.first.secret == others.first.secret;
        same &= parts.others.len() == others.others.len();
        for (part, other) in parts.others.iter().zip(&others.others) {
            same &= part.secret == other.secret;
        }
        same
    }

    /// Adds a warning to what is loaded and nobody else has yet.
    pub(crate) fn warn(&mut self, warning: LoadWarning) {
        match self.slot_mut().map(|slot| &mut slot.state) {
            Some(State::Loaded(parts)) => parts.first.origin.warn(warning),
            Some(State::Other(Other::Guarded(parts))) => parts.first.origin.warn(warning),
            Some(State::Other(Other::Failed(_))) | None => {}
        }
    }

    /// Makes this, which nobody else has yet, what follows `old`.
    pub(crate) fn follow(&mut self, old: &Self, is_same_value: bool) {
        let Some(slot) = self.slot_mut() else { return };
        let before = &old.slot().mark;
        if is_same_value {
            slot.mark.generation = before.generation;
            slot.mark.loaded_at = before.loaded_at;
            slot.mark.share_previous(before);
        } else if old.is_loaded() {
            slot.mark.generation = before.generation.saturating_add(1);
            *slot.mark.previous() = Some(old.clone());
            // Two are enough: the one before is wiped when its last user lets go.
            *before.previous() = None;
        } else if before.is_expired {
            slot.mark.generation = before.generation.saturating_add(1);
        }
    }

    /// Says why it could not be loaded anew; whether that is news.
    pub(crate) fn mark_stale(&self, error: &LoadError) -> bool {
        let mut stale = self.slot().mark.stale();
        let is_news = stale.as_ref().is_none_or(|known| known.code() != error.code());
        *stale = Some(error.clone());
        is_news
    }

    /// Whether it was stale until now.
    pub(crate) fn mark_fresh(&self) -> bool {
        self.slot().mark.stale().take().is_some()
    }

    /// Lets go of the value before this one.
    pub(crate) fn forget_previous(&self) {
        *self.slot().mark.previous() = None;
    }

    /// That it still has none, for another reason.
    pub(crate) fn stay_expired(&mut self, old: &Self) {
        if let Some(slot) = self.slot_mut() {
            slot.mark.generation = old.generation();
            slot.mark.is_expired = old.slot().mark.is_expired;
        }
    }

    /// Without its value, which is too old to use.
    pub(crate) fn expired(&self, error: LoadError) -> Self {
        let slot = self.slot();
        let mut expired = Self::new(slot.spec, slot.kind, slot.times, Err(error));
        if let Some(slot) = expired.slot_mut() {
            slot.mark.generation = self.generation();
            slot.mark.is_expired = true;
        }
        expired
    }
}
