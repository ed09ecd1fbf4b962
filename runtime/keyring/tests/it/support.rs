use provider_credentials_core::testing::load_from;
use provider_credentials_core::{AnyCredential, ExposeSecret as _, Loader};
use provider_credentials_keyring::OPENER;
use provider_credentials_test_servers::Session;

/// What no message may have.
pub(crate) const SECRET: &str = "planted-in-the-keyring-7f3a";

pub(crate) fn loader(session: &Session) -> Loader {
    Loader::new().with_environment(session.variables())
}

pub(crate) fn load(loader: &Loader, service: &'static str, user: &'static str) -> AnyCredential {
    load_from(&OPENER, &[("service", service), ("user", user)], &[], loader)
}

/// The secret, or the whole message. What is said of it is searched for it on the way.
pub(crate) fn told(credential: &AnyCredential) -> String {
    let shown = format!("{credential:?} {} {:?}", credential.metadata(), credential.metadata());
    assert!(!shown.contains(SECRET), "{shown}");
    match credential.secret() {
        Ok(secret) => secret.expose_secret().to_owned(),
        Err(error) => {
            let said = format!("{error} {error:?}");
            assert!(!said.contains(SECRET), "{said}");
            let log = credential.metadata().to_string();
            let (_, said) = log.split_once("not loaded: ").unwrap();
            said.strip_prefix("secret under test: ").unwrap_or(said).to_owned()
        }
    }
}
