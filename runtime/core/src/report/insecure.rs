//! What makes a file unfit to hold a secret, as data and in words.

#![cfg_attr(not(unix), allow(dead_code, reason = "nothing is checked"))]

use core::fmt;

use super::mounted::write_mount;
use super::nomad;
use super::path_name::{self, PathName};
use super::place::Place;
use super::way::WayPoint;

#[cfg_attr(test, derive(Debug))]
/// Something that lets others than the process's user and root read or replace a secret.
#[derive(Clone, Copy, PartialEq)]
pub(crate) struct Insecure {
    pub(crate) target: InsecureTarget,
    pub(crate) flaw: Flaw,
    /// The process's effective user.
    pub(crate) user: u32,
}

#[derive(Clone, Copy, PartialEq)]
#[cfg_attr(test, derive(Debug))]
pub(crate) enum InsecureTarget {
    File(Hint),
    Directory(WayPoint),
    /// A symbolic link.
    Link(WayPoint),
}

#[cfg_attr(test, derive(Debug))]
/// What else is known of a file, for a better fix.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Hint {
    None,
    /// `..data` is on the path: the layout of the kubelet's volumes.
    Kubernetes,
    /// On a read-only mount, which may or may not be a bind mount: this kernel does not say.
    MountUnknown,
}

#[derive(Clone, Copy, PartialEq)]
#[cfg_attr(test, derive(Debug))]
pub(crate) struct Flaw {
    pub(crate) wrong: Wrong,
    pub(crate) owner: u32,
    pub(crate) mode: u32,
    pub(crate) obstacle: Option<Obstacle>,
}

#[derive(Clone, Copy, PartialEq)]
#[cfg_attr(test, derive(Debug))]
pub(crate) enum Wrong {
    /// It belongs to neither the process's user nor root.
    Owner,
    /// Its mode gives others a right that they must not have.
    Mode,
}

#[cfg_attr(test, derive(Debug))]
/// Why no `chown` or `chmod` helps, whoever runs it here.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Obstacle {
    /// The owner is outside of the process's user namespace.
    Outside,
    /// The owner's number stands for all who are, and for one who is not.
    PerhapsOutside,
    /// The file system keeps neither owners nor modes.
    NoModes,
}

impl Insecure {
    pub(crate) fn code(self) -> &'static str {
        match (self.target, self.flaw.wrong) {
            (InsecureTarget::File(_), Wrong::Mode) => "file_insecure_permissions",
            (InsecureTarget::File(_), Wrong::Owner) => "file_insecure_owner",
            (InsecureTarget::Directory(_) | InsecureTarget::Link(_), _) => {
                "file_insecure_directory"
            }
        }
    }

    /// What is wrong.
    pub(crate) fn write_problem(self, place: Place, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write_subject(place, f)?;
        let Flaw { wrong, owner, mode, obstacle } = self.flaw;
        match (wrong, obstacle) {
            (Wrong::Owner, Some(Obstacle::Outside)) => {
                f.write_str(" belongs to a user outside this container's user namespace")?;
                self.write_owners(f)?;
            }
            (Wrong::Owner, Some(Obstacle::PerhapsOutside)) => {
                write!(
                    f,
                    " is owned by user {owner}, which here is also every user outside this "
                )?;
                f.write_str("container's user namespace")?;
                self.write_owners(f)?;
            }
            (Wrong::Owner, _) => {
                write!(f, " is owned by user {owner}")?;
                self.write_owners(f)?;
            }
            (Wrong::Mode, _) => {
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
        match (self.target, self.flaw.obstacle) {
            (InsecureTarget::File(Hint::Kubernetes), _) => self.fix_volume(f),
            _ if nomad::has(place) => f.write_str(nomad::FIX),
            (_, Some(Obstacle::NoModes)) => {
                f.write_str("this file system keeps no modes: move the file to one that does")
            }
            (target, Some(Obstacle::Outside | Obstacle::PerhapsOutside)) => {
                self.fix_outside(target, f)
            }
            (InsecureTarget::File(_), None) => self.fix_file(&path_name::file(place), f),
            (InsecureTarget::Directory(at), None) => {
                let exception = match self.flaw.wrong {
                    Wrong::Mode => "; a sticky one, such as `/tmp`, is fine as it is",
                    Wrong::Owner => "",
                };
                at.write_fix("directory", place, &self.directory_fix(), exception, f)
            }
            (InsecureTarget::Link(at), None) => {
                at.write_fix("symbolic link", place, &format!("chown -h {}", self.user), "", f)
            }
        }
    }

    fn write_owners(self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("; it must be owned by root")?;
        if self.user != 0 {
            write!(f, " or by user {}", self.user)?;
        }
        f.write_str(" (this process)")
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
        let Flaw { wrong, owner, mode, .. } = self.flaw;
        match wrong {
            Wrong::Owner if mode.trailing_zeros() >= 6 => {
                file.run(format_args!("chown {user} {path}"), f)
            }
            // Root's file with nothing but the owner's bits would be closed to this process.
            Wrong::Mode if owner == user => file.run(format_args!("chmod 600 {path}"), f),
            Wrong::Owner | Wrong::Mode => {
                file.run(format_args!("chown {user} {path} && chmod 600 {path}"), f)
            }
        }
    }

    /// Root in here is not root there, and cannot change the owner.
    fn fix_outside(self, target: InsecureTarget, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let user = self.user;
        match target {
            InsecureTarget::File(_) => write_mount(user, f),
            InsecureTarget::Directory(_) | InsecureTarget::Link(_) => {
                f.write_str(
                    "mount the file where every directory belongs to root of the container",
                )?;
                if user == 0 { Ok(()) } else { write!(f, " or to user {user}") }
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
        match self.flaw.wrong {
            Wrong::Mode => "chmod go-w".to_owned(),
            Wrong::Owner => format!("chown {}", self.user),
        }
    }
}
