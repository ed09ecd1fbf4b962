/// How the generated items are named, and how they reach the runtime.
///
/// What is given here is not checked: it goes into the code as it is. ([`Builder`](crate::Builder)
/// does check.)
#[derive(Debug, Clone)]
pub struct Options {
    pub(crate) runtime: String,
    pub(crate) visibility: String,
    /// `None` for `Credentials`, whose companions have short names.
    pub(crate) name: Option<String>,
    /// What stands for the name in the code, where that is not the name itself.
    pub(crate) name_code: Option<String>,
    pub(crate) tracked: Option<String>,
}

impl Default for Options {
    /// `pub struct Credentials`, with the runtime as `::provider_credentials`.
    fn default() -> Self {
        Self {
            runtime: "::provider_credentials".to_owned(),
            visibility: "pub".to_owned(),
            name: None,
            name_code: None,
            tracked: None,
        }
    }
}

impl Options {
    /// For the macro, which has tokens of its user's: `$runtime`, `$visibility` and `$name` stand in
    /// the code for it to replace, as the text of a token lost its place and what it means there.
    #[doc(hidden)]
    #[must_use]
    pub fn with_placeholders(name: Option<String>) -> Self {
        Self {
            runtime: "$runtime".to_owned(),
            visibility: "$visibility".to_owned(),
            name,
            name_code: Some("$name".to_owned()),
            tracked: None,
        }
    }

    /// The path of the runtime crate, `::provider_credentials` unless told.
    #[must_use]
    pub fn runtime(mut self, path: impl Into<String>) -> Self {
        self.runtime = path.into();
        self
    }

    /// The struct's visibility (empty for private) and name, `pub` and `Credentials` unless told.
    /// The companions are named after it: `NameId`, `NameOpenaiConfig`.
    #[must_use]
    pub fn item(mut self, visibility: impl Into<String>, name: impl Into<String>) -> Self {
        self.visibility = visibility.into();
        self.name = Some(name.into());
        self
    }

    /// The struct's visibility (empty for private), `pub` unless told.
    #[must_use]
    pub fn visibility(mut self, visibility: impl Into<String>) -> Self {
        self.visibility = visibility.into();
        self
    }

    /// The absolute path of the manifest: the compiler then knows that the crate depends on it.
    #[must_use]
    pub fn tracked(mut self, path: impl Into<String>) -> Self {
        self.tracked = Some(path.into());
        self
    }
}
