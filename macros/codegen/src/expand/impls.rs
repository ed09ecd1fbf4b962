use super::code::{Code, literal};
use super::{Context, ident};

/// What the struct can do: each method is one call into the runtime.
pub(super) fn expand(context: &Context<'_>, code: &mut Code<'_>) {
    code.add(INHERENT, &[]);
    load_with(context, code);
    code.add(TRAITS, &[("shown", &literal(&context.names.shown))]);
}

const INHERENT: &str = "\
#[allow(dead_code, unreachable_pub)]
impl $name {
    /// Loads every credential from the process's environment and files. Never fails: what is
    /// missing is recorded.
    #[must_use]
    pub fn load() -> Self {
        <Self as __private::CredentialSet>::load()
    }

    /// Loads every credential as `loader` says. Never fails: what is missing is recorded.
    #[must_use]
    pub fn load_with(__loader: &__private::Loader) -> Self {
        <Self as __private::CredentialSet>::load_with(__loader)
    }

    /// Checks that every credential that the manifest requires is there.
    ///
    /// # Errors
    ///
    /// All that are missing at once, each with what to do.
    pub fn require_all(&self) -> __private::Result<(), __private::MissingCredentials> {
        <Self as __private::CredentialSet>::require_all(self)
    }

    /// The credential with this ID, or `None` where the manifest has none.
    #[must_use]
    pub fn get(
        &self,
        __id: impl __private::AsRef<__private::str>,
    ) -> __private::Option<&__private::AnyCredential> {
        <Self as __private::CredentialSet>::get(self, __id)
    }

    /// The credentials in the order of the manifest.
    #[must_use]
    pub fn iter(&self) -> __private::Iter<'_> {
        <Self as __private::CredentialSet>::iter(self)
    }

    /// Every ID, in the order of the manifest.
    #[must_use]
    pub fn ids(&self) -> &'static [$id_name] {
        <Self as __private::CredentialSet>::ids(self)
    }

    /// The IDs of the credentials whose secret is there, in the order of the manifest.
    #[must_use]
    pub fn loaded_ids(&self) -> __private::Vec<$id_name> {
        <Self as __private::CredentialSet>::loaded_ids(self)
    }

    /// The IDs of the credentials whose secret is not there, required or not, in the order of the
    /// manifest.
    #[must_use]
    pub fn failed_ids(&self) -> __private::Vec<$id_name> {
        <Self as __private::CredentialSet>::failed_ids(self)
    }

    /// What may be told about each credential, in the order of the manifest.
    #[must_use]
    pub fn metadata(&self) -> __private::Vec<__private::Metadata> {
        <Self as __private::CredentialSet>::metadata(self)
    }

    /// What may be told about the credential with this ID.
    #[must_use]
    pub fn metadata_of(
        &self,
        __id: impl __private::AsRef<__private::str>,
    ) -> __private::Option<__private::Metadata> {
        <Self as __private::CredentialSet>::metadata_of(self, __id)
    }
}
";

/// How many fields are filled by one call. A thousand at once are a block of code on which LLVM's
/// work grows faster than its length.
const AT_ONCE: usize = 64;

/// From a constant with all that is known now to a struct with a handle in each field.
fn load_with(context: &Context<'_>, code: &mut Code<'_>) {
    // Inlined into a caller, a thousand fields take LLVM half a minute. And the literals are the
    // manifest's: in an included file clippy has its say on them. A name that is an item in the user's
    // scope would be a pattern that matches it: hence the underscores, here and in every parameter.
    code.add(
        "
#[allow(clippy::all, clippy::pedantic)]
impl __private::CredentialSet for $name {
    type Id = $id_name;

    const IDS: &'static [$id_name] = $id_name::ALL;

    fn __table() -> &'static __private::Table {
        &TABLE
    }

    #[inline(never)]
    fn __from(mut __handles: __private::Handles) -> Self {
        let mut __filled = __private::ManuallyDrop::new(UNFILLED);
        let __fields: &mut Self = &mut __filled;
",
        &[],
    );
    let fields: Vec<String> =
        context.credentials().map(|(credential, _)| ident::field(&credential.name)).collect();
    for fields in fields.chunks(AT_ONCE) {
        code.push("__handles.fill(&mut [\n");
        for field in fields {
            code.add("&mut __fields.$field.__any,\n", &[("field", field)]);
        }
        code.push("]);\n");
    }
    code.add(
        "\
        __handles.into_set(&mut __fields.__set);
        __private::ManuallyDrop::into_inner(__filled)
    }

    fn __set(&self) -> &__private::Set {
        &self.__set
    }
}

#[allow(clippy::all, clippy::pedantic)]
const UNFILLED: $name = $name {
",
        &[],
    );
    for ((credential, config), field) in context.credentials().zip(&fields) {
        code.add("$field: __private::Credential { config: ", &[("field", field)]);
        match config {
            None => code.push("__private::NO_CONFIG"),
            Some(config) => {
                code.push("&");
                config.expand_value(&credential.config, code);
            }
        }
        code.push(", __any: __private::UNFILLED },\n");
    }
    code.push("__set: __private::Set::UNFILLED,\n};\n");
}

const TRAITS: &str = "
impl __private::Debug for $name {
    fn fmt(&self, __f: &mut __private::fmt::Formatter<'_>) -> __private::fmt::Result {
        __private::fmt_debug(self, $shown, __f)
    }
}

impl<'a> __private::IntoIterator for &'a $name {
    type Item = &'a __private::AnyCredential;
    type IntoIter = __private::Iter<'a>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
";
