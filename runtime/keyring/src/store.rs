//! Which store a manifest means, and writing to it.

use std::env;
use std::ffi::OsString;
use std::time::Instant;

use provider_credentials_core::SourceError;
use zeroize::Zeroizing;

use crate::failures::NOT_STORABLE;
use crate::item::{Found, Item};
use crate::limit;

/// What `keyring_store` says.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Store {
    System,
    Kernel,
}

impl Store {
    pub(crate) fn named(name: Option<&str>) -> Self {
        if name == Some("kernel") { Self::Kernel } else { Self::System }
    }
}

/// The stores, and the way to them.
pub(crate) struct Stores {
    #[cfg_attr(
        not(all(unix, not(any(target_vendor = "apple", target_os = "android")))),
        allow(dead_code, reason = "only the Secret Service is on a bus")
    )]
    bus: Option<OsString>,
    #[cfg_attr(
        not(all(unix, not(any(target_vendor = "apple", target_os = "android")))),
        allow(dead_code, reason = "only the Secret Service is on a bus")
    )]
    runtime_directory: Option<OsString>,
}

impl Stores {
    /// By the variables `DBUS_SESSION_BUS_ADDRESS` and `XDG_RUNTIME_DIR`.
    pub(crate) fn new(bus: Option<OsString>, runtime_directory: Option<OsString>) -> Self {
        Self { bus, runtime_directory }
    }

    /// As many answers as items, in their order.
    pub(crate) fn read(&self, store: Store, items: &[Item<'_>], until: Instant) -> Vec<Found> {
        match store {
            Store::System => self.read_system(items, until),
            #[cfg(target_os = "linux")]
            Store::Kernel => items.iter().map(|item| crate::kernel::read(*item)).collect(),
            #[cfg(not(target_os = "linux"))]
            Store::Kernel => items.iter().map(|_| Err(crate::failures::NOT_KERNEL)).collect(),
        }
    }

    fn write(&self, store: Store, item: Item<'_>, password: &[u8]) -> Result<(), SourceError> {
        match store {
            Store::System => self.write_system(item, password),
            #[cfg(target_os = "linux")]
            Store::Kernel => crate::kernel::write(item, password),
            #[cfg(not(target_os = "linux"))]
            Store::Kernel => Err(crate::failures::NOT_KERNEL),
        }
    }
}

#[cfg(all(unix, not(any(target_vendor = "apple", target_os = "android"))))]
impl Stores {
    fn service(&self, until: Instant) -> Result<crate::secret_service::Service, SourceError> {
        let runtime_directory = self.runtime_directory.as_deref();
        crate::secret_service::Service::open(self.bus.as_deref(), runtime_directory, until)
    }

    fn read_system(&self, items: &[Item<'_>], until: Instant) -> Vec<Found> {
        match self.service(until).and_then(|mut service| service.read(items)) {
            Ok(found) => found,
            Err(error) => items.iter().map(|_| Err(error)).collect(),
        }
    }

    fn write_system(&self, item: Item<'_>, password: &[u8]) -> Result<(), SourceError> {
        self.service(limit::until(None))?.write(item, password)
    }
}

#[cfg(target_os = "macos")]
use crate::keychain as native;
#[cfg(windows)]
use crate::windows as native;

#[cfg(any(target_os = "macos", windows))]
#[allow(clippy::unused_self, reason = "other platforms have a way to theirs")]
impl Stores {
    fn read_system(&self, items: &[Item<'_>], _: Instant) -> Vec<Found> {
        items.iter().map(|item| native::read(*item)).collect()
    }

    fn write_system(&self, item: Item<'_>, password: &[u8]) -> Result<(), SourceError> {
        native::write(item, password)
    }
}

#[cfg(not(any(
    all(unix, not(any(target_vendor = "apple", target_os = "android"))),
    target_os = "macos",
    windows
)))]
#[allow(clippy::unused_self, reason = "other platforms have a way to theirs")]
impl Stores {
    fn read_system(&self, items: &[Item<'_>], _: Instant) -> Vec<Found> {
        items.iter().map(|_| Err(crate::failures::NO_STORE)).collect()
    }

    fn write_system(&self, _: Item<'_>, _: &[u8]) -> Result<(), SourceError> {
        Err(crate::failures::NO_STORE)
    }
}

/// Stores a password where a request with these parameters (`service`, `user`, and `store` if the manifest has it) is
/// answered from, in the place of what is there. The session bus is that of the process's environment.
///
/// ```no_run
/// provider_credentials_keyring::write(&[("service", "my-agent"), ("user", "openai")], b"example")?;
/// # Ok::<(), provider_credentials_core::SourceError>(())
/// ```
///
/// # Errors
///
/// The same as reading has, and that there is no collection to store it in.
pub fn write(params: &[(&str, &str)], password: &[u8]) -> Result<(), SourceError> {
    let (store, item) = place(params)?;
    of_process().write(store, item, password)
}

/// The password that such a request is answered with, as it is stored.
///
/// ```no_run
/// let password = provider_credentials_keyring::read(&[("service", "my-agent"), ("user", "openai")])?;
/// # Ok::<(), provider_credentials_core::SourceError>(())
/// ```
///
/// # Errors
///
/// Those that a load has; one that is [absent](SourceError::is_absent) if there is no such password.
pub fn read(params: &[(&str, &str)]) -> Result<Zeroizing<Vec<u8>>, SourceError> {
    let (store, item) = place(params)?;
    of_process().read(store, &[item], limit::until(None)).pop().unwrap_or(Err(NOT_STORABLE))
}

fn place<'p>(params: &[(&str, &'p str)]) -> Result<(Store, Item<'p>), SourceError> {
    let param = |name| params.iter().find(|(known, _)| *known == name).map(|(_, value)| *value);
    let item = Item {
        service: param("service").unwrap_or_default(),
        user: param("user").unwrap_or_default(),
    };
    if item.service.is_empty() || item.user.is_empty() {
        return Err(NOT_STORABLE);
    }
    Ok((Store::named(param("store")), item))
}

fn of_process() -> Stores {
    let variable = |name| env::var_os(name).filter(|value| !value.is_empty());
    Stores::new(variable("DBUS_SESSION_BUS_ADDRESS"), variable("XDG_RUNTIME_DIR"))
}
