//! Private keys that sign where they are.

use std::sync::Arc;

use provider_credentials_core::__private::{
    AnyCredential, Encoding, FallThrough, Handles, KeyPath, RemoteSpec, SourceSpec, Spec, Table,
    UNFILLED, load,
};
use provider_credentials_core::{
    ExposeSecret as _, KeySigner, Kind, Loader, PartError, Source, SourceAnswer, SourceError,
    SourceRequest,
};

use crate::support::{error, key, load_one, loader, part, remote, text};

const PUBLIC_KEY: &[u8] = b"public-key-of-acme";
const AWAY: SourceError = SourceError::new("acme_away", "the token is away", "plug it in");
const NO_KEY: SourceError = SourceError::new("acme_no_key", "signs nothing", "give a key");

struct Key;

impl KeySigner for Key {
    fn public_key(&self) -> &[u8] {
        PUBLIC_KEY
    }

    fn schemes(&self) -> &[u16] {
        &[0x0403]
    }

    fn sign(&self, scheme: u16, message: &[u8]) -> Result<Vec<u8>, SourceError> {
        if scheme == 0x0403 { Ok([b"signed ", message].concat()) } else { Err(AWAY) }
    }
}

/// A key first, and a text for what comes behind it.
struct Store;

impl Source for Store {
    fn fetch(&self, requests: &mut [SourceRequest]) {
        for (number, request) in requests.iter_mut().enumerate() {
            request.answer_with(Ok(if number == 0 {
                SourceAnswer::signer(Arc::new(Key))
            } else {
                SourceAnswer::secret("text-of-the-store")
            }));
        }
    }
}

struct Made(Arc<dyn KeySigner>);

static KIND: Kind = Kind::new("acme", &["name"]).may_sign(&["key"]).assembled_by(|assembly| {
    assert!(assembly.part("key").is_none() && assembly.signer("other").is_none());
    let signer = assembly.signer("key").ok_or(PartError::new("key", NO_KEY))?;
    Ok(Box::new(Made(Arc::clone(signer))))
});
static OF_VALUES: Kind = Kind::new("acme", &["name"]);

fn store() -> SourceSpec {
    SourceSpec::Remote(remote("store"))
}

fn load_kind(kind: &'static Kind, key: SourceSpec, loader: &Loader) -> AnyCredential {
    let parts =
        vec![part("key", vec![key]), part("password", vec![store()]), part("name", vec![store()])];
    let spec = Spec::new("acme", "acme", true, parts.leak());
    let kinds = vec![("acme", kind)].leak();
    let table = Box::leak(Box::new(Table::new(vec![spec].leak()).asking().of_kinds(kinds)));
    let mut credential = UNFILLED;
    let mut handles: Handles = load(table, loader);
    handles.fill(&mut [&mut credential]);
    credential
}

fn loaded() -> AnyCredential {
    load_kind(&KIND, store(), &loader().with_source("store", Store))
}

#[test]
fn the_kind_gets_what_signs_and_nobody_gets_bytes() {
    let credential = loaded();
    assert!(credential.is_loaded() && credential.metadata().warnings().is_empty());
    let made = credential.assembled::<Made>().unwrap().unwrap();
    assert_eq!(made.0.sign(0x0403, b"this").unwrap(), b"signed this");
    assert_eq!(made.0.sign(1, b"this"), Err(AWAY));
    for error in [credential.secret().unwrap_err(), credential.part("key").unwrap_err()] {
        assert_eq!(
            (error.code(), error.part(), error.source_kind()),
            ("key_not_exportable", "key", "store")
        );
        let said = error.to_string();
        assert!(
            said.contains("`client_cert_resolver()`") && !said.contains("public-key"),
            "{said}"
        );
    }
    // What stands beside it is given.
    for name in ["password", "name"] {
        let text = credential.part(name).unwrap().unwrap();
        assert_eq!(text.expose_secret(), "text-of-the-store");
    }
    assert!(credential.access().unwrap().part("key").is_none());
    assert!(credential.access().unwrap().part("password").is_some());
    assert!(!format!("{credential:?} {:?}", credential.metadata()).contains("public-key"));
}

#[test]
fn it_is_an_error_where_a_value_is_needed() {
    let loader = loader().with_source("store", Store);
    let encoded = || SourceSpec::Encoded(&STORE, Encoding::Base64);
    let selected: KeyPath = key("a", &["a"]);
    let selected = SourceSpec::Remote(RemoteSpec { key: Some(selected), ..remote("store") });
    for credential in [
        load_one(store(), &loader),
        load_one(encoded(), &loader),
        load_kind(&OF_VALUES, store(), &loader),
        load_kind(&KIND, encoded(), &loader),
        load_kind(&KIND, selected, &loader),
    ] {
        let error = error(&credential);
        assert_eq!((error.code(), error.source_kind()), ("source_only_signs", "store"), "{error}");
    }
    // And a value where a key that signs is needed is the kind's affair.
    let credential = load_kind(&KIND, SourceSpec::Text(text("a", &[])), &loader);
    assert!(!credential.is_loaded());
}

static STORE: SourceSpec = SourceSpec::Remote(RemoteSpec {
    kind: "store",
    noun: "store secret `it`",
    opener: None,
    params: &[],
    key: None,
    fall_through: FallThrough::ABSENT,
});
