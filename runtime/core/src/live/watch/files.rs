use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use notify::{Config, RecommendedWatcher, RecursiveMode, Watcher};

use super::interest::follow;
use super::state::State;
use crate::load::FilePaths;

/// Watches the directories in which something matters.
pub(in crate::live) struct Watch {
    watcher: RecommendedWatcher,
    /// Those that are watched, and which directory was there.
    directories: BTreeMap<PathBuf, Identity>,
    state: Arc<Mutex<State>>,
    /// Whether each directory on the way could be watched.
    is_whole: bool,
}

impl Watch {
    /// `wake` is called after each event that matters. `None` where the system has no room for another watcher.
    pub(in crate::live) fn new(wake: impl Fn() + Send + 'static) -> Option<Self> {
        let state = Arc::<Mutex<State>>::default();
        let known = Arc::clone(&state);
        let watcher = RecommendedWatcher::new(
            move |event: notify::Result<notify::Event>| {
                // An error of the watcher may hide a change: look.
                let mut state = lock(&known);
                let matters = event.map_or(true, |event| state.take(&event));
                state.changes += u64::from(matters);
                drop(state);
                if matters {
                    wake();
                }
            },
            Config::default().with_follow_symlinks(false),
        );
        Some(Self { watcher: watcher.ok()?, directories: BTreeMap::new(), state, is_whole: true })
    }

    /// Watches for changes of these files from now on. Whether nothing could have been missed: all of it was watched
    /// before.
    pub(in crate::live) fn follow(&mut self, paths: &FilePaths) -> bool {
        let mut interests = Vec::new();
        for (number, paths) in paths.of.iter().enumerate() {
            for path in paths {
                follow(path.as_path(), Some(number), &mut interests);
            }
        }
        if let Some(dotenv) = &paths.dotenv {
            follow(dotenv.as_path(), None, &mut interests);
        }
        let wanted: BTreeSet<PathBuf> =
            interests.iter().map(|interest| interest.directory.clone()).collect();
        {
            let mut state = lock(&self.state);
            let written = |interest: &super::interest::Interest| {
                let mut known = state.interests.iter().zip(&state.is_written);
                known.any(|(known, written)| {
                    *written && known.is_in(&interest.directory, interest.name.as_os_str())
                })
            };
            let is_written: Vec<bool> = interests.iter().map(written).collect();
            state.interests = interests;
            state.is_written = is_written;
        }
        let mut was_watched = true;
        let mut watched = BTreeMap::new();
        self.is_whole = true;
        for directory in wanted {
            let identity = identity(&directory);
            match self.directories.remove(&directory) {
                Some(known) if identity.is_some() && known == identity => {}
                known => {
                    was_watched = false;
                    // Another one is there now: the watch is on the one before.
                    if known.is_some() {
                        _ = self.watcher.unwatch(&directory);
                    }
                    // One that cannot be watched is tried again with the next load.
                    if self.watcher.watch(&directory, RecursiveMode::NonRecursive).is_err() {
                        self.is_whole = false;
                        continue;
                    }
                }
            }
            watched.insert(directory, identity);
        }
        for directory in self.directories.keys() {
            _ = self.watcher.unwatch(directory);
        }
        self.directories = watched;
        was_watched
    }

    /// Whether all that matters is watched: the system has limits, and directories that may not be listed cannot be.
    pub(in crate::live) fn is_whole(&self) -> bool {
        self.is_whole
    }

    /// How many events mattered until now.
    pub(in crate::live) fn changes(&self) -> u64 {
        lock(&self.state).changes
    }

    /// Whether somebody is writing into a file of the credential with this number.
    pub(in crate::live) fn is_written(&self, credential: usize) -> bool {
        let state = lock(&self.state);
        state.interests.iter().zip(&state.is_written).any(|(interest, is_written)| {
            *is_written && (interest.of.is_empty() || interest.of.contains(&credential))
        })
    }
}

/// Tells a directory from another one in its place, where the platform can.
type Identity = Option<(u64, u64)>;

#[cfg(unix)]
fn identity(directory: &Path) -> Identity {
    use std::os::unix::fs::MetadataExt;

    let metadata = std::fs::metadata(directory).ok()?;
    Some((metadata.dev(), metadata.ino()))
}

#[cfg(not(unix))]
fn identity(directory: &Path) -> Identity {
    directory.is_dir().then_some((0, 0))
}

fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}
