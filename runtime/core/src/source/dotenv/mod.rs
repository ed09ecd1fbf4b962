//! A `.env` file, for development: read like any secret file, and only into the loader's own view of
//! the environment. The process's environment is not written to.
//!
//! There is no standard for such files. `docker run --env-file`, Compose, `dotenvy` and a shell that
//! sources one agree on plain lines, and differ on `$`, backslashes, comments and more. A value that they
//! may read differently is an error of its variable.

mod add;
mod find;
mod named;
mod parse;
mod write;

pub(crate) use add::{Dotenv, add};
pub use write::with_variable;
