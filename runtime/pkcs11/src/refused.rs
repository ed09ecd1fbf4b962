//! PINs that tokens refused in this process, so that none is tried twice.

use std::collections::hash_map::RandomState;
use std::hash::BuildHasher as _;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use cryptoki::slot::TokenInfo;

/// What is known of the PINs of one token. Whoever holds it is the only one who logs in.
#[derive(Default)]
pub(crate) struct Refused(Vec<u64>);

/// The PINs by a hash whose key is random and in this process alone.
static HASHER: LazyLock<RandomState> = LazyLock::new(RandomState::new);

struct Entry {
    token: [String; 3],
    refused: Arc<Mutex<Refused>>,
}

static TOKENS: Mutex<Vec<Entry>> = Mutex::new(Vec::new());

impl Refused {
    /// Of a token, whichever module it is reached by.
    pub(crate) fn of(info: &TokenInfo) -> Arc<Mutex<Self>> {
        let token = [info.manufacturer_id(), info.model(), info.serial_number()];
        let mut entries = TOKENS.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(entry) = entries.iter().find(|entry| entry.token == token) {
            return Arc::clone(&entry.refused);
        }
        let refused = Arc::default();
        let token = token.map(str::to_owned);
        entries.push(Entry { token, refused: Arc::clone(&refused) });
        refused
    }

    pub(crate) fn has(&self, pin: &[u8]) -> bool {
        self.0.contains(&HASHER.hash_one(pin))
    }

    pub(crate) fn add(&mut self, pin: &[u8]) {
        if !self.has(pin) {
            self.0.push(HASHER.hash_one(pin));
        }
    }
}
