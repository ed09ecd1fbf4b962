//! Passwords that were wrong: none is tried twice by a process. Only their HMACs by a key of this process are kept.

use std::sync::{LazyLock, Mutex, PoisonError};

use aws_lc_rs::rand;
use zeroize::Zeroizing;

use crate::hash::Hash;

struct Refused {
    /// `None` without random numbers, and then all passwords count as tried.
    key: Option<Zeroizing<[u8; 32]>>,
    tags: Mutex<Vec<Zeroizing<Vec<u8>>>>,
}

static REFUSED: LazyLock<Refused> = LazyLock::new(|| {
    let mut key = Zeroizing::new([0; 32]);
    let key = rand::fill(&mut *key).is_ok().then_some(key);
    Refused { key, tags: Mutex::default() }
});

/// Whether that was wrong for the object of that name.
pub(crate) fn is_known(name: &[u8], password: &[u8]) -> bool {
    let Some(tag) = tag(name, password) else { return true };
    REFUSED.tags.lock().unwrap_or_else(PoisonError::into_inner).contains(&tag)
}

pub(crate) fn remember(name: &[u8], password: &[u8]) {
    if let Some(tag) = tag(name, password) {
        REFUSED.tags.lock().unwrap_or_else(PoisonError::into_inner).push(tag);
    }
}

fn tag(name: &[u8], password: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let key = REFUSED.key.as_ref()?;
    let tag = Hash::Sha256.hmac(&**key, &[name, password]);
    Some(Zeroizing::new(tag.as_ref().to_vec()))
}
