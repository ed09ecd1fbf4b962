use core::fmt;
use std::sync::Arc;

use provider_credentials_core::{Needed, Source, SourceRequest};
use provider_credentials_http::each;

use crate::access::access;
use crate::ground::Ground;
use crate::project::Project;
use crate::session::Session;
use crate::wanted::{all_of, answer};

/// A source of secrets from Google Secret Manager: a handle, which is cheap to clone.
///
/// [`GcpBuilder`](crate::GcpBuilder) makes one, and
/// [`Loader::with_source`](provider_credentials_core::Loader::with_source) registers it under the name
/// `gcp_secret_manager`. A program that does not is served by one from the environment.
///
/// Each version of a secret is read in one request, whatever number of credentials have a value there, and up to eight
/// are read at once. All share one access token, which is replaced before it ends.
#[derive(Clone)]
pub struct GcpSecretManager(Arc<Inner>);

pub(crate) struct Inner {
    pub(crate) ground: Ground,
    pub(crate) session: Session,
    project: Project,
}

impl GcpSecretManager {
    pub(crate) fn new(ground: Ground) -> Self {
        let (session, project) = (Session::default(), Project::default());
        Self(Arc::new(Inner { ground, session, project }))
    }

    pub(crate) fn inner(&self) -> &Inner {
        &self.0
    }
}

impl Source for GcpSecretManager {
    fn fetch(&self, requests: &mut [SourceRequest]) {
        self.fetch_with(requests, &Needed::default());
    }

    fn fetch_with(&self, requests: &mut [SourceRequest], needed: &Needed) {
        let Inner { ground, session, project } = &*self.0;
        let deadline = ground.deadline_of(needed);
        let all = all_of(requests, ground, project, deadline);
        let done = each(&all, ground.connections, |(name, places)| {
            (places.clone(), access(ground, session, name, deadline))
        });
        for (places, outcome) in done {
            for place in places {
                if let Some(request) = requests.get_mut(place) {
                    answer(request, &outcome);
                }
            }
        }
    }
}

/// Shows nothing of the settings.
impl fmt::Debug for GcpSecretManager {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("GcpSecretManager").finish_non_exhaustive()
    }
}
