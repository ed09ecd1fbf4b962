use core::fmt;
use core::mem::ManuallyDrop;
use std::sync::{Arc, LazyLock};

#[cfg(feature = "live")]
use super::mark::Mark;
use crate::contract::{Assembled, Kind};
use crate::report::{LoadError, LoadTimes, Metadata};
use crate::secret::Secret;
use crate::source::Found;
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
}

/// The result of loading one credential: all its parts, or why one of them is missing.
pub(super) type State = Result<Parts, LoadError>;

/// Most credentials have one part, so it is no list.
pub(super) struct Parts {
    pub(super) first: Found,
    pub(super) others: Vec<Found>,
    /// What the kind made of them.
    pub(super) assembled: Option<Assembled>,
}

impl Parts {
    /// By its number in the spec.
    pub(super) fn get(&self, number: usize) -> Option<&Found> {
        match number.checked_sub(1) {
            None => Some(&self.first),
            Some(number) => self.others.get(number),
        }
    }
}

impl AnyCredential {
    pub(super) fn new(
        spec: &'static Spec,
        kind: Option<&'static Kind>,
        times: LoadTimes,
        state: State,
    ) -> Self {
        Self(ManuallyDrop::new(Some(Arc::new(Slot {
            spec,
            kind,
            times,
            state,
            #[cfg(feature = "live")]
            mark: Mark::new(times),
        }))))
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
        self.slot().state.is_ok()
    }

    /// The kind of credential, as the manifest's `type` has it.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        self.slot().kind.map_or(API_KEY, Kind::name)
    }

    /// A part of the credential, such as the `username` of a `basic` one; `None` if it has no such part.
    ///
    /// # Errors
    ///
    /// Why the credential is not loaded: it loads whole or fails whole.
    pub fn part(&self, name: &str) -> Result<Option<&Secret>, LoadError> {
        let Slot { spec, state, .. } = self.slot();
        let parts = state.as_ref().map_err(LoadError::clone)?;
        let Some(found) = spec.part_number(name).and_then(|number| parts.get(number)) else {
            return Ok(None);
        };
        Ok(Some(&found.secret))
    }

    /// What its [`Kind`](crate::Kind) made of the parts; `None` if that is no `T`. For crates that implement a
    /// kind.
    ///
    /// # Errors
    ///
    /// Why the credential is not loaded.
    pub fn assembled<T: 'static>(&self) -> Result<Option<&T>, LoadError> {
        let parts = self.slot().state.as_ref().map_err(LoadError::clone)?;
        Ok(parts.assembled.as_ref().and_then(|assembled| assembled.downcast_ref()))
    }

    /// The secret, as this load found it: it does not change while the handle lives. Of a credential with parts,
    /// it is the one that its kind is about, such as the password.
    ///
    /// # Errors
    ///
    /// Why it is not loaded. The error is owned and `'static`, so `?` works.
    #[inline]
    pub fn secret(&self) -> Result<&Secret, LoadError> {
        match &self.slot().state {
            Ok(parts) => Ok(&parts.first.secret),
            Err(error) => Err(error.clone()),
        }
    }

    /// What may be told about it.
    #[must_use]
    pub fn metadata(&self) -> Metadata {
        let Slot { spec, kind, times, state, .. } = self.slot();
        let kind = kind.map_or(API_KEY, Kind::name);
        let metadata = match state {
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
        self.slot().state.as_ref().err()
    }
}

/// The kind that needs no row of its own here.
const API_KEY: &str = "api_key";

/// The slot of a field that is not filled. Never observable: generated code fills every field before
/// returning the struct.
#[cold]
#[inline(never)]
fn unfilled() -> &'static Slot {
    static SPEC: Spec = Spec { id: "", provider: "", required: false, parts: &[] };
    static SLOT: LazyLock<Slot> = LazyLock::new(|| Slot {
        spec: &SPEC,
        kind: None,
        times: LoadTimes::NEVER,
        #[cfg(feature = "live")]
        mark: Mark::new(LoadTimes::NEVER),
        state: Err(LoadError::absent(&SPEC, &Spec::NO_PART, Vec::new())),
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
