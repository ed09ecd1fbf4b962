//! What a builder comes to.

use std::num::NonZeroUsize;
use std::time::Duration;

use provider_credentials_core::SecretFiles;
use provider_credentials_http::Deadline;

use crate::api::Api;

pub(crate) struct Settings {
    pub(crate) api: Api,
    pub(crate) files: SecretFiles,
    /// Of all requests of one load.
    pub(crate) time_limit: Duration,
    /// The most at a time.
    pub(crate) connections: NonZeroUsize,
    /// Whether anybody could pass for the server.
    pub(crate) is_unverified: bool,
    pub(crate) revokes: bool,
}

impl Settings {
    pub(crate) fn deadline(&self) -> Deadline {
        Deadline::after(self.time_limit)
    }
}
