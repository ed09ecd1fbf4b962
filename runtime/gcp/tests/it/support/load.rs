use provider_credentials_core::testing::{load_all_from, load_from};
use provider_credentials_core::{AnyCredential, ExposeSecret as _, Loader};
use provider_credentials_gcp::gcp_secret_manager;

/// A secret, or why there is none.
pub(crate) type Loaded = Result<String, &'static str>;

pub(crate) type Variables = Vec<(&'static str, String)>;

/// An empty value takes the variable away.
pub(crate) fn set(variables: &mut Variables, name: &'static str, value: impl Into<String>) {
    variables.retain(|(known, _)| *known != name);
    variables.push((name, value.into()));
}

/// With a source of its own.
pub(crate) fn load(variables: &Variables) -> Loader {
    Loader::new().with_environment(variables.iter().map(|(name, value)| (*name, value.as_str())))
}

type Params<'p> = &'p [(&'static str, &'static str)];

pub(crate) fn secret(
    loader: &Loader,
    params: Params<'_>,
    key: &'static [&'static str],
) -> AnyCredential {
    load_from(&gcp_secret_manager::OPENER, params, key, loader)
}

pub(crate) fn load_all(
    loader: &Loader,
    all: &[Vec<(&'static str, &'static str)>],
) -> Vec<AnyCredential> {
    load_all_from(&gcp_secret_manager::OPENER, all, loader)
}

/// The secret, or the code of the error. What is not told about it is checked on the way.
pub(crate) fn code(credential: &AnyCredential) -> Loaded {
    match credential.secret() {
        Ok(secret) => {
            let shown = format!("{credential:?} {:?} {}", secret, credential.metadata());
            assert!(!shown.contains(secret.expose_secret()), "{shown}");
            Ok(secret.expose_secret().to_owned())
        }
        Err(error) => Err(error.code()),
    }
}
