use std::mem;
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::environment::Environment;
use crate::contract::{Decoder, Opened, Opener, Unanswered};
use crate::file::Content;
use crate::report::Reason;

/// [`decode`], where some file of a load has a decoder.
pub(crate) type Decode =
    fn(Content, &'static Opener<dyn Decoder>, &Opened, &Environment) -> Result<Content, Reason>;

/// The plain content of a file.
pub(crate) fn decode(
    content: Content,
    decoder: &'static Opener<dyn Decoder>,
    opened: &Opened,
    environment: &Environment,
) -> Result<Content, Reason> {
    let surroundings = environment.surroundings(decoder.variables());
    let run = || opened.decoder(decoder, &surroundings)?.decode(content.bytes());
    let plain = match catch_unwind(AssertUnwindSafe(run)) {
        Ok(plain) => plain.map_err(Unanswered::Error),
        Err(payload) => {
            // To drop it may panic too.
            mem::forget(payload);
            Err(Unanswered::Panicked)
        }
    };
    Ok(content.decoded(plain.map_err(Reason::Source)?))
}
