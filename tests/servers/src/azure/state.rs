//! What the fake knows.

use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::Value;

use super::certificate::CertificateOfClient;
use super::key::Key;

/// A request that came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// Whom it was for.
    pub host: String,
    /// Without the query.
    pub path: String,
    /// Whether it had a token.
    pub has_token: bool,
}

#[derive(Debug, Default)]
pub(super) struct State {
    pub(super) secrets: Mutex<Vec<Secret>>,
    pub(super) keys: Mutex<Vec<Key>>,
    pub(super) certificates: Mutex<Vec<CertificateOfClient>>,
    tokens: Mutex<Vec<Grant>>,
    pub(super) seen: Mutex<Vec<Seen>>,
    issued: AtomicUsize,
    /// Of the next tokens, in seconds; an hour if it is 0.
    pub(super) lifetime: AtomicU64,
    busy: AtomicUsize,
    pub(super) most_busy: AtomicUsize,
    pub(super) arc_key: Mutex<String>,
}

/// A version of a secret.
#[derive(Debug)]
pub(super) struct Secret {
    pub(super) host: String,
    pub(super) name: String,
    pub(super) version: String,
    /// As it is answered.
    pub(super) bundle: Value,
}

#[derive(Debug)]
struct Grant {
    token: String,
    resource: String,
    tenant: String,
    ends: u64,
}

pub(super) fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs()
}

pub(super) fn lock<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}

impl State {
    /// A token and how long it is good.
    pub(super) fn issue(&self, resource: &str, tenant: &str) -> (String, u64) {
        let number = self.issued.fetch_add(1, Ordering::SeqCst);
        let lifetime = match self.lifetime.load(Ordering::SeqCst) {
            0 => 3600,
            seconds => seconds,
        };
        let token = format!("token-{number}-of-{tenant}");
        lock(&self.tokens).push(Grant {
            token: token.clone(),
            resource: resource.to_owned(),
            tenant: tenant.to_owned(),
            ends: now() + lifetime,
        });
        (token, lifetime)
    }

    pub(super) fn issued(&self) -> usize {
        self.issued.load(Ordering::SeqCst)
    }

    /// The tenant of a token that is good for that.
    pub(super) fn tenant_of(&self, token: &str, resource: &str) -> Option<String> {
        let tokens = lock(&self.tokens);
        let is_good = |grant: &&Grant| {
            grant.token == token && grant.resource == resource && grant.ends > now()
        };
        tokens.iter().find(is_good).map(|grant| grant.tenant.clone())
    }

    /// No token is good any more.
    pub(super) fn revoke(&self) {
        lock(&self.tokens).clear();
    }

    pub(super) fn enter(&self) {
        let busy = self.busy.fetch_add(1, Ordering::SeqCst) + 1;
        self.most_busy.fetch_max(busy, Ordering::SeqCst);
    }

    pub(super) fn leave(&self) {
        self.busy.fetch_sub(1, Ordering::SeqCst);
    }
}
