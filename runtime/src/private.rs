//! What generated code may name. No promise of stability: generator and runtime are one version.
#![allow(missing_docs, reason = "not for people")]

pub use provider_credentials_core::__private::*;
#[cfg(feature = "macros")]
pub use provider_credentials_macros::credentials;

pub use crate::__more_methods as more_methods;
pub use crate::__same_version as same_version;
#[allow(unused_imports, unreachable_pub, reason = "a kind comes with its crate")]
pub use crate::kinds::*;
pub use crate::macros::{
    __needs_json as needs_json, __needs_json_or_yaml as needs_json_or_yaml,
    __needs_pkcs12 as needs_pkcs12, __needs_yaml as needs_yaml,
};
