//! What generated code may name. No promise of stability: generator and runtime are one version.
#![allow(missing_docs, reason = "not for people")]

pub use core::clone::Clone;
pub use core::cmp::{Eq, Ord, PartialEq, PartialOrd};
pub use core::convert::{AsRef, Into};
pub use core::fmt::{self, Debug, Display};
pub use core::hash::Hash;
pub use core::iter::IntoIterator;
pub use core::marker::Copy;
pub use core::mem::ManuallyDrop;
pub use core::option::Option::{self, None, Some};
pub use core::primitive::{bool, f64, i64, str, u8, usize};
pub use core::result::Result;
pub use core::str::FromStr;
pub use core::{compile_error, concat, env, include, include_bytes, stringify};
pub use std::sync::Arc;
pub use std::vec::Vec;

pub use crate::__debug_config as debug_config;
pub use crate::file::encrypted_by;
#[cfg(all(feature = "tools", feature = "yaml"))]
pub use crate::format::is_yaml;
#[cfg(feature = "json")]
pub use crate::format::json_values;
pub use crate::load::Loader;
#[cfg(feature = "redact")]
pub use crate::redact::Redactor;
pub use crate::report::{Metadata, MissingCredentials, UnknownCredentialId};
pub use crate::set::{
    AnyCredential, ConfigText, Credential, CredentialSet, Handles, Iter, LoadAsync, NO_CONFIG, Set,
    Table, UNFILLED, debug_config, fmt_debug, load, parse_id,
};
#[cfg(feature = "dotenv")]
pub use crate::source::with_dotenv_variable;
pub use crate::spec::{
    DecoderSpec, Encoding, EnvSpec, FallThrough, FileSpec, Format, KeyPath, PartSpec, RemoteSpec,
    SourceSpec, Spec, Template, TemplatePart,
};

/// `type: bearer_token`.
pub mod bearer_token {
    pub use crate::set::{BEARER as KIND, BearerCredential};
}

/// `type: basic`.
pub mod basic {
    pub use crate::set::{BASIC as KIND, BasicCredential};
}
