//! From a path template to the checked bytes of a file.

mod content;
mod open;
mod path;
mod read;

pub(crate) use content::Content;
pub(crate) use path::expand;
pub(crate) use read::read;
