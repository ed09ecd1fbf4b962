use std::panic::{AssertUnwindSafe, catch_unwind};

use super::environment::Environment;
use crate::contract::{Decoder, Opened, Opener, Unanswered};
use crate::file::Content;
use crate::report::Reason;

/// The plain content of a file.
pub(super) fn decode(
    content: Content,
    decoder: &'static Opener<dyn Decoder>,
    opened: &Opened,
    environment: &Environment,
) -> Result<Content, Reason> {
    let surroundings = environment.surroundings(decoder.variables());
    let run = || opened.decoder(decoder, &surroundings)?.decode(content.bytes());
    let plain = match catch_unwind(AssertUnwindSafe(run)) {
        Ok(plain) => plain.map_err(Unanswered::Error),
        Err(_) => Err(Unanswered::Panicked),
    };
    Ok(content.decoded(plain.map_err(Reason::Source)?))
}
