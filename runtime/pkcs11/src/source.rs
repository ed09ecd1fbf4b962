//! All requests of a load, in one go.

use std::sync::Arc;

use provider_credentials_core::{Needed, Source, SourceAnswer, SourceRequest};
use zeroize::Zeroizing;

use crate::failures::MODULE_FAILED;
use crate::pkcs11::Pkcs11;
use crate::read::{self, Content};
use crate::signer::TokenKey;
use crate::uri::Class;
use crate::wanted::Reader;

impl Source for Pkcs11 {
    fn fetch(&self, requests: &mut [SourceRequest]) {
        self.fetch_with(requests, &Needed::default());
    }

    fn needs(&self) -> &[String] {
        self.needed()
    }

    fn fetch_with(&self, requests: &mut [SourceRequest], needed: &Needed) {
        let settings = self.settings();
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
