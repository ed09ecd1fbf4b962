use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

/// How the generated items are named, and how they reach the runtime: tokens, which go into the code as they
/// are. ([`Builder`](crate::Builder) takes text, and checks it.)
///
/// ```
/// use provider_credentials_codegen::Options;
/// use quote::{format_ident, quote};
///
/// let options = Options::default().visibility(quote!(pub(crate))).name(format_ident!("Providers"));
/// ```
#[derive(Debug, Clone)]
pub struct Options {
    pub(crate) runtime: TokenStream,
    pub(crate) visibility: TokenStream,
    /// `None` for `Credentials`, whose companions have short names.
    pub(crate) name: Option<Ident>,
    stand_in: Option<Ident>,
    pub(crate) tracked: Option<String>,
}

impl Default for Options {
    /// `pub struct Credentials`, with the runtime as `::provider_credentials`.
    fn default() -> Self {
        let (runtime, visibility) = (quote!(::provider_credentials), quote!(pub));
        Self { runtime, visibility, name: None, stand_in: None, tracked: None }
    }
}

impl Options {
    /// The path of the runtime crate, `::provider_credentials` by default.
    #[must_use]
    pub fn runtime(mut self, path: TokenStream) -> Self {
        self.runtime = path;
        self
    }

    /// The visibility of the generated items, `pub` by default; empty for private.
    #[must_use]
    pub fn visibility(mut self, visibility: TokenStream) -> Self {
        self.visibility = visibility;
        self
    }

    /// The struct's name, `Credentials` by default. With a name given, the companions are named after it:
    /// `NameId`, `NameOpenaiConfig`.
    #[must_use]
    pub fn name(mut self, name: Ident) -> Self {
        self.name = Some(name);
        self
    }

    /// What the code has in place of the struct's name, for the macro: it puts the user's own token there.
    #[doc(hidden)]
    #[must_use]
    pub fn stand_in(mut self, stand_in: Ident) -> Self {
        self.stand_in = Some(stand_in);
        self
    }

    /// The absolute path of the manifest: the compiler then knows that the crate depends on it.
    #[must_use]
    pub fn tracked(mut self, path: impl Into<String>) -> Self {
        self.tracked = Some(path.into());
        self
    }

    pub(crate) fn struct_name(&self) -> Ident {
        self.name.clone().unwrap_or_else(|| Ident::new("Credentials", Span::call_site()))
    }

    /// The struct's name as it is in the code.
    pub(crate) fn struct_ident(&self) -> Ident {
        self.stand_in.clone().unwrap_or_else(|| self.struct_name())
    }
}
