//! Private keys that sign where they are, from a source that says too much.

use std::sync::Arc;

use provider_credentials::{KeySigner, Source, SourceAnswer, SourceError, SourceRequest};
use provider_credentials_disguises::github_token;
use rcgen::{KeyPair, PublicKeyData as _};

use crate::case::Case;
use crate::made::{ALGORITHMS, Authority, Made};
use crate::sets::signing;

/// A key that says this of its public part, and signs nothing.
#[derive(Clone)]
struct Key(Vec<u8>);

impl KeySigner for Key {
    fn public_key(&self) -> &[u8] {
        &self.0
    }

    fn schemes(&self) -> &[u16] {
        &[0x0403]
    }

    fn sign(&self, _: u16, _: &[u8]) -> Result<Vec<u8>, SourceError> {
        Err(SourceError::new("acme_away", "it is away", "plug it in"))
    }
}

impl Source for Key {
    fn fetch(&self, requests: &mut [SourceRequest]) {
        for request in requests {
            request.answer_with(Ok(SourceAnswer::signer(Arc::new(self.clone()))));
        }
    }
}

pub(crate) fn cases() -> Vec<Case> {
    let Made { key, certificate } = Authority::root("root").issue(ALGORITHMS[0]);
    let public = KeyPair::from_pem(&key).expect("a key").subject_public_key_info();
    let case = |code: &'static str, public: Vec<u8>| {
        let case = Case::new(code, signing).variable("UNRELATED", "§");
        let case = case.file("client.crt", &*certificate);
        case.loader(move |loader| loader.with_source("signer", Key(public.clone())))
    };
    let said = |code: &'static str| case(code, github_token(code).into_bytes());
    vec![
        case("key_not_exportable", public),
        said("source_only_signs"),
        said("certificate_signer_public_key"),
    ]
}
