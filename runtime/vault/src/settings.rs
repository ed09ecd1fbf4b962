//! What a builder comes to.

use std::num::NonZeroUsize;
use std::time::Duration;

use provider_credentials_core::{Needed, SourceWarning};
use provider_credentials_http::Deadline;

use crate::api::Api;

pub(crate) struct Settings {
    pub(crate) api: Api,
    /// Of all requests of one load.
    pub(crate) time_limit: Duration,
    /// The most at a time.
    pub(crate) connections: NonZeroUsize,
    /// What there is to say of every secret.
    pub(crate) warning: Option<SourceWarning>,
    pub(crate) revokes: bool,
}

impl Settings {
    pub(crate) fn deadline(&self) -> Deadline {
        Deadline::after(self.time_limit)
    }

    /// The same for a load, which may wait for less.
    pub(crate) fn deadline_of(&self, needed: &Needed) -> Deadline {
        Deadline::within(self.time_limit, needed.time_left())
    }
}
