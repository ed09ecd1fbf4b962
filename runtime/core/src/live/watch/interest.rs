//! What a change of which can mean another content: on the way to a file, each directory, each symbolic link and its
//! target, and the file itself, whether or not it is there.

use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};

use crate::secret::WipedOsString;

/// A name in a directory.
pub(super) struct Interest {
    /// It exists.
    pub(super) directory: PathBuf,
    /// It may not. May come out of a variable, into which people paste keys.
    pub(super) name: WipedOsString,
    /// The credentials that are read from there, by their numbers; all of them if there are none.
    pub(super) of: Vec<usize>,
}

impl Interest {
    pub(super) fn is_in(&self, directory: &Path, name: &OsStr) -> bool {
        self.directory == directory && self.name.as_os_str() == name
    }
}

/// More links are a circle.
const MOST_LINKS: usize = 40;

/// Adds what a path leads through.
pub(super) fn follow(path: &Path, credential: Option<usize>, interests: &mut Vec<Interest>) {
    let Ok(mut path) = std::path::absolute(path) else { return };
    for _ in 0..MOST_LINKS {
        match next_link(&path, credential, interests) {
            Some(target) => path = target,
            None => return,
        }
    }
}

/// Adds what the path leads through up to its first link, and gives the path without that link. Without a link, the
/// file itself is added, or the first name that is missing on the way.
fn next_link(
    path: &Path,
    credential: Option<usize>,
    interests: &mut Vec<Interest>,
) -> Option<PathBuf> {
    let mut rest = path.components();
    let mut here = PathBuf::new();
    while let Some(component) = rest.next() {
        let name = match component {
            Component::Normal(name) => name,
            Component::CurDir => continue,
            Component::ParentDir => {
                here.pop();
                continue;
            }
            Component::RootDir | Component::Prefix(_) => {
                here.push(component);
                continue;
            }
        };
        let next = here.join(name);
        // Also a directory: another one may take its place.
        add(&here, name, credential, interests);
        match std::fs::symlink_metadata(&next) {
            Ok(metadata) if metadata.is_symlink() => {
                let target = std::fs::read_link(&next).ok()?;
                return Some(here.join(target).join(rest.as_path()));
            }
            Ok(metadata) if metadata.is_dir() && rest.clone().next().is_some() => here = next,
            _ => return None,
        }
    }
    None
}

fn add(directory: &Path, name: &OsStr, credential: Option<usize>, interests: &mut Vec<Interest>) {
    let known = interests.iter_mut().find(|interest| interest.is_in(directory, name));
    match (known, credential) {
        (Some(interest), Some(credential)) => {
            if !interest.of.is_empty() && !interest.of.contains(&credential) {
                interest.of.push(credential);
            }
        }
        (Some(interest), None) => interest.of.clear(),
        (None, credential) => interests.push(Interest {
            directory: directory.to_owned(),
            name: WipedOsString::concat(&[name]),
            of: credential.into_iter().collect(),
        }),
    }
}
