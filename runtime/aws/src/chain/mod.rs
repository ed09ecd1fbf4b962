//! Where credentials are looked for, in the order of AWS' own clients.

mod command_line;
mod container;
mod given;
mod imds;
mod local;
mod process;
mod profile;
mod search;
mod sso;
mod web_identity;

pub(crate) use imds::region;
pub(crate) use search::search;
