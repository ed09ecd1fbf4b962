//! Loading in an async program, whatever its runtime.

use core::fmt;
use core::future::Future;
use core::pin::Pin;
use core::task::{Context, Poll, Waker};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

/// Completes when every credential is loaded. Works in any async runtime, and needs none.
///
/// The load runs on a thread of its own, which begins when this is first polled, so nothing blocks the runtime. If
/// this is dropped, the thread ends by itself and what it loads is wiped. A panic on it is passed on to whoever awaits
/// this. On platforms without threads, such as WebAssembly, the load runs in place.
///
/// Not with `Loader::remove_loaded_variables`, unless you keep its promise: the tasks that go on meanwhile must not use
/// the environment.
#[must_use = "it does nothing unless it is awaited"]
pub struct LoadAsync<T> {
    shared: Arc<Mutex<Shared<T>>>,
    has_begun: bool,
}

type Work<T> = Box<dyn FnOnce() -> T + Send>;

struct Shared<T> {
    /// Until it begins.
    work: Option<Work<T>>,
    done: Option<thread::Result<T>>,
    waker: Option<Waker>,
}

impl<T: Send + 'static> LoadAsync<T> {
    pub(super) fn new(work: impl FnOnce() -> T + Send + 'static) -> Self {
        let shared = Shared { work: Some(Box::new(work)), done: None, waker: None };
        Self { shared: Arc::new(Mutex::new(shared)), has_begun: false }
    }

    fn begin(&self) {
        let shared = Arc::clone(&self.shared);
        let name = "credentials".to_owned();
        if thread::Builder::new().name(name).spawn(move || run(&shared)).is_err() {
            run(&self.shared);
        }
    }
}

fn run<T>(shared: &Mutex<Shared<T>>) {
    let work = lock(shared).work.take();
    let Some(work) = work else { return };
    let done = catch_unwind(AssertUnwindSafe(work));
    let waker = {
        let mut shared = lock(shared);
        shared.done = Some(done);
        shared.waker.take()
    };
    if let Some(waker) = waker {
        waker.wake();
    }
}

fn lock<T>(shared: &Mutex<Shared<T>>) -> MutexGuard<'_, Shared<T>> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

impl<T: Send + 'static> Future for LoadAsync<T> {
    type Output = T;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<T> {
        if !self.has_begun {
            self.has_begun = true;
            self.begin();
        }
        let mut shared = lock(&self.shared);
        let done = shared.done.take();
        match done {
            Some(Ok(loaded)) => Poll::Ready(loaded),
            Some(Err(payload)) => {
                drop(shared);
                resume_unwind(payload)
            }
            None => {
                shared.waker = Some(context.waker().clone());
                Poll::Pending
            }
        }
    }
}

impl<T> fmt::Debug for LoadAsync<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LoadAsync").field("has_begun", &self.has_begun).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As on a platform without threads, where `begin` does this itself.
    #[test]
    fn what_ran_in_place_is_ready_at_once() {
        let mut loading = LoadAsync::new(|| "loaded");
        loading.has_begun = true;
        let mut context = Context::from_waker(Waker::noop());
        assert_eq!(Pin::new(&mut loading).poll(&mut context), Poll::Pending);
        run(&loading.shared);
        assert_eq!(Pin::new(&mut loading).poll(&mut context), Poll::Ready("loaded"));
        // It runs once.
        run(&loading.shared);
        assert_eq!(Pin::new(&mut loading).poll(&mut context), Poll::Pending);
    }
}
