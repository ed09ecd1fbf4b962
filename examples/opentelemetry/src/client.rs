//! How exports are sent: without TLS, to a collector beside the program. With its default features,
//! `opentelemetry-otlp` has a client of its own, for any collector.

use std::time::Duration;

use async_trait::async_trait;
use bytes::Bytes;
use opentelemetry_http::{HttpClient, HttpError};

#[derive(Debug, Clone)]
pub(crate) struct Client(ureq::Agent);

impl Client {
    pub(crate) fn new() -> Self {
        let config = ureq::Agent::config_builder()
            .timeout_global(Some(Duration::from_secs(2)))
            .http_status_as_error(false);
        Self(config.build().into())
    }
}

#[async_trait]
impl HttpClient for Client {
    /// Blocks, on a thread that belongs to the exporter.
    async fn send_bytes(
        &self,
        request: http::Request<Bytes>,
    ) -> Result<http::Response<Bytes>, HttpError> {
        let (head, body) = request.into_parts();
        let mut response = self.0.run(http::Request::from_parts(head, body.as_ref()))?;
        let body = response.body_mut().read_to_vec()?;
        Ok(http::Response::builder().status(response.status()).body(body.into())?)
    }
}
