use core::fmt;
use std::path::PathBuf;

use crate::value::AuthValue;

/// How the program is known to the server.
///
/// ```
/// use provider_credentials_vault::{AuthValue, VaultAuth};
///
/// let in_cluster = VaultAuth::kubernetes("agent");
/// let elsewhere = VaultAuth::app_role(
///     AuthValue::credential("role_id"),
///     AuthValue::credential("secret_id"),
/// );
/// ```
pub struct VaultAuth {
    pub(crate) method: Method,
    pub(crate) mount: Option<String>,
}

pub(crate) enum Method {
    Token(AuthValue),
    AppRole { role_id: AuthValue, secret_id: AuthValue, is_wrapped: bool },
    Jwt { role: String, token: AuthValue },
    Certificate { role: Option<String> },
    Userpass { username: String, password: AuthValue },
}

/// Where Kubernetes mounts the token of the pod's service account.
const SERVICE_ACCOUNT: &str = "/var/run/secrets/kubernetes.io/serviceaccount/token";

impl VaultAuth {
    fn new(method: Method) -> Self {
        Self { method, mount: None }
    }

    /// A token. It is looked up once, renewed before it ends if it can be, and read anew when the server no longer
    /// takes it.
    #[must_use]
    pub fn token(token: AuthValue) -> Self {
        Self::new(Method::Token(token))
    }

    /// [AppRole](https://openbao.org/docs/auth/approle/): a role ID and a secret ID.
    #[must_use]
    pub fn app_role(role_id: AuthValue, secret_id: AuthValue) -> Self {
        Self::new(Method::AppRole { role_id, secret_id, is_wrapped: false })
    }

    /// The same with a secret ID that comes
    /// [wrapped](https://openbao.org/docs/concepts/response-wrapping/): `wrapping_token` is unwrapped once, and the
    /// secret ID is kept for later logins. If somebody else has unwrapped it before, the error says so.
    #[must_use]
    pub fn app_role_wrapped(role_id: AuthValue, wrapping_token: AuthValue) -> Self {
        Self::new(Method::AppRole { role_id, secret_id: wrapping_token, is_wrapped: true })
    }

    /// [Kubernetes](https://openbao.org/docs/auth/kubernetes/): a role, and the token of the pod's service account,
    /// which is read anew for each login because the kubelet replaces it.
    #[must_use]
    pub fn kubernetes(role: impl Into<String>) -> Self {
        Self::jwt(role, AuthValue::file(PathBuf::from(SERVICE_ACCOUNT))).mount("kubernetes")
    }

    /// [JWT](https://openbao.org/docs/auth/jwt/): a role, and a JSON Web Token that another service issued.
    #[must_use]
    pub fn jwt(role: impl Into<String>, token: AuthValue) -> Self {
        Self::new(Method::Jwt { role: role.into(), token })
    }

    /// [The certificate of the TLS connection](https://openbao.org/docs/auth/cert/):
    /// [`VaultBuilder::client_certificate`](crate::VaultBuilder::client_certificate).
    #[must_use]
    pub fn certificate() -> Self {
        Self::new(Method::Certificate { role: None })
    }

    /// The same with the name of the role; else the server tries each that the certificate fits.
    #[must_use]
    pub fn certificate_with_role(role: impl Into<String>) -> Self {
        Self::new(Method::Certificate { role: Some(role.into()) })
    }

    /// [User name and password](https://openbao.org/docs/auth/userpass/).
    #[must_use]
    pub fn userpass(username: impl Into<String>, password: AuthValue) -> Self {
        Self::new(Method::Userpass { username: username.into(), password })
    }

    /// Where the method is mounted on the server, below `auth/`, if not under its own name.
    #[must_use]
    pub fn mount(mut self, path: impl Into<String>) -> Self {
        self.mount = Some(path.into().trim_matches('/').to_owned());
        self
    }

    pub(crate) fn mounted_at(&self) -> &str {
        self.mount.as_deref().unwrap_or(match self.method {
            Method::Token(_) => "token",
            Method::AppRole { .. } => "approle",
            Method::Jwt { .. } => "jwt",
            Method::Certificate { .. } => "cert",
            Method::Userpass { .. } => "userpass",
        })
    }

    pub(crate) fn needs_certificate(&self) -> bool {
        matches!(self.method, Method::Certificate { .. })
    }

    /// Whether it can get another token by itself.
    pub(crate) fn logs_in(&self) -> bool {
        !matches!(self.method, Method::Token(_))
    }

    /// What proves who the program is.
    pub(crate) fn values(&self) -> Vec<&AuthValue> {
        match &self.method {
            Method::Token(token) | Method::Jwt { token, .. } => vec![token],
            Method::AppRole { role_id, secret_id, .. } => vec![role_id, secret_id],
            Method::Userpass { password, .. } => vec![password],
            Method::Certificate { .. } => Vec::new(),
        }
    }

    /// The credentials of the manifest that it takes.
    pub(crate) fn needs(&self) -> Vec<String> {
        self.values().into_iter().filter_map(AuthValue::id).map(str::to_owned).collect()
    }
}

/// Shows the method, and where its values come from.
impl fmt::Debug for VaultAuth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("VaultAuth");
        shown.field("mount", &self.mounted_at());
        match &self.method {
            Method::Token(token) => shown.field("token", token),
            Method::AppRole { role_id, secret_id, is_wrapped } => {
                shown.field("role_id", role_id).field("secret_id", secret_id);
                shown.field("is_wrapped", is_wrapped)
            }
            Method::Jwt { role, token } => shown.field("role", role).field("token", token),
            Method::Certificate { role } => shown.field("role", role),
            Method::Userpass { username, password } => {
                shown.field("username", username).field("password", password)
            }
        };
        shown.finish()
    }
}
