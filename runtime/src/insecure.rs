//! What makes a file unfit to hold a secret, as data and in words.

#![cfg_attr(not(unix), allow(dead_code, reason = "nothing is checked"))]

use core::fmt;

use crate::named::{self, Name};
use crate::reason::Place;
use crate::spot::Spot;

/// Something that lets others than the process's user and root read or replace a secret.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Insecure {
    pub(crate) what: What,
    pub(crate) flaw: Flaw,
    /// The process's effective user.
    pub(crate) user: u32,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum What {
    File(Hint),
    Directory(Spot),
    /// A symbolic link.
    Link(Spot),
}

/// What else is known of a file, for a better fix.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Hint {
    None,
    /// `..data` is on the way: the layout of the kubelet's volumes.
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
        match (self.what, self.flaw) {
            (What::File(_), Flaw::Mode { .. }) => "file_insecure_permissions",
            (What::File(_), Flaw::Owner { .. }) => "file_insecure_owner",
            (What::Directory(_) | What::Link(_), _) => "file_insecure_directory",
        }
    }

    /// What is wrong.
    pub(crate) fn write_problem(self, place: Place, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write_subject(place, f)?;
        match self.flaw {
            Flaw::Owner { owner, .. } if self.user == 0 => {
                write!(f, " belongs to user {owner}, not to root")?;
            }
            Flaw::Owner { owner, .. } => {
                let user = self.user;
                write!(f, " belongs to user {owner}, not to root or to user {user}")?;
                f.write_str(", which this process runs as")?;
            }
            Flaw::Mode { mode, .. } => {
                write!(f, " has mode {:04o}, which lets others {}", mode, self.right(mode))?;
            }
        }
        match self.what {
            What::File(Hint::MountUnknown) => f.write_str(
                ", and this kernel does not tell whether its read-only mount is a bind mount",
            ),
            _ => Ok(()),
        }
    }

    /// The one thing to do.
    pub(crate) fn write_fix(self, place: Place, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.what {
            What::File(Hint::Kubernetes) => self.fix_volume(f),
            What::File(_) => self.fix_file(&named::file(place), f),
            What::Directory(spot) | What::Link(spot) => {
                let (command, or) = self.fix_on_the_way();
                spot.write_fix(place, &command, &or, f)
            }
        }
    }

    fn write_subject(self, place: Place, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.what {
            What::File(_) => write!(f, "{place}"),
            What::Directory(spot) => spot.write("directory", place, f),
            What::Link(spot) => spot.write("symbolic link", place, f),
        }
    }

    fn right(self, mode: u32) -> &'static str {
        match (self.what, mode & 0o022 != 0, mode & 0o044 != 0) {
            (What::Directory(_) | What::Link(_), ..) => "replace what is in it",
            (What::File(_), true, true) => "read and change it",
            (What::File(_), true, false) => "change it",
            (What::File(_), false, true) => "read it",
            (What::File(_), false, false) => "execute it",
        }
    }

    fn fix_file(self, file: &Name, f: &mut fmt::Formatter<'_>) -> fmt::Result {
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

    /// For a directory or a link: the command without its name, and the same in words.
    fn fix_on_the_way(self) -> (String, String) {
        let user = self.user;
        let command = match (self.flaw, self.what) {
            (Flaw::Mode { .. }, _) => {
                return (
                    "chmod go-w".to_owned(),
                    "let nobody but its owner write to it".to_owned(),
                );
            }
            (Flaw::Owner { .. }, What::Link(_)) => format!("chown -h {user}"),
            (Flaw::Owner { .. }, _) => format!("chown {user}"),
        };
        (command, format!("give it to user {user}"))
    }
}
