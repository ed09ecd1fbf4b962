use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};

/// How the generated items are named, and how they reach the runtime.
#[derive(Debug, Clone)]
pub struct Options {
    pub(crate) runtime: TokenStream,
    pub(crate) visibility: TokenStream,
    /// `None` for `Credentials`, whose companions have short names.
    name: Option<Ident>,
    pub(crate) tracked: Option<String>,
}

impl Default for Options {
    /// `pub struct Credentials`, with the runtime as `::provider_credentials`.
    fn default() -> Self {
        Self {
            runtime: quote!(::provider_credentials),
            visibility: quote!(pub),
            name: None,
            tracked: None,
        }
    }
}

impl Options {
    /// The path of the runtime crate, `::provider_credentials` unless told.
    #[must_use]
    pub fn runtime(mut self, path: TokenStream) -> Self {
        self.runtime = path;
        self
    }

    /// The struct's visibility (empty for private) and name, `pub` and `Credentials` unless told.
    /// The companions are named after it: `NameId`, `NameOpenaiConfig`.
    #[must_use]
    pub fn item(mut self, visibility: TokenStream, name: Ident) -> Self {
        self.visibility = visibility;
        self.name = Some(name);
        self
    }

    /// The struct's visibility (empty for private), `pub` unless told.
    #[must_use]
    pub fn visibility(mut self, visibility: TokenStream) -> Self {
        self.visibility = visibility;
        self
    }

    /// The absolute path of the manifest: the compiler then knows that the crate depends on it.
    #[must_use]
    pub fn tracked(mut self, path: impl Into<String>) -> Self {
        self.tracked = Some(path.into());
        self
    }

    pub(crate) fn struct_name(&self) -> Ident {
        let default = || Ident::new("Credentials", Span::call_site());
        self.name.clone().unwrap_or_else(default)
    }

    pub(crate) fn id_name(&self) -> Ident {
        match &self.name {
            None => Ident::new("CredentialId", Span::call_site()),
            Some(name) => format_ident!("{name}Id"),
        }
    }

    /// What the names of config structs start with.
    pub(crate) fn config_prefix(&self) -> String {
        let name = self.name.as_ref().map(ToString::to_string);
        let name = name.unwrap_or_default();
        name.strip_prefix("r#").unwrap_or(&name).to_owned()
    }
}
