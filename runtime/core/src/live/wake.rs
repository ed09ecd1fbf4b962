/// Why the thread wakes up.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Wake {
    /// Something happened to a file.
    Files,
    /// Something else is due than it waits for.
    Schedule,
}
