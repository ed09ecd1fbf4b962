use core::fmt;

use crate::credential::Loaded;
use crate::error::LoadError;
use crate::spec::Spec;
use crate::warning::LoadWarning;

/// What may be told about a credential: everything but the secret.
///
/// `Display` is one line for a log:
///
/// ```text
/// anthropic_sonnet (anthropic): loaded from env
/// openai (openai): not loaded: environment variable `OPENAI_API_KEY` is not set; set it, … [env_not_set]
/// ```
///
/// With feature `serde` it serializes as exactly five keys: `credential_id`, `provider`, `source`,
/// `loaded` and `error` (a text, or null).
#[derive(Clone)]
pub struct Metadata {
    spec: &'static Spec,
    source: &'static str,
    error: Option<LoadError>,
    warnings: Vec<LoadWarning>,
}

impl Metadata {
    pub(crate) fn loaded(spec: &'static Spec, loaded: &Loaded) -> Self {
        let Loaded { source, ref warnings, .. } = *loaded;
        Self { spec, source, error: None, warnings: warnings.clone() }
    }

    pub(crate) fn failed(spec: &'static Spec, error: &LoadError) -> Self {
        let source = error.source_kind();
        Self { spec, source, error: Some(error.clone()), warnings: Vec::new() }
    }

    /// The credential's ID, as the manifest has it.
    #[must_use]
    pub fn credential_id(&self) -> &'static str {
        self.spec.id
    }

    /// The provider, as the manifest has it.
    #[must_use]
    pub fn provider(&self) -> &'static str {
        self.spec.provider
    }

    /// The kind of source the secret came from, or failed to come from: `env`, `file`, or `given`
    /// for a value handed to the [`Loader`](crate::Loader).
    #[must_use]
    pub fn source(&self) -> &'static str {
        self.source
    }

    /// Whether the secret is there.
    #[must_use]
    pub fn is_loaded(&self) -> bool {
        self.error.is_none()
    }

    /// Whether the manifest requires the credential.
    #[must_use]
    pub fn is_required(&self) -> bool {
        self.spec.required
    }

    /// Why the secret is not there.
    #[must_use]
    pub fn error(&self) -> Option<&LoadError> {
        self.error.as_ref()
    }

    /// The first of [`warnings`](Self::warnings); there is seldom another.
    #[must_use]
    pub fn warning(&self) -> Option<&LoadWarning> {
        self.warnings.first()
    }

    /// What is wrong although the secret was loaded: with its file, under
    /// [`Permissions::Warn`](crate::Permissions::Warn) or because that is a read-only bind mount; and
    /// with its memory, under `Loader::lock_memory`.
    ///
    /// In the text of `Display`, and not among the serialized keys.
    #[must_use]
    pub fn warnings(&self) -> &[LoadWarning] {
        &self.warnings
    }
}

#[cfg(any(feature = "serde", feature = "tracing"))]
impl Metadata {
    /// What is wrong, what to do, and the code.
    pub(crate) fn error_text(&self) -> Option<String> {
        let error = self.error()?;
        Some(format!("{} [{}]", error.detail(), error.code()))
    }

    #[cfg(feature = "tracing")]
    pub(crate) fn warning_text(&self) -> Option<String> {
        let texts: Vec<String> =
            self.warnings.iter().map(|warning| format!("{warning:?}")).collect();
        (!texts.is_empty()).then(|| texts.join("; "))
    }
}

impl fmt::Display for Metadata {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({}): ", self.spec.id, self.spec.provider)?;
        match &self.error {
            None => {
                write!(f, "loaded from {}", self.source)?;
                for warning in &self.warnings {
                    write!(f, " (warning: {warning:?})")?;
                }
                Ok(())
            }
            Some(error) => {
                let optional = if self.spec.required { "" } else { " (not required)" };
                write!(f, "not loaded{optional}: {} [{}]", error.detail(), error.code())
            }
        }
    }
}

impl fmt::Debug for Metadata {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = f.debug_struct("Metadata");
        out.field("credential_id", &self.credential_id())
            .field("provider", &self.provider())
            .field("source", &self.source())
            .field("loaded", &self.is_loaded())
            .field("error", &self.error());
        for warning in self.warnings() {
            out.field("warning", warning);
        }
        out.finish()
    }
}

#[cfg(feature = "serde")]
impl serde_core::Serialize for Metadata {
    fn serialize<S: serde_core::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde_core::ser::SerializeStruct;

        let mut out = serializer.serialize_struct("Metadata", 5)?;
        out.serialize_field("credential_id", self.credential_id())?;
        out.serialize_field("provider", self.provider())?;
        out.serialize_field("source", self.source())?;
        out.serialize_field("loaded", &self.is_loaded())?;
        out.serialize_field("error", &self.error_text())?;
        out.end()
    }
}
