use provider_credentials_core::testing::load_from;
use provider_credentials_core::{AnyCredential, Loader};
use provider_credentials_test_servers::Swtpm;
use provider_credentials_tpm::OPENER;

/// What no message may have.
pub(crate) const SECRET: &str = "planted-in-the-tpm-7f3a-of-this-machine";

/// What the credential `password` has.
pub(crate) const PASSWORD: &str = "of-the-object-91c4";

pub(crate) type Params = Vec<(&'static str, &'static str)>;

pub(crate) fn loader(tpm: &Swtpm) -> Loader {
    Loader::new()
        .with_environment([("TPM2TOOLS_TCTI", tpm.tcti())])
        .base_dir(tpm.path())
        .with_secret("password", PASSWORD)
}

/// Parameters of an object in the two files of `tpm2_create`, and others.
pub(crate) fn files(name: &str, others: &[(&'static str, &str)]) -> Params {
    let mut params = vec![
        ("sealed", &*String::leak(format!("{name}.pub"))),
        ("private", &*String::leak(format!("{name}.priv"))),
    ];
    params.extend(others.iter().map(|(key, value)| (*key, &*String::leak((*value).to_owned()))));
    params
}

pub(crate) fn load(tpm: &Swtpm, params: &Params) -> String {
    told(&load_from(&OPENER, params, &[], &loader(tpm)))
}

/// The secret, or the whole message. What is said of it is searched for it on the way.
pub(crate) fn told(credential: &AnyCredential) -> String {
    let shown = format!("{credential:?} {} {:?}", credential.metadata(), credential.metadata());
    assert!(!shown.contains(SECRET), "{shown}");
    match credential.secret() {
        Ok(secret) => String::from_utf8_lossy(secret.expose_bytes()).into_owned(),
        Err(error) => {
            let said = format!("{error} {error:?}");
            assert!(!said.contains(SECRET), "{said}");
            let log = credential.metadata().to_string();
            log.split_once("not loaded: ").unwrap().1.to_owned()
        }
    }
}
