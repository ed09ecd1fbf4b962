//! Modules are initialized one at a time.
//!
//! Two of them may be one library, as a module and p11-kit's proxy before it are, and a library has to bear several threads only once
//! it is initialized: `SoftHSM` 2.6 crashes where two call `C_Initialize` at once.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How long one waits for the others: one that hangs holds up nobody for good.
const LONGEST: Duration = Duration::from_secs(5);

static TURNS: Turns = Turns::new();

struct Turns {
    /// The process whose thread has its turn, since a fork has no other threads than the one that forked, and which turn it is.
    taken: Mutex<(Option<u32>, u64)>,
    given_back: Condvar,
}

/// It ends when this is dropped.
pub(crate) struct Turn {
    of: &'static Turns,
    number: u64,
}

impl Turn {
    pub(crate) fn wait() -> Self {
        TURNS.wait(LONGEST)
    }
}

impl Turns {
    const fn new() -> Self {
        Self { taken: Mutex::new((None, 0)), given_back: Condvar::new() }
    }

    fn taken(&self) -> MutexGuard<'_, (Option<u32>, u64)> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait(&'static self, longest: Duration) -> Turn {
        let process = Some(std::process::id());
        let is_taken = |(taken, _): &mut (Option<u32>, u64)| *taken == process;
        let waited = self.given_back.wait_timeout_while(self.taken(), longest, is_taken);
        let (mut taken, _) = waited.unwrap_or_else(PoisonError::into_inner);
        let number = taken.1.wrapping_add(1);
        *taken = (process, number);
        Turn { of: self, number }
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let mut taken = self.of.taken();
        // Who hung may end in the turn of another.
        if taken.1 == self.number {
            taken.0 = None;
            drop(taken);
            self.of.given_back.notify_one();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::thread;
    use std::time::Instant;

    use super::*;

    const LONG: Duration = Duration::from_secs(60);

    #[test]
    fn no_two_threads_have_it_at_once() {
        static ALL: Turns = Turns::new();
        static INSIDE: AtomicUsize = AtomicUsize::new(0);
        thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    let _turn = ALL.wait(LONG);
                    assert_eq!(INSIDE.fetch_add(1, Ordering::SeqCst), 0);
                    thread::sleep(Duration::from_millis(2));
                    INSIDE.fetch_sub(1, Ordering::SeqCst);
                });
            }
        });
    }

    #[test]
    fn who_hangs_holds_up_nobody_for_good() {
        static ALL: Turns = Turns::new();
        let hangs = ALL.wait(LONG);
        let begin = Instant::now();
        let limit = Duration::from_millis(50);
        let next = ALL.wait(limit);
        assert!((limit..LONG).contains(&begin.elapsed()));
        drop(hangs);
        assert!(ALL.taken().0.is_some(), "it is the next one's");
        drop(next);
        assert!(ALL.taken().0.is_none());
    }

    #[test]
    fn a_panic_and_a_fork_end_it() {
        static ALL: Turns = Turns::new();
        let panicked = thread::spawn(|| {
            let _turn = ALL.wait(LONG);
            panic!("while it has the turn");
        });
        assert!(panicked.join().is_err());
        drop(ALL.wait(LONG));
        ALL.taken().0 = Some(0);
        let begin = Instant::now();
        drop(ALL.wait(LONG));
        assert!(begin.elapsed() < LONG);
    }
}
