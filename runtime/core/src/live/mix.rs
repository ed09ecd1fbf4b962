//! A load beside the one before it: new values are taken, and what failed keeps what it had.

use std::time::{Duration, SystemTime};

use super::rotated::Rotated;
use crate::report::{Event, EventOf};
use crate::set::{AnyCredential, Slots};

/// What became of one credential.
pub(super) enum Outcome {
    /// The same as before.
    Same,
    /// It has another value; `was_stale`: which it did not get until now.
    Rotated { was_stale: bool },
    /// It was stale, and is loaded with the value that it had.
    Recovered,
    /// It was missing, and is loaded.
    Appeared,
    /// The same as before, with a warning that it had not.
    Warned,
    /// It could not be loaded, for a reason that is news.
    Failed,
    /// It lost its value, which is too old.
    Expired,
}

impl Outcome {
    /// Whether subscribers are notified.
    pub(super) fn is_another_value(&self) -> bool {
        matches!(self, Self::Rotated { .. } | Self::Appeared)
    }

    /// What observers get. Who got a failure gets its end.
    pub(super) fn events(&self) -> &'static [EventOf] {
        match self {
            Self::Same => &[],
            Self::Rotated { was_stale: false } => &[|of| Event::CredentialRotated(of)],
            Self::Rotated { was_stale: true } => {
                &[|of| Event::CredentialRecovered(of), |of| Event::CredentialRotated(of)]
            }
            Self::Recovered | Self::Appeared => &[|of| Event::CredentialRecovered(of)],
            Self::Warned => &[|of| Event::CredentialWarned(of)],
            Self::Failed => &[|of| Event::CredentialReloadFailed(of)],
            Self::Expired => &[|of| Event::CredentialExpired(of)],
        }
    }
}

/// The next set.
pub(super) struct Mixed {
    pub(super) slots: Vec<AnyCredential>,
    /// Of each credential.
    pub(super) outcomes: Vec<Outcome>,
    /// Whether anything in `slots` is not as before.
    pub(super) has_changed: bool,
}

/// `is_kept`: whether a credential keeps what it has although there is something new, by its number.
pub(super) fn mix(
    old: &[AnyCredential],
    new: Slots,
    max_age: Option<Duration>,
    is_kept: &dyn Fn(usize) -> bool,
) -> Mixed {
    let now = new.times.started();
    let mut mixed = Mixed {
        slots: Vec::with_capacity(old.len()),
        outcomes: Vec::with_capacity(old.len()),
        has_changed: false,
    };
    for (number, (old, new)) in old.iter().zip(new.slots).enumerate() {
        let (slot, outcome, has_changed) =
            if is_kept(number) { kept(old, max_age, now) } else { next(old, new, max_age, now) };
        mixed.has_changed |= has_changed;
        mixed.slots.push(slot);
        mixed.outcomes.push(outcome);
    }
    mixed
}

/// What somebody is writing to is left alone; but what is stale goes when it is too old.
fn kept(
    old: &AnyCredential,
    max_age: Option<Duration>,
    now: SystemTime,
) -> (AnyCredential, Outcome, bool) {
    match old.stale_error().filter(|_| is_older(old, max_age, now)) {
        Some(error) => (old.expired(error), Outcome::Expired, true),
        None => (old.clone(), Outcome::Same, false),
    }
}

/// What comes next, what that means, and whether it is another slot.
fn next(
    old: &AnyCredential,
    mut new: AnyCredential,
    max_age: Option<Duration>,
    now: SystemTime,
) -> (AnyCredential, Outcome, bool) {
    match (old.is_loaded(), new.error().cloned()) {
        (true, None) => {
            let is_same_value = old.has_value_of(&new);
            new.follow(old, is_same_value);
            let was_stale = old.mark_fresh();
            let outcome = match (is_same_value, was_stale) {
                (false, was_stale) => Outcome::Rotated { was_stale },
                (true, true) => Outcome::Recovered,
                (true, false) if has_new_warning(old, &new) => Outcome::Warned,
                (true, false) => Outcome::Same,
            };
            // Also with the same value: a lease may be longer now.
            (new, outcome, true)
        }
        (false, None) => {
            new.follow(old, false);
            (new, Outcome::Appeared, true)
        }
        (true, Some(error)) => {
            if is_older(old, max_age, now) {
                return (old.expired(error), Outcome::Expired, true);
            }
            let outcome = if old.mark_stale(&error) { Outcome::Failed } else { Outcome::Same };
            (old.clone(), outcome, false)
        }
        (false, Some(error)) => {
            let is_news = old.error().is_none_or(|known| known.code() != error.code());
            new.stay_expired(old);
            (new, if is_news { Outcome::Failed } else { Outcome::Same }, is_news)
        }
    }
}

fn is_older(credential: &AnyCredential, max_age: Option<Duration>, now: SystemTime) -> bool {
    let age = now.duration_since(credential.confirmed_at()).unwrap_or_default();
    max_age.is_some_and(|most| age > most)
}

fn has_new_warning(old: &AnyCredential, new: &AnyCredential) -> bool {
    let (old, new) = (old.metadata(), new.metadata());
    let is_known = |code| old.warnings().iter().any(|warning| warning.code() == code);
    new.warnings().iter().any(|warning| !is_known(warning.code()))
}

/// What subscribers get.
pub(super) fn rotated(old: &AnyCredential, new: &AnyCredential) -> Rotated {
    Rotated {
        id: new.spec().id,
        generation: new.generation(),
        previous_generation: old.generation(),
        at: new.loaded_at(),
    }
}
