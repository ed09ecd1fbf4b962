use core::fmt;
use core::mem::ManuallyDrop;
#[cfg(feature = "access")]
use core::panic::Location;
use std::sync::{Arc, LazyLock};

#[cfg(feature = "access")]
use super::access::{AccessTo, record};
use super::accessed::Accessed;
#[cfg(feature = "live")]
use super::mark::Mark;
use super::parts::{Other, Parts, State};
#[cfg(feature = "access")]
use super::public::is_public;
use crate::contract::Kind;
#[cfg(feature = "access")]
use crate::load::Accesses;
use crate::report::{Failure, LoadError, LoadTimes, Metadata, Place, Reason};
use crate::secret::Secret;
use crate::spec::Spec;

/// A credential of whatever type: the secret or the reason why it is missing.
///
/// A handle: cloning it is cheap and does not copy the secret, which is wiped when the last handle
/// goes.
#[derive(Clone)]
pub struct AnyCredential(ManuallyDrop<Option<Arc<Slot>>>);

/// An empty handle, which generated code fills.
#[allow(clippy::declare_interior_mutable_const, reason = "each use is a handle of its own")]
pub const UNFILLED: AnyCredential = AnyCredential(ManuallyDrop::new(None));

// By hand, so that a generated struct drops each field by one call: with the code of `Arc` in it a
// thousand times, LLVM works on it for longer than on all else.
impl Drop for AnyCredential {
    #[inline]
    fn drop(&mut self) {
        release(&mut self.0);
    }
}

// Of the ABI that cannot unwind: else each field but the first would be dropped in two places.
#[inline(never)]
#[allow(improper_ctypes_definitions, reason = "nothing but Rust calls it")]
extern "C" fn release(slot: &mut Option<Arc<Slot>>) {
    *slot = None;
}

pub(super) struct Slot {
    pub(super) spec: &'static Spec,
    /// `None` of an API key.
    pub(super) kind: Option<&'static Kind>,
    /// Of the load that this is from.
    pub(super) times: LoadTimes,
    pub(super) state: State,
    #[cfg(feature = "live")]
    pub(super) mark: Mark<AnyCredential>,
    /// What is asked before a secret is given out.
    #[cfg(feature = "access")]
    pub(super) accesses: Option<Arc<Accesses>>,
}

impl Slot {
    pub(super) fn kind_name(&self) -> &'static str {
        self.kind.map_or(API_KEY, Kind::name)
    }

    /// Its parts, after the access to one of them is recorded.
    #[inline]
    #[track_caller]
    fn accessed(&self, number: usize, reason: Option<&'static str>) -> Result<&Parts, LoadError> {
        match self.state.parts() {
            Ok(parts) => self.recorded(parts, number, reason),
            Err(error) => Err(error.clone()),
        }
    }

    /// The first part. Nobody is asked for it, or it is guarded.
    #[inline]
    #[track_caller]
    fn secret(&self, reason: Option<&'static str>) -> Result<&Secret, LoadError> {
        match &self.state {
            State::Loaded(parts) => Ok(&parts.first.secret),
            State::Other(_) => self.secret_if_any(reason),
        }
    }

    /// Apart, and the last that `secret` does, so that it asks one question and has no stack frame.
    #[cold]
    #[inline(never)]
    #[track_caller]
    fn secret_if_any(&self, reason: Option<&'static str>) -> Result<&Secret, LoadError> {
        let parts = self.state.parts().map_err(LoadError::clone)?;
        self.exportable(parts, 0)?;
        Ok(&self.recorded(parts, 0, reason)?.first.secret)
    }

    /// An error if that part is a key that signs where it is.
    fn exportable(&self, parts: &Parts, number: usize) -> Result<(), LoadError> {
        let Some(found) = parts.get(number).filter(|found| found.signer.is_some()) else {
            return Ok(());
        };
        let part = self.spec.parts.get(number).unwrap_or(&Spec::NO_PART);
        let place = found.origin.place.unwrap_or(Place::Given);
        Err(LoadError::new(self.spec, part, Failure { place, reason: Reason::NotExportable }))
    }

    #[inline]
    #[track_caller]
    #[cfg_attr(
        not(feature = "access"),
        expect(
            clippy::unnecessary_wraps,
            clippy::unused_self,
            unused_variables,
            reason = "nobody is asked"
        )
    )]
    fn recorded<'p>(
        &self,
        parts: &'p Parts,
        number: usize,
        reason: Option<&'static str>,
    ) -> Result<&'p Parts, LoadError> {
        #[cfg(feature = "access")]
        if let Some(accesses) = &self.accesses {
            let of = AccessTo { spec: self.spec, kind: self.kind_name(), number, reason };
            #[cfg(feature = "live")]
            let generation = self.mark.generation;
            #[cfg(not(feature = "live"))]
            let generation = 1;
            record(accesses, &of, generation, Location::caller())?;
        }
        Ok(parts)
    }
}

impl AnyCredential {
    pub(super) fn new(
        spec: &'static Spec,
        kind: Option<&'static Kind>,
        times: LoadTimes,
        state: Result<Parts, LoadError>,
    ) -> Self {
        Self(ManuallyDrop::new(Some(Arc::new(Slot {
            spec,
            kind,
            times,
            state: State::of(state),
            #[cfg(feature = "live")]
            mark: Mark::new(times),
            #[cfg(feature = "access")]
            accesses: None,
        }))))
    }

    /// Has them asked before a secret of this, which nobody else has yet, is given out.
    #[cfg(feature = "access")]
    pub(super) fn observed_by(mut self, accesses: Option<&Arc<Accesses>>) -> Self {
        let Some(accesses) = accesses else { return self };
        if let Some(slot) = self.0.take().and_then(Arc::into_inner) {
            let state = slot.state.guarded();
            *self.0 = Some(Arc::new(Slot { state, accesses: Some(Arc::clone(accesses)), ..slot }));
        }
        self
    }

    #[inline]
    pub(super) fn slot(&self) -> &Slot {
        match &*self.0 {
            Some(slot) => slot,
            None => unfilled(),
        }
    }

    #[cfg(all(feature = "redact", feature = "live"))]
    pub(super) fn arc(&self) -> Option<&Arc<Slot>> {
        self.0.as_ref()
    }

    #[cfg(all(feature = "redact", feature = "live"))]
    pub(super) fn of_arc(slot: Arc<Slot>) -> Self {
        Self(ManuallyDrop::new(Some(slot)))
    }

    /// The slot, while this is the only handle.
    #[cfg(feature = "live")]
    pub(super) fn slot_mut(&mut self) -> Option<&mut Slot> {
        self.0.as_mut().and_then(Arc::get_mut)
    }

    pub(crate) fn spec(&self) -> &'static Spec {
        self.slot().spec
    }

    /// The ID, as the manifest has it.
    #[must_use]
    pub fn id(&self) -> &'static str {
        self.slot().spec.id
    }

    /// The provider, as the manifest has it.
    #[must_use]
    pub fn provider(&self) -> &'static str {
        self.slot().spec.provider
    }

    /// Whether the secret is loaded.
    #[must_use]
    pub fn is_loaded(&self) -> bool {
        self.slot().state.parts().is_ok()
    }

    /// The kind of credential, as the manifest's `type` has it.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        self.slot().kind_name()
    }

    /// A part of the credential, such as the `username` of a `basic` one; `None` if it has no such part.
    ///
    /// # Errors
    ///
    /// Why the credential is not loaded: it loads whole or fails whole. Or that the access cannot be recorded.
    #[track_caller]
    pub fn part(&self, name: &str) -> Result<Option<&Secret>, LoadError> {
        self.part_with(name, None)
    }

    /// As [`part`](Self::part), with what it is asked for: see [`secret_for`](Self::secret_for).
    ///
    /// # Errors
    ///
    /// As of [`part`](Self::part).
    #[cfg(feature = "access")]
    #[track_caller]
    pub fn part_for(&self, name: &str, reason: &'static str) -> Result<Option<&Secret>, LoadError> {
        self.part_with(name, Some(reason))
    }

    #[track_caller]
    fn part_with(
        &self,
        name: &str,
        reason: Option<&'static str>,
    ) -> Result<Option<&Secret>, LoadError> {
        let slot = self.slot();
        let Some(number) = slot.spec.part_number(name) else {
            return slot.state.parts().map_or_else(|error| Err(error.clone()), |_| Ok(None));
        };
        #[cfg(feature = "access")]
        if is_public(slot.spec, slot.kind, number) {
            let parts = slot.state.parts().map_err(LoadError::clone)?;
            return Ok(parts.get(number).map(|found| &found.secret));
        }
        if let State::Other(Other::Guarded(parts)) = &slot.state {
            slot.exportable(parts, number)?;
        }
        Ok(slot.accessed(number, reason)?.get(number).map(|found| &found.secret))
    }

    /// What its [`Kind`](crate::Kind) made of the parts; `None` if that is no `T`. For crates that implement a
    /// kind.
    ///
    /// # Errors
    ///
    /// Why the credential is not loaded, or that the access cannot be recorded.
    #[track_caller]
    pub fn assembled<T: 'static>(&self) -> Result<Option<&T>, LoadError> {
        Ok(self.slot().accessed(0, None)?.assembled())
    }

    /// As [`assembled`](Self::assembled), but no access: for methods of a kind that give out no secret, such as when
    /// a token expires.
    ///
    /// # Errors
    ///
    /// Why the credential is not loaded.
    pub fn inspect<T: 'static>(&self) -> Result<Option<&T>, LoadError> {
        Ok(self.slot().state.parts().map_err(LoadError::clone)?.assembled())
    }

    /// One access to all of the credential: its parts, and what its [`Kind`](crate::Kind) made of them. For crates that
    /// implement a kind.
    ///
    /// # Errors
    ///
    /// Why the credential is not loaded, or that the access cannot be recorded.
    #[inline]
    #[track_caller]
    pub fn access(&self) -> Result<Accessed<'_>, LoadError> {
        let slot = self.slot();
        Ok(Accessed::new(slot.spec, slot.accessed(0, None)?))
    }

    /// The secret, as this load found it: it does not change while the handle lives. Of a credential with parts,
    /// it is the one that its kind is about, such as the password.
    ///
    /// # Errors
    ///
    /// Why it is not loaded, or that the access cannot be recorded. The error is owned and `'static`, so `?` works.
    #[inline]
    #[track_caller]
    pub fn secret(&self) -> Result<&Secret, LoadError> {
        self.slot().secret(None)
    }

    /// As [`secret`](Self::secret), with what it is asked for, which stands in the record of the access: feature
    /// `access`. The text is the program's own, so that no data gets into a record by it.
    ///
    /// ```
    /// # use provider_credentials_core as provider_credentials;
    /// # use provider_credentials::{AnyCredential, LoadError};
    /// # fn example(openai: &AnyCredential) -> Result<(), LoadError> {
    /// let key = openai.secret_for("nightly report")?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As of [`secret`](Self::secret).
    #[cfg(feature = "access")]
    #[inline]
    #[track_caller]
    pub fn secret_for(&self, reason: &'static str) -> Result<&Secret, LoadError> {
        self.slot().secret(Some(reason))
    }

    /// What is safe to log about it.
    #[must_use]
    pub fn metadata(&self) -> Metadata {
        let slot = self.slot();
        let Slot { spec, times, state, .. } = slot;
        let kind = slot.kind_name();
        let metadata = match state.parts() {
            Ok(Parts { first, others, .. }) => {
                let mut origin = first.origin.clone();
                for other in others {
                    origin.merge(&other.origin);
                }
                Metadata::loaded(spec, kind, *times, origin)
            }
            Err(error) => Metadata::failed(spec, kind, *times, error),
        };
        #[cfg(feature = "live")]
        let metadata = metadata.marked(self.generation(), self.stale_error());
        metadata
    }

    pub(crate) fn error(&self) -> Option<&LoadError> {
        self.slot().state.parts().err()
    }
}

/// The kind that needs no row of its own here.
const API_KEY: &str = "api_key";

/// The slot of a field that is not filled. Never observable: generated code fills every field before
/// returning the struct.
#[cold]
#[inline(never)]
fn unfilled() -> &'static Slot {
    static SPEC: Spec = Spec::new("", "", false, &[]);
    static SLOT: LazyLock<Slot> = LazyLock::new(|| Slot {
        spec: &SPEC,
        kind: None,
        times: LoadTimes::NEVER,
        #[cfg(feature = "live")]
        mark: Mark::new(LoadTimes::NEVER),
        #[cfg(feature = "access")]
        accesses: None,
        state: State::Other(Other::Failed(LoadError::absent(&SPEC, &Spec::NO_PART, Vec::new()))),
    });
    &SLOT
}

impl fmt::Debug for AnyCredential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AnyCredential")
            .field("id", &self.id())
            .field("loaded", &self.is_loaded())
            .finish()
    }
}
