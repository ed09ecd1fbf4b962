//! Opens a file only by a path that nobody else can change, as `Permissions` documents it.
//!
//! `walk` goes from directory to directory, `directories` keeps those of a load, `link` reads symbolic
//! links, `rules` judges owners and modes, `acl` knows what these do not say, `outside` and `modes` why a
//! command would not help, `shut` what may not be read, `mount` knows what containers mount, `mountinfo` what the kernel says of mounts,
//! `open` puts them together.

mod acl;
mod directories;
mod directory;
mod link;
mod modes;
mod mount;
mod mountinfo;
mod open;
mod outside;
mod rules;
mod shut;
mod walk;

pub(in crate::file) use directories::Directories;
pub(in crate::file) use open::open;
