use core::fmt;

/// What to do about a file that is not the container's to change.
pub(super) fn write_mount(user: u32, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(f, "mount it with `uid={user},mode=0400`, ")?;
    write!(f, "as `podman run --secret NAME,uid={user},mode=0400` does")
}
