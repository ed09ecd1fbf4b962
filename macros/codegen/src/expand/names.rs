use crate::Options;

/// What the generated items are called, and where they find the runtime.
pub(super) struct Names {
    /// The runtime's hidden module.
    private: String,
    visibility: String,
    /// The struct's, as code.
    name: String,
    /// The struct's, for people.
    pub(super) shown: String,
    pub(super) id_name: String,
    /// What the names of config structs start with.
    pub(super) config_prefix: String,
}

impl Names {
    pub(super) fn new(options: &Options) -> Self {
        let shown = options.name.clone().unwrap_or_else(|| "Credentials".to_owned());
        let prefix = options.name.as_deref().unwrap_or_default();
        let prefix = prefix.strip_prefix("r#").unwrap_or(prefix);
        // The companions of the plain `Credentials` have short names.
        let id_prefix = if options.name.is_some() { prefix } else { "Credential" };
        Self {
            private: format!("{}::__private", options.runtime),
            visibility: options.visibility.clone(),
            name: options.name_code.clone().unwrap_or_else(|| shown.clone()),
            id_name: format!("{id_prefix}Id"),
            config_prefix: prefix.to_owned(),
            shown,
        }
    }

    /// The value of a template's word; a word that nobody knows is no Rust either.
    pub(super) fn word(&self, word: &str) -> &str {
        match word {
            "private" => &self.private,
            "visibility" => &self.visibility,
            "name" => &self.name,
            "id_name" => &self.id_name,
            _ => "$",
        }
    }
}
