//! Loads parts, and says what came of it.

use std::time::SystemTime;

use provider_credentials_certificate::{CertificateCredential, KIND};
use provider_credentials_core::testing::load_kind;
use provider_credentials_core::{AnyCredential, LoadWarning, Loader, Metadata};

/// What is passed to a loader: parts by their names.
pub(crate) type Parts<'a> = Vec<(&'static str, &'a [u8])>;

pub(crate) fn load(parts: &[(&'static str, &[u8])]) -> CertificateCredential {
    load_at(parts, SystemTime::now())
}

pub(crate) fn load_at(parts: &[(&'static str, &[u8])], now: SystemTime) -> CertificateCredential {
    let loader = Loader::new().with_environment::<&str, &str>([]).clock(move || now);
    handle(load_kind(&KIND, parts, loader))
}

fn handle(any: AnyCredential) -> CertificateCredential {
    CertificateCredential { config: provider_credentials_core::__private::NO_CONFIG, __any: any }
}

pub(crate) fn pair<'a>(key: &'a [u8], certificate: &'a [u8]) -> Parts<'a> {
    vec![("private_key", key), ("certificate", certificate)]
}

/// The part and the code of the error; nothing if it loads.
pub(crate) fn refused(parts: &[(&'static str, &[u8])]) -> String {
    refused_at(parts, SystemTime::now())
}

pub(crate) fn refused_at(parts: &[(&'static str, &[u8])], now: SystemTime) -> String {
    match load_at(parts, now).secret() {
        Ok(_) => String::new(),
        Err(error) => format!("{}: {}", error.part(), error.code()),
    }
}

/// The codes of all warnings but those on values.
pub(crate) fn warned(metadata: &Metadata) -> Vec<&'static str> {
    let codes = metadata.warnings().iter().map(LoadWarning::code);
    codes.filter(|code| code.starts_with("certificate_")).collect()
}

pub(crate) fn attribute(metadata: &Metadata, name: &str) -> String {
    let mut all = metadata.attributes();
    all.find(|(known, _)| *known == name).map(|(_, value)| value.to_owned()).unwrap_or_default()
}
