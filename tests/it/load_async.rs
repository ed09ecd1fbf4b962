//! Loading in async programs: with tokio, and without any runtime.

use std::future::Future;
use std::pin::{Pin, pin};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Wake, Waker};
use std::thread;
use std::time::{Duration, Instant};

use provider_credentials::{
    CredentialSet, LoadAsync, Loader, Secret, Source, SourceRequest, credentials,
};
use tokio::runtime::{Builder, Handle, Runtime};

use crate::support::{no_environment, outcome, shown};

credentials!("it/manifests/custom.yaml", struct Stored);

/// Long enough for whatever has to happen before, on a machine that does other work.
const PATIENCE: Duration = Duration::from_secs(30);

/// Answers with what its function gives.
struct Answers<F>(F);

impl<F: Fn() -> Secret + Send + Sync> Source for Answers<F> {
    fn fetch(&self, requests: &mut [SourceRequest]) {
        for request in requests {
            request.answer(Ok(self.0()));
        }
    }
}

fn with(answer: impl Fn() -> Secret + Send + Sync + 'static) -> Loader {
    no_environment().with_source("store", Answers(answer))
}

/// A loader whose store waits until it is told what to answer, and then says it each time.
fn waiting() -> (Loader, Sender<&'static str>) {
    let (tell, told) = channel();
    let told: Mutex<(Receiver<&'static str>, &'static str)> = Mutex::new((told, ""));
    let loader = with(move || {
        let mut told = told.lock().unwrap();
        if let Ok(text) =
            told.0.recv_timeout(if told.1.is_empty() { PATIENCE } else { Duration::ZERO })
        {
            told.1 = text;
        }
        Secret::from(told.1)
    });
    (loader, tell)
}

fn runtimes() -> [(&'static str, Runtime); 2] {
    let multi_thread = Builder::new_multi_thread().worker_threads(2).enable_all().build();
    [
        ("current_thread", Builder::new_current_thread().enable_all().build().unwrap()),
        ("multi_thread", multi_thread.unwrap()),
    ]
}

#[test]
fn load_works_on_a_thread_of_tokio_with_a_source_that_blocks() {
    for (name, runtime) in runtimes() {
        // A runtime of its own: it would panic where another one runs.
        let loader = with(|| {
            assert!(Handle::try_current().is_err());
            let own = Builder::new_current_thread().enable_all().build().unwrap();
            own.block_on(async { tokio::time::sleep(Duration::from_millis(20)).await });
            Secret::from("after-a-while")
        });
        let load = move || {
            Handle::current();
            shown(&loader.load::<Stored>().first)
        };
        assert_eq!(runtime.block_on(async { load() }), "after-a-while", "{name}");
        let (loader, tell) = waiting();
        tell.send("from-a-task").unwrap();
        let task = runtime.spawn(async move { shown(&loader.load::<Stored>().first) });
        assert_eq!(runtime.block_on(task).unwrap(), "from-a-task", "{name}");
    }
}

#[test]
fn while_it_loads_the_runtime_goes_on() {
    for (name, runtime) in runtimes() {
        let (loader, tell) = waiting();
        // What the store waits for is another task of the same runtime.
        let creds = runtime.block_on(async {
            let telling = tokio::spawn(async move {
                tokio::time::sleep(Duration::from_millis(20)).await;
                tell.send("told-by-a-task").unwrap();
                tell
            });
            let creds = tokio::spawn(loader.load_async::<Stored>()).await.unwrap();
            telling.await.unwrap();
            creds
        });
        assert_eq!(shown(&creds.first), "told-by-a-task", "{name}");
        assert_eq!(outcome(&creds.fourth), Err("env_not_set"));
    }
}

/// Runs a future on this thread, without any runtime.
fn block_on<T>(future: impl Future<Output = T>) -> T {
    struct Unparks(thread::Thread);

    impl Wake for Unparks {
        fn wake(self: Arc<Self>) {
            self.0.unpark();
        }
    }

    let waker = Waker::from(Arc::new(Unparks(thread::current())));
    let mut future = pin!(future);
    let since = Instant::now();
    loop {
        if let Poll::Ready(done) = future.as_mut().poll(&mut Context::from_waker(&waker)) {
            return done;
        }
        assert!(since.elapsed() < PATIENCE, "nobody wakes it");
        thread::park_timeout(PATIENCE);
    }
}

fn generic<T: CredentialSet>() -> LoadAsync<T> {
    T::load_async()
}

#[test]
fn it_needs_no_runtime() {
    let here = thread::current().id();
    let loader = with(move || {
        assert_ne!(thread::current().id(), here);
        Secret::from("without-a-runtime")
    });
    let loader = Arc::new(loader);
    for _ in 0..2 {
        let creds = block_on(Stored::load_async_with(Arc::clone(&loader)));
        assert_eq!(shown(&creds.first), "without-a-runtime");
    }
    let creds = block_on(Stored::load_async());
    assert_eq!(outcome(&creds.first), Err("source_not_registered"));
    // In code that works with any of them.
    assert_eq!(block_on(generic::<Stored>()).iter().count(), 4);
}

/// Counts how often it is called, and tells when it is dropped.
struct Counts {
    calls: Arc<AtomicUsize>,
    begun: Sender<()>,
    go: Mutex<Receiver<()>>,
    dropped: Arc<AtomicUsize>,
}

impl Source for Counts {
    fn fetch(&self, _: &mut [SourceRequest]) {
        self.calls.fetch_add(1, Ordering::SeqCst);
        _ = self.begun.send(());
        _ = self.go.lock().unwrap().recv_timeout(PATIENCE);
    }
}

impl Drop for Counts {
    fn drop(&mut self) {
        self.dropped.fetch_add(1, Ordering::SeqCst);
    }
}

#[test]
fn it_begins_when_it_is_polled_and_ends_by_itself_when_it_is_dropped() {
    let [calls, dropped] = [(); 2].map(|()| Arc::<AtomicUsize>::default());
    let (begun, begins) = channel();
    let (go, goes) = channel();
    let source = Counts {
        calls: Arc::clone(&calls),
        begun,
        go: Mutex::new(goes),
        dropped: Arc::clone(&dropped),
    };
    let loader = Arc::new(no_environment().with_source("store", source));
    drop(Stored::load_async_with(Arc::clone(&loader)));
    assert_eq!(calls.load(Ordering::SeqCst), 0);
    let mut loading = Stored::load_async_with(loader);
    let mut context = Context::from_waker(Waker::noop());
    assert!(Pin::new(&mut loading).poll(&mut context).is_pending());
    begins.recv_timeout(PATIENCE).expect("it begins");
    drop(loading);
    assert_eq!(dropped.load(Ordering::SeqCst), 0);
    go.send(()).unwrap();
    let since = Instant::now();
    while dropped.load(Ordering::SeqCst) == 0 {
        assert!(since.elapsed() < PATIENCE, "the thread lets go of the loader");
        thread::sleep(Duration::from_millis(5));
    }
    assert_eq!(calls.load(Ordering::SeqCst), 1);
}

#[test]
fn whoever_polled_last_is_woken_once() {
    #[derive(Default)]
    struct Woken(AtomicUsize);

    impl Wake for Woken {
        fn wake(self: Arc<Self>) {
            self.0.fetch_add(1, Ordering::SeqCst);
        }
    }

    let (loader, tell) = waiting();
    let mut loading = loader.load_async::<Stored>();
    let wakers = [(); 2].map(|()| Arc::<Woken>::default());
    for woken in &wakers {
        let waker = Waker::from(Arc::clone(woken));
        let mut context = Context::from_waker(&waker);
        assert!(Pin::new(&mut loading).poll(&mut context).is_pending());
    }
    tell.send("for-the-last").unwrap();
    let since = Instant::now();
    while wakers[1].0.load(Ordering::SeqCst) == 0 {
        assert!(since.elapsed() < PATIENCE, "nobody is woken");
        thread::sleep(Duration::from_millis(5));
    }
    assert_eq!(shown(&block_on(loading).first), "for-the-last");
    assert_eq!(wakers.map(|woken| woken.0.load(Ordering::SeqCst)), [0, 1]);
}

#[test]
fn a_panic_on_the_thread_goes_on_in_the_task() {
    for (name, runtime) in runtimes() {
        let loader = no_environment().clock(|| panic!("a clock that panics"));
        let task = runtime.spawn(loader.load_async::<Stored>());
        let payload = runtime.block_on(task).unwrap_err().into_panic();
        assert_eq!(payload.downcast_ref::<&str>(), Some(&"a clock that panics"), "{name}");
    }
}

#[test]
fn it_shows_whether_it_has_begun() {
    let mut loading = no_environment().load_async::<Stored>();
    assert_eq!(format!("{loading:?}"), "LoadAsync { has_begun: false, .. }");
    block_on(&mut loading);
    assert_eq!(format!("{loading:?}"), "LoadAsync { has_begun: true, .. }");
}
