//! The token that is held: fetched once for all that ask, and again before it ends.

use std::sync::{Mutex, PoisonError};

use provider_credentials_core::SourceError;
use provider_credentials_http::Deadline;
use provider_credentials_oauth2::for_stores::{AccessToken, Cache, Failure, Held};

use crate::adc;
use crate::failures::QUOTA_PROJECT_INVALID;
use crate::ground::Ground;
use crate::name::is_project;

#[derive(Default)]
pub(crate) struct Session {
    cache: Cache,
    /// As the file of the token has it.
    quota_project: Mutex<Option<String>>,
}

impl Session {
    /// One that is good as far as anybody knows.
    pub(crate) fn token(
        &self,
        ground: &Ground,
        deadline: Deadline,
    ) -> Result<AccessToken, SourceError> {
        let token = self.cache.get(&|| self.fetch(ground, deadline));
        token.map_err(|failure| failure.error)
    }

    /// Another one than that which Google refused.
    pub(crate) fn other_than(
        &self,
        refused: &AccessToken,
        ground: &Ground,
        deadline: Deadline,
    ) -> Result<AccessToken, SourceError> {
        let token = self.cache.other_than(refused, &|| self.fetch(ground, deadline));
        token.map_err(|failure| failure.error)
    }

    /// The project that requests are counted for: as the program, a variable or the file of the token has it.
    pub(crate) fn quota_project(&self, ground: &Ground) -> Result<Option<String>, SourceError> {
        let given = ground.quota_project.as_deref();
        let given = given.or_else(|| ground.environment.get("GOOGLE_CLOUD_QUOTA_PROJECT"));
        let of_file = || self.quota_project.lock().unwrap_or_else(PoisonError::into_inner).clone();
        match given.map(|given| given.trim().to_owned()).or_else(of_file) {
            Some(project) if !is_project(&project) => Err(QUOTA_PROJECT_INVALID),
            project => Ok(project),
        }
    }

    fn fetch(&self, ground: &Ground, deadline: Deadline) -> Result<Held, Failure> {
        Held::fetched(|| {
            let found = adc::token(ground, deadline)?;
            *self.quota_project.lock().unwrap_or_else(PoisonError::into_inner) =
                found.quota_project;
            Ok(found.granted)
        })
    }
}
