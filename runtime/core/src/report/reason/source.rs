//! What is wrong with sources that are asked, and with decoders.

use core::time::Duration;

use super::row::{Row, Words};
use crate::contract::SourceError;
use crate::report::place::Place;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum SourceReason {
    NotRegistered,
    GaveNoAnswer,
    Panicked,
    /// It did not answer in that time.
    TimedOut(Duration),
    /// In its own words.
    Error(SourceError),
}

impl SourceReason {
    /// Whether there is nothing there, so that the next source is asked.
    pub(crate) fn is_absent(self) -> bool {
        matches!(self, Self::Error(error) if error.is_absent())
    }

    pub(super) fn is_retryable(self) -> bool {
        match self {
            Self::TimedOut(_) => true,
            Self::Error(error) => error.is_retryable(),
            Self::NotRegistered | Self::GaveNoAnswer | Self::Panicked => false,
        }
    }
}

pub(super) fn describe(reason: SourceReason, place: Place, row: Row<'_>) {
    match reason {
        SourceReason::NotRegistered => row(
            "source_not_registered",
            format_args!("{place} is not registered"),
            format_args!(
                "{}",
                Words(&|f| match place {
                    Place::Remote(remote) => {
                        write!(f, "register it with `Loader::with_source(\"{}\", …)`", remote.kind)
                    }
                    _ => f.write_str("register it"),
                })
            ),
        ),
        SourceReason::GaveNoAnswer => row(
            "source_gave_no_answer",
            format_args!("{place} gave no answer"),
            format_args!("make its `fetch` answer every request"),
        ),
        SourceReason::Panicked => row(
            "source_panicked",
            format_args!(
                "{}",
                Words(&|f| match place {
                    Place::File(_) => write!(f, "decoding {place} panicked"),
                    _ => write!(f, "{place} panicked"),
                })
            ),
            format_args!("look for the panic in the program's output"),
        ),
        SourceReason::TimedOut(limit) => row(
            "source_timed_out",
            format_args!("{place} did not answer within {limit:?}"),
            format_args!(
                "check that it can be reached, or raise `Loader::source_timeout` and \
                 `Loader::load_timeout`"
            ),
        ),
        SourceReason::Error(error) => row(
            error.code(),
            format_args!("{place}: {}{}", error.problem(), error.detail()),
            format_args!("{}", error.fix()),
        ),
    }
}
