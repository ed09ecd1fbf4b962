use core::fmt::Debug;
use std::time::{Duration, SystemTime};

use provider_credentials_core::__private::NO_CONFIG;
use provider_credentials_core::testing::load_kind;
use provider_credentials_core::{AnyCredential, Kind, Loader};
use provider_credentials_oauth2::{
    GoogleServiceAccount, OAuth2Credential, google_service_account, oauth2_client_credentials,
};

use super::log::{logged, watch_log};

/// What no text may have in it.
pub(crate) const SECRET: &str = "s3ntinel/of the:client+secret";
pub(crate) const TOKEN: &str = "s3ntinel-of-the-access-token";

fn load(kind: &'static Kind, parts: &[(&'static str, impl AsRef<[u8]>)]) -> AnyCredential {
    watch_log();
    load_kind(kind, parts, Loader::new().with_environment::<&str, &str>([]))
}

pub(crate) fn client(parts: &[(&'static str, &str)]) -> OAuth2Credential {
    OAuth2Credential { config: NO_CONFIG, __any: load(&oauth2_client_credentials::KIND, parts) }
}

/// For a program that waits that long for its sources.
pub(crate) fn client_within(limit: Duration, url: &str) -> OAuth2Credential {
    let parts = [("client_secret", SECRET), ("client_id", "my app"), ("token_url", url)];
    let loader = Loader::new().with_environment::<&str, &str>([]).source_timeout(limit);
    let any = load_kind(&oauth2_client_credentials::KIND, &parts, loader);
    OAuth2Credential { config: NO_CONFIG, __any: any }
}

/// At another time, by the loader's clock.
pub(crate) fn client_at(now: SystemTime, parts: &[(&'static str, &str)]) -> OAuth2Credential {
    let loader = Loader::new().with_environment::<&str, &str>([]).clock(move || now);
    let any = load_kind(&oauth2_client_credentials::KIND, parts, loader);
    OAuth2Credential { config: NO_CONFIG, __any: any }
}

pub(crate) fn client_of_bytes(parts: &[(&'static str, &[u8])]) -> OAuth2Credential {
    OAuth2Credential { config: NO_CONFIG, __any: load(&oauth2_client_credentials::KIND, parts) }
}

pub(crate) fn basic_client(url: &str) -> OAuth2Credential {
    client(&[("client_secret", SECRET), ("client_id", "my app"), ("token_url", url)])
}

pub(crate) fn google(parts: &[(&'static str, &str)]) -> GoogleServiceAccount {
    GoogleServiceAccount { config: NO_CONFIG, __any: load(&google_service_account::KIND, parts) }
}

pub(crate) fn google_of_bytes(parts: &[(&'static str, &[u8])]) -> GoogleServiceAccount {
    GoogleServiceAccount { config: NO_CONFIG, __any: load(&google_service_account::KIND, parts) }
}

/// That neither this nor anything that was logged has a secret in it.
pub(crate) fn assert_silent(shown: &dyn Debug) {
    for text in [format!("{shown:?}"), format!("{shown:#?}"), logged()] {
        // Also as it is in a form, and in a header.
        let told =
            |line: &&str| ["s3ntinel", "czNudGluZWw"].iter().any(|secret| line.contains(secret));
        assert_eq!(text.lines().find(told), None);
    }
}
