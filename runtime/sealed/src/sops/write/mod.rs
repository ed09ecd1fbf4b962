//! Files that are changed and encrypted again, and new ones: for tools.
//!
//! ```text
//! file        a file that is open
//! seal        its text, encrypted
//! comments    comments of YAML and dotenv, which sops encrypts too
//! section     the `sops` section in each format
//! recipient   who shall open it
//! wrap        its key, for recipients
//! known       values that stay as they are
//! selection   which values are encrypted
//! failures    all that may be said
//! ```

mod comments;
mod failures;
mod file;
mod known;
mod recipient;
mod seal;
mod section;
mod selection;
mod wrap;

pub use file::{SopsFile, SopsFormat};
pub use recipient::Recipient;
pub use selection::Selection;
