//! What is wrong with sources that are asked, and with decoders.

use super::row::{Row, Words, say};
use crate::contract::Unanswered;
use crate::report::place::Place;

pub(super) fn describe(reason: Unanswered, place: Place, row: Row<'_>) {
    match reason {
        Unanswered::NotRegistered => row(
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
        Unanswered::GaveNoAnswer => say(
            row,
            "source_gave_no_answer",
            &place,
            ["gave no answer", "make its `fetch` answer every request"],
        ),
        Unanswered::Panicked => row(
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
        Unanswered::TimedOut(limit) => row(
            "source_timed_out",
            format_args!("{place} did not answer within {limit:?}"),
            format_args!(
                "check that it can be reached, or raise `Loader::source_timeout` and \
                 `Loader::load_timeout`"
            ),
        ),
        Unanswered::Error(error) => row(
            error.code(),
            format_args!("{place}: {}{}", error.problem(), error.detail()),
            format_args!("{}", error.fix()),
        ),
    }
}
