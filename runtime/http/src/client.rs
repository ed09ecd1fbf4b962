use core::fmt;
use std::sync::Arc;

use zeroize::Zeroizing;

use crate::answer::Answer;
use crate::connection::Connector;
use crate::deadline::Deadline;
use crate::exchange::{Exchanged, Wanted, exchange};
use crate::failure::{Failure, Kind, TlsProblem};
use crate::pool::{Place, Pool};
use crate::request::Request;
use crate::settings::Settings;
use crate::stream::Stream;
use crate::url::Url;

/// A client of HTTP/1.1: a handle, which is cheap to clone, and may be used by many threads at once.
///
/// ```no_run
/// use std::time::Duration;
/// use provider_credentials_http::{Client, Deadline, Request, Url, Value};
///
/// # fn main() -> Result<(), provider_credentials_http::Failure> {
/// let client = Client::builder().build()?;
/// let url = Url::parse("https://vault.example:8200/v1/secret/data/api")?;
/// let request = Request::get(&url).header("X-Vault-Token", Value::secret("hvs.of-the-example"));
/// let answer = client.send(&request, Deadline::after(Duration::from_secs(10)))?;
/// assert_eq!(answer.status(), 200);
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Client(Arc<Inner>);

struct Inner {
    settings: Settings,
    connector: Connector,
    pool: Pool,
}

impl Client {
    pub(crate) fn new(settings: Settings) -> Self {
        let pool = Pool::new(settings.most_connections, settings.idle_timeout);
        Self(Arc::new(Inner { settings, connector: Connector::default(), pool }))
    }

    /// Sends a request, once: it is sent again only where a connection that was kept had ended before a byte of the
    /// answer came, and only if it is [repeatable](Request::repeatable).
    ///
    /// A redirect is followed on the same scheme, host and port alone, at most three times: 307 and 308, and those
    /// with 301 and 302 of a `GET`. Statuses of any other kind are answers, not failures.
    ///
    /// # Errors
    ///
    /// Why there is no answer.
    pub fn send(&self, request: &Request<'_>, deadline: Deadline) -> Result<Answer, Failure> {
        self.0.follow(request, deadline).map_err(|failure| {
            let was_tried = !matches!(
                failure.kind(),
                Kind::InvalidUrl
                    | Kind::InsecureUrl
                    | Kind::InvalidRequest
                    | Kind::ProxyUnsupported
            );
            failure.with_attempts(u32::from(was_tried))
        })
    }
}

impl Inner {
    fn follow(&self, request: &Request<'_>, deadline: Deadline) -> Result<Answer, Failure> {
        let mut url = request.url.clone();
        let mut redirects = 0;
        loop {
            let Exchanged { answer, location, .. } = self.send(request, &url, deadline)?;
            let follows = match answer.status {
                301 | 302 => request.method == "GET",
                307 | 308 => true,
                303 => false,
                _ => return Ok(answer),
            };
            let next = location.and_then(|location| target(&url, &location));
            match next {
                Some(next) if follows && redirects < self.settings.most_redirects => url = next,
                _ => return Err(Failure::from(Kind::Redirected).with_status(answer.status).sent()),
            }
            redirects += 1;
        }
    }

    fn send(
        &self,
        request: &Request<'_>,
        url: &Url,
        deadline: Deadline,
    ) -> Result<Exchanged, Failure> {
        if !url.is_secure() && !self.settings.allows_plain_http {
            return Err(Kind::InsecureUrl.into());
        }
        let is_kept = !self.settings.idle_timeout.is_zero();
        let bytes = || request.bytes(url, &self.settings.agent, is_kept);
        // Before anybody waits for anything.
        let mut first = Some(bytes()?);
        let place = self.pool.enter(deadline)?;
        // Whether a kept connection still stands shows when it is used, and this request must not be lost there.
        let kept = if request.is_repeatable() { place.reuse(url) } else { None };
        if let Some(stream) = kept {
            let bytes = first.take().map_or_else(bytes, Ok)?;
            match self.exchange(&place, stream, bytes, request, url, deadline) {
                // The server had ended it: a new one is no second attempt.
                Err((failure, true)) if failure.kind() == Kind::BrokeOff => {}
                outcome => return outcome.map_err(|(failure, _)| failure),
            }
        }
        place.make_room();
        let stream = self.connector.connect(url, &self.settings, deadline);
        let stream = stream.map_err(|failure| self.explained(failure))?;
        let bytes = first.take().map_or_else(bytes, Ok)?;
        let outcome = self.exchange(&place, stream, bytes, request, url, deadline);
        outcome.map_err(|(failure, _)| failure)
    }

    /// The failure, and whether not one byte of an answer had come.
    fn exchange(
        &self,
        place: &Place<'_>,
        mut stream: Box<dyn Stream>,
        bytes: Zeroizing<Vec<u8>>,
        request: &Request<'_>,
        url: &Url,
        deadline: Deadline,
    ) -> Result<Exchanged, (Failure, bool)> {
        stream.socket().set_deadline(deadline.or_after(self.settings.answer_timeout));
        let wanted = Wanted { headers: request.kept, most: self.settings.most_answer };
        let exchanged = exchange(&mut *stream, bytes, &wanted)
            .map_err(|broken| (self.explained(broken.failure), broken.is_mute))?;
        if exchanged.is_open && !self.settings.idle_timeout.is_zero() {
            place.keep(url, stream);
        }
        Ok(exchanged)
    }

    /// What a server says of a client certificate, where there is none.
    fn explained(&self, failure: Failure) -> Failure {
        match failure.kind() {
            Kind::Tls(TlsProblem::BadClientCertificate) if !self.settings.trust.has_identity() => {
                failure.with_kind(Kind::Tls(TlsProblem::ClientCertificateWanted))
            }
            _ => failure,
        }
    }
}

/// Where a redirect leads to, if that is on the same server.
fn target(from: &Url, location: &str) -> Option<Url> {
    let url = if location.starts_with('/') && !location.starts_with("//") {
        from.with_path(location).ok()?
    } else {
        Url::parse(location).ok()?
    };
    url.is_same_origin(from).then_some(url)
}

/// What it was built with, without keys and passwords.
impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("settings", &self.0.settings).finish_non_exhaustive()
    }
}
