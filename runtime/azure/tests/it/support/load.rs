use provider_credentials_azure::azure_key_vault;
use provider_credentials_core::testing::load_from;
use provider_credentials_core::{AnyCredential, ExposeSecret as _, Loader};
use provider_credentials_test_servers::Azure;

/// A secret, or why there is none.
pub(crate) type Loaded = Result<String, &'static str>;

pub(crate) type Variables = Vec<(&'static str, String)>;

pub(crate) fn set(variables: &mut Variables, name: &'static str, value: impl Into<String>) {
    variables.retain(|(known, _)| *known != name);
    variables.push((name, value.into()));
}

/// Those of the application that the fake knows, with the way to it.
pub(crate) fn application(mut way: Variables) -> Variables {
    set(&mut way, "AZURE_TENANT_ID", Azure::TENANT);
    set(&mut way, "AZURE_CLIENT_ID", Azure::CLIENT_ID);
    set(&mut way, "AZURE_CLIENT_SECRET", Azure::CLIENT_SECRET);
    way
}

/// With a source of its own.
pub(crate) fn load(variables: &Variables) -> Loader {
    Loader::new().with_environment(variables.iter().map(|(name, value)| (*name, value.as_str())))
}

pub(crate) fn secret(
    loader: &Loader,
    params: &[(&'static str, &'static str)],
    key: &'static [&'static str],
) -> AnyCredential {
    load_from(&azure_key_vault::OPENER, params, key, loader)
}

/// The secret of that name in the vault `agent`.
pub(crate) fn agent(variables: &Variables, name: &'static str) -> Loaded {
    code(&secret(&load(variables), &[("vault", "agent"), ("secret", name)], &[]))
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
