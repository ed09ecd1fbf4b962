use zeroize::Zeroizing;

/// A recipient as sops' options have it: of age or SSH, or a key of a store, with its encryption context.
pub(crate) struct Named {
    pub(super) text: String,
    pub(super) context: Vec<(String, String)>,
}

impl From<String> for Named {
    fn from(text: String) -> Self {
        Self { text, context: Vec::new() }
    }
}

/// Whom a file is for, and what of it is encrypted.
#[derive(Default)]
pub(crate) struct Whom {
    /// Recipients but for those of JWE, in key groups.
    pub(super) groups: Vec<Vec<Named>>,
    /// How many groups are needed; all if it is not said.
    pub(super) threshold: Option<usize>,
    /// The name and the text of sops' rule.
    pub(super) selection: Option<(String, String)>,
    pub(super) is_mac_of_encrypted: bool,
    /// JWKs, with the names of their files.
    pub(super) keys: Vec<(String, Zeroizing<String>)>,
}

impl Whom {
    /// The same for others, if there are any.
    pub(super) fn unless_given(mut self, given: Vec<String>) -> Self {
        if !given.is_empty() {
            self.groups = vec![given.into_iter().map(Named::from).collect()];
            self.threshold = None;
        }
        self
    }

    /// As `1 recipient`.
    pub(crate) fn count(&self) -> String {
        match self.groups.iter().map(Vec::len).sum::<usize>() + self.keys.len() {
            1 => "1 recipient".to_owned(),
            several => format!("{several} recipients"),
        }
    }
}

/// With commas between them, as in `.sops.yaml`.
pub(super) fn split(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split([',', '\n']).map(str::trim).filter(|one| !one.is_empty()).map(str::to_owned)
}
