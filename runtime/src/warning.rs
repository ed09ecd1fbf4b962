#![cfg_attr(not(unix), allow(dead_code, reason = "nothing is checked"))]

use core::fmt;
use std::sync::Arc;

use crate::insecure::Insecure;
#[cfg(feature = "locked-memory")]
use crate::locked::Unlocked;
use crate::reason::Place;

/// What is wrong with a credential that was loaded all the same.
///
/// A file that others can read or replace is refused, unless [`Permissions::Warn`] is chosen or the
/// file is a read-only bind mount, as containers use. With feature `locked-memory` a secret whose
/// memory cannot be locked has a warning too. The text is as safe to log as that of a [`LoadError`].
///
/// [`Permissions::Warn`]: crate::Permissions::Warn
/// [`LoadError`]: crate::LoadError
#[derive(Clone)]
pub struct LoadWarning(Arc<Inner>);

enum Inner {
    File {
        place: Place,
        concern: Concern,
    },
    #[cfg(feature = "locked-memory")]
    Memory(Unlocked),
}

/// A finding, and why it did not keep the file from being read.
#[derive(Clone, Copy)]
pub(crate) struct Concern {
    pub(crate) insecure: Insecure,
    pub(crate) excuse: Excuse,
}

#[derive(Clone, Copy)]
pub(crate) enum Excuse {
    /// The program asked for warnings.
    Policy,
    /// The file or its directory is bind-mounted read-only: somebody put it there for this process.
    ReadOnlyBindMount,
}

impl LoadWarning {
    pub(crate) fn new(place: Place, concern: Concern) -> Self {
        Self(Arc::new(Inner::File { place, concern }))
    }

    #[cfg(feature = "locked-memory")]
    pub(crate) fn memory(unlocked: Unlocked) -> Self {
        Self(Arc::new(Inner::Memory(unlocked)))
    }

    /// A stable word for programs to match on, as [`LoadError::code`](crate::LoadError::code) would
    /// give it: `file_insecure_permissions`, `file_insecure_owner`, `file_insecure_directory`; or
    /// `memory_not_locked`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match *self.0 {
            Inner::File { concern, .. } => concern.insecure.code(),
            #[cfg(feature = "locked-memory")]
            Inner::Memory(_) => "memory_not_locked",
        }
    }
}

/// Problem and fix.
impl fmt::Display for LoadWarning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (place, Concern { insecure, excuse }) = match *self.0 {
            Inner::File { place, concern } => (place, concern),
            #[cfg(feature = "locked-memory")]
            Inner::Memory(unlocked) => return unlocked.fmt(f),
        };
        insecure.write_problem(place, f)?;
        match excuse {
            Excuse::Policy => {
                f.write_str("; ")?;
                insecure.write_fix(place, f)
            }
            Excuse::ReadOnlyBindMount => f.write_str(
                ", and was loaded because it is mounted read-only; give the file that is mounted mode \
                 600 and the owner that the process runs as",
            ),
        }
    }
}

impl fmt::Debug for LoadWarning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self} [{}]", self.code())
    }
}
