//! Certificates (RFC 5280).

mod certificate;
mod chain;
mod describe;
mod doubts;
mod public_key;
mod signature;
mod time;

pub(crate) use certificate::Certificate;
pub(crate) use chain::{check as check_chain, sort};
pub(crate) use describe::describe;
pub(crate) use doubts::doubts;
pub(crate) use public_key::PublicKey;
pub(crate) use time::{Lasts, check as check_time, days_left};
