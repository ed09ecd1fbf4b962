use core::fmt;
use std::num::NonZeroUsize;
use std::path::Path;
use std::time::Duration;

use provider_credentials_core::{SecretFiles, SourceError};
use provider_credentials_http::{Client, Proxies, Trust};

use crate::aws::Aws;
use crate::environment::Environment;
use crate::failures::{AUTHORITY_INVALID, of_http};
use crate::ground::{Clock, Ground};
use crate::profiles::Profiles;

/// Settings of the sources for AWS.
///
/// ```no_run
/// use provider_credentials_aws::AwsBuilder;
/// use provider_credentials_core::Loader;
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let aws = AwsBuilder::new().from_environment().profile("agent").region("eu-west-1").build()?;
/// let loader = Loader::new()
///     .with_source("aws_secrets_manager", aws.secrets_manager())
///     .with_source("aws_parameter_store", aws.parameter_store());
/// # Ok(())
/// # }
/// ```
#[derive(Default)]
pub struct AwsBuilder {
    region: Option<String>,
    profile: Option<String>,
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
const CONNECTIONS: usize = 4;
/// Twenty secrets of 64 KiB, each of which may have escapes.
const MOST_ANSWER: usize = 8 * 1024 * 1024;
/// Of what is on this machine or beside it, as AWS' own clients have it.
const LOCAL_LIMIT: Duration = Duration::from_secs(1);
const MOST_LOCAL_ANSWER: usize = 64 * 1024;

impl AwsBuilder {
    /// Begins with nothing set: no variable is read, so that credentials come from an instance's metadata alone.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The region of what says no other (`AWS_REGION`).
    #[must_use]
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.region = Some(region.into());
        self
    }

    /// The profile of `~/.aws/config` and `~/.aws/credentials` (`AWS_PROFILE`). Credentials in variables are not looked
    /// at then.
    #[must_use]
    pub fn profile(mut self, name: impl Into<String>) -> Self {
        self.profile = Some(name.into());
        self
    }

    /// Over which proxies AWS is reached: none if this is not called.
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

    /// The most connections at a time: 4 by default, and at least 1.
    #[must_use]
    pub fn connections(mut self, most: usize) -> Self {
        self.connections = Some(most);
        self
    }

    /// Allows an endpoint that is `http://` to another machine than this one: everybody on the way can read the secrets.
    /// For networks where something else encrypts. Every secret says so in a warning.
    #[must_use]
    pub fn dangerously_allow_plain_http(mut self) -> Self {
        self.allows_plain_http = true;
        self
    }

    /// Takes what is not set here from the process's environment and the files of AWS' command line, as AWS' own
    /// clients do.
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

    /// What the sources are made from. Nothing is asked of AWS yet.
    ///
    /// # Errors
    ///
    /// A setting that cannot be used, with what to do about it: `aws_setting_not_text`, `aws_config_malformed`,
    /// `aws_config_unreadable`, `aws_authority_invalid`.
    pub fn build(self) -> Result<Aws, SourceError> {
        if let Some(failure) = self.failure {
            return Err(failure);
        }
        let config = Profiles::settings(&self.environment, &self.files)?;
        let environment = self.environment;
        let proxies =
            self.proxies.unwrap_or_else(|| Proxies::from_variables(|name| environment.get(name)));
        let connections = NonZeroUsize::new(self.connections.unwrap_or(CONNECTIONS));
        let connections = connections.unwrap_or(NonZeroUsize::MIN);
        let profile = self.profile.as_deref().or_else(|| environment.get("AWS_PROFILE"));
        let bundle = environment
            .get("AWS_CA_BUNDLE")
            .or_else(|| config.get(profile.unwrap_or("default"), "ca_bundle"));
        let mut client = Client::builder()
            .trust(trust(&self.files, bundle)?)
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
            .answer_timeout(LOCAL_LIMIT * 2)
            .most_answer(MOST_LOCAL_ANSWER)
            .most_redirects(0)
            .idle_timeout(Duration::ZERO);
        Ok(Aws::new(Ground {
            client: client.build().map_err(|failure| of_http(&failure))?,
            local: local.build().map_err(|failure| of_http(&failure))?,
            environment,
            files: self.files,
            config,
            profile: self.profile,
            region: self.region,
            time_limit: self.time_limit.unwrap_or(TIME_LIMIT),
            connections,
            allows_plain_http: self.allows_plain_http,
            clock: Clock::default(),
        }))
    }
}

/// The system's authorities, unless a file has others.
fn trust(files: &SecretFiles, bundle: Option<&str>) -> Result<Trust, SourceError> {
    let Some(path) = bundle else { return Ok(Trust::system()) };
    let bytes = files.read_public(Path::new(path)).map_err(|_| AUTHORITY_INVALID)?;
    let pem = core::str::from_utf8(&bytes).map_err(|_| AUTHORITY_INVALID)?;
    Trust::authorities(pem).map_err(|_| AUTHORITY_INVALID)
}

/// Shows profile and region.
impl fmt::Debug for AwsBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AwsBuilder")
            .field("profile", &self.profile)
            .field("region", &self.region)
            .finish_non_exhaustive()
    }
}
