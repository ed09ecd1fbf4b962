//! Opens a file only by a path that nobody else can change, as `Permissions` documents it.
//!
//! `walk` goes from directory to directory, `directories` keeps those of a load, `link` reads symbolic
//! links, `rules` judges owners and modes, `acl` knows what these do not say, `mount` knows what containers
//! mount, `open` puts them together.

mod acl;
mod directories;
mod directory;
mod link;
mod mount;
mod open;
mod rules;
mod walk;

pub(in crate::file) use directories::Directories;
pub(in crate::file) use open::open;
