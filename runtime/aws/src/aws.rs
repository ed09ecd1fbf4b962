use core::fmt;
use std::sync::Arc;

use crate::account::Account;
use crate::ground::Ground;
use crate::kms::Kms;
use crate::parameter_store::ParameterStore;
use crate::secrets_manager::SecretsManager;

/// An account of AWS, as the program is known there: a handle, which is cheap to clone.
///
/// [`AwsBuilder`](crate::AwsBuilder) makes one. Its sources share one set of credentials, which is replaced before it
/// ends.
#[derive(Clone)]
pub struct Aws(Arc<Account>);

impl Aws {
    pub(crate) fn new(ground: Ground) -> Self {
        Self(Arc::new(Account::new(ground)))
    }

    pub(crate) fn of(account: Arc<Account>) -> Self {
        Self(account)
    }

    pub(crate) fn account(&self) -> &Arc<Account> {
        &self.0
    }

    /// The source for `source: aws_secrets_manager`.
    #[must_use]
    pub fn secrets_manager(&self) -> SecretsManager {
        SecretsManager::of(Arc::clone(&self.0))
    }

    /// What unwraps keys of encrypted files by AWS KMS.
    #[must_use]
    pub fn kms(&self) -> Kms {
        Kms::of(Arc::clone(&self.0))
    }

    /// The source for `source: aws_parameter_store`.
    #[must_use]
    pub fn parameter_store(&self) -> ParameterStore {
        ParameterStore::of(Arc::clone(&self.0))
    }
}

/// Shows nothing of the account.
impl fmt::Debug for Aws {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Aws").finish_non_exhaustive()
    }
}
