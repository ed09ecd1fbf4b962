//! A program and all that it starts.

use std::process::{Child, Command};

/// Has the program begin a group of processes, for who talks to it and cannot [`run`](crate::run) it.
#[cfg(unix)]
pub fn begin(command: &mut Command) {
    std::os::unix::process::CommandExt::process_group(command, 0);
}

/// On Windows, there is no group.
#[cfg(not(unix))]
pub fn begin(_: &mut Command) {}

/// Kills the group of a child that nobody has waited for, so that its number is not another's yet.
pub fn kill(child: &mut Child) {
    #[cfg(unix)]
    {
        use rustix::process::{Pid, Signal, kill_process_group};

        _ = kill_process_group(Pid::from_child(child), Signal::KILL);
    }
    _ = child.kill();
}

/// Whether the child has ended. It is not waited for by that, so that its number stays its own.
#[cfg(unix)]
pub(crate) fn has_ended(child: &mut Child) -> bool {
    use rustix::process::{Pid, WaitId, WaitIdOptions, waitid};

    let options = WaitIdOptions::EXITED | WaitIdOptions::NOHANG | WaitIdOptions::NOWAIT;
    !matches!(waitid(WaitId::Pid(Pid::from_child(child)), options), Ok(None))
}

#[cfg(not(unix))]
pub(crate) fn has_ended(child: &mut Child) -> bool {
    !matches!(child.try_wait(), Ok(None))
}
