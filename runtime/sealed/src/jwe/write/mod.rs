//! Files for recipients: `A256GCM`, compact or in JSON.
//!
//! ```text
//! writer     a file for recipients
//! wrapped    its key, for one recipient
//! recipient  whom a file is for, out of a JWK
//! member     a member of a JSON object
//! ```

mod member;
mod recipient;
mod wrapped;
mod writer;

pub use recipient::JweRecipient;
pub use writer::JweWriter;
