//! The directories of one load: each is opened and checked once.

use std::fs::{File, Metadata};
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::fs::MetadataExt;
use std::rc::Rc;

use rustix::fs::{CWD, OFlags};
use rustix::io::Errno;

use super::directory::Directory;
use super::link::{self, Entry, Link, TRIES};
use super::mount;
use super::rules::{self, User};
use crate::file::descriptor::{errno_reason, open_at};
use crate::file::opened::reason;
use crate::report::{FileReason, Unreadable};

/// How many entries are kept from one file to the next: each directory takes a descriptor, and a
/// process often has no more than 1,024, or 256 on macOS.
const MOST: usize = 64;

/// More levels than a path has.
const DEEPEST: usize = 4096;

/// Where a directory can be searched without being readable, that is all we ask for.
#[cfg(any(target_os = "linux", target_os = "android"))]
const SEARCH: OFlags = OFlags::PATH;
#[cfg(not(any(target_os = "linux", target_os = "android")))]
const SEARCH: OFlags = OFlags::RDONLY;

/// A component on the path to a file.
#[derive(Clone)]
pub(super) enum Step {
    Into(Rc<Directory>),
    Follow(Link),
}

/// What is under a name in the directory with that ID.
struct KeptStep {
    from: usize,
    name: Vec<u8>,
    step: Step,
}

/// What was opened and checked so far.
#[derive(Default)]
pub(crate) struct Directories {
    user: Option<Rc<User>>,
    root: Option<Rc<Directory>>,
    start: Option<Rc<Directory>>,
    /// Few enough to look through.
    steps: Vec<KeptStep>,
    next_id: usize,
}

impl Directories {
    pub(super) fn user(&mut self) -> &Rc<User> {
        self.user.get_or_insert_with(|| Rc::new(User::of_this_process()))
    }

    /// Forgets everything, which closes it.
    pub(super) fn clear(&mut self) {
        self.root = None;
        self.start = None;
        self.steps.clear();
    }

    pub(super) fn is_empty(&self) -> bool {
        self.root.is_none() && self.start.is_none()
    }

    pub(super) fn is_full(&self) -> bool {
        self.steps.len() > MOST
    }

    /// Where absolute paths start.
    pub(super) fn root(&mut self) -> Result<Rc<Directory>, FileReason> {
        if let Some(root) = &self.root {
            return Ok(Rc::clone(root));
        }
        let file = search(CWD, b"/").map_err(errno_reason)?;
        let root = self.checked(file, None)?;
        self.root = Some(Rc::clone(&root));
        Ok(root)
    }

    /// The working directory. Those above it are on the path too: who may write one of them chooses
    /// what is found here the next time.
    pub(super) fn start(&mut self) -> Result<Rc<Directory>, FileReason> {
        if let Some(start) = &self.start {
            return Ok(Rc::clone(start));
        }
        let mut chain = vec![search(CWD, b".").map_err(errno_reason)?];
        while let Some(last) = chain.last().filter(|_| chain.len() < DEEPEST) {
            let above = match search(last.as_fd(), b"..") {
                Ok(above) => above,
                // As far up as this process may look.
                Err(Errno::ACCESS) => break,
                Err(error) => return Err(errno_reason(error)),
            };
            // A directory can be bound into itself, and is then its own parent but for the mount.
            if is_same(&metadata(last)?, &metadata(&above)?) && mount::is_one(last, &above) {
                break;
            }
            chain.push(above);
        }
        let mut start = None;
        while let Some(file) = chain.pop() {
            start = Some(self.checked(file, start)?);
        }
        let start = start.ok_or(FileReason::NotFound)?;
        self.start = Some(Rc::clone(&start));
        Ok(start)
    }

    /// What is under `name`, other than a file.
    pub(super) fn step(&mut self, from: &Rc<Directory>, name: &[u8]) -> Result<Step, FileReason> {
        let mut kept = self.steps.iter();
        if let Some(kept) = kept.find(|kept| kept.from == from.id && kept.name == name) {
            return Ok(kept.step.clone());
        }
        let step = self.look_up(from, name)?;
        self.steps.push(KeptStep { from: from.id, name: name.to_vec(), step: step.clone() });
        Ok(step)
    }

    fn look_up(&mut self, from: &Rc<Directory>, name: &[u8]) -> Result<Step, FileReason> {
        for _ in 0..TRIES {
            match search(from.file.as_fd(), name) {
                Ok(file) => return self.checked(file, Some(Rc::clone(from))).map(Step::Into),
                Err(error) if link::may_be_link(error) => {}
                Err(error) => return Err(errno_reason(error)),
            }
            match link::look(from, name, self.user())? {
                Entry::Link(link) => return Ok(Step::Follow(link)),
                Entry::Other => return Err(FileReason::NotFound),
                // Was a link just now.
                Entry::Directory => {}
            }
        }
        Err(FileReason::Unreadable(Unreadable::Changing))
    }

    fn checked(
        &mut self,
        file: File,
        parent: Option<Rc<Directory>>,
    ) -> Result<Rc<Directory>, FileReason> {
        let metadata = metadata(&file)?;
        let flaw = rules::directory(&file, &metadata, self.user());
        let is_shared = rules::is_shared(&metadata);
        self.next_id += 1;
        Ok(Rc::new(Directory { id: self.next_id, file, parent, flaw, is_shared }))
    }
}

/// Opens a directory, to look for others in it.
fn search(from: BorrowedFd<'_>, name: &[u8]) -> Result<File, Errno> {
    open_at(from, name, SEARCH | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC)
}

fn metadata(file: &File) -> Result<Metadata, FileReason> {
    file.metadata().map_err(|error| reason(&error))
}

fn is_same(a: &Metadata, b: &Metadata) -> bool {
    (a.dev(), a.ino()) == (b.dev(), b.ino())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::file::checked::walk::walk;

    #[test]
    fn few_directories_stay_open() {
        let name = format!("provider-credentials-directories-{}", std::process::id());
        let all = std::env::temp_dir().join(name);
        let mut directories = Directories::default();
        let mut most = 0;
        for number in 0..3 * MOST {
            let path = all.join(number.to_string()).join("key");
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, "").unwrap();
            assert!(walk(&path, false, &mut directories).is_ok());
            most = most.max(directories.steps.len());
        }
        fs::remove_dir_all(&all).unwrap();
        let levels = all.components().count() + 1;
        assert!(MOST < most && most <= MOST + levels, "{most}");
    }
}
