//! What events say of the files, told on the thread of the watcher.

use std::ffi::OsStr;
use std::path::Path;

use notify::event::{AccessKind, AccessMode, ModifyKind};
use notify::{Event, EventKind};

use super::interest::Interest;

#[derive(Default)]
pub(super) struct State {
    pub(super) interests: Vec<Interest>,
    /// How many events mattered.
    pub(super) changes: u64,
    /// Of each interest: whether somebody writes into the file and has not closed it.
    pub(super) is_written: Vec<bool>,
}

/// What an event means for a file.
enum Meaning {
    Nothing,
    /// Another file may be there now, or the same with other rights.
    Changed,
    /// Somebody is writing into it.
    Written,
    /// Whoever wrote is done.
    Closed,
}

impl State {
    /// Whether the event matters.
    pub(super) fn take(&mut self, event: &Event) -> bool {
        // The kernel forgot some.
        if event.need_rescan() {
            return true;
        }
        let meaning = meaning(event.kind);
        if matches!(meaning, Meaning::Nothing) {
            return false;
        }
        let mut matters = false;
        for path in &event.paths {
            matters |= self.take_path(path, &meaning);
        }
        matters
    }

    fn take_path(&mut self, path: &Path, meaning: &Meaning) -> bool {
        let (parent, name) = (path.parent(), path.file_name());
        let is_it = |interest: &Interest| {
            parent.is_some_and(|parent| interest.is_in(parent, name.unwrap_or(OsStr::new(""))))
        };
        let mut matters = false;
        for (interest, is_written) in self.interests.iter().zip(&mut self.is_written) {
            // A directory that is watched may be gone itself.
            if interest.directory == path {
                matters = true;
            } else if is_it(interest) {
                matters = true;
                *is_written = matches!(meaning, Meaning::Written);
            }
        }
        matters
    }
}

fn meaning(kind: EventKind) -> Meaning {
    match kind {
        EventKind::Modify(ModifyKind::Data(_) | ModifyKind::Any) if HAS_CLOSE => Meaning::Written,
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => Meaning::Closed,
        EventKind::Access(_) => Meaning::Nothing,
        EventKind::Any
        | EventKind::Create(_)
        | EventKind::Modify(_)
        | EventKind::Remove(_)
        | EventKind::Other => Meaning::Changed,
    }
}

/// Whether the platform tells when a file that was written is closed. Elsewhere nothing tells a half-written file from
/// a whole one.
const HAS_CLOSE: bool = cfg!(any(target_os = "linux", target_os = "android"));
