//! What decrypts a file, or in its place, that this program cannot.

#[cfg(any(feature = "age", feature = "sops", feature = "jwe"))]
use provider_credentials::__private as engine;
use provider_credentials::{Decoder, KeyProvider, Opener, SourceError};

use super::kinds::WITHOUT_FEATURE;

type Keys = &'static [&'static Opener<dyn KeyProvider>];

/// What decrypts it, and what may open its key.
pub(super) fn decoder(name: &str) -> Option<(&'static Opener<dyn Decoder>, Keys)> {
    match name {
        #[cfg(feature = "age")]
        "age" => Some((&engine::age::OPENER, engine::age::KEYS)),
        #[cfg(feature = "sops")]
        "sops" => Some((&engine::sops::OPENER, engine::sops::KEYS)),
        #[cfg(feature = "jwe")]
        "jwe" => Some((&engine::jwe::OPENER, engine::jwe::KEYS)),
        _ => OFF.iter().find(|opener| opener.name() == name).map(|opener| (opener, [].as_slice())),
    }
}

macro_rules! off {
    ($name:literal) => {
        Opener::new($name, &[], |_| {
            Err(SourceError::new(
                WITHOUT_FEATURE,
                concat!(
                    "this build of `cargo credentials` cannot decrypt what has `encrypted: ",
                    $name,
                    "`"
                ),
                concat!("install `cargo-credentials` with `--features ", $name, "`"),
            ))
        })
    };
}

static OFF: [Opener<dyn Decoder>; 3] = [off!("age"), off!("sops"), off!("jwe")];
