//! The keys of files of JSON Web Encryption, unwrapped in a token.

use std::sync::Arc;

use provider_credentials_core::{KeyProvider, Needed, SourceError, UnwrapRequest};
use zeroize::Zeroizing;

use crate::algorithm::Algorithm;
use crate::failures::{
    IDENTITY_INVALID, KEY_KIND, MECHANISM, NO_KEY_NAMED, PIN_OF_CREDENTIAL, URI_INVALID,
};
use crate::locate;
use crate::pin::Pin;
use crate::pkcs11::Pkcs11;
use crate::place::Place;
use crate::settings::Settings;
use crate::uri::Uri;

/// The scheme of wrapped keys.
const SCHEME: &str = "jwe";

/// How an identity file begins that names a key in a token.
const BEGINS: &[u8] = b"pkcs11:";

/// Unwraps keys by the key in a token that the identity file names, by its URI.
impl KeyProvider for Pkcs11 {
    fn unwrap_key(
        &self,
        request: &UnwrapRequest<'_>,
    ) -> Result<Option<Zeroizing<Vec<u8>>>, SourceError> {
        let mut ours = request.keys().iter().filter(|key| key.scheme() == SCHEME).peekable();
        let identity = request.identity_file().map(<[u8]>::trim_ascii);
        let identity = identity.filter(|text| {
            text.get(..BEGINS.len()).is_some_and(|begins| begins.eq_ignore_ascii_case(BEGINS))
        });
        let (Some(_), Some(identity)) = (ours.peek(), identity) else { return Ok(None) };
        let uri = identity_uri(identity)?;
        let settings = self.settings();
        let module = locate::find(uri.module.as_ref(), settings.module.as_deref())?;
        let needed = request.needed();
        let pin = pin(request, &uri, settings, &needed)?;
        let place = Place { module, token: Arc::new(uri.token), pin };
        let mut failed = MECHANISM;
        for wrapped in ours {
            let Some(algorithm) = wrapped.param("alg").and_then(Algorithm::named) else { continue };
            if uri.object.class.is_some_and(|class| class != algorithm.class()) {
                failed = first(failed, KEY_KIND);
                continue;
            }
            // The load may have less left.
            let limit = needed
                .time_left()
                .map_or(settings.time_limit, |left| left.min(settings.time_limit));
            let (object, bytes) = (uri.object.clone(), wrapped.bytes().to_vec());
            let opened = self.worker().run(&place, limit, needed.files(), move |session| {
                session.unwrap(session.key(&object, algorithm.class())?, algorithm, &bytes)
            });
            match opened {
                Ok(key) => return Ok(Some(key)),
                Err(error) => failed = first(failed, error),
            }
        }
        Err(failed)
    }
}

/// That no recipient is one that a token can do says less than any other error.
fn first(before: SourceError, error: SourceError) -> SourceError {
    if before == MECHANISM { error } else { before }
}

fn identity_uri(identity: &[u8]) -> Result<Uri, SourceError> {
    let text = core::str::from_utf8(identity).map_err(|_| IDENTITY_INVALID)?;
    if text.contains(char::is_whitespace) {
        return Err(IDENTITY_INVALID);
    }
    let uri = Uri::new(text)
        .map_err(|error| if error == URI_INVALID { IDENTITY_INVALID } else { error })?;
    if uri.object.is_named() { Ok(uri) } else { Err(NO_KEY_NAMED) }
}

/// `decrypt_with` comes before the URI, and that before what the program gives.
fn pin(
    request: &UnwrapRequest<'_>,
    uri: &Uri,
    settings: &Settings,
    needed: &Needed,
) -> Result<Option<Pin>, SourceError> {
    Ok(match (request.secret(), &uri.pin, &settings.pin) {
        (Some(secret), ..) => Some(Pin::of(secret)?),
        (None, Some(file), _) => Some(Pin::in_file(&file.0, needed.files())?),
        (None, None, Some(pin)) if pin.id().is_some() => return Err(PIN_OF_CREDENTIAL),
        (None, None, Some(pin)) => Some(pin.read(needed)?),
        (None, None, None) => None,
    })
}
