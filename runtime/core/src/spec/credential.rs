use super::source::SourceSpec;

/// One credential of a manifest.
pub struct Spec {
    pub id: &'static str,
    pub provider: &'static str,
    pub required: bool,
    /// What its kind consists of, at least one.
    pub parts: &'static [PartSpec],
}

/// One text of a credential, such as the password beside a user name. An API key is a single part.
pub struct PartSpec {
    pub name: &'static str,
    /// In order of preference.
    pub sources: &'static [SourceSpec],
}
