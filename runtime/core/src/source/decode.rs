use std::panic::{AssertUnwindSafe, catch_unwind};

use super::environment::Environment;
use super::opened::Opened;
use crate::contract::{Decoder, Opener};
use crate::file::Content;
use crate::report::{Reason, SourceReason};

/// The plain content of a file.
pub(super) fn decode(
    content: Content,
    decoder: &'static Opener<dyn Decoder>,
    opened: &Opened,
    environment: &Environment,
) -> Result<Content, Reason> {
    let surroundings = environment.surroundings(decoder.variables());
    let decode = || opened.decoder(decoder, &surroundings)?.decode(content.bytes());
    let decoded = match catch_unwind(AssertUnwindSafe(decode)) {
        Ok(decoded) => decoded.map_err(SourceReason::Error),
        Err(_) => Err(SourceReason::Panicked),
    };
    Ok(content.decoded(decoded.map_err(Reason::Source)?))
}
