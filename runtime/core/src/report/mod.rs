//! All that may be said about a credential: data that is static or a number, and the words for it. Nothing
//! here reads anything, and nothing of a file or a variable can find its way in.

#[cfg(feature = "access")]
mod access_event;
mod denied;
mod dotenv_file;
mod error;
mod event;
#[cfg(feature = "json-events")]
mod event_json;
#[cfg(feature = "serde")]
mod health;
mod insecure;
mod metadata;
mod missing;
mod mounted;
mod nomad;
mod observer;
mod origin;
mod path_name;
mod place;
mod position;
mod reason;
mod record;
mod rfc3339;
mod skipped;
mod summary;
mod times;
mod unknown_id;
mod warning;
mod way;

#[cfg(feature = "access")]
pub use access_event::AccessEvent;
#[cfg(unix)]
pub(crate) use denied::{Denied, DeniedTarget, Shut};
#[cfg(feature = "dotenv")]
pub(crate) use dotenv_file::DotenvFile;
pub use error::LoadError;
pub use event::Event;
#[cfg(feature = "serde")]
pub use health::Health;
#[cfg(unix)]
pub(crate) use insecure::{Flaw, Hint, Insecure, InsecureTarget, Obstacle, Wrong};
pub use metadata::Metadata;
pub use missing::MissingCredentials;
pub use observer::Observer;
pub(crate) use origin::Origin;
pub(crate) use place::Place;
#[cfg(any(feature = "json", feature = "yaml"))]
pub(crate) use position::Position;
#[cfg(feature = "dotenv")]
pub(crate) use reason::{Ambiguity, DotenvFlaw, DotenvMistake, Notation};
pub(crate) use reason::{
    Cipher, DotenvNote, Doubt, EnvReason, Failure, FileReason, NotAPath, Reason, SHORTEST,
    TextReason, Unreadable, ValueReason,
};
#[cfg(feature = "live")]
pub(crate) use record::EventOf;
pub use record::EventRecord;
pub use rfc3339::Rfc3339;
pub use skipped::Skipped;
pub use summary::LoadSummary;
pub(crate) use times::LoadTimes;
pub use unknown_id::UnknownCredentialId;
pub(crate) use warning::Concern;
#[cfg(unix)]
pub(crate) use warning::Excuse;
pub use warning::LoadWarning;
#[cfg(unix)]
pub(crate) use way::WayPoint;
