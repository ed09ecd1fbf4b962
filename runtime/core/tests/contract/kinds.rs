//! What a kind of credential does with its parts.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use provider_credentials_core::__private::{
    Handles, PartSpec, SourceSpec, Spec, Table, UNFILLED, load,
};
use provider_credentials_core::{
    AnyCredential, Assembled, Assembly, ExposeSecret, Kind, Loader, PartError, SourceAnswer,
    SourceError, SourceWarning,
};

use crate::support::{error, loader, part, remote};

static KIND: Kind = Kind::new("acme", &["name"]).assembled_by(assemble);

const BAD: SourceError = SourceError::new("acme_bad", "is no key of Acme", "copy the whole key");
const SOON: SourceWarning =
    SourceWarning::new("acme_soon", "ends soon", "ask for a new one").days_left(3);

const LEASE: Duration = Duration::from_secs(1_000);
const OWN: Duration = Duration::from_secs(2_000);

struct Account(String);

fn assemble(assembly: &mut Assembly<'_>) -> Result<Assembled, PartError> {
    let key = assembly.part("key").map_or("", |key| key.expose_secret());
    match key {
        "bad-key-of-acme" => return Err(PartError::new("key", BAD)),
        "name-is-to-blame" => return Err(PartError::new("name", BAD)),
        "panics-in-the-kind" => panic!("a bug in a kind"),
        _ => {}
    }
    let name = assembly.part("name").map_or("", |name| name.expose_secret()).to_owned();
    assert!(assembly.part("other").is_none());
    assert_eq!(assembly.now(), UNIX_EPOCH);
    assert_eq!(assembly.source_timeout(), Duration::from_secs(30));
    assembly.warn("key", SOON);
    assembly.set_attribute("account", &format!("{name}\n\u{e9}"));
    assembly.set_good_until(UNIX_EPOCH + OWN);
    Ok(Box::new(Account(name)))
}

/// A key and a name, from a source that says how long the key is good.
fn load_with(key: &'static str, lease: Option<Duration>) -> AnyCredential {
    let source = || SourceSpec::Remote(remote("store"));
    let parts: Vec<PartSpec> = vec![part("key", vec![source()]), part("name", vec![source()])];
    let spec = Spec::new("acme", "acme", true, parts.leak());
    let kinds = vec![("acme", &KIND)].leak();
    let table = Box::leak(Box::new(Table::new(vec![spec].leak()).asking().of_kinds(kinds)));
    let key = key.to_owned();
    let answer = move |number: usize| {
        let text = if number == 0 { key.as_str() } else { "ada" };
        let answer = SourceAnswer::secret(text);
        match lease {
            Some(lease) => answer.good_until(UNIX_EPOCH + lease),
            None => answer,
        }
    };
    let loader: Loader = loader().clock(|| UNIX_EPOCH).with_source("store", InOrder(answer));
    let mut credential = UNFILLED;
    let mut handles: Handles = load(table, &loader);
    handles.fill(&mut [&mut credential]);
    credential
}

/// Answers by the number of the request.
struct InOrder<F>(F);

impl<F: Fn(usize) -> SourceAnswer + Send + Sync> provider_credentials_core::Source for InOrder<F> {
    fn fetch(&self, requests: &mut [provider_credentials_core::SourceRequest]) {
        for (number, request) in requests.iter_mut().enumerate() {
            request.answer_with(Ok((self.0)(number)));
        }
    }
}

#[test]
fn it_makes_one_thing_of_the_parts_and_says_what_is_known() {
    let credential = load_with("key-of-acme-1", None);
    assert_eq!(credential.assembled::<Account>().unwrap().unwrap().0, "ada");
    assert!(credential.assembled::<String>().unwrap().is_none());
    let metadata = credential.metadata();
    assert_eq!(metadata.kind(), "acme");
    assert_eq!(metadata.attributes().collect::<Vec<_>>(), [("account", "ada\\u{a}\\u{e9}")]);
    let warnings: Vec<String> = metadata.warnings().iter().map(ToString::to_string).collect();
    assert_eq!(warnings, ["its `key` ends soon (3 days left); ask for a new one"]);
    assert_eq!(metadata.warnings()[0].code(), "acme_soon");
}

#[test]
fn a_credential_is_good_for_no_longer_than_each_thing_says() {
    let until = |lease: Option<Duration>| load_with("key-of-acme-1", lease).metadata().good_until();
    let at = |after: Duration| -> Option<SystemTime> { Some(UNIX_EPOCH + after) };
    assert_eq!(until(None), at(OWN));
    assert_eq!(until(Some(LEASE)), at(LEASE));
    assert_eq!(until(Some(2 * OWN)), at(OWN));
}

#[test]
fn what_cannot_be_used_is_an_error_of_its_part() {
    for (key, of, code) in [
        ("bad-key-of-acme", "key", "acme_bad"),
        ("name-is-to-blame", "name", "acme_bad"),
        ("panics-in-the-kind", "key", "kind_panicked"),
    ] {
        let failed = load_with(key, None);
        let error = error(&failed);
        assert_eq!((error.part(), error.code()), (of, code), "{error}");
        assert!(failed.assembled::<Account>().is_err() && failed.part("name").is_err());
        assert!(!error.to_string().contains(key));
    }
}
