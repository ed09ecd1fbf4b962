//! The static data that generated code hands over, one [`Spec`] a credential.
//!
//! Public only through [`__private`](crate::__private): the generator and this crate are released
//! together, and nothing else builds these.
#![allow(missing_docs, missing_debug_implementations, reason = "not for people")]

mod credential;
mod decoder;
mod encoding;
mod fall_through;
mod format;
mod key_path;
mod numbers;
mod source;
mod template;

pub use credential::{PartSpec, Spec};
pub(crate) use decoder::DecoderNames;
pub use decoder::DecoderSpec;
pub use encoding::Encoding;
pub use fall_through::FallThrough;
pub use format::Format;
pub use key_path::KeyPath;
pub(crate) use numbers::Numbers;
pub use source::{EnvSpec, FileSpec, RemoteSpec, SourceSpec};
pub(crate) use template::CREDENTIALS_DIRECTORY;
pub use template::{Template, TemplatePart};
