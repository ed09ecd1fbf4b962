//! Directories and symbolic links on the path to a file, in words.

#![cfg_attr(not(unix), allow(dead_code, reason = "nothing is checked"))]

use core::fmt;

use super::path_name::{self, PathName};
use super::place::Place;

#[cfg_attr(test, derive(Debug))]
/// A place on the path to a file.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum WayPoint {
    /// In the path itself.
    InPath { components_before: u16, components_left: u16 },
    /// Above the directory that a relative path starts from.
    AboveStart,
    /// Where a symbolic link leads.
    BehindLink,
}

impl WayPoint {
    /// ``directory `/srv` on the path to file `/srv/key` ``; `noun` says what is there.
    pub(crate) fn write(self, noun: &str, place: Place, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.name(place), self) {
            (Some(name), _) => write!(f, "{noun} `{}` on the path to {place}", name.shown),
            (None, Self::InPath { .. }) => write!(f, "a {noun} on the path to {place}"),
            (None, Self::AboveStart) => {
                write!(f, "a {noun} above the one that the path of {place} is relative to")
            }
            (None, Self::BehindLink) => {
                write!(f, "a {noun} behind a symbolic link on the path to {place}")
            }
        }
    }

    /// The command to run on it; if it has no name, how to find it first.
    pub(crate) fn write_fix(
        self,
        noun: &str,
        place: Place,
        command: &str,
        exception: &str,
        f: &mut fmt::Formatter<'_>,
    ) -> fmt::Result {
        if let Some(name) = self.name(place) {
            return name.run(format_args!("{command} {}", name.shell), f);
        }
        let file = path_name::file(place);
        let (note, path) = if self.is_before_start(place) {
            // All of the path, so that it shows whichever is meant.
            let relative = file.shell.trim_start_matches("./");
            (", in the directory that the path is relative to,", format!("\"$PWD\"/{relative}"))
        } else {
            (file.environment_note(), file.shell)
        };
        write!(f, "find the {noun}{note} with `namei -l {path}`, then `{command}` it{exception}")
    }

    fn name(self, place: Place) -> Option<PathName> {
        match self {
            Self::InPath { components_before, components_left } => {
                path_name::at(place, components_before, components_left)
            }
            Self::AboveStart | Self::BehindLink => None,
        }
    }

    fn is_before_start(self, place: Place) -> bool {
        match self {
            Self::InPath { components_left, .. } => {
                path_name::is_before_start(place, components_left)
            }
            Self::AboveStart => true,
            Self::BehindLink => false,
        }
    }
}
