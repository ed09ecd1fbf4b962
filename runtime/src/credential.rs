use core::fmt;
use core::mem::ManuallyDrop;
use core::ops::Deref;
use std::sync::{Arc, LazyLock};

use crate::error::LoadError;
use crate::loader::Outcome;
use crate::metadata::Metadata;
use crate::reason::Place;
use crate::secret::Secret;
use crate::spec::Spec;
use crate::warning::LoadWarning;

/// One credential of a generated struct, with its typed `config`.
///
/// A handle: cloning it is cheap and does not copy the secret. Everything else is on
/// [`AnyCredential`], which this dereferences to.
pub struct Credential<C: 'static = NoConfig> {
    /// The constants under `config` in the manifest; [`NoConfig`] where there are none.
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

/// A handle of nothing, which generated code fills.
#[allow(clippy::declare_interior_mutable_const, reason = "each use is to be one of its own")]
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
    state: State,
}

/// How loading one credential ended.
pub(crate) type State = Result<Loaded, LoadError>;

/// A secret, the kind of source it came from, and what there is to say about that.
pub(crate) struct Loaded {
    pub(crate) secret: Secret,
    pub(crate) source: &'static str,
    pub(crate) warnings: Vec<LoadWarning>,
    /// The environment variable whose value it is.
    #[cfg(feature = "env-removal")]
    pub(crate) variable: Option<&'static str>,
}

impl Loaded {
    pub(crate) fn new(secret: Secret, place: Place, warnings: Vec<LoadWarning>) -> Self {
        Self {
            secret,
            source: place.kind(),
            warnings,
            #[cfg(feature = "env-removal")]
            variable: match place {
                Place::Env(spec) => Some(spec.var),
                _ => None,
            },
        }
    }

    /// Moves the secret to locked memory.
    #[cfg(feature = "locked-memory")]
    pub(crate) fn lock(mut self) -> Self {
        let (secret, unlocked) = self.secret.lock();
        self.warnings.extend(unlocked.map(LoadWarning::memory));
        Self { secret, ..self }
    }
}

impl AnyCredential {
    pub(crate) fn new(spec: &'static Spec, state: State) -> Self {
        Self(ManuallyDrop::new(Some(Arc::new(Slot { spec, state }))))
    }

    #[inline]
    fn slot(&self) -> &Slot {
        match &*self.0 {
            Some(slot) => slot,
            None => unfilled(),
        }
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

    /// Whether the secret is there.
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
            Ok(loaded) => Ok(&loaded.secret),
            Err(error) => Err(error.clone()),
        }
    }

    /// What may be told about it.
    #[must_use]
    pub fn metadata(&self) -> Metadata {
        let Slot { spec, state } = self.slot();
        match state {
            Ok(loaded) => Metadata::loaded(spec, loaded),
            Err(error) => Metadata::failed(spec, error),
        }
    }

    pub(crate) fn error(&self) -> Option<&LoadError> {
        self.slot().state.as_ref().err()
    }
}

/// What a field has that no load filled. Nobody sees one: generated code fills all before it gives the
/// struct away.
#[cold]
#[inline(never)]
fn unfilled() -> &'static Slot {
    static SPEC: Spec = Spec { id: "", provider: "", required: false, sources: &[] };
    static SLOT: LazyLock<Slot> =
        LazyLock::new(|| Slot { spec: &SPEC, state: Outcome::default().into_state(&SPEC) });
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
