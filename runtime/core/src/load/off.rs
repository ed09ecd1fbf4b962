//! Methods of features that are off. They cannot be called, and the compiler's error names the feature; without them
//! it would say that there is no such method.
//!
//! Nothing implements the traits that they need. The lifetime keeps the compiler from noticing before somebody calls
//! one.

#![allow(
    unreachable_pub,
    missing_docs,
    private_bounds,
    clippy::must_use_candidate,
    clippy::return_self_not_must_use,
    clippy::unused_self,
    reason = "nobody can call them"
)]

use super::loader::Loader;

#[cfg(not(feature = "access"))]
#[diagnostic::on_unimplemented(
    message = "`with_access_observer` needs feature `access` of provider-credentials, and an audit log feature `audit`",
    label = "enable feature `audit` or `access` in Cargo.toml"
)]
pub trait AccessObservers<'off> {}

#[cfg(not(feature = "access"))]
impl Loader {
    #[doc(hidden)]
    pub fn with_access_observer<T>(self, _: T) -> Self
    where
        for<'off> Self: AccessObservers<'off>,
    {
        self
    }
}

#[cfg(not(feature = "dotenv"))]
#[diagnostic::on_unimplemented(
    message = "`with_dotenv` needs feature `dotenv` of provider-credentials",
    label = "enable feature `dotenv` in Cargo.toml"
)]
pub trait Dotenv<'off> {}

#[cfg(not(feature = "dotenv"))]
impl Loader {
    #[doc(hidden)]
    pub fn with_dotenv(self, _: impl Into<std::path::PathBuf>) -> Self
    where
        for<'off> Self: Dotenv<'off>,
    {
        self
    }

    #[doc(hidden)]
    pub fn with_dotenv_in_parents(self, _: impl Into<std::path::PathBuf>) -> Self
    where
        for<'off> Self: Dotenv<'off>,
    {
        self
    }
}

#[cfg(not(feature = "locked-memory"))]
#[diagnostic::on_unimplemented(
    message = "`lock_memory` needs feature `locked-memory` of provider-credentials",
    label = "enable feature `locked-memory` in Cargo.toml"
)]
pub trait LockedMemory<'off> {}

#[cfg(not(feature = "locked-memory"))]
impl Loader {
    #[doc(hidden)]
    pub fn lock_memory(self) -> Self
    where
        for<'off> Self: LockedMemory<'off>,
    {
        self
    }
}

#[cfg(not(feature = "env-removal"))]
#[diagnostic::on_unimplemented(
    message = "`remove_loaded_variables` needs feature `env-removal` of provider-credentials",
    label = "enable feature `env-removal` in Cargo.toml"
)]
pub trait EnvRemoval<'off> {}

#[cfg(not(feature = "env-removal"))]
impl Loader {
    // Safe here, for a crate that forbids unsafe code: the call is an error all the same.
    #[doc(hidden)]
    pub fn remove_loaded_variables(self) -> Self
    where
        for<'off> Self: EnvRemoval<'off>,
    {
        self
    }
}
