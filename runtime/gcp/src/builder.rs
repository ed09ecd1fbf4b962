use core::fmt;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::time::Duration;

use provider_credentials_core::{SecretFiles, SourceError};
use provider_credentials_http::{Client, Proxies};

use crate::environment::Environment;
use crate::failures::of_http;
use crate::ground::Ground;
use crate::secret_manager::GcpSecretManager;

/// Settings of the source for Google Secret Manager.
///
/// ```no_run
/// use provider_credentials_core::Loader;
/// use provider_credentials_gcp::GcpBuilder;
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let gcp = GcpBuilder::new().from_environment().project("agents-prod").build()?;
/// let loader = Loader::new().with_source("gcp_secret_manager", gcp);
/// # Ok(())
/// # }
/// ```
#[derive(Default)]
pub struct GcpBuilder {
    project: Option<String>,
    quota_project: Option<String>,
    credentials_file: Option<PathBuf>,
    endpoint: Option<String>,
    universe: Option<String>,
    proxies: Option<Proxies>,
    environment: Environment,
    files: SecretFiles,
    time_limit: Option<Duration>,
    connections: Option<usize>,
    allows_plain_http: bool,
    failure: Option<SourceError>,
}

/// Below the loader's limit for a source, so that the error is one of this crate.
const TIME_LIMIT: Duration = Duration::from_secs(20);
const CONNECT_LIMIT: Duration = Duration::from_secs(5);
const ANSWER_LIMIT: Duration = Duration::from_secs(10);
const CONNECTIONS: usize = 8;
/// A secret of 64 KiB in base64, each of whose characters may be an escape.
const MOST_ANSWER: usize = 1024 * 1024;
/// Of what is on this machine or beside it.
const LOCAL_LIMIT: Duration = Duration::from_secs(1);
const MOST_LOCAL_ANSWER: usize = 64 * 1024;

impl GcpBuilder {
    /// Begins with nothing set: no variable is read, so that tokens come from the metadata server alone.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The project of secrets that say no other (`GOOGLE_CLOUD_PROJECT`).
    #[must_use]
    pub fn project(mut self, id: impl Into<String>) -> Self {
        self.project = Some(id.into());
        self
    }

    /// The project that requests are counted and billed for (`GOOGLE_CLOUD_QUOTA_PROJECT`).
    #[must_use]
    pub fn quota_project(mut self, id: impl Into<String>) -> Self {
        self.quota_project = Some(id.into());
        self
    }

    /// A file with credentials (`GOOGLE_APPLICATION_CREDENTIALS`).
    #[must_use]
    pub fn credentials_file(mut self, path: impl Into<PathBuf>) -> Self {
        self.credentials_file = Some(path.into());
        self
    }

    /// The URL of the service, for all locations: an emulator, or an address of Private Service Connect
    /// (`CLOUDSDK_API_ENDPOINT_OVERRIDES_SECRETMANAGER`).
    #[must_use]
    pub fn endpoint(mut self, url: impl Into<String>) -> Self {
        self.endpoint = Some(url.into());
        self
    }

    /// The domain of a sovereign cloud in place of `googleapis.com` (`GOOGLE_CLOUD_UNIVERSE_DOMAIN`).
    #[must_use]
    pub fn universe_domain(mut self, domain: impl Into<String>) -> Self {
        self.universe = Some(domain.into());
        self
    }

    /// Over which proxies Google is reached: none if this is not called.
    /// [`from_environment`](Self::from_environment) takes them from `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY`.
    #[must_use]
    pub fn proxies(mut self, proxies: Proxies) -> Self {
        self.proxies = Some(proxies);
        self
    }

    /// How long all requests of one load may take together: 20 seconds by default. Keep it below
    /// [`Loader::source_timeout`](provider_credentials_core::Loader::source_timeout).
    #[must_use]
    pub fn time_limit(mut self, limit: Duration) -> Self {
        self.time_limit = Some(limit);
        self
    }

    /// The most requests at a time: 8 by default, and at least 1.
    #[must_use]
    pub fn connections(mut self, most: usize) -> Self {
        self.connections = Some(most);
        self
    }

    /// Allows an endpoint that is `http://` to another machine than this one: everybody on the way can read the token
    /// and the secrets. For networks where something else encrypts. Every secret says so in a warning.
    #[must_use]
    pub fn dangerously_allow_plain_http(mut self) -> Self {
        self.allows_plain_http = true;
        self
    }

    /// Takes what is not set here from the process's environment and the files of Google's command line, as Google's
    /// own clients do.
    #[must_use]
    pub fn from_environment(mut self) -> Self {
        match Environment::of_process() {
            Ok(environment) => self.environment = environment,
            Err(error) => self.failure = Some(error),
        }
        self
    }

    pub(crate) fn surrounded_by(environment: Environment, files: SecretFiles) -> Self {
        Self { environment, files, ..Self::default() }
    }

    /// The source. Nothing is asked of Google yet, and no file with credentials is read.
    ///
    /// # Errors
    ///
    /// A variable that is no text: `gcp_setting_not_text`.
    pub fn build(self) -> Result<GcpSecretManager, SourceError> {
        if let Some(failure) = self.failure {
            return Err(failure);
        }
        let environment = self.environment;
        let proxies =
            self.proxies.unwrap_or_else(|| Proxies::from_variables(|name| environment.get(name)));
        let connections = NonZeroUsize::new(self.connections.unwrap_or(CONNECTIONS));
        let connections = connections.unwrap_or(NonZeroUsize::MIN);
        let mut client = Client::builder()
            .proxies(proxies)
            .connect_timeout(CONNECT_LIMIT)
            .answer_timeout(ANSWER_LIMIT)
            .most_connections(connections.get())
            .most_answer(MOST_ANSWER)
            .most_redirects(0);
        if self.allows_plain_http {
            client = client.allow_plain_http();
        }
        // Where it goes is checked before.
        let local = Client::builder()
            .allow_plain_http()
            .connect_timeout(LOCAL_LIMIT)
            .answer_timeout(LOCAL_LIMIT * 3)
            .most_answer(MOST_LOCAL_ANSWER)
            .most_redirects(0)
            .idle_timeout(Duration::ZERO);
        Ok(GcpSecretManager::new(Ground {
            client: client.build().map_err(|failure| of_http(&failure))?,
            local: local.build().map_err(|failure| of_http(&failure))?,
            environment,
            files: self.files,
            project: self.project,
            quota_project: self.quota_project,
            credentials_file: self.credentials_file,
            endpoint: self.endpoint,
            universe: self.universe,
            time_limit: self.time_limit.unwrap_or(TIME_LIMIT),
            connections,
            allows_plain_http: self.allows_plain_http,
        }))
    }
}

/// Shows the projects.
impl fmt::Debug for GcpBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("GcpBuilder")
            .field("project", &self.project)
            .field("quota_project", &self.quota_project)
            .finish_non_exhaustive()
    }
}
