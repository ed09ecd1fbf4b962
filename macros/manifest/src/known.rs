//! What is known to be a secret, for the command line to list.

use crate::secrets::{NAMES, prefixes};

/// The last words of a `config` key that holds a secret, such as `api_key`.
#[must_use]
pub fn names() -> Vec<&'static str> {
    NAMES.iter().map(|name| name.name).collect()
}

/// How keys of known issuers begin, and whose they are: `ghp_` is `a GitHub token`.
#[must_use]
pub fn issued() -> Vec<(&'static str, &'static str)> {
    prefixes::all()
}
