//! The walk to a file, component by component.

use std::borrow::Cow;
use std::fs::{File, Metadata};
use std::os::fd::AsFd;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::rc::Rc;

use rustix::fs::OFlags;

use super::directories::{Directories, Step};
use super::directory::Directory;
use super::link::{self, Entry, Link, TRIES};
use super::shut;
use crate::file::descriptor::{READ, errno_reason, open_at};
use crate::file::opened::reason;
use crate::report::{
    Denied, DeniedTarget, FileReason, Flaw, Insecure, InsecureTarget, Shut, Unreadable, WayPoint,
};

/// As the kernel's own limit.
const MOST_LINKS: usize = 40;

/// The system's word for it, which does not tell what it refers to.
const NO_PERMISSION: FileReason = FileReason::Unreadable(Unreadable::Permission);

/// The kubelet's link to the current version of a volume.
const VOLUME_LINK: &[u8] = b"..data";

/// The end of the way.
pub(super) struct Found {
    /// Opened for reading; not necessarily a regular file.
    pub(super) file: File,
    pub(super) metadata: Metadata,
    pub(super) directory: Rc<Directory>,
    /// The first thing on the path that others can change; never if `enforce`.
    pub(super) insecure: Option<Insecure>,
    /// It is in a volume that the kubelet keeps.
    pub(super) is_volume: bool,
}

/// Opens what is at `path`, for reading. If `enforce`, nothing is opened for reading, and so nothing
/// set off, by a way that others can change.
pub(super) fn walk(
    path: &Path,
    enforce: bool,
    directories: &mut Directories,
) -> Result<Found, FileReason> {
    if directories.is_full() {
        directories.clear();
    }
    let mut seen: Option<Vec<Rc<Vec<u8>>>> = None;
    for _ in 0..TRIES {
        let is_fresh = directories.is_empty();
        let mut walk = Walk::new(directories, enforce);
        match walk.run(path.as_os_str().as_bytes()) {
            // Was removed between two of our looks, as the kubelet does after it swapped `..data`?
            // Only a walk without anything kept, by the same links as the one before, can tell.
            Err(FileReason::NotFound) => {
                let links = walk.links;
                if is_fresh && (links.is_empty() || seen.as_ref() == Some(&links)) {
                    return Err(FileReason::NotFound);
                }
                seen = is_fresh.then_some(links);
                directories.clear();
            }
            Err(reason) => return Err(walk.insecure(reason)),
            Ok(found) => return Ok(found),
        }
    }
    Err(FileReason::Unreadable(Unreadable::Changing))
}

struct Component<'p> {
    name: Cow<'p, [u8]>,
    spot: WayPoint,
}

struct Walk<'d> {
    directories: &'d mut Directories,
    enforce: bool,
    insecure: Option<Insecure>,
    /// What the links on the path say.
    links: Vec<Rc<Vec<u8>>>,
    is_volume: bool,
}

/// How far the walk is.
struct At {
    directory: Rc<Directory>,
    spot: WayPoint,
}

enum Last {
    File(File),
    Follow(Link),
}

impl<'d> Walk<'d> {
    fn new(directories: &'d mut Directories, enforce: bool) -> Self {
        Self { directories, enforce, insecure: None, links: Vec::new(), is_volume: false }
    }

    fn run(&mut self, path: &[u8]) -> Result<Found, FileReason> {
        // The next component is the last of these.
        let mut ahead = in_path(path);
        let mut at = self.begin(path, ahead.len())?;
        while let Some(Component { name, spot }) = ahead.pop() {
            self.is_volume |= *name == *VOLUME_LINK;
            let link = match &*name {
                b"." => continue,
                b".." => {
                    // Was noted on the way down.
                    at = At { directory: at.directory.up(), spot };
                    continue;
                }
                name if ahead.is_empty() => match self.last(&at.directory, name) {
                    Ok(Last::File(file)) => {
                        let metadata = file.metadata().map_err(|error| reason(&error))?;
                        let Self { insecure, is_volume, .. } = *self;
                        let directory = at.directory;
                        return Ok(Found { file, metadata, directory, insecure, is_volume });
                    }
                    Ok(Last::Follow(link)) => link,
                    Err(reason) => {
                        return Err(self.explain(
                            reason,
                            &at,
                            name,
                            DeniedTarget::File(Shut::Plain),
                        ));
                    }
                },
                name => match self.directories.step(&at.directory, name) {
                    Ok(Step::Into(directory)) => {
                        at = At { directory, spot };
                        self.note(InsecureTarget::Directory(spot), at.directory.flaw());
                        continue;
                    }
                    Ok(Step::Follow(link)) => link,
                    Err(reason) => {
                        return Err(self.explain(reason, &at, name, DeniedTarget::Directory(spot)));
                    }
                },
            };
            self.note(InsecureTarget::Link(spot), link.flaw);
            self.links.push(Rc::clone(&link.target));
            if self.links.len() > MOST_LINKS {
                return Err(FileReason::Unreadable(Unreadable::LinkLoop));
            }
            if link.target.starts_with(b"/") {
                at = At { directory: self.directories.root()?, spot: WayPoint::BehindLink };
                self.note(InsecureTarget::Directory(at.spot), at.directory.flaw());
            }
            push_target(&link.target, &mut ahead)?;
        }
        Err(if path.is_empty() { FileReason::NotFound } else { FileReason::IsDirectory })
    }

    /// The directory that the path starts from.
    fn begin(&mut self, path: &[u8], components: usize) -> Result<At, FileReason> {
        let spot = WayPoint::InPath { components_before: 0, components_left: count(components) };
        let is_absolute = path.starts_with(b"/");
        let begun = if is_absolute { self.directories.root() } else { self.directories.start() };
        let directory = match begun {
            Err(NO_PERMISSION) => return Err(self.refused(DeniedTarget::Directory(spot))),
            begun => begun?,
        };
        let mut above = directory.parent();
        while let Some(directory) = above {
            self.note(InsecureTarget::Directory(WayPoint::AboveStart), directory.flaw());
            above = directory.parent();
        }
        self.note(InsecureTarget::Directory(spot), directory.flaw());
        Ok(At { directory, spot })
    }

    /// Opens the last component, or says that it is a link.
    fn last(&mut self, directory: &Rc<Directory>, name: &[u8]) -> Result<Last, FileReason> {
        for _ in 0..TRIES {
            if self.refuses() {
                return match link::look(directory, name, self.directories.user())? {
                    Entry::Link(link) => Ok(Last::Follow(link)),
                    // It is there: `insecure` has the last word.
                    Entry::Directory | Entry::Other => Err(FileReason::NotRegular),
                };
            }
            let flags = READ | OFlags::NOFOLLOW;
            match open_at(directory.file().as_fd(), name, flags) {
                Ok(file) => return Ok(Last::File(file)),
                Err(error) if link::may_be_link(error) => {}
                Err(error) => return Err(errno_reason(error)),
            }
            if let Entry::Link(link) = link::look(directory, name, self.directories.user())? {
                return Ok(Last::Follow(link));
            }
        }
        Err(FileReason::Unreadable(Unreadable::Changing))
    }

    fn note(&mut self, target: InsecureTarget, flaw: Option<Flaw>) {
        if let (None, Some(flaw)) = (self.insecure, flaw) {
            let user = self.directories.user().id();
            self.insecure = Some(Insecure { target, flaw, user });
        }
    }

    fn refuses(&self) -> bool {
        self.enforce && self.insecure.is_some()
    }

    /// What it was that the process's user may not read or enter: `entry`, which is `name` in `at`; or
    /// `at` itself, without which nobody can so much as look at it.
    fn explain(
        &mut self,
        reason: FileReason,
        at: &At,
        name: &[u8],
        entry: DeniedTarget,
    ) -> FileReason {
        if !matches!(reason, NO_PERMISSION) {
            return reason;
        }
        match link::look(&at.directory, name, self.directories.user()) {
            Err(NO_PERMISSION) => self.refused(DeniedTarget::Directory(at.spot)),
            Err(reason) => reason,
            Ok(Entry::Directory) if matches!(entry, DeniedTarget::File(_)) => {
                FileReason::IsDirectory
            }
            Ok(_) => self.refused(shut::seen(entry, &at.directory, name)),
        }
    }

    fn refused(&mut self, target: DeniedTarget) -> FileReason {
        let user = self.directories.user().id();
        let denied = Denied { target, user, in_volume: self.is_volume };
        FileReason::Unreadable(Unreadable::Denied(denied))
    }

    /// Why the file is not read. A file that is not there is not insecure; of all others that comes
    /// first.
    fn insecure(&self, reason: FileReason) -> FileReason {
        match self.insecure {
            Some(insecure) if self.enforce => FileReason::Insecure(insecure),
            _ => reason,
        }
    }
}

/// The components of a path as it was given, the last one first.
fn in_path(path: &[u8]) -> Vec<Component<'_>> {
    let mut names = names(path);
    let mut components = Vec::with_capacity(names.len());
    while let Some(name) = names.pop() {
        let spot = WayPoint::InPath {
            components_before: count(names.len() + 1),
            components_left: count(components.len()),
        };
        components.push(Component { name: Cow::Borrowed(name), spot });
    }
    components
}

/// Puts those of a link's text before what is still ahead.
fn push_target(target: &[u8], ahead: &mut Vec<Component<'_>>) -> Result<(), FileReason> {
    if target.is_empty() {
        return Err(FileReason::NotFound);
    }
    // `pipe:[4026]`: what `/proc/self/fd` says of a descriptor that has no path.
    if !target.contains(&b'/') && target.ends_with(b"]") && target.windows(2).any(|w| w == b":[") {
        return Err(FileReason::NotRegular);
    }
    let mut names = names(target);
    while let Some(name) = names.pop() {
        ahead.push(Component { name: Cow::Owned(name.to_vec()), spot: WayPoint::BehindLink });
    }
    Ok(())
}

/// What is between the slashes. One at the end asks for a directory, as `.` does there.
fn names(path: &[u8]) -> Vec<&[u8]> {
    let mut names = Vec::new();
    for name in path.split(|byte| *byte == b'/') {
        if !matches!(name, b"" | b".") {
            names.push(name);
        }
    }
    if path.ends_with(b"/") || path.ends_with(b"/.") || path == b"." {
        names.push(b".");
    }
    names
}

fn count(components: usize) -> u16 {
    u16::try_from(components).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use rustix::io::{FdFlags, fcntl_getfd};

    use super::*;

    #[test]
    fn no_descriptor_is_left_to_programs_that_are_executed() {
        let mut directories = Directories::default();
        for path in ["/etc/passwd", "Cargo.toml"] {
            let found = walk(Path::new(path), false, &mut directories).ok().unwrap();
            let mut directory = Some(&*found.directory);
            let mut files = vec![&found.file];
            while let Some(at) = directory {
                files.push(at.file());
                directory = at.parent();
            }
            for file in files {
                assert_eq!(fcntl_getfd(file), Ok(FdFlags::CLOEXEC), "{path}");
            }
        }
    }
}
