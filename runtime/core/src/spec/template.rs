use std::path::Path;

/// Text with variables: a path, or what a source is told.
pub struct Template {
    /// As the manifest has it, for messages.
    pub text: &'static str,
    pub parts: &'static [TemplatePart],
}

/// What systemd calls the directory of a unit's credentials (systemd.exec(5)).
pub(crate) const CREDENTIALS_DIRECTORY: &str = "CREDENTIALS_DIRECTORY";

pub enum TemplatePart {
    Text(&'static str),
    /// A leading `~`.
    Home,
    /// Where systemd puts the credentials of a unit.
    CredentialsDirectory,
    Var {
        name: &'static str,
        /// Used if the variable is unset or empty.
        default: Option<&'static str>,
    },
}

impl Template {
    /// The variables in it.
    pub(crate) fn variables(&self) -> impl Iterator<Item = &'static str> {
        self.parts.iter().filter_map(|part| match part {
            TemplatePart::Var { name, .. } => Some(*name),
            TemplatePart::CredentialsDirectory => Some(CREDENTIALS_DIRECTORY),
            TemplatePart::Text(_) | TemplatePart::Home => None,
        })
    }

    /// Of a credential of systemd; its text is the name.
    pub(crate) fn is_systemd(&self) -> bool {
        matches!(self.parts.first(), Some(TemplatePart::CredentialsDirectory))
    }

    /// Whether the manifest says that the path is relative.
    pub(crate) fn is_relative(&self) -> bool {
        let first = self.parts.first();
        matches!(first, Some(TemplatePart::Text(text)) if Path::new(text).is_relative())
    }
}
