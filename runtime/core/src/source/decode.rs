use std::path::Path;

use super::environment::Environment;
use crate::contract::{DecodeRequest, Decoder, Opened, Opener, Unanswered, shielded};
use crate::file::{Content, FileRules};
use crate::format::{Yaml, no_yaml};
use crate::report::{Failure, Reason};

/// What reads files beyond text and JSON, as far as a manifest needs it.
#[derive(Clone, Copy)]
pub(crate) struct Readers {
    pub(crate) decode: Option<Decode>,
    pub(crate) yaml: Yaml,
}

impl Readers {
    pub(crate) const NONE: Self = Self { decode: None, yaml: no_yaml };
}

/// [`decode`], where some file of a load has a decoder.
pub(crate) type Decode = fn(
    Content,
    &Path,
    &'static Opener<dyn Decoder>,
    &Opened,
    &Environment,
    &FileRules,
) -> Result<Content, Reason>;

/// The plain content of a file.
pub(crate) fn decode(
    content: Content,
    path: &Path,
    decoder: &'static Opener<dyn Decoder>,
    opened: &Opened,
    environment: &Environment,
    rules: &FileRules,
) -> Result<Content, Reason> {
    for name in decoder.variables() {
        // What the `.env` file itself lacks is said of variables that come from it.
        if let Some(Failure { reason: reason @ Reason::Env(_), .. }) = environment.failure_of(name)
        {
            return Err(reason);
        }
    }
    let surroundings = environment.surroundings(decoder.variables(), rules);
    let request = DecodeRequest::new(content.bytes(), path.file_name());
    let run = || opened.decoder(decoder, &surroundings)?.decode(&request);
    let plain = match shielded(run) {
        Some(plain) => plain.map_err(Unanswered::Error),
        None => Err(Unanswered::Panicked),
    };
    Ok(content.decoded(plain.map_err(Reason::Source)?))
}
