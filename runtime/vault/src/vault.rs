use core::fmt;
use core::time::Duration;
use std::sync::Arc;

use provider_credentials_core::{Needed, Source, SourceError, SourceRequest};
use provider_credentials_http::Deadline;

use crate::reader::Reader;
use crate::secret;
use crate::session::Session;
use crate::settings::Settings;
use crate::wanted::all_of;

/// A source of secrets from a Vault or `OpenBao` server: a handle, which is cheap to clone.
///
/// `VaultBuilder` makes one, and [`Loader::with_source`](provider_credentials_core::Loader::with_source) registers it
/// under the name `vault`. A program that does not is served by one from the environment.
///
/// All secrets of a load are read by one token, each path once, whatever number of credentials have a value there.
/// Secrets that the server lends (dynamic secrets) are kept until half of their time is over, then renewed, and read
/// anew where that is not to be had. Under `Live` all that happens before they end, and tokens are renewed too.
#[derive(Clone)]
pub struct Vault(Arc<Inner>);

struct Inner {
    reader: Reader,
    needs: Vec<String>,
}

/// How long giving back may take where nobody says.
const REVOKE_LIMIT: Duration = Duration::from_secs(5);

impl Vault {
    pub(crate) fn reader(&self) -> &Reader {
        &self.0.reader
    }

    pub(crate) fn of(settings: Settings, session: Session) -> Self {
        let needs = session.needs();
        Self(Arc::new(Inner { reader: Reader::new(settings, session), needs }))
    }

    /// Gives back the secrets that the server lent to this program, and ends the token if the program logged in with
    /// it, which takes at most five seconds. What cannot be given back ends by itself.
    ///
    /// A token that the program was given stays; its policy must allow `sys/leases/revoke`.
    ///
    /// # Errors
    ///
    /// The first of what could not be given back.
    pub fn revoke(&self) -> Result<(), SourceError> {
        self.0.reader.revoke(Deadline::after(REVOKE_LIMIT))
    }
}

impl Source for Vault {
    fn fetch(&self, requests: &mut [SourceRequest]) {
        self.fetch_with(requests, &Needed::default());
    }

    fn needs(&self) -> &[String] {
        &self.0.needs
    }

    fn fetch_with(&self, requests: &mut [SourceRequest], needed: &Needed) {
        let reader = &self.0.reader;
        let (all, places) = all_of(requests);
        let outcomes = reader.read_all(&all, needed);
        for (request, place) in requests.iter_mut().zip(places) {
            let Some(outcome) = place.and_then(|place| outcomes.get(place)) else { continue };
            let answer = match outcome {
                Ok(got) => {
                    let version = got.version.as_deref();
                    secret::answer(&got.data, request.selects(), version, got.good_until)
                }
                Err(error) => Err(*error),
            };
            request.answer_with(answer.map(|answer| match reader.settings().warning {
                Some(warning) => answer.warning(warning),
                None => answer,
            }));
        }
    }

    fn upkeep(&self) -> Option<Duration> {
        self.0.reader.keep()
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        if self.reader.settings().revokes {
            // Nobody is left to be told.
            _ = self.reader.revoke(Deadline::after(REVOKE_LIMIT));
        }
    }
}

/// Shows nothing of the server.
impl fmt::Debug for Vault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Vault").finish_non_exhaustive()
    }
}
