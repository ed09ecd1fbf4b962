//! The directory in which Nomad puts the secrets of a task, which everybody may write to.

use super::place::Place;

/// Whether the file is in that directory, as the manifest has it.
pub(super) fn has(place: Place) -> bool {
    place.is_below("NOMAD_SECRETS_DIR")
}

/// `dropDirPermissions` of its `client/allocdir` makes the directory so again at each start.
pub(super) const FIX: &str = "everybody may write to the directory of Nomad: mount the file read-only with \
                              a `mount` block, or hand the secret over as a variable with `env = true`";
