//! Processes that keep a credential current by `Live`.

use core::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use provider_credentials::{Live, LiveOptions, Loader, Source, SourceError, SourceRequest};
use provider_credentials_benches::store::Credentials;

use crate::simulated::{DOWN, INTERVAL, PROCESSES, SECONDS};

/// So many at once, since each has a thread.
const BATCH: usize = 500;
/// Of the simulated clock.
const TICK: usize = 100;

const IS_DOWN: SourceError =
    SourceError::new("store_down", "the store does not answer", "wait").retryable();

/// The requests in each second.
pub(crate) fn with_jitter() -> Vec<usize> {
    let requests = Arc::new(Mutex::new(vec![0; SECONDS]));
    for _ in 0..PROCESSES / BATCH {
        batch(&requests);
    }
    let requests = requests.lock().expect("no panic");
    requests.clone()
}

fn batch(requests: &Arc<Mutex<Vec<usize>>>) {
    let clock = Arc::new(AtomicU64::new(0));
    let processes: Vec<_> = (0..BATCH).map(|_| process(&clock, requests)).collect();
    for milliseconds in (0..SECONDS * 1000).step_by(TICK) {
        clock.store(milliseconds as u64, Ordering::Relaxed);
        for process in &processes {
            process.tick();
        }
    }
}

fn process(clock: &Arc<AtomicU64>, requests: &Arc<Mutex<Vec<usize>>>) -> Live<Credentials> {
    let now = Arc::clone(clock);
    let store = Store { clock: Arc::clone(clock), requests: Arc::clone(requests) };
    let loader = Loader::new()
        .clock(move || SystemTime::UNIX_EPOCH + Duration::from_millis(now.load(Ordering::Relaxed)))
        .with_source("store", store);
    let options =
        LiveOptions::new().without_watching().interval(Duration::from_secs(INTERVAL as u64));
    Live::start_with(loader, options)
}

struct Store {
    clock: Arc<AtomicU64>,
    requests: Arc<Mutex<Vec<usize>>>,
}

impl Source for Store {
    fn fetch(&self, requests: &mut [SourceRequest]) {
        let second = usize::try_from(self.clock.load(Ordering::Relaxed) / 1000).expect("small");
        self.requests.lock().expect("no panic")[second] += 1;
        for request in requests {
            request.answer(if DOWN.contains(&second) {
                Err(IS_DOWN)
            } else {
                Ok("example".into())
            });
        }
    }
}
