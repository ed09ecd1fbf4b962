use core::time::Duration;
use std::sync::Arc;

use crate::contract::{
    Opened, Opener, Source, SourceAnswer, SourceRequest, Surroundings, Unanswered,
};

/// Asks the sources that a load waits for. Generated code hands it over with each such source, so that a
/// program without one is not linked to threads and channels.
pub struct Ask(pub(crate) fn(Asking<'_>) -> Vec<Reply>);

/// What a load waits for.
pub(crate) struct Asking<'l> {
    /// By the program; of two with one name the last counts.
    pub(crate) registered: &'l [(String, Arc<dyn Source>)],
    pub(crate) opened: &'l Arc<Opened>,
    pub(crate) waiting: Vec<Waiting>,
    /// The values of variables.
    pub(crate) surroundings: &'l dyn Fn(&[&'static str]) -> Surroundings,
    /// How long sources have from now on; nothing is asked if that is no time at all.
    pub(crate) time_left: Duration,
    /// What the program chose, for messages.
    pub(crate) time_limit: Duration,
}

/// A request, and what its source is.
pub(crate) struct Waiting {
    pub(crate) kind: &'static str,
    pub(crate) opener: Option<&'static Opener<dyn Source>>,
    pub(crate) request: SourceRequest,
}

/// What a source said to the request with that ticket.
pub(crate) type Reply = (usize, Result<SourceAnswer, Unanswered>);
