//! What the crates of stores that fetch access tokens themselves have from here. No program names it, and any release
//! may change it.

pub use crate::access_token::AccessToken;
pub use crate::answer::{Granted, lifetime};
pub use crate::assertion::{Claims, Header, sign};
pub use crate::cache::{Cache, Held};
pub use crate::failures::Failure;
pub use crate::form::{basic, form};
pub use crate::signer::Signer;
