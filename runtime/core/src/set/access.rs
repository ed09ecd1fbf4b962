//! What is asked before a secret is given out.

use super::tell_one::tell_one;
use crate::contract::{Access, Recorded};
use crate::load::Accesses;
use crate::report::{AccessEvent, Event, Failure, LoadError, Place, Reason};
use crate::spec::Spec;
use core::cell::Cell;
use core::panic::Location;

/// What is asked for.
pub(super) struct AccessTo {
    pub(super) spec: &'static Spec,
    pub(super) kind: &'static str,
    /// Of the part.
    pub(super) number: usize,
    pub(super) reason: Option<&'static str>,
}

/// Has the access to a part recorded; the error, if it is refused.
#[cold]
#[inline(never)]
pub(super) fn record(
    accesses: &Accesses,
    to: &AccessTo,
    generation: u64,
    place: &'static Location<'static>,
) -> Result<(), LoadError> {
    let part = to.spec.parts.get(to.number).unwrap_or(&Spec::NO_PART);
    let access = Access {
        credential_id: to.spec.id,
        provider: to.spec.provider,
        kind: to.kind,
        part: part.name,
        reason: to.reason,
        place,
        time: accesses.now(),
        generation,
    };
    for recorder in &accesses.recorders {
        match recorder.accessed(&access) {
            Ok(Recorded::Done | Recorded::FailedAgain) => {}
            Ok(Recorded::Anchored(anchor)) => {
                tell(accesses, &AccessEvent::anchored(access, anchor));
            }
            Ok(Recorded::Failed(why)) => {
                tell(accesses, &AccessEvent::not_recorded(access, why, false));
            }
            Err(why) => {
                tell(accesses, &AccessEvent::not_recorded(access, why, true));
                let failure = Failure { place: Place::Given, reason: Reason::Access(why) };
                return Err(LoadError::new(to.spec, part, failure));
            }
        }
    }
    if accesses.has_events {
        tell(accesses, &AccessEvent::accessed(access));
    }
    Ok(())
}

thread_local! {
    /// Whether observers are notified of an access on this thread now.
    static IS_TELLING: Cell<bool> = const { Cell::new(false) };
}

/// An observer that asks for a secret itself, to send the event somewhere, is not notified of that, or it would never end.
fn tell(accesses: &Accesses, event: &AccessEvent) {
    if IS_TELLING.replace(true) {
        return;
    }
    // What panics in it is caught there.
    tell_one(&accesses.observers, &Event::Access(event));
    IS_TELLING.set(false);
}
