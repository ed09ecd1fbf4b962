use std::time::Duration;

use crate::proxies::Proxies;
use crate::trust::Trust;

/// What a client is built with.
#[derive(Debug, Clone)]
pub(crate) struct Settings {
    pub(crate) trust: Trust,
    pub(crate) proxies: Proxies,
    pub(crate) agent: String,
    pub(crate) connect_timeout: Duration,
    pub(crate) answer_timeout: Duration,
    pub(crate) idle_timeout: Duration,
    pub(crate) most_connections: usize,
    pub(crate) most_answer: usize,
    pub(crate) most_redirects: u32,
    pub(crate) allows_plain_http: bool,
}
