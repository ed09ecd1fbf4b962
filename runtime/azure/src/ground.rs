//! What everything stands on: settings, files and clients.

use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::time::Duration;

use provider_credentials_core::{Needed, SecretFiles, SourceError};
use provider_credentials_http::{Answer, Client, Deadline, Failure, Request, Retries, Url};

use crate::cloud::{CLOUDS, Cloud};
use crate::environment::Environment;
use crate::failures::AUTHORITY_HOST;

pub(crate) struct Ground {
    pub(crate) environment: Environment,
    pub(crate) files: SecretFiles,
    /// Of an identity that was assigned, if the program chose one.
    pub(crate) client_id: Option<String>,
    /// For vaults and Entra ID.
    pub(crate) client: Client,
    /// For what is on this machine or beside it.
    pub(crate) local: Client,
    /// Of all requests of one load.
    pub(crate) time_limit: Duration,
    /// The most at a time.
    pub(crate) connections: NonZeroUsize,
    /// Where the agent of Azure Arc keeps the keys that it names.
    pub(crate) arc_keys: PathBuf,
}

/// What passes by itself.
const WORTH_ANOTHER: &[u16] = &[408, 429, 500, 502, 503, 504];
/// How often a request is sent again.
const RETRIES: u32 = 2;

impl Ground {
    pub(crate) fn deadline(&self) -> Deadline {
        Deadline::after(self.time_limit)
    }

    /// The same for a load, which may wait for less.
    pub(crate) fn deadline_of(&self, needed: &Needed) -> Deadline {
        Deadline::within(self.time_limit, needed.time_left())
    }

    pub(crate) fn client_id(&self) -> Option<&str> {
        self.client_id.as_deref().or_else(|| self.environment.get("AZURE_CLIENT_ID"))
    }

    /// Where tokens for a cloud come from.
    pub(crate) fn authority(&self, cloud: &Cloud) -> Result<Url, SourceError> {
        let text = match self.environment.get("AZURE_AUTHORITY_HOST") {
            Some(text) if text.contains("://") => text.to_owned(),
            Some(host) => format!("https://{host}"),
            None => format!("https://{}", cloud.authority),
        };
        let url = Url::parse(&text).map_err(|_| AUTHORITY_HOST)?;
        if url.is_https() && url.query().is_empty() { Ok(url) } else { Err(AUTHORITY_HOST) }
    }

    /// The one in which vaults are that have a name alone.
    pub(crate) fn cloud(&self) -> &'static Cloud {
        let authority = self.environment.get("AZURE_AUTHORITY_HOST").map(|text| {
            let host = text.split_once("://").map_or(text, |(_, host)| host);
            host.split(['/', ':']).next().unwrap_or_default()
        });
        let [public, ..] = &CLOUDS;
        authority.and_then(Cloud::of_authority).unwrap_or(public)
    }

    pub(crate) fn send(
        &self,
        request: &Request<'_>,
        deadline: Deadline,
    ) -> Result<Answer, Failure> {
        self.client.send_with_retries(request, deadline, &Retries::new(RETRIES).on(WORTH_ANOTHER))
    }
}
