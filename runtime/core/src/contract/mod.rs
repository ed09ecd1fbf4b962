//! What a source of secrets, a decoder of encrypted files, or a kind of credential has to do: all that a crate
//! which implements one needs to see.

#[cfg(feature = "access")]
mod access;
#[cfg(feature = "access")]
mod anchor;
mod answer;
mod assembly;
mod decoder;
mod error;
mod files;
mod key_provider;
mod key_signer;
mod keys;
mod kind;
mod needed;
mod needed_file;
mod opened;
mod opener;
mod request;
mod shielded;
mod source;
mod unanswered;
mod until;
mod warning;

#[cfg(feature = "access")]
pub use access::{Access, AccessObserver, NotRecorded, Recorded};
#[cfg(feature = "access")]
pub use anchor::AccessAnchor;
pub(crate) use answer::AnswerValue;
pub use answer::SourceAnswer;
pub use assembly::Assembly;
pub(crate) use assembly::PartValue;
pub use decoder::{DecodeRequest, Decoder};
pub use error::SourceError;
pub(crate) use files::ReadFiles;
pub use files::SecretFiles;
pub use key_provider::{KeyProvider, UnwrapRequest, WrappedKey};
pub use key_signer::KeySigner;
pub use keys::Keys;
pub(crate) use keys::UnwrapKeys;
pub use kind::{Assembled, Kind, PartError};
pub use needed::Needed;
pub use needed_file::NeededFile;
pub(crate) use opened::Opened;
pub use opener::{Opener, Surroundings};
pub use request::SourceRequest;
pub(crate) use shielded::shielded;
pub use source::Source;
pub(crate) use unanswered::Unanswered;
pub(crate) use until::Until;
pub use warning::SourceWarning;
