//! A library that knows which credentials it needs, and hands that knowledge to the program.
//!
//! Its generated [`Credentials`] are part of its public interface: the program loads them, in the way
//! it likes, and passes them in. Whoever uses the library does not see the manifest.

#![forbid(unsafe_code)]

use provider_credentials::{ExposeSecret, LoadError, credentials};

credentials!("provider_credentials.yaml");

/// A client of the weather service.
#[derive(Debug)]
pub struct Client {
    credentials: Credentials,
}

impl Client {
    /// A client that uses these credentials.
    #[must_use]
    pub fn new(credentials: Credentials) -> Self {
        Self { credentials }
    }

    /// The request for the weather of a city: its URL and the value of its `authorization` header.
    ///
    /// # Errors
    ///
    /// Why the key is not loaded.
    pub fn request(&self, city: &str) -> Result<(String, String), LoadError> {
        let weather = &self.credentials.weather;
        let url = format!("{}/now?city={city}", weather.config.base_url);
        Ok((url, format!("Bearer {}", weather.secret()?.expose_secret())))
    }
}
