//! `encrypted: jwe`: files of JSON Web Encryption (RFC 7516), compact or in JSON.
//!
//! | `alg` | `enc` |
//! |---|---|
//! | `dir`, `A128KW`, `A256KW`, `RSA-OAEP`, `RSA-OAEP-256`, `ECDH-ES`, `ECDH-ES+A128KW`, `ECDH-ES+A256KW` | `A128GCM`, `A192GCM`, `A256GCM`, `A128CBC-HS256`, `A192CBC-HS384`, `A256CBC-HS512` |
//!
//! Curves are P-256, P-384, P-521 and X25519. Refused are `RSA1_5`, passwords (`PBES2-…`), compression (`zip`) and
//! extensions (`crit`).
//!
//! ```text
//! decoder       a file: its headers, its key by the providers, its content
//! parts         what a file has, of either form
//! header        the members of its headers
//! content       `enc`: what its content is encrypted by
//! keys          the usual provider: from the environment, or from a program
//! algorithm     `alg`: how its key is encrypted
//! unwrap        the key of a file, by one key
//! agreement     ECDH-ES
//! material      keys, out of a text
//! jwk, pem      one key, out of either form
//! key           a private or symmetric key
//! der           an RSA key as the library reads it
//! object        JSON without a member twice
//! base64url     RFC 7515's, without exceptions
//! failures      all that may be said
//! write/        the other direction: feature `jwe-write`
//! ```

mod agreement;
mod algorithm;
mod base64url;
mod content;
mod decoder;
mod der;
mod failures;
mod header;
mod jwk;
mod key;
mod keys;
mod material;
mod object;
mod opener;
mod parts;
mod pem;
mod unwrap;
#[cfg(feature = "jwe-write")]
mod write;

pub use keys::JweKeys;
pub use opener::{KEYS, OPENER};
#[cfg(feature = "jwe-write")]
pub use write::{JweRecipient, JweWriter};
