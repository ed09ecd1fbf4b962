//! What has to know a set before anybody can have it.

use std::sync::{Mutex, PoisonError};

use crate::set::AnyCredential;

/// Called with each set; whether it wants the next one.
pub(super) type Hook = Box<dyn Fn(&[AnyCredential]) -> bool + Send + Sync>;

#[derive(Default)]
pub(super) struct Hooks(Mutex<Vec<Hook>>);

impl Hooks {
    pub(super) fn add(&self, hook: Hook) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(hook);
    }

    pub(super) fn call(&self, slots: &[AnyCredential]) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).retain(|hook| hook(slots));
    }
}
