use core::fmt;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::time::Duration;

use provider_credentials_core::{SecretFiles, SourceError, Surroundings};
use provider_credentials_http::{Client, Proxies, Url};
use zeroize::Zeroizing;

use crate::api::Api;
use crate::auth::VaultAuth;
use crate::authority::{Authority, ClientCertificate, trust};
use crate::failures::{
    ADDRESS_INSECURE, ADDRESS_INVALID, CLIENT_CERTIFICATE_MISSING, CLIENT_KEY_MISSING, NO_ADDRESS,
    NO_TOKEN, PLAIN_HTTP, SERVER_NAME_INVALID, SKIP_VERIFY, UNVERIFIED, of_http,
};
use crate::session::Session;
use crate::settings::Settings;
use crate::value::AuthValue;
use crate::variables::Variables;
use crate::vault::Vault;

/// Settings of a [`Vault`] source.
///
/// ```no_run
/// use provider_credentials_core::Loader;
/// use provider_credentials_vault::{VaultAuth, VaultBuilder};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let vault = VaultBuilder::new()
///     .address("https://vault.example:8200")
///     .auth(VaultAuth::kubernetes("agent"))
///     .build()?;
/// let loader = Loader::new().with_source("vault", vault);
/// # Ok(())
/// # }
/// ```
#[derive(Default)]
#[allow(clippy::struct_excessive_bools, reason = "each is a choice of its own")]
pub struct VaultBuilder {
    address: Option<String>,
    namespace: Option<String>,
    auth: Option<VaultAuth>,
    authorities: Vec<Authority>,
    client: Option<ClientCertificate>,
    server_name: Option<String>,
    proxies: Option<Proxies>,
    files: SecretFiles,
    time_limit: Option<Duration>,
    connections: Option<usize>,
    wants_no_check: bool,
    accepts_any_certificate: bool,
    allows_plain_http: bool,
    revokes: bool,
    failure: Option<SourceError>,
}

/// Below the loader's limit for a source, so that the error is one of this crate.
const TIME_LIMIT: Duration = Duration::from_secs(20);
const CONNECT_LIMIT: Duration = Duration::from_secs(5);
const ANSWER_LIMIT: Duration = Duration::from_secs(10);
const CONNECTIONS: usize = 4;

impl VaultBuilder {
    /// Begins with nothing set.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The URL of the server (`VAULT_ADDR`).
    #[must_use]
    pub fn address(mut self, url: impl Into<String>) -> Self {
        self.address = Some(url.into());
        self
    }

    /// The namespace of all secrets that do not say another with `vault_namespace` (`VAULT_NAMESPACE`).
    #[must_use]
    pub fn namespace(mut self, namespace: impl Into<String>) -> Self {
        self.namespace = Some(namespace.into());
        self
    }

    /// How the program is known to the server. A token from the environment if this is not called.
    #[must_use]
    pub fn auth(mut self, auth: VaultAuth) -> Self {
        self.auth = Some(auth);
        self
    }

    /// A PEM file with the authorities to trust in place of the system's (`VAULT_CACERT`). Several can be added.
    #[must_use]
    pub fn ca_certificate_file(mut self, path: impl Into<PathBuf>) -> Self {
        self.authorities.push(Authority::File(path.into()));
        self
    }

    /// A directory of such files (`VAULT_CAPATH`).
    #[must_use]
    pub fn ca_certificate_directory(mut self, path: impl Into<PathBuf>) -> Self {
        self.authorities.push(Authority::Directory(path.into()));
        self
    }

    /// The authorities to trust as PEM (`VAULT_CACERT_BYTES`).
    #[must_use]
    pub fn ca_certificate(mut self, pem: impl Into<String>) -> Self {
        self.authorities.push(Authority::Pem(pem.into()));
        self
    }

    /// The certificate that the connection shows and its key, each in a PEM file (`VAULT_CLIENT_CERT`,
    /// `VAULT_CLIENT_KEY`). The key's file is read by the rules for files with secrets.
    #[must_use]
    pub fn client_certificate(
        mut self,
        certificate: impl Into<PathBuf>,
        private_key: impl Into<PathBuf>,
    ) -> Self {
        let (certificate, private_key) = (certificate.into(), private_key.into());
        self.client = Some(ClientCertificate { certificate, private_key });
        self
    }

    /// The name in the server's certificate, if it is not that of the URL (`VAULT_TLS_SERVER_NAME`).
    #[must_use]
    pub fn tls_server_name(mut self, name: impl Into<String>) -> Self {
        self.server_name = Some(name.into());
        self
    }

    /// Over which proxies the server is reached: none if this is not called.
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

    /// Gives leases back, and the token if this program logged in, when the last handle of the source goes. Programs
    /// that end without that call [`Vault::revoke`].
    #[must_use]
    pub fn revoke_on_drop(mut self) -> Self {
        self.revokes = true;
        self
    }

    /// Takes whoever answers for the server (`VAULT_SKIP_VERIFY`): everybody on the way can read the token and the
    /// secrets, and change them. For tests on one's own machine. Every secret says so in a warning.
    #[must_use]
    pub fn dangerously_accept_any_certificate(mut self) -> Self {
        self.accepts_any_certificate = true;
        self
    }

    /// Allows `http://` to other machines than this one: everybody on the way can read the token and the secrets.
    /// For networks where something else encrypts. Every secret says so in a warning.
    #[must_use]
    pub fn dangerously_allow_plain_http(mut self) -> Self {
        self.allows_plain_http = true;
        self
    }

    /// Takes from the process's environment what is not set yet: `VAULT_ADDR`, `VAULT_TOKEN` or else the file
    /// `~/.vault-token`, `VAULT_NAMESPACE`, `VAULT_CACERT`, `VAULT_CACERT_BYTES`, `VAULT_CAPATH`,
    /// `VAULT_CLIENT_CERT`, `VAULT_CLIENT_KEY`, `VAULT_TLS_SERVER_NAME`, `VAULT_SKIP_VERIFY`, each also as `BAO_…`, which
    /// takes precedence, and the variables of proxies.
    ///
    /// `VAULT_SKIP_VERIFY` is an error unless the program calls
    /// [`dangerously_accept_any_certificate`](Self::dangerously_accept_any_certificate).
    #[must_use]
    pub fn from_environment(self) -> Self {
        self.with_variables(&Variables::Process)
    }

    pub(crate) fn surrounded_by(mut self, surroundings: &Surroundings) -> Self {
        self.files = surroundings.files();
        self.with_variables(&Variables::Given(surroundings))
    }

    fn with_variables(mut self, variables: &Variables<'_>) -> Self {
        if let Err(error) = self.add_variables(variables) {
            self.failure.get_or_insert(error);
        }
        self
    }

    fn add_variables(&mut self, variables: &Variables<'_>) -> Result<(), SourceError> {
        let plain = |value: Zeroizing<String>| value.as_str().to_owned();
        let path = |value: Zeroizing<String>| PathBuf::from(value.as_str());
        if self.address.is_none() {
            self.address = variables.either("ADDR")?.map(plain);
        }
        if self.namespace.is_none() {
            self.namespace = variables.either("NAMESPACE")?.map(plain);
        }
        if self.authorities.is_empty() {
            // In the order of the command line, which takes the first alone.
            self.authorities.extend(match variables.either("CACERT_BYTES")? {
                Some(pem) => Some(Authority::Pem(plain(pem))),
                None => match variables.either("CACERT")? {
                    Some(file) => Some(Authority::File(path(file))),
                    None => variables.either("CAPATH")?.map(path).map(Authority::Directory),
                },
            });
        }
        if self.client.is_none() {
            let pair = (variables.either("CLIENT_CERT")?, variables.either("CLIENT_KEY")?);
            self.client = match pair {
                (Some(certificate), Some(key)) => {
                    let (certificate, private_key) = (path(certificate), path(key));
                    Some(ClientCertificate { certificate, private_key })
                }
                (None, None) => None,
                _ => return Err(CLIENT_KEY_MISSING),
            };
        }
        if self.server_name.is_none() {
            self.server_name = variables.either("TLS_SERVER_NAME")?.map(plain);
        }
        if let Some(word) = variables.either("SKIP_VERIFY")? {
            // All that Go takes for false.
            self.wants_no_check |=
                !matches!(&**word, "0" | "f" | "F" | "false" | "FALSE" | "False");
        }
        if self.proxies.is_none() {
            let get = |name: &str| variables.get(name).ok().flatten();
            self.proxies = Some(Proxies::from_variables(get));
        }
        if self.auth.is_none() {
            let token = match variables.either("TOKEN")? {
                Some(token) => Some(AuthValue::given(token.as_str())),
                None => variables
                    .get("HOME")?
                    .map(|home| AuthValue::file(PathBuf::from(home.as_str()).join(".vault-token"))),
            };
            self.auth = token.map(VaultAuth::token);
        }
        Ok(())
    }

    /// The source. Nothing is asked of the server yet.
    ///
    /// # Errors
    ///
    /// A setting that is missing or cannot be used, with what to do about it: `vault_no_address`,
    /// `vault_address_invalid`, `vault_address_insecure`, `vault_skip_verify`, `vault_authority_invalid`,
    /// `vault_client_certificate_invalid`, `vault_client_certificate_alone`, `vault_no_token`, `vault_proxy`, or that
    /// of a file that cannot be read.
    pub fn build(self) -> Result<Vault, SourceError> {
        if let Some(failure) = self.failure {
            return Err(failure);
        }
        let address = Url::parse(&self.address.ok_or(NO_ADDRESS)?).map_err(|_| ADDRESS_INVALID)?;
        if !address.query().is_empty() {
            return Err(ADDRESS_INVALID);
        }
        if self.wants_no_check && !self.accepts_any_certificate {
            return Err(SKIP_VERIFY);
        }
        let mut trust = trust(&self.files, &self.authorities, self.client.as_ref())?;
        if let Some(name) = &self.server_name {
            trust = trust.with_server_name(name).map_err(|_| SERVER_NAME_INVALID)?;
        }
        let skips = self.accepts_any_certificate && address.is_https();
        if skips {
            trust = trust.dangerously_unverified();
        }
        let connections = NonZeroUsize::new(self.connections.unwrap_or(CONNECTIONS));
        let connections = connections.unwrap_or(NonZeroUsize::MIN);
        let mut client = Client::builder()
            .trust(trust)
            .proxies(self.proxies.unwrap_or_else(Proxies::none))
            .connect_timeout(CONNECT_LIMIT)
            .answer_timeout(ANSWER_LIMIT)
            .most_connections(connections.get());
        if self.allows_plain_http {
            client = client.allow_plain_http();
        }
        if !address.is_secure() && !self.allows_plain_http {
            return Err(ADDRESS_INSECURE);
        }
        let warning = match (skips, address.is_secure()) {
            (true, _) => Some(UNVERIFIED),
            (false, false) => Some(PLAIN_HTTP),
            (false, true) => None,
        };
        let auth = self.auth.ok_or(NO_TOKEN)?;
        if auth.needs_certificate() && self.client.is_none() {
            return Err(CLIENT_CERTIFICATE_MISSING);
        }
        let client = client.build().map_err(|failure| of_http(&failure))?;
        let api = Api { client, address, namespace: self.namespace };
        let session = Session::new(auth);
        let settings = Settings {
            api,
            time_limit: self.time_limit.unwrap_or(TIME_LIMIT),
            connections,
            warning,
            revokes: self.revokes,
        };
        Ok(Vault::of(settings, session))
    }
}

/// Shows how the program is known; of a URL, somebody may have put a password into it.
impl fmt::Debug for VaultBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("VaultBuilder")
            .field("has_address", &self.address.is_some())
            .field("namespace", &self.namespace)
            .field("auth", &self.auth)
            .finish_non_exhaustive()
    }
}
