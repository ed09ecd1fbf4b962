//! Where secrets come from: variables, files, and sources that are asked.

mod asking;
mod at;
mod decode;
mod done;
#[cfg(feature = "dotenv")]
mod dotenv;
mod env;
mod environment;
mod expand;
mod file_answer;
mod files;
mod found;
mod job;
mod key_ring;
mod local;
#[cfg(feature = "live")]
mod paths;
mod reply;
mod request;
mod text;
mod unit;
mod wanted;

pub(crate) use asking::{Asking, Limits};
pub(crate) use at::SourceAt;
pub(crate) use decode::{Decoding, NOT_LOADED, Readers, decode};
pub(crate) use done::Reply;
#[cfg(feature = "dotenv")]
pub use dotenv::with_variable as with_dotenv_variable;
#[cfg(feature = "dotenv")]
pub(crate) use dotenv::{Dotenv, add as add_dotenv};
pub(crate) use environment::{Environment, Variables};
pub(crate) use found::{Answer, Found, ONLY_SIGNS};
#[cfg(feature = "env-removal")]
pub(crate) use job::is_any_running;
#[cfg(feature = "tools")]
pub(crate) use key_ring::KeyRing;
pub(crate) use local::LocalSources;
#[cfg(feature = "live")]
pub(crate) use paths::paths_of;
pub(crate) use reply::answer as answer_of;
pub(crate) use request::request;
pub(crate) use wanted::WantedNames;
