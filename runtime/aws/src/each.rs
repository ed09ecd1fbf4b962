//! Work on many things, a few at a time.

use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::wanted::Wanted;

/// What came of each, in any order.
pub(crate) fn each<T: Sync, R: Send>(
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

/// Nothing yet, for each of so many.
pub(crate) fn nothing_of<R>(count: usize) -> Vec<Option<R>> {
    let mut all = Vec::with_capacity(count);
    all.resize_with(count, || None);
    all
}

/// The places of those that may be asked for together, as many as the service takes, each with others of its region.
pub(crate) fn batches(
    all: &[Wanted],
    most: usize,
    is_one: impl Fn(&Wanted) -> bool,
) -> Vec<Vec<usize>> {
    let mut batches: Vec<(&str, Vec<usize>)> = Vec::new();
    for (at, wanted) in all.iter().enumerate().filter(|(_, wanted)| is_one(wanted)) {
        let is_open = |(region, batch): &&mut (&str, Vec<usize>)| {
            *region == wanted.region && batch.len() < most
        };
        match batches.iter_mut().find(is_open) {
            Some((_, batch)) => batch.push(at),
            None => batches.push((&wanted.region, vec![at])),
        }
    }
    batches.into_iter().map(|(_, batch)| batch).collect()
}
