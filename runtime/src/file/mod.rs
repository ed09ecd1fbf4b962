//! From a path template to the checked bytes of a file.

#[cfg(unix)]
mod checked;
mod content;
mod open;
mod path;
mod read;

#[cfg(unix)]
pub(crate) use checked::Directories;
pub(crate) use content::Content;
pub(crate) use path::{WipedPath, expand};
pub(crate) use read::read;

/// Nothing is checked, so there is nothing to keep.
#[cfg(not(unix))]
#[derive(Default)]
pub(crate) struct Directories {}
