//! Kinds of credential that fetch access tokens, for
//! [`provider-credentials`](https://docs.rs/provider-credentials): clients of OAuth 2.0 servers (RFC 6749, section
//! 4.4), and Google service accounts (RFC 7523, section 2.1).
//!
//! Programs depend on `provider-credentials` with feature `oauth2`.
//!
//! # Inside
//!
//! ```text
//! oauth2_client_credentials, google_service_account   a kind each: its parts are checked, its handle gives tokens
//! parts          that each is text                   no_service_account   what is there instead of a file
//! tokens         a grant, and the token that it gave last
//! client         the client's grant: who it is, and which server it asks     discovery    where that server is
//! cache          one request, however many threads ask                       clock
//! line           the requests of one token, by the client of HTTP that stores have too
//! answer         a token, or the code of an error                            error        all that may be said
//! assertion      a JSON Web Token that a key signs                           signer       the key
//! for_stores     what the crates of stores have from here
//! form           what is sent, in a buffer that is wiped                     certificates what is wrong with one
//! ```

#![forbid(unsafe_code)]
#![cfg_attr(docsrs, feature(doc_cfg))]

mod access_token;
mod answer;
mod assertion;
mod cache;
mod certificates;
mod client;
mod clock;
mod discovery;
mod error;
mod failures;
#[doc(hidden)]
pub mod for_stores;
mod form;
pub mod google_service_account;
mod line;
mod no_service_account;
pub mod oauth2_client_credentials;
mod parts;
mod server_errors;
mod signer;
mod tokens;

pub use access_token::AccessToken;
pub use error::{TokenError, TokenFailure};
pub use google_service_account::GoogleServiceAccount;
pub use oauth2_client_credentials::OAuth2Credential;
