//! What generated code may name. No promise of stability: generator and runtime are one version.
#![allow(missing_docs, reason = "not for people")]

pub use core::clone::Clone;
pub use core::cmp::{Eq, Ord, PartialEq, PartialOrd};
pub use core::convert::AsRef;
pub use core::fmt::{self, Debug, Display};
pub use core::hash::Hash;
pub use core::iter::IntoIterator;
pub use core::marker::Copy;
pub use core::mem::ManuallyDrop;
pub use core::option::Option::{self, None, Some};
pub use core::primitive::{bool, f64, i64, str, u8, usize};
pub use core::result::Result;
pub use core::str::FromStr;
pub use core::{compile_error, concat, env, include, include_bytes};
pub use std::vec::Vec;

#[cfg(feature = "macros")]
pub use provider_credentials_macros::credentials;

pub use crate::{
    __needs_json as needs_json, __needs_json_or_yaml as needs_json_or_yaml,
    __needs_yaml as needs_yaml, __same_version as same_version,
};

pub use crate::credential::{AnyCredential, Credential, NO_CONFIG, UNFILLED};
pub use crate::error::{MissingCredentials, UnknownCredentialId};
pub use crate::handles::Handles;
pub use crate::loader::Loader;
pub use crate::metadata::Metadata;
pub use crate::set::{CredentialSet, Iter, Set, Table, fmt_debug, parse_id};
pub use crate::spec::{
    CustomSpec, EnvSpec, FileSpec, Format, KeyPath, PathPart, PathTemplate, SourceSpec, Spec,
};
