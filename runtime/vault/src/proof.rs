//! By what a program is known, as it is now.

use provider_credentials_core::{Needed, Secret, SourceError};

use crate::auth::{Method, VaultAuth};
use crate::failures::{NO_TOKEN, TOKEN_FILE_INSECURE, VALUE_MISSING};

/// The values of a method, in its order. Two are compared in constant time.
#[derive(PartialEq, Eq)]
pub(crate) struct Proof(Vec<Secret>);

impl Proof {
    pub(crate) fn read(auth: &VaultAuth, needed: &Needed) -> Result<Self, SourceError> {
        let mut read = Vec::new();
        for value in auth.values() {
            let value = value.read(needed);
            read.push(match auth.method {
                Method::Token(_) => value.map_err(of_token)?,
                _ => value?,
            });
        }
        Ok(Self(read))
    }

    /// All of them.
    pub(crate) fn values(&self) -> &[Secret] {
        &self.0
    }
}

/// The usual way without a token is a file that nobody wrote.
fn of_token(error: SourceError) -> SourceError {
    match error.code() {
        code if code == VALUE_MISSING.code() => NO_TOKEN,
        "file_insecure_permissions" => TOKEN_FILE_INSECURE,
        _ => error,
    }
}
