//! What all handles of one live set share, with its thread.

use core::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::Waker;
use std::time::Duration;

use arc_swap::ArcSwap;

use super::current::Current;
use super::engine::{Engine, Update};
#[cfg(feature = "redact")]
use super::hooks::{Hook, Hooks};
use super::rotated::Rotated;
use super::subscribers::Subscribers;
use super::wake::Wake;
use crate::secret::Secret;
use crate::set::{AnyCredential, CredentialSet, Handles, Set, Table, tell_one};

pub(super) struct Shared<T: CredentialSet> {
    current: ArcSwap<T>,
    engine: Mutex<Engine>,
    subscribers: Subscribers,
    #[cfg(feature = "redact")]
    hooks: Hooks,
    /// How often the set was replaced.
    version: AtomicU64,
    wake: Sender<Wake>,
}

impl<T: CredentialSet> Shared<T> {
    pub(super) fn new(engine: Engine, wake: Sender<Wake>) -> Self {
        let set = set_of(engine.table(), engine.slots().to_vec());
        Self {
            current: ArcSwap::from_pointee(set),
            engine: Mutex::new(engine),
            subscribers: Subscribers::default(),
            #[cfg(feature = "redact")]
            hooks: Hooks::default(),
            version: AtomicU64::new(0),
            wake,
        }
    }

    #[inline]
    pub(super) fn current(&self) -> Current<T> {
        Current(self.current.load())
    }

    pub(super) fn version(&self) -> u64 {
        self.version.load(Ordering::Acquire)
    }

    pub(super) fn subscribe(&self) -> Receiver<Rotated> {
        self.subscribers.add()
    }

    pub(super) fn add_waker(&self, waker: &Waker) {
        self.subscribers.add_waker(waker);
    }

    /// Has the thread look at what it waits for; it is gone if nobody listens.
    pub(super) fn wake(&self, why: Wake) {
        _ = self.wake.send(why);
    }

    /// Calls it with the set of now, and before each set from now on, until it wants no more.
    #[cfg(feature = "redact")]
    pub(super) fn before_each_set(&self, hook: Hook) {
        let engine = self.lock();
        if hook(engine.slots()) {
            self.hooks.add(hook);
        }
    }

    pub(super) fn give(&self, id: String, secret: Secret) {
        self.lock().give(id, secret);
    }

    fn lock(&self) -> MutexGuard<'_, Engine> {
        self.engine.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn due_in(&self) -> Option<Duration> {
        self.lock().due_in()
    }

    pub(super) fn reload(&self) -> bool {
        self.update(Engine::reload)
    }

    pub(super) fn tick(&self) -> bool {
        let has_rotated = self.update(Engine::tick);
        self.keep_up();
        has_rotated
    }

    /// Calls the sources that are due. Meanwhile nothing is locked, so that one which hangs holds up nobody but the
    /// thread that it is called on.
    fn keep_up(&self) {
        let due = self.lock().take_due();
        if due.is_empty() {
            return;
        }
        let mut called = Vec::with_capacity(due.len());
        for source in due {
            called.push(source.call());
        }
        self.lock().done(&called);
    }

    /// Whether any credential has another value. Sets follow each other in the order of loads; observers and wakers,
    /// which are the program's code, are called when nothing is locked.
    fn update(&self, load: impl FnOnce(&mut Engine) -> Update) -> bool {
        let mut engine = self.lock();
        let Update { slots, rotated, events, span } = load(&mut engine);
        if let Some(slots) = slots {
            #[cfg(feature = "redact")]
            self.hooks.call(&slots);
            self.current.store(Arc::new(set_of(engine.table(), slots)));
            self.version.fetch_add(1, Ordering::Release);
        }
        self.subscribers.tell(&rotated);
        let observers = engine.observers();
        drop(engine);
        let in_span = span.enter();
        for (event, metadata) in &events {
            tell_one(&observers, &event(metadata));
        }
        in_span.leave();
        self.subscribers.wake();
        !rotated.is_empty()
    }
}

fn set_of<T: CredentialSet>(table: &'static Table, slots: Vec<AnyCredential>) -> T {
    T::__from(Handles::new(Set { table: Some(table), slots }))
}
