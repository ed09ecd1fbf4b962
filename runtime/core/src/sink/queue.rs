//! Events that wait for their observer.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::report::EventRecord;

pub(super) struct Queue {
    state: Mutex<State>,
    capacity: usize,
    /// Something waits, or nothing more will come.
    has_news: Condvar,
    /// Something is done.
    is_done: Condvar,
}

#[derive(Default)]
struct State {
    waiting: VecDeque<EventRecord>,
    is_closed: bool,
    /// How many were ever taken in, and how many of them the observer got.
    taken: u64,
    done: u64,
    /// How many found no room.
    dropped: u64,
    /// How many the observer panicked at.
    panicked: u64,
}

impl Queue {
    pub(super) fn new(capacity: usize) -> Self {
        Self {
            state: Mutex::default(),
            capacity,
            has_news: Condvar::new(),
            is_done: Condvar::new(),
        }
    }

    /// Nothing is done while this is locked but what stands here.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Never waits for room: what finds none is counted.
    pub(super) fn push(&self, record: EventRecord) {
        let mut state = self.lock();
        if state.waiting.len() >= self.capacity {
            state.dropped += 1;
            return;
        }
        state.waiting.push_back(record);
        state.taken += 1;
        drop(state);
        self.has_news.notify_one();
    }

    /// Nothing more will come.
    pub(super) fn close(&self) {
        self.lock().is_closed = true;
        self.has_news.notify_one();
    }

    /// The next one, when there is one; `None` if nothing more will come.
    pub(super) fn next(&self) -> Option<EventRecord> {
        let is_idle = |state: &mut State| state.waiting.is_empty() && !state.is_closed;
        let state = self.lock();
        let mut state =
            self.has_news.wait_while(state, is_idle).unwrap_or_else(PoisonError::into_inner);
        state.waiting.pop_front()
    }

    /// The observer got the one that was taken last.
    pub(super) fn done(&self, has_panicked: bool) {
        let mut state = self.lock();
        state.done += 1;
        state.panicked += u64::from(has_panicked);
        drop(state);
        self.is_done.notify_all();
    }

    /// Waits until the observer got all that is here now; whether it did.
    pub(super) fn flush(&self, timeout: Duration) -> bool {
        let state = self.lock();
        let taken = state.taken;
        let is_behind = |state: &mut State| state.done < taken;
        let (state, _) = self
            .is_done
            .wait_timeout_while(state, timeout, is_behind)
            .unwrap_or_else(PoisonError::into_inner);
        state.done >= taken
    }

    pub(super) fn dropped(&self) -> u64 {
        self.lock().dropped
    }

    pub(super) fn panicked(&self) -> u64 {
        self.lock().panicked
    }
}
