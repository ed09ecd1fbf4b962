//! What the process's user may not read or enter, as data and in words.

#![cfg_attr(not(unix), allow(dead_code, reason = "the system does not say so much"))]

use core::fmt;

use crate::reason::Place;
use crate::spot::Spot;

/// The system's refusal on the way to a file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Denied {
    pub(crate) what: What,
    /// The process's effective user.
    pub(crate) user: u32,
    /// It is in a volume that the kubelet keeps.
    pub(crate) in_volume: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum What {
    /// The file may not be read.
    File,
    /// This directory may not be entered.
    Directory(Spot),
}

impl Denied {
    /// What is wrong.
    pub(crate) fn write_problem(self, place: Place, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let user = self.user;
        match self.what {
            What::File => write!(f, "user {user} may not read {place}"),
            What::Directory(spot) => {
                write!(f, "user {user} may not enter ")?;
                spot.write("directory", place, f)
            }
        }
    }

    /// The one thing to do, such that the file is not refused for it.
    pub(crate) fn write_fix(self, place: Place, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.what {
            // Its files are root's, and `defaultMode: 0400` is common.
            _ if self.in_volume => f.write_str("set `fsGroup` in the pod's `securityContext`"),
            // No command: in a container the file is often one of the host, mounted read-only.
            What::File => f.write_str("give it to that user, with mode 600"),
            What::Directory(spot) => {
                spot.write_fix(place, "chmod a+x", "let that user enter it", f)
            }
        }
    }
}
