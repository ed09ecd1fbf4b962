//! Why one source has no secret to give. A reason is data; its code, the problem and the fix stand side by
//! side in one row of a `describe`, and the words are made when somebody reads them.
//!
//! Everything here is `Copy` and static or a number: nothing of a file or a variable can find its way in.

#[cfg(feature = "access")]
mod access;
#[cfg(feature = "dotenv")]
mod dotenv;
mod doubt;
mod env;
mod file;
mod kind;
mod noun;
mod row;
mod source;
mod systemd;
mod text;
mod value;

use core::fmt;

#[cfg(feature = "dotenv")]
pub(crate) use dotenv::{Ambiguity, DotenvFlaw, DotenvMistake, Notation};
pub(crate) use doubt::{Doubt, SHORTEST};
pub(crate) use env::{DotenvNote, EnvReason};
pub(crate) use file::{FileReason, NotAPath, Unreadable};
pub(crate) use text::{Cipher, TextReason};
pub(crate) use value::ValueReason;

use super::place::Place;
#[cfg(feature = "access")]
use crate::contract::NotRecorded;
use crate::contract::{SourceError, Unanswered};
use row::Row;

/// A reason and the place it speaks of.
#[derive(Clone, Copy)]
pub(crate) struct Failure {
    pub(crate) place: Place,
    pub(crate) reason: Reason,
}

#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Reason {
    /// Of a variable.
    Env(EnvReason),
    /// Of a file as a whole.
    File(FileReason),
    /// Of a value in a file or an answer.
    Value(ValueReason),
    /// Of a source that was asked.
    Source(Unanswered),
    /// Of a part, by the rules of the credential's kind.
    Kind(SourceError),
    /// Of a private key that is loaded and signs where it is.
    NotExportable,
    /// Of a secret that is loaded and not given out.
    #[cfg(feature = "access")]
    Access(NotRecorded),
}

impl Failure {
    fn describe(self, row: Row<'_>) {
        let place = self.place;
        match self.reason {
            Reason::Env(reason) => env::describe(reason, place, row),
            Reason::File(reason) => file::describe(reason, place, row),
            Reason::Value(reason) => value::describe(reason, place, row),
            Reason::Source(reason) => source::describe(reason, place, row),
            Reason::Kind(error) => kind::describe(error, place, row),
            Reason::NotExportable => kind::describe(kind::NOT_EXPORTABLE, place, row),
            #[cfg(feature = "access")]
            Reason::Access(reason) => access::describe(reason, row),
        }
    }

    pub(crate) fn code(self) -> &'static str {
        let mut found = "";
        self.describe(&mut |code, _, _| found = code);
        found
    }

    pub(crate) fn write_problem(self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut result = Ok(());
        self.describe(&mut |_, problem, _| result = f.write_fmt(problem));
        result
    }

    pub(crate) fn write_fix(self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut result = Ok(());
        self.describe(&mut |_, _, fix| result = f.write_fmt(fix));
        result
    }

    /// Whether there is nothing at the place, so that nothing was refused and nothing is unfit for use.
    pub(crate) fn is_absent(self) -> bool {
        match self.reason {
            Reason::Env(reason) => matches!(
                reason,
                EnvReason::NotSet(_)
                    | EnvReason::Empty
                    | EnvReason::PathVariableNotSet { .. }
                    | EnvReason::NotGiven
            ),
            Reason::File(reason) => matches!(
                reason,
                FileReason::NotFound
                    | FileReason::NotInUnit(_)
                    | FileReason::NotNamed(_)
                    | FileReason::Empty
            ),
            Reason::Value(reason) => matches!(
                reason,
                ValueReason::KeyNotFound { .. } | ValueReason::KeyIsNull | ValueReason::Empty
            ),
            Reason::Source(reason) => reason.is_absent(),
            Reason::Kind(error) => error.is_absent(),
            Reason::NotExportable => false,
            #[cfg(feature = "access")]
            Reason::Access(_) => false,
        }
    }

    /// Whether a later load may succeed without anybody changing anything.
    pub(crate) fn is_retryable(self) -> bool {
        match self.reason {
            Reason::Source(reason) => reason.is_retryable(),
            Reason::Kind(error) => error.is_retryable(),
            Reason::File(FileReason::Unreadable(Unreadable::Changing)) => true,
            // The disk may have room again.
            #[cfg(feature = "access")]
            Reason::Access(_) => true,
            Reason::Env(_) | Reason::File(_) | Reason::Value(_) | Reason::NotExportable => false,
        }
    }
}
