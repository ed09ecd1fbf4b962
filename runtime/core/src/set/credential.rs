use core::fmt;
use core::mem::ManuallyDrop;
use core::ops::Deref;
use std::sync::{Arc, LazyLock};

use crate::report::{LoadError, LoadTimes, Metadata};
use crate::secret::Secret;
use crate::source::Found;
use crate::spec::{PartSpec, Spec};

/// One credential of a generated struct, with its typed `config`.
///
/// A handle: cloning it is cheap and does not copy the secret. Everything else is on
/// [`AnyCredential`], which this dereferences to.
pub struct Credential<C: 'static = NoConfig> {
    /// The constants under `config` in the manifest; [`NoConfig`] if there are none.
    pub config: &'static C,
    // Public for the generated code alone, which builds its struct from literals: a call between
    // two fields could unwind, and rustc's work on a thousand such fields explodes.
    #[doc(hidden)]
    pub __any: AnyCredential,
}

/// The `config` of a credential that has none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct NoConfig;

#[doc(hidden)]
pub const NO_CONFIG: &NoConfig = &NoConfig;

impl<C> Deref for Credential<C> {
    type Target = AnyCredential;

    fn deref(&self) -> &AnyCredential {
        &self.__any
    }
}

impl<C> Clone for Credential<C> {
    fn clone(&self) -> Self {
        Self { config: self.config, __any: self.__any.clone() }
    }
}

impl<C: fmt::Debug> fmt::Debug for Credential<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credential")
            .field("id", &self.id())
            .field("loaded", &self.is_loaded())
            .field("config", &self.config)
            .finish_non_exhaustive()
    }
}

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

struct Slot {
    spec: &'static Spec,
    /// Of the load that this is from.
    times: LoadTimes,
    state: State,
}

/// The result of loading one credential: all its parts, or why one of them is missing.
pub(super) type State = Result<Parts, LoadError>;

/// Most credentials have one part, so it is no list.
pub(super) struct Parts {
    pub(super) first: Found,
    pub(super) others: Vec<Found>,
}

impl AnyCredential {
    pub(super) fn new(spec: &'static Spec, times: LoadTimes, state: State) -> Self {
        Self(ManuallyDrop::new(Some(Arc::new(Slot { spec, times, state }))))
    }

    #[inline]
    fn slot(&self) -> &Slot {
        match &*self.0 {
            Some(slot) => slot,
            None => unfilled(),
        }
    }

    pub(super) fn spec(&self) -> &'static Spec {
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

    /// The secret, as this load found it: it does not change while the handle lives.
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
        let Slot { spec, times, state } = self.slot();
        match state {
            Ok(Parts { first, others }) => {
                let mut origin = first.origin.clone();
                for other in others {
                    origin.merge(&other.origin);
                }
                Metadata::loaded(spec, *times, origin)
            }
            Err(error) => Metadata::failed(spec, *times, error),
        }
    }

    pub(super) fn error(&self) -> Option<&LoadError> {
        self.slot().state.as_ref().err()
    }
}

/// The slot of a field that is not filled. Never observable: generated code fills every field before
/// returning the struct.
#[cold]
#[inline(never)]
fn unfilled() -> &'static Slot {
    static PART: PartSpec = PartSpec { name: "", sources: &[] };
    static SPEC: Spec = Spec { id: "", provider: "", required: false, parts: &[] };
    static SLOT: LazyLock<Slot> = LazyLock::new(|| Slot {
        spec: &SPEC,
        times: LoadTimes::NEVER,
        state: Err(LoadError::absent(&SPEC, &PART, Vec::new())),
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
