#![cfg_attr(not(unix), allow(dead_code, reason = "nothing is checked"))]

use core::fmt;
use std::sync::Arc;

use crate::insecure::Insecure;
use crate::reason::Place;

/// What is wrong with the file of a credential that was loaded all the same.
///
/// A file that others can read or replace is refused, unless [`Permissions::Warn`] is chosen or the
/// file is a read-only bind mount, as containers use. The text is as safe to log as that of a
/// [`LoadError`].
///
/// [`Permissions::Warn`]: crate::Permissions::Warn
/// [`LoadError`]: crate::LoadError
#[derive(Clone)]
pub struct LoadWarning(Arc<Inner>);

struct Inner {
    place: Place,
    concern: Concern,
}

/// A finding, and why it did not keep the file from being read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Concern {
    pub(crate) insecure: Insecure,
    pub(crate) excuse: Excuse,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Excuse {
    /// The program asked for warnings.
    Policy,
    /// The file or its directory is bind-mounted read-only: somebody put it there for this process.
    ReadOnlyBindMount,
}

impl LoadWarning {
    pub(crate) fn new(place: Place, concern: Concern) -> Self {
        Self(Arc::new(Inner { place, concern }))
    }

    /// A stable word for programs to match on, as [`LoadError::code`](crate::LoadError::code) would
    /// give it: `file_insecure_permissions`, `file_insecure_owner` or `file_insecure_directory`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.0.concern.insecure.code()
    }
}

/// Problem and fix.
impl fmt::Display for LoadWarning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Inner { place, concern: Concern { insecure, excuse } } = *self.0;
        let problem = insecure.problem(place);
        match excuse {
            Excuse::Policy => write!(f, "{problem}; {}", insecure.fix(place)),
            Excuse::ReadOnlyBindMount => write!(
                f,
                "{problem}, and was loaded because it is mounted read-only; give the file that is \
                 mounted mode 600 and the owner that the process runs as"
            ),
        }
    }
}

impl fmt::Debug for LoadWarning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self} [{}]", self.code())
    }
}
