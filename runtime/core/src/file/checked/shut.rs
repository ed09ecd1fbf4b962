//! What there is to know of a file that the process may not read.

use super::directory::Directory;
use crate::report::DeniedTarget;

/// `target` with what is known of it, which is `name` in `directory`.
#[cfg(any(target_os = "linux", target_os = "android"))]
pub(super) fn seen(target: DeniedTarget, directory: &Directory, name: &[u8]) -> DeniedTarget {
    use std::os::fd::AsFd;
    use std::os::unix::fs::MetadataExt;

    use rustix::fs::OFlags;

    use super::mount::{self, Mount};
    use super::outside;
    use crate::file::descriptor::open_at;
    use crate::report::{Obstacle, Shut};

    let flags = OFlags::PATH | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    let (DeniedTarget::File(_), Ok(file)) =
        (target, open_at(directory.file().as_fd(), name, flags))
    else {
        return target;
    };
    let owner = file.metadata().map(|metadata| metadata.uid());
    let outside = owner.ok().and_then(outside::of);
    DeniedTarget::File(if let Some(outside) = outside {
        Shut::Outside { certain: outside == Obstacle::Outside }
    } else if !mount::is_one(&file, directory.file())
        // As Docker mounts files of the host: their owner is what it is there.
        && !matches!(mount::of(&file, directory), Mount::ReadOnlyBind)
    {
        Shut::Mounted
    } else {
        Shut::Plain
    })
}

#[cfg(not(any(target_os = "linux", target_os = "android")))]
pub(super) fn seen(target: DeniedTarget, _: &Directory, _: &[u8]) -> DeniedTarget {
    target
}
