//! What stores of clouds have in common with kinds of credential: how a program says who it is. Not for programs.

pub use crate::assertion::{Claims, Header, sign};
pub use crate::form::form;
pub use crate::signer::Signer;
