//! The keys of a manifest and the words they allow: the one table that decoding, suggestions, the
//! JSON Schema, the generator and the documentation read.

mod foreign;
mod key;
mod mappings;
mod source_kind;
mod sources;
mod words;

pub(crate) use foreign::in_place_of;
pub use key::{Key, Mapping, Need, Shape};
pub(crate) use mappings::ENCODING;
pub use mappings::{AUTH, CREDENTIAL, ROOT, SOURCE};
pub use source_kind::{Lowering, SourceKind};
pub use sources::{SOURCE_NAMES, SOURCES, source};
pub use words::{ALLOWED, ENCODINGS, FORMATS, TYPES};
