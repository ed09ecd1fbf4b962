use std::time::Duration;

use crate::agent::agent;
use crate::client::Client;
use crate::failure::{Failure, Kind};
use crate::proxies::Proxies;
use crate::settings::Settings;
use crate::trust::Trust;

/// Builds a [`Client`].
///
/// ```
/// use std::time::Duration;
/// use provider_credentials_http::{Client, Proxies, Trust};
///
/// # fn main() -> Result<(), provider_credentials_http::Failure> {
/// let client = Client::builder()
///     .trust(Trust::system())
///     .proxies(Proxies::from_variables(|name| std::env::var(name).ok()))
///     .connect_timeout(Duration::from_secs(2))
///     .answer_timeout(Duration::from_secs(5))
///     .most_connections(8)
///     .build()?;
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone)]
#[must_use]
pub struct ClientBuilder(Settings);

impl Client {
    /// The system's authorities, no proxy, 5 seconds to connect, 10 for an answer of at most 1 MiB, 4 connections.
    pub fn builder() -> ClientBuilder {
        ClientBuilder(Settings {
            trust: Trust::system(),
            proxies: Proxies::none(),
            agent: agent(),
            connect_timeout: Duration::from_secs(5),
            answer_timeout: Duration::from_secs(10),
            idle_timeout: Duration::from_secs(60),
            most_connections: 4,
            most_answer: 1024 * 1024,
            most_redirects: 3,
            allows_plain_http: false,
        })
    }
}

impl ClientBuilder {
    /// Which servers are trusted.
    pub fn trust(mut self, trust: Trust) -> Self {
        self.0.trust = trust;
        self
    }

    /// By which proxy they are reached.
    pub fn proxies(mut self, proxies: Proxies) -> Self {
        self.0.proxies = proxies;
        self
    }

    /// The header `User-Agent`, in place of the name of the program and this project's.
    pub fn user_agent(mut self, agent: &str) -> Self {
        agent.clone_into(&mut self.0.agent);
        self
    }

    /// How long a connection may take: its name, the proxy and TLS included.
    pub fn connect_timeout(mut self, limit: Duration) -> Self {
        self.0.connect_timeout = limit;
        self
    }

    /// How long one request may take on a connection until its whole answer is there.
    pub fn answer_timeout(mut self, limit: Duration) -> Self {
        self.0.answer_timeout = limit;
        self
    }

    /// How long a connection is kept for the next request. With zero, each is closed after its answer. Connections
    /// that were kept too long are closed at the next request, or with the client: no thread waits for that.
    pub fn idle_timeout(mut self, limit: Duration) -> Self {
        self.0.idle_timeout = limit;
        self
    }

    /// How many connections there may be at once, at least one. Further requests wait within their deadline.
    pub fn most_connections(mut self, count: usize) -> Self {
        self.0.most_connections = count.max(1);
        self
    }

    /// How many bytes the body of an answer may have.
    pub fn most_answer(mut self, bytes: usize) -> Self {
        self.0.most_answer = bytes;
        self
    }

    /// How many redirects are followed, on the same server.
    pub fn most_redirects(mut self, count: u32) -> Self {
        self.0.most_redirects = count;
        self
    }

    /// Allows plain http to other machines: whoever is on the way can read and change all that is sent.
    pub fn allow_plain_http(mut self) -> Self {
        self.0.allows_plain_http = true;
        self
    }

    /// The client.
    ///
    /// # Errors
    ///
    /// [`Kind::InvalidRequest`] if the user agent is no text of visible ASCII.
    pub fn build(self) -> Result<Client, Failure> {
        let is_visible = |byte: u8| byte.is_ascii_graphic() || byte == b' ';
        if self.0.agent.is_empty() || !self.0.agent.bytes().all(is_visible) {
            return Err(Kind::InvalidRequest.into());
        }
        Ok(Client::new(self.0))
    }
}
