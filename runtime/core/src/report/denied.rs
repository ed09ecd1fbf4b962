//! What the process has no right to read or search, as data and in words.

#![cfg_attr(not(unix), allow(dead_code, reason = "the system does not say so much"))]

use core::fmt;

use super::mounted::write_mount;
use super::place::Place;
use super::way::WayPoint;

#[cfg_attr(test, derive(Debug))]
/// The system's refusal on the path to a file.
#[derive(Clone, Copy, PartialEq)]
pub(crate) struct Denied {
    pub(crate) target: DeniedTarget,
    /// The process's effective user.
    pub(crate) user: u32,
    /// It is in a volume that the kubelet keeps.
    pub(crate) in_volume: bool,
}

#[derive(Clone, Copy, PartialEq)]
#[cfg_attr(test, derive(Debug))]
pub(crate) enum DeniedTarget {
    /// The process has no right to read the file.
    File(Shut),
    /// The process has no right to search this directory.
    Directory(WayPoint),
}

#[cfg_attr(test, derive(Debug))]
/// What else is known of a file, for a better fix.
#[derive(Clone, Copy, PartialEq)]
#[cfg_attr(not(any(target_os = "linux", target_os = "android")), allow(dead_code))]
pub(crate) enum Shut {
    Plain,
    /// It holds no secret, so everybody may read it.
    Public,
    /// It is mounted by itself, as engines mount copies of secrets.
    Mounted,
    /// Its owner is, or if not `certain` may be, outside of the process's user namespace.
    Outside {
        certain: bool,
    },
}

impl Denied {
    /// What is wrong.
    pub(crate) fn write_problem(self, place: Place, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let user = self.user;
        match self.target {
            DeniedTarget::File(shut) => {
                write!(f, "user {user} has no read permission on {place}")?;
                let belongs = match shut {
                    Shut::Plain | Shut::Public | Shut::Mounted => return Ok(()),
                    Shut::Outside { certain: true } => "belongs",
                    Shut::Outside { certain: false } => "may belong",
                };
                write!(f, ", which {belongs} to a user outside this container's user namespace")
            }
            DeniedTarget::Directory(at) => {
                write!(f, "user {user} has no search (x) permission on ")?;
                at.write("directory", place, f)
            }
        }
    }

    /// The one thing to do, such that the file is not refused for it.
    pub(crate) fn write_fix(self, place: Place, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let user = self.user;
        match self.target {
            // Its files are root's, and `defaultMode: 0400` is common.
            _ if self.in_volume => f.write_str("set `fsGroup` in the pod's `securityContext`"),
            // No command: in a container the file is often one of the host, mounted read-only.
            DeniedTarget::File(Shut::Plain) => {
                f.write_str("make that user its owner, with mode 600")
            }
            DeniedTarget::File(Shut::Public) => f.write_str(
                "set its mode to 644: it holds no secret; that user or root must own it",
            ),
            DeniedTarget::File(Shut::Mounted) => {
                f.write_str("make that user its owner, with mode 600, as ")?;
                write!(f, "`uid={user},mode=0400` does for a secret of Podman or BuildKit")
            }
            DeniedTarget::File(Shut::Outside { .. }) => write_mount(user, f),
            DeniedTarget::Directory(at) => at.write_fix("directory", place, "chmod a+x", "", f),
        }
    }
}
