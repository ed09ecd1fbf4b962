use provider_credentials_aws::{aws_parameter_store, aws_secrets_manager};
use provider_credentials_core::testing::load_from;
use provider_credentials_core::{AnyCredential, ExposeSecret as _, Loader};
use provider_credentials_test_servers::Keys;

/// A secret, or why there is none.
pub(crate) type Loaded = Result<String, &'static str>;

pub(crate) type Variables = Vec<(&'static str, String)>;

/// The variables by which a program reaches an emulator as the one with these keys.
pub(crate) fn environment(address: &str, keys: &Keys) -> Variables {
    vec![
        ("AWS_ENDPOINT_URL", address.to_owned()),
        ("AWS_ACCESS_KEY_ID", keys.id.clone()),
        ("AWS_SECRET_ACCESS_KEY", keys.secret.clone()),
        ("AWS_REGION", "eu-west-1".to_owned()),
        ("AWS_EC2_METADATA_DISABLED", "true".to_owned()),
    ]
}

pub(crate) fn set(variables: &mut Variables, name: &'static str, value: impl Into<String>) {
    variables.retain(|(known, _)| *known != name);
    variables.push((name, value.into()));
}

/// With sources of its own.
pub(crate) fn load(variables: &Variables) -> Loader {
    Loader::new().with_environment(variables.iter().map(|(name, value)| (*name, value.as_str())))
}

type Params<'p> = &'p [(&'static str, &'static str)];

pub(crate) fn secret(
    loader: &Loader,
    params: Params<'_>,
    key: &'static [&'static str],
) -> AnyCredential {
    load_from(&aws_secrets_manager::OPENER, params, key, loader)
}

pub(crate) fn parameter(
    loader: &Loader,
    params: Params<'_>,
    key: &'static [&'static str],
) -> AnyCredential {
    load_from(&aws_parameter_store::OPENER, params, key, loader)
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
