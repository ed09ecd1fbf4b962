use core::fmt;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::time::Duration;

use provider_credentials_core::{SecretFiles, SourceError};
use provider_credentials_http::{Client, Proxies, Trust};

use crate::chain::check_settings;
use crate::environment::Environment;
use crate::failures::{CA_BUNDLE, of_vault};
use crate::ground::Ground;
use crate::key_vault::AzureKeyVault;

/// Settings of the source for Azure Key Vault.
///
/// ```no_run
/// use provider_credentials_azure::AzureKeyVaultBuilder;
/// use provider_credentials_core::Loader;
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let vaults = AzureKeyVaultBuilder::new()
///     .from_environment()
///     .client_id("00001111-aaaa-2222-bbbb-3333cccc4444")
///     .build()?;
/// let loader = Loader::new().with_source("azure_key_vault", vaults);
/// # Ok(())
/// # }
/// ```
#[derive(Default)]
pub struct AzureKeyVaultBuilder {
    client_id: Option<String>,
    ca_certificate: Option<String>,
    proxies: Option<Proxies>,
    environment: Environment,
    files: SecretFiles,
    time_limit: Option<Duration>,
    connections: Option<usize>,
    failure: Option<SourceError>,
}

/// Below the loader's limit for a source, so that the error is one of this crate.
const TIME_LIMIT: Duration = Duration::from_secs(20);
const CONNECT_LIMIT: Duration = Duration::from_secs(5);
const ANSWER_LIMIT: Duration = Duration::from_secs(10);
const CONNECTIONS: usize = 8;
/// A secret has 25 KB, each byte of which may be an escape.
const MOST_ANSWER: usize = 512 * 1024;
/// Of what is on this machine or beside it: there at once, or not at all.
const LOCAL_LIMIT: Duration = Duration::from_secs(1);

impl AzureKeyVaultBuilder {
    /// Begins with nothing set: no variable is read, so that the managed identity of the machine is all that is
    /// looked for.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The client ID of the identity (`AZURE_CLIENT_ID`): of an application, or of the one of several managed identities
    /// that is meant.
    #[must_use]
    pub fn client_id(mut self, id: impl Into<String>) -> Self {
        self.client_id = Some(id.into());
        self
    }

    /// The authorities of servers in PEM, in place of the system's (`REQUESTS_CA_BUNDLE` names a file): where a proxy
    /// looks into TLS.
    #[must_use]
    pub fn ca_certificate(mut self, pem: impl Into<String>) -> Self {
        self.ca_certificate = Some(pem.into());
        self
    }

    /// Over which proxies Azure is reached: none if this is not called.
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

    /// Takes what is not set here from the process's environment, as Azure's own clients do.
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

    /// The source. Nothing is asked of Azure yet.
    ///
    /// # Errors
    ///
    /// A setting that cannot be used, with what to do about it: `azure_setting_not_text`, `azure_ca_bundle`,
    /// `azure_authority_host`, `azure_token_credentials`, `azure_credentials_incomplete`,
    /// `azure_federation_incomplete`, `azure_identity_unsupported`.
    pub fn build(self) -> Result<AzureKeyVault, SourceError> {
        self.ground().map(AzureKeyVault::new)
    }

    pub(crate) fn ground(self) -> Result<Ground, SourceError> {
        if let Some(failure) = self.failure {
            return Err(failure);
        }
        let environment = self.environment;
        let trust = match (&self.ca_certificate, environment.get("REQUESTS_CA_BUNDLE")) {
            (Some(pem), _) => Trust::authorities(pem).map_err(|_| CA_BUNDLE)?,
            (None, Some(path)) => trust_in(&self.files, Path::new(path))?,
            (None, None) => Trust::system(),
        };
        let proxies =
            self.proxies.unwrap_or_else(|| Proxies::from_variables(|name| environment.get(name)));
        let connections = NonZeroUsize::new(self.connections.unwrap_or(CONNECTIONS));
        let connections = connections.unwrap_or(NonZeroUsize::MIN);
        let client = Client::builder()
            .trust(trust)
            .proxies(proxies)
            .connect_timeout(CONNECT_LIMIT)
            .answer_timeout(ANSWER_LIMIT)
            .most_connections(connections.get())
            .most_answer(MOST_ANSWER)
            .most_redirects(0);
        // Where it goes is checked before.
        let local = Client::builder()
            .allow_plain_http()
            .connect_timeout(LOCAL_LIMIT)
            .answer_timeout(ANSWER_LIMIT)
            .most_answer(MOST_ANSWER)
            .most_redirects(0)
            .idle_timeout(Duration::ZERO);
        let ground = Ground {
            client: client.build().map_err(|failure| of_vault(&failure))?,
            local: local.build().map_err(|failure| of_vault(&failure))?,
            arc_keys: arc_keys(&environment),
            environment,
            files: self.files,
            client_id: self.client_id,
            time_limit: self.time_limit.unwrap_or(TIME_LIMIT),
            connections,
        };
        check_settings(&ground)?;
        Ok(ground)
    }
}

fn trust_in(files: &SecretFiles, bundle: &Path) -> Result<Trust, SourceError> {
    let bytes = files.read_public(bundle).map_err(|_| CA_BUNDLE)?;
    let pem = core::str::from_utf8(&bytes).map_err(|_| CA_BUNDLE)?;
    Trust::authorities(pem).map_err(|_| CA_BUNDLE)
}

fn arc_keys(environment: &Environment) -> PathBuf {
    match environment.get("PROGRAMDATA") {
        Some(data) if cfg!(windows) => Path::new(data).join("AzureConnectedMachineAgent/Tokens"),
        _ => PathBuf::from("/var/opt/azcmagent/tokens"),
    }
}

/// Shows the client ID.
impl fmt::Debug for AzureKeyVaultBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AzureKeyVaultBuilder")
            .field("client_id", &self.client_id)
            .finish_non_exhaustive()
    }
}
