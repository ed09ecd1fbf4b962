//! Both sources from the environment, with one set of credentials.

use std::sync::{Arc, Mutex, PoisonError, Weak};

use provider_credentials_core::{Opener, Source, SourceError, Surroundings};

use crate::account::Account;
use crate::aws::Aws;
use crate::builder::AwsBuilder;
use crate::environment::{Environment, NAMES};

/// `source: aws_secrets_manager`.
pub mod secrets_manager {
    use super::{NAMES, Opener, Source, SourceError, Surroundings, shared};

    /// Opens the source from the environment that AWS' own clients use.
    pub static OPENER: Opener<dyn Source> = Opener::new("aws_secrets_manager", NAMES, open);

    fn open(surroundings: &Surroundings) -> Result<Box<dyn Source>, SourceError> {
        Ok(Box::new(shared(surroundings)?.secrets_manager()))
    }
}

/// `source: aws_parameter_store`.
pub mod parameter_store {
    use super::{NAMES, Opener, Source, SourceError, Surroundings, shared};

    /// Opens the source from the environment that AWS' own clients use.
    pub static OPENER: Opener<dyn Source> = Opener::new("aws_parameter_store", NAMES, open);

    fn open(surroundings: &Surroundings) -> Result<Box<dyn Source>, SourceError> {
        Ok(Box::new(shared(surroundings)?.parameter_store()))
    }
}

/// What unwraps keys of encrypted files.
pub(crate) mod kms {
    use provider_credentials_core::KeyProvider;

    use super::{NAMES, Opener, shared};

    /// Opens it from the environment that AWS' own clients use.
    pub static KEYS: Opener<dyn KeyProvider> =
        Opener::new("aws_kms", NAMES, |surroundings| Ok(Box::new(shared(surroundings)?.kms())));
}

/// Those that are in use.
static ACCOUNTS: Mutex<Vec<Weak<Account>>> = Mutex::new(Vec::new());

/// The one of the same environment, if one is in use.
fn shared(surroundings: &Surroundings) -> Result<Aws, SourceError> {
    let environment = Environment::of(surroundings)?;
    let mut accounts = ACCOUNTS.lock().unwrap_or_else(PoisonError::into_inner);
    accounts.retain(|account| account.strong_count() > 0);
    let known = accounts.iter().filter_map(Weak::upgrade);
    if let Some(account) = { known }.find(|known| known.ground.environment == environment) {
        return Ok(Aws::of(account));
    }
    let aws = AwsBuilder::surrounded_by(environment, surroundings.files()).build()?;
    accounts.push(Arc::downgrade(aws.account()));
    Ok(aws)
}
