//! The keys of a manifest and the words they allow: the one table that decoding, suggestions, the
//! JSON Schema, the generator and the documentation read.

mod certificate;
mod credential_kind;
mod encryptions;
mod foreign;
mod key;
mod kind_keys;
mod kinds;
mod machine;
mod mappings;
mod oauth2;
mod role;
mod source_kind;
mod sources;
mod stores;
mod words;

pub use credential_kind::{CredentialKind, Part, PartNeed};
pub use encryptions::{ENCRYPTED, ENCRYPTIONS, Encryption, encryption};
pub(crate) use foreign::{in_place_of, part_meant_by};
pub use key::{Key, Mapping, Need, Shape};
pub use kinds::{API_KEY, KINDS, is_auth_key, kind};
pub use mappings::{AUTH, CREDENTIAL, PART, ROOT, SOURCE};
pub(crate) use mappings::{ENCODING, FALL_THROUGH};
pub use role::{Role, Setting};
pub use source_kind::{Lowering, SourceKind};
pub use sources::{SOURCE_NAMES, SOURCES, source};
pub use words::{ALLOWED, ENCODINGS, FAILURES, FORMATS, TYPES};
