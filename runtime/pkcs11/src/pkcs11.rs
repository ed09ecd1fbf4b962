use core::fmt;
use std::sync::Arc;

use provider_credentials_core::{Needed, Source, SourceAnswer, SourceRequest};
use zeroize::Zeroizing;

use crate::failures::MODULE_FAILED;
use crate::read::{self, Content};
use crate::settings::Settings;
use crate::signer::TokenKey;
use crate::uri::Class;
use crate::wanted::Reader;
use crate::worker::Worker;

/// A source of secrets in the tokens of PKCS#11 modules, such as an HSM or a smart card: a handle, which is cheap to
/// clone.
///
/// [`Pkcs11Builder`](crate::Pkcs11Builder) makes one.
/// [`Loader::with_source`](provider_credentials_core::Loader::with_source) and
/// [`Loader::with_key_provider`](provider_credentials_core::Loader::with_key_provider) register it under the name
/// `pkcs11`. A program that does not is served by one from the environment.
///
/// All secrets of a load that are in one token are read in one session with one login. A PIN that a token refused is not
/// tried again in the process, and none is tried where the token says that one try is left.
///
/// A module is C code that runs in this process: if it crashes, the program ends.
#[derive(Clone)]
pub struct Pkcs11(Arc<Inner>);

struct Inner {
    settings: Settings,
    needs: Vec<String>,
    worker: Worker,
}

impl Pkcs11 {
    pub(crate) fn of(settings: Settings) -> Self {
        let needs = settings.pin.iter().filter_map(|pin| pin.id()).map(str::to_owned).collect();
        Self(Arc::new(Inner { settings, needs, worker: Worker::default() }))
    }

    pub(crate) fn settings(&self) -> &Settings {
        &self.0.settings
    }

    pub(crate) fn worker(&self) -> &Worker {
        &self.0.worker
    }
}

impl Source for Pkcs11 {
    fn fetch(&self, requests: &mut [SourceRequest]) {
        self.fetch_with(requests, &Needed::default());
    }

    fn needs(&self) -> &[String] {
        &self.0.needs
    }

    fn fetch_with(&self, requests: &mut [SourceRequest], needed: &Needed) {
        let settings = &self.0.settings;
        let mut reader = Reader { settings, needed, files: Vec::new() };
        let mut wanted = Vec::with_capacity(requests.len());
        let mut places = Vec::new();
        for (at, request) in requests.iter_mut().enumerate() {
            match reader.read(at, request) {
                Ok(one) => {
                    if one.object.class == Some(Class::Private) {
                        places.push((at, one.place(), one.object.clone()));
                    }
                    wanted.push(one);
                }
                Err(error) => request.answer_with(Err(error)),
            }
        }
        read::all(wanted, &settings.files, &mut |at, content, warning| {
            let Some(request) = requests.get_mut(at) else { return };
            let answer = content.and_then(|content| match content {
                Content::Bytes(bytes) => Ok(SourceAnswer::content(Zeroizing::new(bytes.to_vec()))),
                Content::PublicKey(kind, public_key) => {
                    let place = places.iter().position(|(of, ..)| *of == at);
                    let (_, place, object) = places.swap_remove(place.ok_or(MODULE_FAILED)?);
                    let (pkcs11, public_key) = (self.clone(), public_key.clone());
                    let key = TokenKey { pkcs11, place, object, kind: *kind, public_key };
                    Ok(SourceAnswer::signer(Arc::new(key)))
                }
            });
            request.answer_with(answer.map(|answer| match warning {
                Some(warning) => answer.warning(warning),
                None => answer,
            }));
        });
    }
}

/// Shows nothing of the tokens.
impl fmt::Debug for Pkcs11 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pkcs11").finish_non_exhaustive()
    }
}
