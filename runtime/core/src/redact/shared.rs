use std::sync::{Arc, Mutex, PoisonError};

use arc_swap::{ArcSwap, Guard};

use super::covered::Covered;
use super::matcher::Matcher;
use crate::secret::Secret;
use crate::set::AnyCredential;

/// What all handles of one redactor share. Who redacts waits for nobody: the matcher is replaced as a whole.
pub(super) struct Shared {
    matcher: ArcSwap<Matcher>,
    /// Held while it is replaced.
    changing: Mutex<()>,
}

/// So many values of one name that are registered one after the other are covered.
const KEPT: usize = 2;

impl Shared {
    pub(super) fn new() -> Self {
        Self { matcher: ArcSwap::from_pointee(Matcher::of(Vec::new())), changing: Mutex::new(()) }
    }

    #[inline]
    pub(super) fn matcher(&self) -> Guard<Arc<Matcher>> {
        self.matcher.load()
    }

    fn change(&self, change: impl FnOnce(&[Covered]) -> Vec<Covered>) {
        let _changing = self.changing.lock().unwrap_or_else(PoisonError::into_inner);
        let next = change(self.matcher().covered());
        self.matcher.store(Arc::new(Matcher::of(next)));
    }

    pub(super) fn register(&self, name: &str, secret: Secret) {
        self.change(|covered| {
            let mut next = covered.to_vec();
            next.push(Covered::registered(name, secret));
            let of_name = next.iter().filter(|one| one.is_registered_as(name)).count();
            let mut surplus = of_name.saturating_sub(KEPT);
            next.retain(|one| {
                let goes = surplus > 0 && one.is_registered_as(name);
                surplus -= usize::from(goes);
                !goes
            });
            next
        });
    }

    /// Also covers these.
    pub(super) fn add<'c>(&self, credentials: impl Iterator<Item = &'c AnyCredential>) {
        self.change(|covered| {
            let mut next = covered.to_vec();
            next.extend(credentials.flat_map(Covered::parts_of));
            next
        });
    }

    /// Covers these in place of those that it followed so far, which are covered until nobody has them any more.
    #[cfg(feature = "live")]
    pub(super) fn follow(&self, credentials: &[AnyCredential]) {
        let current = |credential: &AnyCredential| -> Vec<Covered> {
            Covered::parts_of(credential).into_iter().map(Covered::current).collect()
        };
        self.change(|covered| {
            let mut next: Vec<Covered> = credentials.iter().flat_map(current).collect();
            for credential in credentials {
                if let Some(previous) = credential.previous() {
                    next.extend(current(&previous).iter().map(Covered::replaced));
                }
            }
            for one in covered {
                let one = one.replaced();
                if one.is_there() && !next.iter().any(|other| other.is_same_as(&one)) {
                    next.push(one);
                }
            }
            next
        });
    }
}
