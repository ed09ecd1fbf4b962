use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Does work on each of many things, at most so many at a time, such as one request each over as many connections.
/// What came of them is in any order. Where no thread is to be had, fewer are at work; of a thread that panics, nothing is
/// here.
///
/// ```
/// use std::num::NonZeroUsize;
///
/// let four = NonZeroUsize::new(4).unwrap();
/// let mut squares = provider_credentials_http::each(&[1, 2, 3], four, |number| number * number);
/// squares.sort_unstable();
/// assert_eq!(squares, [1, 4, 9]);
/// ```
pub fn each<T: Sync, R: Send>(
    all: &[T],
    most: NonZeroUsize,
    work: impl Fn(&T) -> R + Sync,
) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        while let Some(item) = all.get(next.fetch_add(1, Ordering::Relaxed)) {
            done.push(work(item));
        }
        done
    };
    let others = all.len().min(most.get()).saturating_sub(1);
    thread::scope(|scope| {
        let spawn = |_| thread::Builder::new().spawn_scoped(scope, work).ok();
        let threads: Vec<_> = (0..others).filter_map(spawn).collect();
        let mut done = work();
        for thread in threads {
            done.extend(thread.join().unwrap_or_default());
        }
        done
    })
}
