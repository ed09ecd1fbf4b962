use std::io::{Write, sink};

use provider_credentials::{
    Access, AccessObserver, AuditLog, AuditSync, Background, Event, JsonLines, Loader, Metrics,
    NotRecorded, Recorded, Rfc3339, Secret,
};
use tempfile::TempDir;

use super::secrets::secret;
use super::shown::show;
use crate::sets::Plain;

/// What a program has that writes of its credentials, or keeps secrets out of what it writes.
pub(super) fn all() {
    audit();
    let variables = [("OPENAI_API_KEY", secret("variable")), ("DB_PASSWORD", secret("password"))];
    let lines = JsonLines::start(sink()).expect("a thread");
    let background = Background::start(|_: &Event<'_>| {}).expect("a thread");
    let metrics = Metrics::new();
    let recording = |event: &Event<'_>| {
        let record = event.to_record();
        show!(&record, &record.as_event(), &Rfc3339(event.time()));
    };
    let loader = Loader::new().with_environment(variables).with_observer(recording);
    let loader = loader.with_observer(lines.clone()).with_observer(background.clone());
    let creds: Plain = loader.load();
    show!(&lines, &background, &metrics);

    let redactor = creds.redactor().with("given", Secret::from(secret("given")));
    let mut writer = redactor.writer(Vec::new());
    // Half of it is held back.
    let token = secret("given");
    writer.write_all(token.as_bytes().split_at(20).0).expect("memory");
    show!(&redactor, &writer, &redactor.error(format!("no such key: {token}")));
}

/// Shows what it is told, and refuses.
struct Refusing;

impl AccessObserver for Refusing {
    fn accessed(&self, access: &Access) -> Result<Recorded, NotRecorded> {
        let problem = NotRecorded::new("log_full", "the disk is full", "make room");
        show!(access, &problem, &Recorded::Failed(problem));
        Err(problem)
    }
}

/// What a program has that records who gets a secret.
fn audit() {
    let directory = TempDir::new().expect("a directory");
    let key = Secret::from(secret("password"));
    let builder = AuditLog::builder(directory.path().join("access.jsonl")).key(&key);
    show!(&builder, &AuditSync::Always);
    let log = builder.open().expect("a log");
    let other = AuditLog::builder(log.path()).key(&Secret::from(secret("given")));
    show!(&log, &other.open().expect_err("another key"));
    let observed = |event: &Event<'_>| {
        show!(event);
        if let Event::Access(access) = event {
            show!(*access);
        }
    };
    let variables = [("OPENAI_API_KEY", secret("variable"))];
    let loader = Loader::new().with_environment(variables).with_observer(observed);
    let loader = loader.with_access_events().with_access_observer(log.clone());
    let creds: Plain = loader.load();
    let accessed = creds.variable.access().expect("it is there");
    show!(&accessed, &creds.variable.secret().expect("it is there"));
    show!(&log.flush().expect("it is written"));
    let refusing: Plain = loader.with_access_observer(Refusing).load();
    show!(&refusing.variable.secret().expect_err("it is not recorded"));
}
