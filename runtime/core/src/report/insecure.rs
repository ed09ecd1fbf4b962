//! What makes a file unfit to hold a secret, as data and in words.

#![cfg_attr(not(unix), allow(dead_code, reason = "nothing is checked"))]

use core::fmt;

use super::path_name::{self, PathName};
use super::place::Place;
use super::way::WayPoint;

/// Something that lets others than the process's user and root read or replace a secret.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Insecure {
    pub(crate) target: InsecureTarget,
    pub(crate) flaw: Flaw,
    /// The process's effective user.
    pub(crate) user: u32,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum InsecureTarget {
    File(Hint),
    Directory(WayPoint),
    /// A symbolic link.
    Link(WayPoint),
}

/// What else is known of a file, for a better fix.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Hint {
    None,
    /// `..data` is on the path: the layout of the kubelet's volumes.
    Kubernetes,
    /// On a read-only mount, which may or may not be a bind mount: this kernel does not say.
    MountUnknown,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Flaw {
    /// It belongs to `owner`, who is neither the process's user nor root.
    Owner { owner: u32, mode: u32 },
    /// Its mode gives others a right that they must not have.
    Mode { owner: u32, mode: u32 },
}

impl Insecure {
    pub(crate) fn code(self) -> &'static str {
        match (self.target, self.flaw) {
            (InsecureTarget::File(_), Flaw::Mode { .. }) => "file_insecure_permissions",
            (InsecureTarget::File(_), Flaw::Owner { .. }) => "file_insecure_owner",
            (InsecureTarget::Directory(_) | InsecureTarget::Link(_), _) => {
                "file_insecure_directory"
            }
        }
    }

    /// What is wrong.
    pub(crate) fn write_problem(self, place: Place, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write_subject(place, f)?;
        match self.flaw {
            Flaw::Owner { owner, .. } if self.user == 0 => {
                write!(f, " is owned by user {owner}; it must be owned by root (this process)")?;
            }
            Flaw::Owner { owner, .. } => {
                let user = self.user;
                write!(f, " is owned by user {owner}; it must be owned by root or by user {user}")?;
                f.write_str(" (this process)")?;
            }
            Flaw::Mode { mode, .. } => {
                write!(f, " has mode {:04o}, which lets others {}", mode, self.right(mode))?;
            }
        }
        match self.target {
            InsecureTarget::File(Hint::MountUnknown) => f.write_str(
                ", and this kernel does not say whether its read-only mount is a bind mount",
            ),
            _ => Ok(()),
        }
    }

    /// The one thing to do.
    pub(crate) fn write_fix(self, place: Place, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.target {
            InsecureTarget::File(Hint::Kubernetes) => self.fix_volume(f),
            InsecureTarget::File(_) => self.fix_file(&path_name::file(place), f),
            InsecureTarget::Directory(at) => {
                at.write_fix("directory", place, &self.directory_fix(), f)
            }
            InsecureTarget::Link(at) => {
                at.write_fix("symbolic link", place, &format!("chown -h {}", self.user), f)
            }
        }
    }

    fn write_subject(self, place: Place, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.target {
            InsecureTarget::File(_) => write!(f, "{place}"),
            InsecureTarget::Directory(at) => at.write("directory", place, f),
            InsecureTarget::Link(at) => at.write("symbolic link", place, f),
        }
    }

    fn right(self, mode: u32) -> &'static str {
        match (self.target, mode & 0o022 != 0, mode & 0o044 != 0) {
            (InsecureTarget::Directory(_) | InsecureTarget::Link(_), ..) => "replace what is in it",
            (InsecureTarget::File(_), true, true) => "read and change it",
            (InsecureTarget::File(_), true, false) => "change it",
            (InsecureTarget::File(_), false, true) => "read it",
            (InsecureTarget::File(_), false, false) => "execute it",
        }
    }

    fn fix_file(self, file: &PathName, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (user, path) = (self.user, &file.shell);
        match self.flaw {
            Flaw::Owner { mode, .. } if mode.trailing_zeros() >= 6 => {
                file.run(format_args!("chown {user} {path}"), f)
            }
            // Root's file with nothing but the owner's bits would be closed to this process.
            Flaw::Mode { owner, .. } if owner == user => {
                file.run(format_args!("chmod 600 {path}"), f)
            }
            Flaw::Owner { .. } | Flaw::Mode { .. } => {
                file.run(format_args!("chown {user} {path} && chmod 600 {path}"), f)
            }
        }
    }

    fn fix_volume(self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("set `defaultMode: 0400` on the Kubernetes volume")?;
        if self.user == 0 {
            return Ok(());
        }
        f.write_str(", and `fsGroup` in the pod's `securityContext`")
    }

    /// The command for a directory, without its name.
    fn directory_fix(self) -> String {
        match self.flaw {
            Flaw::Mode { .. } => "chmod go-w".to_owned(),
            Flaw::Owner { .. } => format!("chown {}", self.user),
        }
    }
}
