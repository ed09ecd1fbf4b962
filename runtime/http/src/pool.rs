//! Connections: as many at once as are allowed, and those that wait for the next request.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::deadline::Deadline;
use crate::failure::Kind;
use crate::stream::Stream;
use crate::url::Url;

pub(crate) struct Pool {
    state: Mutex<State>,
    returned: Condvar,
    most: usize,
    idle_timeout: Duration,
}

#[derive(Default)]
struct State {
    in_use: usize,
    /// The one that was returned last is at the end.
    idle: VecDeque<Idle>,
}

struct Idle {
    url: Url,
    stream: Box<dyn Stream>,
    until: Deadline,
}

/// The right to have one connection.
pub(crate) struct Place<'p>(&'p Pool);

impl Pool {
    pub(crate) fn new(most: usize, idle_timeout: Duration) -> Self {
        Self { state: Mutex::default(), returned: Condvar::new(), most, idle_timeout }
    }

    /// As soon as another is given back, if all are in use.
    pub(crate) fn enter(&self, deadline: Deadline) -> Result<Place<'_>, Kind> {
        let mut state = self.lock();
        while state.in_use >= self.most {
            let left = deadline.left();
            if left.is_zero() {
                return Err(Kind::TooManyConnections);
            }
            let waited = self.returned.wait_timeout(state, left);
            state = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
        state.in_use += 1;
        Ok(Place(self))
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Place<'_> {
    /// One to that server that waits, and has not ended meanwhile.
    pub(crate) fn reuse(&self, url: &Url) -> Option<Box<dyn Stream>> {
        let mut state = self.0.lock();
        state.idle.retain(|idle| !idle.until.left().is_zero());
        loop {
            let at = state.idle.iter().rposition(|idle| idle.url.is_same_origin(url))?;
            let mut stream = state.idle.remove(at)?.stream;
            if stream.socket().is_quiet() {
                return Some(stream);
            }
        }
    }

    /// Before a new connection: of those that wait, no more are kept than there is room for.
    pub(crate) fn make_room(&self) {
        let mut state = self.0.lock();
        let most = self.0.most.saturating_sub(state.in_use);
        let surplus = state.idle.len().saturating_sub(most);
        state.idle.drain(..surplus);
    }

    /// Lets it wait for the next request.
    pub(crate) fn keep(&self, url: &Url, stream: Box<dyn Stream>) {
        let until = Deadline::after(self.0.idle_timeout);
        self.0.lock().idle.push_back(Idle { url: url.clone(), stream, until });
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.0.lock().in_use -= 1;
        self.0.returned.notify_one();
    }
}
