use super::source::SourceSpec;
use super::template::TemplatePart;

/// One credential of a manifest.
pub struct Spec {
    pub id: &'static str,
    pub provider: &'static str,
    pub required: bool,
    /// What its kind consists of, at least one.
    pub parts: &'static [PartSpec],
}

/// One text of a credential, such as the password beside a user name. An API key is a single part.
///
/// The part that `secret()` gives is the first.
pub struct PartSpec {
    pub name: &'static str,
    /// In order of preference.
    pub sources: &'static [SourceSpec],
}

impl PartSpec {
    /// Whether the manifest has its text, in which nothing is filled in.
    pub(crate) fn is_constant(&self) -> bool {
        match self.sources {
            [SourceSpec::Text(template)] => {
                template.parts.iter().all(|part| matches!(part, TemplatePart::Text(_)))
            }
            _ => false,
        }
    }
}

impl Spec {
    /// In place of a part: no credential is without one.
    pub(crate) const NO_PART: PartSpec = PartSpec { name: "", sources: &[] };
}
