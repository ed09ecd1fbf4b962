//! What a source of secrets, or a decoder of encrypted files, has to do: all that a crate which
//! implements one needs to see.

mod answer;
mod decoder;
mod error;
mod opener;
mod request;
mod source;
mod warning;

pub(crate) use answer::AnswerValue;
pub use answer::SourceAnswer;
pub use decoder::Decoder;
pub use error::SourceError;
pub use opener::{Opener, Surroundings};
pub use request::SourceRequest;
pub use source::Source;
pub use warning::SourceWarning;
