//! Where no secret says another: in the order of Google's own clients.

use std::sync::{Mutex, PoisonError};

use provider_credentials_core::SourceError;
use provider_credentials_http::Deadline;

use crate::adc;
use crate::failures::{PROJECT_INVALID, PROJECT_MISSING};
use crate::ground::Ground;
use crate::name::is_project;

/// The project, once it was looked for.
#[derive(Default)]
pub(crate) struct Project(Mutex<Option<String>>);

impl Project {
    pub(crate) fn get(&self, ground: &Ground, deadline: Deadline) -> Result<String, SourceError> {
        let variable = |name| ground.environment.get(name);
        let given = ground
            .project
            .as_deref()
            .or_else(|| variable("GOOGLE_CLOUD_PROJECT"))
            .or_else(|| variable("GCLOUD_PROJECT"));
        if let Some(given) = given.map(str::trim) {
            return if is_project(given) { Ok(given.to_owned()) } else { Err(PROJECT_INVALID) };
        }
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = &*known {
            return Ok(known.clone());
        }
        let found = adc::project(ground, deadline)?.ok_or(PROJECT_MISSING)?;
        if !is_project(&found) {
            return Err(PROJECT_INVALID);
        }
        Ok(known.insert(found).clone())
    }
}
