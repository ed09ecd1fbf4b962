//! The engine of [`provider-credentials`](https://docs.rs/provider-credentials): loading, secrets, metadata,
//! and the contract for sources.
//!
//! Programs depend on `provider-credentials`, which re-exports what is here and has the
//! `credentials!` macro. Depend on this crate to write a [`Source`] of your own as a crate: it has no
//! macro, no network and no async runtime.
//!
//! # Inside
//!
//! The folders are layers; each names only those before it: `secret`, `contract`, `spec`, `report`,
//! `format`, `value`, `file`, `source`, `load`, `set`, `live`, then `redact` and `sink`. A load goes through them from the last to the first:
//!
//! ```text
//! set     a generated struct is filled from handles of slots, one for each credential
//! load    one load: each part of a credential is searched for, from source to source
//! source  what a variable, a file, or a source that is asked, answers
//! file    a path is walked, checked and read, by the rules of `Permissions`
//! format  a key is looked up in JSON or YAML text
//! report  what may be said about all this: reasons, errors, metadata, events
//! ```
//!
//! Beside them, `process` knows nothing of credentials.

#![cfg_attr(not(feature = "env-removal"), forbid(unsafe_code))]
#![cfg_attr(feature = "env-removal", deny(unsafe_code))]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![cfg_attr(
    not(all(feature = "json", feature = "yaml", feature = "dotenv")),
    allow(dead_code, reason = "what only some features need stays in place without them")
)]

#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;
mod contract;
mod file;
mod format;
#[cfg(feature = "live")]
mod live;
mod load;
#[cfg(feature = "hardening")]
mod process;
#[cfg(not(feature = "hardening"))]
#[path = "process/off.rs"]
mod process;
#[cfg(feature = "redact")]
mod redact;
mod report;
mod secret;
mod set;
mod sink;
mod source;
mod spec;
mod value;

#[cfg(feature = "access")]
pub use contract::{Access, AccessAnchor, AccessObserver, NotRecorded, Recorded};
pub use contract::{
    Assembled, Assembly, DecodeRequest, Decoder, KeyProvider, KeySigner, Keys, Kind, Needed,
    NeededFile, Opener, PartError, SecretFiles, Source, SourceAnswer, SourceError, SourceRequest,
    SourceWarning, Surroundings, UnwrapRequest, WrappedKey,
};
pub use file::Permissions;
#[cfg(feature = "nodes")]
pub use format::{NodeKind, NodeText, Nodes, TextNode};
#[cfg(feature = "json")]
pub use format::{json_items, json_members, json_values};
#[cfg(feature = "live")]
pub use live::{Changed, Current, Live, LiveOptions, Rotated};
pub use load::Loader;
#[cfg_attr(not(feature = "hardening"), doc(hidden))]
pub use process::harden_process;
#[cfg(feature = "hardening")]
pub use process::{Hardening, Measure};
#[cfg(feature = "redact")]
pub use redact::{RedactedError, RedactingWriter, Redactor};
#[cfg(feature = "access")]
pub use report::AccessEvent;
#[cfg(feature = "serde")]
pub use report::Health;
pub use report::{
    Event, EventRecord, LoadError, LoadSummary, LoadWarning, Metadata, MissingCredentials,
    Observer, Rfc3339, Skipped, UnknownCredentialId,
};
pub use secrecy::{ExposeSecret, SecretString};
pub use secret::Secret;
#[cfg(feature = "tools")]
#[cfg_attr(docsrs, doc(cfg(feature = "tools")))]
pub use secret::wipe_stack;
#[cfg(feature = "testing")]
pub use set::testing;
pub use set::{
    Accessed, AnyCredential, BasicCredential, BasicCredentialError, BearerCredential, ConfigText,
    Credential, CredentialSet, Iter, LoadAsync, NoConfig,
};
#[cfg(feature = "background")]
pub use sink::Background;
#[cfg(feature = "json-events")]
pub use sink::JsonLines;
#[cfg(feature = "metrics")]
pub use sink::Metrics;
