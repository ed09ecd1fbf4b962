//! One request to the API of the server.

use provider_credentials_core::{ExposeSecret, Secret, SourceError};
use provider_credentials_http::{Answer, Client, Deadline, Request, Retries, Url, Value};

use crate::failures::{NAMESPACE_INVALID, TOKEN_MALFORMED, of_http};

/// A server.
pub(crate) struct Api {
    pub(crate) client: Client,
    pub(crate) address: Url,
    /// Where no secret says another.
    pub(crate) namespace: Option<String>,
}

/// For whom, and until when.
#[derive(Clone, Copy)]
pub(crate) struct Call<'c> {
    pub(crate) deadline: Deadline,
    pub(crate) token: Option<&'c Secret>,
    pub(crate) namespace: Option<&'c str>,
}

impl<'c> Call<'c> {
    pub(crate) fn until(deadline: Deadline) -> Self {
        Self { deadline, token: None, namespace: None }
    }

    pub(crate) fn by(self, token: &'c Secret) -> Self {
        Self { token: Some(token), ..self }
    }

    pub(crate) fn within(self, namespace: Option<&'c str>) -> Self {
        Self { namespace, ..self }
    }
}

/// As the server's own clients have it: 412 where a replica has not caught up, 429 where it is asked too often, and
/// what a server says that is about to be well again. Not 501, which says that it is not initialized.
const WORTH_ANOTHER: &[u16] = &[412, 429, 500, 502, 503, 504];
const RETRIES: u32 = 2;

impl Api {
    /// `path` stands behind `v1/`, in percent-encoding.
    pub(crate) fn get(&self, call: &Call<'_>, path: &str) -> Result<Answer, SourceError> {
        let url = self.url(path)?;
        self.send(call, Request::get(&url))
    }

    /// For a path where each read makes something.
    pub(crate) fn get_once(&self, call: &Call<'_>, path: &str) -> Result<Answer, SourceError> {
        let url = self.url(path)?;
        self.send(call, Request::get(&url).not_repeatable())
    }

    /// Something that is no more for being done twice, such as a renewal.
    pub(crate) fn post(
        &self,
        call: &Call<'_>,
        path: &str,
        body: &[u8],
    ) -> Result<Answer, SourceError> {
        let url = self.url(path)?;
        self.send(call, Request::post(&url).body("application/json", body).repeatable())
    }

    /// Something that uses up what it is done with, such as a login.
    pub(crate) fn post_once(
        &self,
        call: &Call<'_>,
        path: &str,
        body: &[u8],
    ) -> Result<Answer, SourceError> {
        let url = self.url(path)?;
        self.send(call, Request::post(&url).body("application/json", body))
    }

    fn url(&self, path: &str) -> Result<Url, SourceError> {
        self.address.join(&format!("/v1/{path}")).map_err(|failure| of_http(&failure))
    }

    fn send(&self, call: &Call<'_>, request: Request<'_>) -> Result<Answer, SourceError> {
        // What a browser could be made to send does not have it.
        let mut request = request.header("X-Vault-Request", Value::plain("true"));
        if let Some(namespace) = call.namespace.or(self.namespace.as_deref()) {
            if namespace.is_empty() || !namespace.bytes().all(|byte| byte.is_ascii_graphic()) {
                return Err(NAMESPACE_INVALID);
            }
            request = request.header("X-Vault-Namespace", Value::plain(namespace));
        }
        if let Some(token) = call.token {
            let token = token.expose_secret();
            if token.is_empty() || !token.bytes().all(|byte| byte.is_ascii_graphic()) {
                return Err(TOKEN_MALFORMED);
            }
            request = request.header("X-Vault-Token", Value::secret(token));
        }
        let retries = Retries::new(RETRIES).on(WORTH_ANOTHER);
        let sent = self.client.send_with_retries(&request, call.deadline, &retries);
        sent.map_err(|failure| of_http(&failure))
    }
}
