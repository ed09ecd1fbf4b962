use super::source::SourceSpec;
use super::template::TemplatePart;

/// One credential of a manifest.
pub struct Spec {
    pub id: &'static str,
    pub provider: &'static str,
    pub required: bool,
    /// What its kind consists of, at least one.
    pub parts: &'static [PartSpec],
    /// Whether plain keys of its provider are looked at more closely.
    pub(crate) is_looked_at: bool,
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
    /// Whether it is all of an API key, beside texts of its `config`.
    pub(crate) fn is_whole_credential(&self) -> bool {
        self.name == "secret"
    }

    /// Whether the manifest has its text, which then is no secret.
    pub(crate) fn is_text(&self) -> bool {
        matches!(self.sources, [SourceSpec::Text(_)])
    }

    /// Whether it is a text under `config`.
    pub(crate) fn is_of_config(&self) -> bool {
        self.name.starts_with("config.")
    }

    /// Whether it is known without any variable.
    pub(crate) fn is_constant(&self) -> bool {
        let is_known = |part: &TemplatePart| {
            matches!(part, TemplatePart::Text(_) | TemplatePart::Var { default: Some(_), .. })
        };
        match self.sources {
            [SourceSpec::Text(template)] => template.parts.iter().all(is_known),
            _ => false,
        }
    }
}

impl Spec {
    /// In place of a part: no credential is without one.
    pub(crate) const NO_PART: PartSpec = PartSpec { name: "", sources: &[] };

    pub(crate) fn part_number(&self, name: &str) -> Option<usize> {
        self.parts.iter().position(|part| part.name == name)
    }
}
