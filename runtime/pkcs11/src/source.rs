//! All requests of a load, in one go.

use std::sync::Arc;

use provider_credentials_core::{Needed, Source, SourceAnswer, SourceRequest};
use zeroize::Zeroizing;

use crate::pkcs11::Pkcs11;
use crate::read::{self, Content};
use crate::signer::TokenKey;
use crate::wanted::Reader;

impl Source for Pkcs11 {
    fn fetch(&self, requests: &mut [SourceRequest]) {
        self.fetch_with(requests, &Needed::default());
    }

    fn needs(&self) -> &[String] {
        self.needed()
    }

    fn fetch_with(&self, requests: &mut [SourceRequest], needed: &Needed) {
        let mut reader = Reader { settings: self.settings(), needed, files: Vec::new() };
        let mut wanted = Vec::with_capacity(requests.len());
        for (at, request) in requests.iter_mut().enumerate() {
            match reader.read(at, request) {
                Ok(one) => wanted.push(one),
                Err(error) => request.answer_with(Err(error)),
            }
        }
        read::all(wanted, needed.files(), &mut |wanted, content, warning| {
            let Some(request) = requests.get_mut(wanted.request) else { return };
            let answer = content.map(|content| match content {
                Content::Bytes(bytes) => SourceAnswer::content(Zeroizing::new(bytes.to_vec())),
                Content::PublicKey(kind, public_key) => SourceAnswer::signer(Arc::new(TokenKey {
                    pkcs11: self.clone(),
                    files: needed.files().clone(),
                    place: wanted.place(),
                    object: wanted.object.clone(),
                    kind: *kind,
                    public_key: public_key.clone(),
                })),
            });
            request.answer_with(answer.map(|answer| match warning {
                Some(warning) => answer.warning(warning),
                None => answer,
            }));
        });
    }
}
