use provider_credentials_core::testing::load_from;
use provider_credentials_core::{AnyCredential, ExposeSecret as _, Loader};
use provider_credentials_test_servers::{Bao, Mode};
use provider_credentials_vault::{OPENER, Vault};

/// A secret, or why there is none.
pub(crate) type Loaded = Result<String, &'static str>;

/// The variables by which a program reaches a server as the one with this token.
pub(crate) fn environment(bao: &Bao, token: &str) -> Vec<(&'static str, String)> {
    let mut variables = vec![
        ("VAULT_ADDR", bao.address()),
        ("VAULT_TOKEN", token.to_owned()),
        ("HOME", bao.home().to_str().unwrap().to_owned()),
    ];
    if bao.mode() != Mode::Plain {
        variables.push(("VAULT_CACERT", bao.ca_file().to_str().unwrap().to_owned()));
    }
    variables
}

/// One value of a secret, from the environment.
pub(crate) fn load(
    variables: &[(&'static str, String)],
    params: &[(&'static str, &'static str)],
    key: &'static [&'static str],
) -> AnyCredential {
    let variables = variables.iter().map(|(name, value)| (*name, value.as_str()));
    load_from(&OPENER, params, key, &Loader::new().with_environment(variables))
}

pub(crate) fn load_path(bao: &Bao, path: &'static str, key: &'static [&'static str]) -> Loaded {
    code(&load(&environment(bao, bao.root_token()), &[("path", path)], key))
}

/// From a source that the test made.
pub(crate) fn load_with(
    vault: &Vault,
    params: &[(&'static str, &'static str)],
    key: &'static [&'static str],
) -> AnyCredential {
    load_from(&OPENER, params, key, &no_environment().with_source("vault", vault.clone()))
}

pub(crate) fn no_environment() -> Loader {
    Loader::new().with_environment::<&str, &str>([])
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
