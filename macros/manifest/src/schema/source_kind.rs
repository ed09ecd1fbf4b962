use super::key::Key;

/// A kind of source: a row of the table.
#[derive(Debug)]
#[non_exhaustive]
pub struct SourceKind {
    /// The word that `source` has.
    pub name: &'static str,
    /// The feature of the runtime that it needs.
    pub feature: Option<&'static str>,
    /// One line of documentation.
    pub doc: &'static str,
    /// What messages call a place of this kind, with its keys in braces: ``Vault secret `{vault_path}` ``.
    pub noun: &'static str,
    /// Where a secret goes that was written into the manifest, with keys in braces.
    pub instead: &'static str,
    /// Its keys, those that are needed first.
    pub keys: &'static [Key],
    /// What the runtime gets.
    pub lowering: Lowering,
}

/// What becomes of a source of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lowering {
    /// A variable.
    Env,
    /// A file.
    File,
    /// The same, in the directory where systemd puts the credentials of a unit.
    Systemd,
    /// A source that is asked, with its keys as parameters: every kind but these.
    Remote,
    /// The same, registered by the program under a name.
    Custom,
}

impl SourceKind {
    /// Whether it can hold several values, one of which a key path selects.
    #[must_use]
    pub fn has_keys(&self) -> bool {
        self.is_file() || self.keys.iter().any(|key| key.selects)
    }

    /// Whether it reads a file.
    #[must_use]
    pub fn is_file(&self) -> bool {
        matches!(self.lowering, Lowering::File | Lowering::Systemd)
    }

    /// Whether it is asked, so that it can refuse or be out of reach.
    #[must_use]
    pub fn is_asked(&self) -> bool {
        matches!(self.lowering, Lowering::Remote | Lowering::Custom)
    }

    /// A text of the row with the values of keys filled in.
    #[must_use]
    pub fn fill(&self, template: &str, value: &dyn Fn(&Key) -> Option<String>) -> String {
        let mut text = template.to_owned();
        for key in self.keys {
            let place = format!("{{{}}}", key.name);
            if text.contains(&place) {
                text = text
                    .replace(place.as_str(), &value(key).unwrap_or_else(|| key.example.to_owned()));
            }
        }
        text
    }
}
