//! A crash writes no memory to the disk.

/// Of this process and of those that it starts from now on.
#[cfg(unix)]
pub(crate) fn none() {
    use rustix::process::{Resource, Rlimit, setrlimit};

    // No more than a precaution: less is always allowed.
    let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
}

#[cfg(not(unix))]
pub(crate) fn none() {}
