//! What is asked before a secret is given out.

use std::sync::{Arc, Mutex};
use std::time::{Duration, UNIX_EPOCH};

use provider_credentials_core::__private::{
    NO_CONFIG, PartSpec, SourceSpec, Spec, Table, UNFILLED, basic, bearer_token, load,
};
use provider_credentials_core::{
    Access, AccessAnchor, AccessObserver, AnyCredential, BasicCredential, BearerCredential, Event,
    ExposeSecret, Kind, Loader, NotRecorded, Recorded, SourceAnswer,
};

use crate::support::{loader, part, remote};

/// Keeps what it is asked, and answers as it is told.
#[derive(Clone)]
struct Log {
    seen: Arc<Mutex<Vec<Access>>>,
    answer: Result<Recorded, NotRecorded>,
}

const FULL: NotRecorded =
    NotRecorded::new("log_full", "the disk of the log is full", "make room on it");

impl Log {
    fn answering(answer: Result<Recorded, NotRecorded>) -> Self {
        Self { seen: Arc::default(), answer }
    }

    fn take(&self) -> Vec<Access> {
        std::mem::take(&mut *self.seen.lock().unwrap())
    }

    /// The part and the line of the only one.
    fn only(&self) -> (&'static str, u32) {
        let seen = self.take();
        assert_eq!(seen.len(), 1, "{seen:?}");
        assert!(seen[0].place().file().ends_with("access.rs"), "{}", seen[0].place());
        (seen[0].part(), seen[0].place().line())
    }
}

impl AccessObserver for Log {
    fn accessed(&self, access: &Access) -> Result<Recorded, NotRecorded> {
        self.seen.lock().unwrap().push(*access);
        self.answer
    }
}

fn one(
    kind: Option<&'static Kind>,
    parts: &[(&'static str, &'static str)],
    loader: Loader,
) -> AnyCredential {
    let specs: Vec<PartSpec> = parts
        .iter()
        .map(|(name, _)| part(name, vec![SourceSpec::Remote(remote("store"))]))
        .collect();
    let spec = Spec::new("acme", "acme-inc", true, specs.leak());
    let kinds = Vec::leak(kind.into_iter().map(|kind| ("acme", kind)).collect());
    let table = Box::leak(Box::new(Table::new(vec![spec].leak()).asking().of_kinds(kinds)));
    let values: Vec<&'static str> = parts.iter().map(|(_, value)| *value).collect();
    let mut credential = UNFILLED;
    load(table, &loader.with_source("store", InOrder(values))).fill(&mut [&mut credential]);
    credential
}

struct InOrder(Vec<&'static str>);

impl provider_credentials_core::Source for InOrder {
    fn fetch(&self, requests: &mut [provider_credentials_core::SourceRequest]) {
        for (request, value) in requests.iter_mut().zip(&self.0) {
            request.answer_with(Ok(SourceAnswer::secret(*value)));
        }
    }
}

#[test]
fn each_access_is_recorded_with_the_place_of_the_caller() {
    let log = Log::answering(Ok(Recorded::Done));
    let at = UNIX_EPOCH + Duration::from_secs(1_800_000_000);
    let loader = loader().clock(move || at).with_access_observer(log.clone());
    let key = one(None, &[("secret", "key-of-acme-1")], loader);
    assert_eq!(log.take().len(), 0, "loading is no access");
    let before = line!();
    assert_eq!(key.secret().unwrap().expose_secret(), "key-of-acme-1");
    let access = log.take()[0];
    assert_eq!(access.place().line(), before + 1);
    assert!(access.place().column() > 1);
    assert_eq!((access.credential_id(), access.provider()), ("acme", "acme-inc"));
    assert_eq!((access.kind(), access.part()), ("api_key", "secret"));
    assert_eq!((access.reason(), access.time(), access.generation()), (None, at, 1));
    let (key2, line) = (key.clone(), line!());
    key2.secret_for("nightly report").unwrap();
    let access = log.take()[0];
    assert_eq!((access.reason(), access.place().line()), (Some("nightly report"), line + 1));
    assert_eq!(
        access.to_string(),
        format!("acme (acme-inc): `secret` accessed at {}, for nightly report", access.place())
    );
    // What is no secret, and what is not there.
    assert!(key.is_loaded() && key.part("none").unwrap().is_none());
    let shown = format!("{key:?} {:?}", key.metadata());
    assert!(!shown.contains("key-of-acme-1"));
    assert_eq!(log.take().len(), 0);
}

#[test]
fn every_way_to_a_secret_is_one_access_at_its_line() {
    let log = Log::answering(Ok(Recorded::Done));
    let with = || loader().with_access_observer(log.clone());
    let parts = [("password", "pass-of-acme-1"), ("username", "ada")];
    let database: BasicCredential =
        BasicCredential { config: NO_CONFIG, __any: one(Some(&basic::KIND), &parts, with()) };
    assert_eq!(database.username().unwrap(), "ada");
    assert!(database.part("username").unwrap().is_some());
    assert_eq!(log.take().len(), 0, "a user name is no secret");
    let line = line!();
    database.password().unwrap();
    assert_eq!(log.only(), ("password", line + 1));
    database.authorization().unwrap();
    assert_eq!(log.only(), ("password", line + 3));
    database.connection_url("x://{username}:{password}@h").unwrap();
    assert_eq!(log.only(), ("password", line + 5));
    database.part("password").unwrap();
    assert_eq!(log.only(), ("password", line + 7));
    database.part_for("password", "why").unwrap();
    assert_eq!(log.only(), ("password", line + 9));
    database.assembled::<()>().unwrap().unwrap();
    assert_eq!(log.only(), ("password", line + 11));
    let all = database.access().unwrap();
    assert_eq!(log.only(), ("password", line + 13));
    // After that one, all of it can be read.
    assert_eq!(all.part("password").unwrap().expose_secret(), "pass-of-acme-1");
    assert!(all.part("none").is_none() && all.assembled::<()>().is_some());
    database.inspect::<()>().unwrap().unwrap();
    assert_eq!(log.take().len(), 0);

    let token = one(Some(&bearer_token::KIND), &[("secret", "token-of-acme-1")], with());
    let token: BearerCredential = BearerCredential { config: NO_CONFIG, __any: token };
    let line = line!();
    token.token().unwrap();
    assert_eq!(log.only(), ("secret", line + 1));
    token.authorization().unwrap();
    assert_eq!(log.only(), ("secret", line + 3));
    token.expires_at().unwrap();
    assert_eq!(log.take().len(), 0);
}

#[test]
fn what_is_refused_is_an_error_everywhere() {
    let log = Log::answering(Err(FULL));
    let parts = [("password", "pass-of-acme-1"), ("username", "ada")];
    let any = one(Some(&basic::KIND), &parts, loader().with_access_observer(log.clone()));
    let database: BasicCredential = BasicCredential { config: NO_CONFIG, __any: any };
    let error = database.secret().unwrap_err();
    assert_eq!((error.code(), error.part()), ("access_not_recorded", "password"));
    assert_eq!((error.source_kind(), error.is_retryable()), ("access", true));
    assert_eq!(
        error.to_string(),
        "credential `acme` is not given out: its `password`: the access cannot be recorded (`log_full`): the disk of the log is \
         full; make room on it"
    );
    assert!(database.part("password").is_err() && database.password().is_err());
    assert!(database.authorization().is_err() && database.assembled::<()>().is_err());
    assert!(database.connection_url("{password}").is_err() && database.access().is_err());
    assert!(database.secret_for("why").is_err() && database.part_for("password", "why").is_err());
    // It is loaded all the same.
    assert!(database.is_loaded() && database.metadata().error().is_none());
    assert_eq!(database.username().unwrap(), "ada");
}

/// The lines of events about accesses.
fn events(
    loader: Loader,
    answer: Result<Recorded, NotRecorded>,
) -> (Loader, Arc<Mutex<Vec<String>>>) {
    let lines: Arc<Mutex<Vec<String>>> = Arc::default();
    let of_observer = Arc::clone(&lines);
    let loader = loader.with_access_observer(Log::answering(answer)).with_observer(
        move |event: &Event<'_>| {
            if let Event::Access(access) = event {
                let place = access.access().place().to_string();
                of_observer.lock().unwrap().push(event.to_string().replace(&place, "PLACE"));
            }
        },
    );
    (loader, lines)
}

#[test]
fn observers_are_told() {
    let part = [("secret", "key-of-acme-1")];
    let (with, lines) = events(loader(), Ok(Recorded::Done));
    one(None, &part, with).secret().unwrap();
    assert_eq!(*lines.lock().unwrap(), [""; 0], "accesses are told of on request");

    let (with, lines) = events(loader(), Ok(Recorded::Done));
    one(None, &part, with.with_access_events()).secret().unwrap();
    let accessed = "credential_accessed: acme (acme-inc): `secret` accessed at PLACE";
    assert_eq!(*lines.lock().unwrap(), [accessed]);

    let (with, lines) = events(loader(), Ok(Recorded::Failed(FULL)));
    one(None, &part, with).secret().unwrap();
    let failed = "access_not_recorded: acme (acme-inc): `secret` accessed at PLACE: given out without a record: \
                  the disk of the log is full; make room on it [log_full]";
    assert_eq!(*lines.lock().unwrap(), [failed]);

    let (with, lines) = events(loader(), Err(FULL));
    one(None, &part, with.with_access_events()).secret().unwrap_err();
    assert_eq!(*lines.lock().unwrap(), [failed.replace("given out", "refused")]);

    let anchor = AccessAnchor::new(7, [0xab; 32]);
    let (with, lines) = events(loader(), Ok(Recorded::Anchored(anchor)));
    one(None, &part, with).secret().unwrap();
    let anchored = format!("access_anchored: record 7 has the hash {}", "ab".repeat(32));
    assert_eq!(*lines.lock().unwrap(), [anchored]);
}

#[test]
fn of_several_the_first_that_refuses_decides() {
    let [first, second, third] =
        [Ok(Recorded::Done), Err(FULL), Ok(Recorded::Done)].map(Log::answering);
    let loader = loader()
        .with_access_observer(first.clone())
        .with_access_observer(second.clone())
        .with_access_observer(third.clone());
    let key = one(None, &[("secret", "key-of-acme-1")], loader);
    key.secret().unwrap_err();
    assert_eq!([first, second, third].map(|log| log.take().len()), [1, 1, 0]);
}

/// An observer of events that panics takes nobody's secret away.
#[test]
fn an_observer_that_panics_hurts_nobody() {
    let loader = loader().with_access_events().with_observer(|event: &Event<'_>| {
        assert!(!matches!(event, Event::Access(_)), "on purpose");
    });
    let key = one(None, &[("secret", "key-of-acme-1")], loader);
    assert!(key.secret().is_ok());
}

/// It sends events somewhere, with a credential of the same set.
#[test]
fn an_observer_that_asks_for_a_secret_itself_is_told_once() {
    for answer in [Err(FULL), Ok(Recorded::Failed(FULL)), Ok(Recorded::Done)] {
        let log = Log::answering(answer);
        let own: Arc<std::sync::OnceLock<AnyCredential>> = Arc::default();
        let told = Arc::new(Mutex::new(0));
        let (of_observer, count) = (Arc::clone(&own), Arc::clone(&told));
        let loader = loader().with_access_observer(log.clone()).with_access_events().with_observer(
            move |event: &Event<'_>| {
                if let (Event::Access(_), Some(own)) = (event, of_observer.get()) {
                    *count.lock().unwrap() += 1;
                    _ = own.secret();
                }
            },
        );
        let acme = one(None, &[("secret", "key-of-acme-1")], loader);
        own.set(acme.clone()).unwrap();
        for round in 1..=2 {
            _ = acme.secret();
            // Each access is recorded, its own too.
            let events = if answer == Ok(Recorded::Failed(FULL)) { 2 } else { 1 };
            assert_eq!(*told.lock().unwrap(), round * events, "{answer:?}");
            assert_eq!(log.take().len(), 1 + events, "{answer:?}");
        }
    }
}
