use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use provider_credentials_core::testing::load_from;
use provider_credentials_core::{AnyCredential, Loader};
use provider_credentials_pkcs11::{OPENER, Pkcs11Builder, Pkcs11Pin};
use provider_credentials_test_servers::HsmModule;

/// What no message may have.
pub(crate) const SECRET: &str = "planted-in-the-token-7f3a";

/// Of every token.
pub(crate) const PIN: &str = "pin-of-the-user-91c4";

/// A loader that uses the module, with this PIN for all tokens.
pub(crate) fn loader(module: &HsmModule, pin: Option<&str>) -> Loader {
    let mut builder = Pkcs11Builder::new().module(module.path());
    if let Some(pin) = pin {
        builder = builder.pin(Pkcs11Pin::given(pin));
    }
    Loader::new().with_environment::<&str, &str>([]).with_source("pkcs11", builder.build().unwrap())
}

pub(crate) fn load(loader: &Loader, uri: &str) -> AnyCredential {
    load_from(&OPENER, &[("uri", String::leak(uri.to_owned()))], &[], loader)
}

/// The secret, or the whole message. What is said of it is searched for secrets on the way.
pub(crate) fn told(credential: &AnyCredential) -> String {
    let shown = format!("{credential:?} {} {:?}", credential.metadata(), credential.metadata());
    match credential.secret() {
        Ok(secret) => {
            assert!(!shown.contains(SECRET) && !shown.contains(PIN), "{shown}");
            String::from_utf8(secret.expose_bytes().to_vec()).unwrap()
        }
        Err(error) => {
            let said = format!("{shown} {error} {error:?}");
            assert!(!said.contains(SECRET) && !said.contains(PIN), "{said}");
            let log = credential.metadata().to_string();
            log.split_once("not loaded: ").unwrap().1.to_owned()
        }
    }
}

/// A file with a PIN that only its owner reads.
pub(crate) fn write_pin(path: &Path, pin: &str) {
    fs::write(path, pin).unwrap();
    fs::set_permissions(path, fs::Permissions::from_mode(0o600)).unwrap();
}
