//! Loaded secrets out of text that the program writes.
//!
//! ```text
//! redactor    the handle, and what it does to text
//! writer      what it does to text that comes in pieces
//! panic_hook  what it does to panics, with a `backtrace`
//! live        how it follows a set that changes
//! shared      what all handles of one redactor share: what is covered, and the matcher of it
//! regions     where secrets are in a text, or could go on behind its end
//! matcher     which secret begins at a place
//! units       what of a secret is looked for: all of it, its lines, a user name and a password
//! filter      nearly every place is told by three bytes that nothing begins there
//! anchors     the first bytes of each disguise of a secret
//! disguise    comparing a text with a disguise of the secret, which is nowhere written down
//! ```
//!
//! No table here has more than four bytes of a secret in a row, and each comparison reads the secret where it is
//! kept. So nothing of it is left when it is dropped, which `tests/leak_probe` shows.

mod anchors;
mod backtrace;
mod covered;
mod disguise;
mod filter;
mod held_back;
#[cfg(feature = "live")]
mod live;
mod matcher;
mod panic_hook;
mod redacted_error;
mod redactor;
mod regions;
mod shared;
mod text;
mod units;
mod writer;

pub use redacted_error::RedactedError;
pub use redactor::Redactor;
pub use writer::RedactingWriter;
