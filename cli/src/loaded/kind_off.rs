//! Credentials of a kind whose feature this program lacks. Nothing of them is read: what a part must be is not known.

use provider_credentials::__private::{FallThrough, RemoteSpec, SourceSpec};
use provider_credentials::{Loader, Source, SourceError, SourceRequest};
use provider_credentials_manifest::Checked;
use provider_credentials_manifest::checked::Credential;

/// A kind, the source that stands for all of its own, what messages call it, and why there is nothing.
struct Off {
    kind: &'static str,
    source: &'static str,
    noun: &'static str,
    error: SourceError,
}

macro_rules! off {
    ($($kind:literal needs $feature:literal,)*) => {
        &[$(
            #[cfg(not(feature = $feature))]
            Off {
                kind: $kind,
                source: concat!("kind_off ", $kind),
                noun: concat!("`type: ", $kind, "`"),
                error: SourceError::new(
                    super::kinds::WITHOUT_FEATURE,
                    "this build of `cargo credentials` lacks it",
                    concat!("install `cargo-credentials` with `--features ", $feature, "`"),
                ),
            },
        )*]
    };
}

static OFF: &[Off] = off! {
    "client_certificate" needs "certificates",
    "oauth2_client_credentials" needs "oauth2",
    "google_service_account" needs "oauth2",
};

fn of(credential: &Credential) -> Option<&'static Off> {
    OFF.iter().find(|off| off.kind == credential.kind.name)
}

/// The one source of each part, if the kind is off.
pub(super) fn source(credential: &Credential) -> Option<SourceSpec> {
    let off = of(credential)?;
    Some(SourceSpec::Remote(RemoteSpec {
        kind: off.source,
        noun: off.noun,
        opener: None,
        params: &[],
        key: None,
        fall_through: FallThrough::ABSENT,
    }))
}

struct Lacks(SourceError);

impl Source for Lacks {
    fn fetch(&self, requests: &mut [SourceRequest]) {
        for request in requests {
            request.answer(Err(self.0));
        }
    }
}

/// Has those credentials say so.
pub(super) fn register(manifest: &Checked, mut loader: Loader) -> Loader {
    for off in manifest.credentials.iter().filter_map(of) {
        loader = loader.with_source(off.source, Lacks(off.error));
    }
    loader
}
