//! Directories and symbolic links on the way to a file, in words.

#![cfg_attr(not(unix), allow(dead_code, reason = "nothing is checked"))]

use core::fmt;

use crate::named::{self, Name};
use crate::reason::Place;

/// Where on the way to a file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Spot {
    /// In the path itself: so many of its components end there, and so many are left.
    InPath { before: u16, after: u16 },
    /// Above the directory that a relative path starts from.
    AboveStart,
    /// Where a symbolic link leads.
    BehindLink,
}

impl Spot {
    /// ``directory `/srv` on the way to file `/srv/key` ``; `noun` says what is there.
    pub(crate) fn write(self, noun: &str, place: Place, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.name(place), self) {
            (Some(name), _) => write!(f, "{noun} `{}` on the way to {place}", name.shown),
            (None, Self::InPath { .. }) => write!(f, "a {noun} on the way to {place}"),
            (None, Self::AboveStart) => {
                write!(f, "a {noun} above the one that the path of {place} starts from")
            }
            (None, Self::BehindLink) => {
                write!(f, "a {noun} that a symbolic link on the way to {place} leads through")
            }
        }
    }

    /// The command to run on it, or where it has no name, how to find it and what to do then.
    pub(crate) fn write_fix(
        self,
        place: Place,
        command: &str,
        or: &str,
        f: &mut fmt::Formatter<'_>,
    ) -> fmt::Result {
        if let Some(name) = self.name(place) {
            return name.run(format_args!("{command} {}", name.shell), f);
        }
        let file = named::file(place);
        let (somewhere, path) = if self.is_before_the_start(place) {
            (", in the directory that the path is relative to,", "\"$PWD\"")
        } else {
            (file.somewhere(), &*file.shell)
        };
        write!(f, "look for it{somewhere} with `namei -l {path}`, and {or}")
    }

    fn name(self, place: Place) -> Option<Name> {
        match self {
            Self::InPath { before, after } => named::on_the_way(place, before, after),
            Self::AboveStart | Self::BehindLink => None,
        }
    }

    fn is_before_the_start(self, place: Place) -> bool {
        match self {
            Self::InPath { after, .. } => named::is_before_the_start(place, after),
            Self::AboveStart => true,
            Self::BehindLink => false,
        }
    }
}
