//! Credentials that stay current: real files, changed as people and platforms change them.

mod certificate;
mod clock;
mod database;
mod files;
mod mounted;
mod redact;
mod stress;
mod subscribers;

use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use provider_credentials::{
    AnyCredential, Event, ExposeSecret, Live, Loader, Secret, Source, SourceAnswer, SourceRequest,
    credentials,
};

use crate::support::{Files, write_secret};

credentials!("it/manifests/live.yaml", pub(crate) struct Set);

/// The events of a live set, by name and ID.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<String>>>);

impl Log {
    fn observe(&self, loader: Loader) -> Loader {
        let log = self.clone();
        loader.with_observer(move |event: &Event<'_>| {
            if let Some(metadata) = event.metadata() {
                let line = format!("{} {}", event.name(), metadata.credential_id());
                log.0.lock().unwrap().push(line);
            }
        })
    }

    /// Those since the last call, without the first load's.
    fn take(&self) -> Vec<String> {
        let mut lines = std::mem::take(&mut *self.0.lock().unwrap());
        lines.retain(|line| {
            !line.starts_with("credential_loaded") && !line.starts_with("credential_failed")
        });
        lines
    }

    /// The same once there are so many: values are visible a moment before observers hear of them.
    fn soon(&self, count: usize) -> Vec<String> {
        let mut lines = Vec::new();
        soon("events", || {
            lines.append(&mut self.take());
            lines.len() >= count
        });
        lines
    }
}

fn files() -> Files {
    let files = Files::new()
        .with("openai", "first-of-openai")
        .with("other.json", r#"{"keys": {"other": "first-of-other"}}"#);
    std::fs::create_dir(files.join("volume")).unwrap();
    swap(&files.join("volume"), 1);
    files
}

/// What a credential has now.
fn value(credential: &AnyCredential) -> String {
    credential
        .secret()
        .map_or_else(|error| error.code().to_owned(), |secret| secret.expose_secret().to_owned())
}

/// Until it holds; the last value becomes visible within a second of the last change, and machines are busy.
fn soon(what: &str, mut holds: impl FnMut() -> bool) {
    let since = Instant::now();
    while !holds() {
        assert!(since.elapsed() < Duration::from_secs(10), "{what}");
        std::thread::sleep(Duration::from_millis(5));
    }
}

fn until(live: &Live<Set>, expected: &str) {
    soon(expected, || value(&live.current().openai) == expected);
}

/// Another file in place of the one there, as `mv` and most tools do.
fn rename_over(path: &Path, content: &str) {
    let new = path.with_extension("new");
    write_secret(&new, content);
    std::fs::rename(new, path).unwrap();
}

/// One atomic update of a volume, as the kubelet does it: a new directory, and `..data` swapped to it.
fn swap(volume: &Path, number: u32) {
    let name = format!("..2026_{number}");
    let directory = volume.join(&name);
    std::fs::create_dir(&directory).unwrap();
    write_secret(&directory.join("username"), format!("user-{number}"));
    write_secret(&directory.join("password"), format!("password-{number}"));
    let data = volume.join("..data");
    let before = std::fs::read_link(&data).ok();
    let new = volume.join("..data_tmp");
    std::os::unix::fs::symlink(&name, &new).unwrap();
    std::fs::rename(new, &data).unwrap();
    for key in ["username", "password"] {
        // On the first update alone.
        _ = std::os::unix::fs::symlink(format!("..data/{key}"), volume.join(key));
    }
    if let Some(before) = before {
        std::fs::remove_dir_all(volume.join(before)).unwrap();
    }
}

/// Gives another value each time, good for a while.
struct Leases {
    asked: Arc<Mutex<u32>>,
    lease: Duration,
}

impl Source for Leases {
    fn fetch(&self, requests: &mut [SourceRequest]) {
        let mut asked = self.asked.lock().unwrap();
        *asked += 1;
        for request in requests {
            let secret = Secret::from(format!("lease-number-{asked}"));
            let until = std::time::SystemTime::now() + self.lease;
            request.answer_with(Ok(SourceAnswer::secret(secret).good_until(until)));
        }
    }
}
