use provider_credentials_core::{Opener, Source, SourceError, Surroundings};

use crate::source::Keyrings;
use crate::store::Stores;

/// Opens the source with the session bus of the environment.
pub static OPENER: Opener<dyn Source> =
    Opener::new("keyring", &["DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR"], open);

#[allow(clippy::unnecessary_wraps, reason = "other sources can fail to open")]
fn open(surroundings: &Surroundings) -> Result<Box<dyn Source>, SourceError> {
    let variable = |name| surroundings.variable(name).map(ToOwned::to_owned);
    Ok(Box::new(Keyrings::new(Stores::new(
        variable("DBUS_SESSION_BUS_ADDRESS"),
        variable("XDG_RUNTIME_DIR"),
    ))))
}
