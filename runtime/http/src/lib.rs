//! The HTTP client that the stores of [`provider-credentials`](https://docs.rs/provider-credentials) share.

#![forbid(unsafe_code)]
