use serde_core::ser::{Serialize, SerializeSeq, SerializeStruct, Serializer};

use super::error::LoadError;
use super::metadata::Metadata;
use super::warning::LoadWarning;

/// What a health endpoint shows of a credential: the five keys of [`Metadata`], and `kind`, `part` (the one that
/// failed), `code`, `required` and `warnings`.
///
/// ```
/// # use provider_credentials_core as provider_credentials;
/// use provider_credentials::{CredentialSet, Metadata};
///
/// fn health(creds: &impl CredentialSet) -> serde_json::Result<String> {
///     let all = creds.metadata();
///     serde_json::to_string(&all.iter().map(Metadata::health).collect::<Vec<_>>())
/// }
/// ```
///
/// ```json
/// [{ "credential_id": "openai", "provider": "openai", "source": "env", "loaded": false,
///    "error": "environment variable `OPENAI_API_KEY` is not set; set it, or … [env_not_set]",
///    "kind": "api_key", "part": "secret", "code": "env_not_set", "required": true, "warnings": [] }]
/// ```
///
/// An error's text names variables and paths, as the log does. Leave `error` and `warnings` out of what strangers may
/// read.
#[derive(Debug, Clone, Copy)]
pub struct Health<'m>(&'m Metadata);

impl Metadata {
    /// More than [`Metadata`] itself serializes.
    #[must_use]
    pub fn health(&self) -> Health<'_> {
        Health(self)
    }
}

impl Serialize for Health<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(metadata) = self;
        let mut out = serializer.serialize_struct("Health", 10)?;
        metadata.serialize_keys(&mut out)?;
        out.serialize_field("kind", metadata.kind())?;
        out.serialize_field("part", &metadata.error().map(LoadError::part))?;
        out.serialize_field("code", &metadata.error().map(LoadError::code))?;
        out.serialize_field("required", &metadata.is_required())?;
        out.serialize_field("warnings", &Warnings(metadata.warnings()))?;
        out.end()
    }
}

struct Warnings<'m>(&'m [LoadWarning]);

impl Serialize for Warnings<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_seq(Some(self.0.len()))?;
        for warning in self.0 {
            out.serialize_element(&Warning(warning))?;
        }
        out.end()
    }
}

struct Warning<'m>(&'m LoadWarning);

impl Serialize for Warning<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Warning", 2)?;
        out.serialize_field("code", self.0.code())?;
        out.serialize_field("warning", &self.0.to_string())?;
        out.end()
    }
}
