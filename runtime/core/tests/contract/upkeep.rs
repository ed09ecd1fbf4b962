//! What sources do between loads.

use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use provider_credentials_core::{Live, LiveOptions, Loader, Secret, Source, SourceRequest};

use crate::support::{error, value};
use crate::two_sources::{OF_OPENED, TwoSources};

/// Counts its calls, and does what it is told.
struct Kept<F>(Arc<Counts>, F);

#[derive(Default)]
struct Counts {
    loads: AtomicUsize,
    upkeep: AtomicUsize,
}

impl Counts {
    fn upkeep(&self) -> usize {
        self.upkeep.load(Ordering::SeqCst)
    }

    fn loads(&self) -> usize {
        self.loads.load(Ordering::SeqCst)
    }
}

impl<F: Fn() -> Option<Duration> + Send + Sync> Source for Kept<F> {
    fn fetch(&self, requests: &mut [SourceRequest]) {
        let loads = self.0.loads.fetch_add(1, Ordering::SeqCst) + 1;
        for request in requests {
            request.answer(Ok(Secret::from(format!("value-of-load-{loads}"))));
        }
    }

    fn upkeep(&self) -> Option<Duration> {
        self.0.upkeep.fetch_add(1, Ordering::SeqCst);
        (self.1)()
    }
}

/// A clock that stands still until it is set.
#[derive(Clone, Default)]
struct Clock(Arc<AtomicU64>);

impl Clock {
    fn set(&self, seconds: u64) {
        self.0.store(seconds * 1000, Ordering::SeqCst);
    }

    fn set_millis(&self, millis: u64) {
        self.0.store(millis, Ordering::SeqCst);
    }

    fn on(&self, loader: Loader) -> Loader {
        let clock = self.0.clone();
        let start = UNIX_EPOCH + Duration::from_secs(1_000_000);
        loader.clock(move || start + Duration::from_millis(clock.load(Ordering::SeqCst)))
    }
}

fn loader(kept: impl Source + 'static) -> Loader {
    Loader::new().with_environment::<&str, &str>([]).with_source("registered", kept)
}

fn ticking(loader: Loader) -> Live<TwoSources> {
    Live::start_with(loader, LiveOptions::new().without_thread().without_watching())
}

fn soon(what: &str, holds: impl Fn() -> bool) {
    let since = Instant::now();
    while !holds() {
        assert!(since.elapsed() < Duration::from_secs(20), "{what}");
        thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn it_is_called_after_each_load_and_when_it_wants_to_be() {
    let (clock, counts) = (Clock::default(), Arc::<Counts>::default());
    let kept = Kept(Arc::clone(&counts), || Some(Duration::from_secs(100)));
    // The other credential is given, for nothing else to be due.
    let live = ticking(clock.on(loader(kept).with_secret("opened", "given-for-opened")));
    for (seconds, calls) in [(0, 1), (0, 1), (99, 1), (100, 2), (101, 2), (199, 2), (200, 3)] {
        clock.set(seconds);
        live.tick();
        assert_eq!(counts.upkeep(), calls, "{seconds}");
    }
    assert_eq!(counts.loads(), 1, "upkeep is no load");
    clock.set(250);
    assert!(live.reload());
    assert_eq!(counts.upkeep(), 3);
    live.tick();
    assert_eq!((counts.loads(), counts.upkeep()), (2, 4));
    for (seconds, calls) in [(300, 4), (349, 4), (350, 5)] {
        clock.set(seconds);
        live.tick();
        assert_eq!(counts.upkeep(), calls, "{seconds}");
    }
    assert_eq!(value(&live.current().registered), "value-of-load-2");
    // A clock that is set back does not stop it.
    clock.set(10);
    live.tick();
    assert_eq!(counts.upkeep(), 6);
}

#[test]
fn it_is_not_called_before_the_next_load_if_it_does_not_want_to_be_or_panics() {
    for ends in [|| None, || Some(Duration::MAX), || panic!("a bug in the upkeep")] {
        let (clock, counts) = (Clock::default(), Arc::<Counts>::default());
        let kept = Kept(Arc::clone(&counts), ends);
        let live = ticking(clock.on(loader(kept).with_secret("opened", "given-for-opened")));
        for load in 1..4 {
            for _ in 0..3 {
                clock.set(load as u64 * 1_000_000);
                live.tick();
                assert_eq!((counts.loads(), counts.upkeep()), (load, load));
            }
            live.reload();
        }
        assert_eq!(value(&live.current().registered), "value-of-load-4");
    }
}

#[test]
fn it_is_not_called_all_the_time() {
    let (clock, counts) = (Clock::default(), Arc::<Counts>::default());
    let kept = Kept(Arc::clone(&counts), || Some(Duration::ZERO));
    let live = ticking(clock.on(loader(kept).with_secret("opened", "given-for-opened")));
    for (millis, calls) in [(0, 1), (0, 1), (99, 1), (100, 2), (150, 2), (200, 3)] {
        clock.set_millis(millis);
        live.tick();
        assert_eq!(counts.upkeep(), calls, "{millis}");
    }
}

#[test]
fn those_that_the_manifest_names_are_called() {
    let (clock, counts) = (Clock::default(), Arc::<Counts>::default());
    let [named, unnamed] = [(); 2].map(|()| Arc::clone(&counts));
    let replaced = Arc::<Counts>::default();
    let wants = || Some(Duration::from_secs(50));
    let loader = loader(Kept(Arc::clone(&replaced), wants))
        // The last registration wins.
        .with_source("registered", Kept(named, wants))
        .with_source("not-in-the-manifest", Kept(unnamed, || panic!("called")))
        .with_environment([("OPEN", "0")]);
    let live = ticking(clock.on(loader));
    assert_eq!(value(&live.current().opened), "value-of-opened");
    for (seconds, calls) in [(0, 1), (49, 1), (50, 2)] {
        clock.set(seconds);
        live.tick();
        assert_eq!(counts.upkeep(), calls, "{seconds}");
        assert_eq!(OF_OPENED[0].load(Ordering::SeqCst), calls, "{seconds}");
    }
    assert_eq!(replaced.upkeep(), 0);
}

#[test]
fn nothing_is_opened_for_it_and_an_isolated_loader_asks_nobody() {
    let counts = Arc::<Counts>::default();
    let kept = || Kept(Arc::clone(&counts), || None);
    let live = ticking(loader(kept()));
    live.tick();
    assert_eq!(counts.upkeep(), 1);
    assert_eq!(error(&live.current().opened).code(), "opened_closed");
    let isolated = Loader::isolated().with_source("registered", kept());
    let live = ticking(isolated.with_environment([("OPEN", "1")]));
    live.tick();
    assert_eq!(counts.upkeep(), 1);
    assert_eq!(OF_OPENED[1].load(Ordering::SeqCst), 0);
}

#[test]
fn the_thread_calls_it_by_itself() {
    let counts = Arc::<Counts>::default();
    let name = Arc::<Mutex<String>>::default();
    let of_thread = Arc::clone(&name);
    let kept = Kept(Arc::clone(&counts), move || {
        thread::current().name().unwrap_or_default().clone_into(&mut of_thread.lock().unwrap());
        Some(Duration::from_millis(1))
    });
    let loader = loader(kept).with_secret("opened", "given-for-opened");
    let live = Live::<TwoSources>::start_with(loader, LiveOptions::new().without_watching());
    soon("it is called again and again", || counts.upkeep() >= 3);
    assert_eq!(*name.lock().unwrap(), "credentials");
    assert_eq!(counts.loads(), 1);
    drop(live);
    // With the last handle it ends.
    soon("it ends", || {
        let before = counts.upkeep();
        thread::sleep(Duration::from_millis(300));
        counts.upkeep() == before
    });
}

/// Ends when it is told to.
fn hanging() -> (impl Fn() -> Option<Duration> + Send + Sync + 'static, Receiver<()>, Sender<()>) {
    let (began, begins) = channel();
    let (go, goes) = channel();
    let goes = Mutex::new(goes);
    let hangs = move || {
        _ = began.send(());
        _ = goes.lock().expect("one thread").recv_timeout(Duration::from_secs(20));
        None
    };
    (hangs, begins, go)
}

#[test]
fn one_that_hangs_holds_up_no_reader_and_no_reload() {
    let counts = Arc::<Counts>::default();
    let (hangs, begins, go) = hanging();
    let loader = loader(Kept(Arc::clone(&counts), hangs)).with_secret("opened", "given-for-opened");
    let since = SystemTime::now();
    let live = Live::<TwoSources>::start_with(loader, LiveOptions::new().without_watching());
    begins.recv_timeout(Duration::from_secs(20)).expect("the thread calls it");
    assert_eq!(value(&live.current().registered), "value-of-load-1");
    assert!(live.reload());
    assert_eq!(value(&live.current().registered), "value-of-load-2");
    assert!(since.elapsed().unwrap() < Duration::from_secs(10));
    assert_eq!(counts.upkeep(), 1);
    // What hung was of the load before: after it, that of the next is due.
    drop(go);
    soon("the next load's is called", || counts.upkeep() == 2);
}
