//! `source: pkcs11`: secrets in the tokens of [PKCS#11](https://docs.oasis-open.org/pkcs11/pkcs11-spec/v3.1/), such as
//! an HSM or a smart card, for [`provider-credentials`](https://docs.rs/provider-credentials).
//!
//! Programs depend on `provider-credentials` with feature `pkcs11`; `docs/pkcs11.md` there has the rules.
//!
//! # Inside
//!
//! ```text
//! opener              from the environment         builder, settings   from a program, and what both come to
//! pkcs11              the handle                   source              all requests of a load
//! wanted              what each asks for           uri, pin            by which URI, with which PIN
//! read                each module and each token is opened once
//! locate, module      the file, loaded once        turn                initialized one at a time
//! token               which token a URI means
//! session, refused    one login, and no PIN twice
//! object, value       which object, and what it holds
//! keys, algorithm     the keys of encrypted files     worker, place  on a thread with a time limit
//! unwrap              by a key that stays in the token
//! signer, scheme      a private key that signs in the token     public_key  whose certificate it is
//! signing             such a key for rustls, with that feature
//! failures            all that may be said
//! ```

// `value` has the one call for which there is no safe one.
#![deny(unsafe_code)]
#![cfg_attr(docsrs, feature(doc_cfg))]

mod algorithm;
mod builder;
mod failures;
mod keys;
mod locate;
mod module;
mod object;
mod opener;
mod pin;
mod pkcs11;
mod place;
mod public_key;
mod read;
mod refused;
mod scheme;
mod session;
mod settings;
mod signer;
#[cfg(feature = "rustls")]
mod signing;
mod source;
mod token;
mod turn;
mod unwrap;
mod uri;
mod value;
mod wanted;
mod worker;

pub use builder::Pkcs11Builder;
pub use opener::{KEYS, OPENER};
pub use pin::Pkcs11Pin;
pub use pkcs11::Pkcs11;
