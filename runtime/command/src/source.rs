use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use provider_credentials_core::{Source, SourceAnswer, SourceRequest};
use zeroize::Zeroizing;

use crate::command::{self, Written};
use crate::ground::Ground;

/// How many programs run at the same time.
const MOST: usize = 4;

/// Runs the commands of a manifest.
pub(crate) struct Commands(Ground);

impl Commands {
    pub(crate) fn new(ground: Ground) -> Self {
        Self(ground)
    }
}

impl Source for Commands {
    fn fetch(&self, requests: &mut [SourceRequest]) {
        let groups = groups(requests);
        let next = AtomicUsize::new(0);
        let results: Mutex<Vec<(usize, Written)>> = Mutex::new(Vec::new());
        let asking = &*requests;
        let work = || {
            while let Some(group) = groups.get(next.fetch_add(1, Ordering::Relaxed)) {
                let Some((first, request)) =
                    group.first().and_then(|first| Some((*first, asking.get(*first)?)))
                else {
                    continue;
                };
                let written = command::run(request, &self.0);
                results.lock().unwrap_or_else(PoisonError::into_inner).push((first, written));
            }
        };
        thread::scope(|scope| {
            for _ in 1..groups.len().min(MOST) {
                // Without another thread, this one does all.
                _ = thread::Builder::new()
                    .name("credentials command".to_owned())
                    .spawn_scoped(scope, work);
            }
            work();
        });
        let mut results = results.into_inner().unwrap_or_else(PoisonError::into_inner);
        for group in &groups {
            let at = results.iter().position(|(first, _)| group.first() == Some(first));
            let Some((_, written)) = at.map(|at| results.swap_remove(at)) else { continue };
            for request in group {
                if let Some(request) = requests.get_mut(*request) {
                    request.answer_with(written.as_ref().map_err(|error| *error).map(
                        |(bytes, warning)| {
                            let answer = SourceAnswer::content(Zeroizing::new(bytes.to_vec()));
                            match warning {
                                Some(warning) => answer.warning(*warning),
                                None => answer,
                            }
                        },
                    ));
                }
            }
        }
    }
}

/// The requests that are answered by one run: those with the same command, variables and limit.
fn groups(requests: &[SourceRequest]) -> Vec<Vec<usize>> {
    let mut order: Vec<(usize, &SourceRequest)> = requests.iter().enumerate().collect();
    order.sort_by(|(_, one), (_, other)| one.params().cmp(other.params()));
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut before: Option<&SourceRequest> = None;
    for (at, request) in order {
        match groups.last_mut() {
            Some(group) if before.is_some_and(|before| before.params().eq(request.params())) => {
                group.push(at);
            }
            _ => groups.push(vec![at]),
        }
        before = Some(request);
    }
    groups
}
