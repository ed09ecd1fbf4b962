//! Every event that there is, from real loads.

use std::sync::Mutex;
use std::time::{Duration, SystemTime};

use provider_credentials::{
    Access, AccessAnchor, AccessObserver, Live, LiveOptions, Loader, NotRecorded, Observer,
    Recorded, Secret, Source, SourceAnswer, SourceError, SourceRequest, SourceWarning, credentials,
};

use super::{Env, SENTINEL, loader};
use crate::support::Files;

credentials!("it/manifests/events.yaml", struct Store);

const DOWN: SourceError = SourceError::new("store_down", "the store is \"down\"", "start it\\now");
const OLD: SourceWarning = SourceWarning::new("store_old", "is old", "rotate it").days_left(3);

/// What the store says at each load: a value, and whether with a warning.
struct Script(Mutex<Vec<Result<(&'static str, bool), SourceError>>>);

impl Source for Script {
    fn fetch(&self, requests: &mut [SourceRequest]) {
        let next = self.0.lock().unwrap().pop().unwrap_or(Err(DOWN));
        for request in requests {
            request.answer_with(next.map(|(value, warns)| {
                let secret = Secret::from(format!("{SENTINEL}-{value}"));
                let answer = SourceAnswer::secret(secret).version(format!("v-of-{value}"));
                if warns { answer.warning(OLD) } else { answer }
            }));
        }
    }
}

const FULL: NotRecorded = NotRecorded::new("log_full", "the disk is \"full\"", "make room\non it");

/// Has an anchor, then a record that fails and is let through, and then refuses.
struct Recorder(Mutex<u32>);

impl AccessObserver for Recorder {
    fn accessed(&self, _: &Access) -> Result<Recorded, NotRecorded> {
        let mut count = self.0.lock().unwrap();
        *count += 1;
        match *count {
            1 => Ok(Recorded::Anchored(AccessAnchor::new(7, [0xab; 32]))),
            2 => Ok(Recorded::Failed(FULL)),
            _ => Err(FULL),
        }
    }
}

/// Cannot be reached.
struct Shut;

impl Source for Shut {
    fn fetch(&self, requests: &mut [SourceRequest]) {
        for request in requests {
            request.answer(Err(DOWN.unreachable()));
        }
    }
}

/// How many events [`all`] tells.
pub(super) const COUNT: usize = 17;

/// Tells an observer every event.
pub(super) fn all(observer: impl Observer + Clone + 'static) {
    let recorder = Recorder(Mutex::new(0));
    let env: Env = loader()
        .with_observer(observer.clone())
        .with_access_observer(recorder)
        .with_access_events()
        .load();
    for is_given in [true, true, false] {
        assert_eq!(env.second.secret_for("a \"test\"").is_ok(), is_given);
    }
    let files = Files::new().with("parts.json", format!("{{\"username\": \"{SENTINEL}\"}}"));
    let script = [
        Ok(("one", false)),
        Ok(("two", false)),
        Err(DOWN),
        Ok(("two", false)),
        Ok(("two", true)),
        Err(DOWN),
    ];
    let start = SystemTime::UNIX_EPOCH + Duration::from_secs(1_800_000_000);
    let hours = std::sync::Arc::new(Mutex::new(0));
    let clock = std::sync::Arc::clone(&hours);
    let loader: Loader = files
        .loader()
        .clock(move || start + Duration::from_secs(3600 * *clock.lock().unwrap()))
        .with_environment([("FALLBACK", SENTINEL)])
        .with_source("store", Script(Mutex::new(script.into_iter().rev().collect())))
        .with_source("shut", Shut)
        .with_observer(observer);
    let options =
        LiveOptions::new().max_age(Duration::from_secs(5400)).without_watching().without_thread();
    let live = Live::<Store>::start_with(loader, options);
    for _ in 1..script.len() {
        *hours.lock().unwrap() +=
            if live.current().scripted.metadata().warning().is_some() { 2 } else { 1 };
        live.reload();
    }
}
