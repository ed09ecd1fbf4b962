//! What a process can ask of the system to keep others of its user out of its memory.

use core::fmt;

/// Asks the system to keep the memory of this process out of core dumps and away from other
/// processes of its user; tells what came of it.
///
/// Call it first in `main`, before anything is loaded, and log what it returns. It never fails: what
/// could not be done is in the report.
///
/// ```
/// # use provider_credentials_core as provider_credentials;
/// # let _ = || {
/// let hardening = provider_credentials::harden_process();
/// println!("{hardening}");
/// // core dumps: off; tracing by other processes: off
/// # };
/// ```
///
/// | | how | where |
/// |---|---|---|
/// | [core dumps](Hardening::core_dumps) | soft and hard `RLIMIT_CORE` 0 | Unix |
/// | [tracing](Hardening::tracing) | `PR_SET_DUMPABLE` 0 | Linux, Android |
///
/// Elsewhere the report says that it is not supported.
///
/// # What it changes
///
/// - A process that cannot be traced cannot be debugged either: no `gdb -p`, `strace -p`, `gcore` or
///   profiler that attaches, except as root. No core file tells why it crashed. Make the call depend on
///   a setting if you need them.
/// - On Linux the files of this process in `/proc` belong to root. The process can still follow
///   `/proc/self/fd` and `/dev/stdin`, and loading credentials works as before; but it can no longer
///   open its own `/proc/self/mem`, `environ`, `auxv` and `io` unless it runs as root.
/// - The limit on core dumps is inherited by every child, and none can raise it without privileges.
///   The other measure is not: a child can be traced again once it has executed a program.
///
/// # What it cannot do
///
/// - Root, and whoever has `CAP_SYS_PTRACE`, still reads everything.
/// - Another process of the same user can still read the secret files of that user, and start the
///   program itself under a debugger. What is kept from it is what only this process has: the
///   environment block that it was started with, secrets from custom [sources](crate::Source), and what
///   becomes of them.
/// - A core dump that is piped to a program (`|` in `/proc/sys/kernel/core_pattern`, as systemd and
///   Ubuntu have it) does not ask for the limit. On Linux the other measure stops it all the same.
/// - A program that changes its user or group afterwards gets what `/proc/sys/fs/suid_dumpable` says
///   instead: drop privileges first.
/// - Whoever traces the process already, or has its memory open, goes on.
/// - It says nothing of swap: see feature `locked-memory`.
///
/// Sources: [`PR_SET_DUMPABLE(2const)`], [`core(5)`], [`ptrace(2)`].
///
/// [`PR_SET_DUMPABLE(2const)`]: https://man7.org/linux/man-pages/man2/PR_SET_DUMPABLE.2const.html
/// [`core(5)`]: https://man7.org/linux/man-pages/man5/core.5.html
/// [`ptrace(2)`]: https://man7.org/linux/man-pages/man2/ptrace.2.html
#[must_use = "what could not be done is in the report"]
pub fn harden_process() -> Hardening {
    Hardening { core_dumps: system::no_core_dumps(), tracing: system::no_tracing() }
}

/// What [`harden_process`] did. `Display` is one line for a log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Hardening {
    core_dumps: Measure,
    tracing: Measure,
}

impl Hardening {
    /// Whether a crash leaves a file with the memory of the process behind.
    #[must_use]
    pub fn core_dumps(&self) -> Measure {
        self.core_dumps
    }

    /// Whether other processes of the same user can attach to this one, as debuggers do, or read its
    /// memory through `/proc`.
    #[must_use]
    pub fn tracing(&self) -> Measure {
        self.tracing
    }

    /// Whether every measure was applied.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        [self.core_dumps, self.tracing].iter().all(|measure| *measure == Measure::Applied)
    }
}

impl fmt::Display for Hardening {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { core_dumps, tracing } = self;
        write!(f, "core dumps: {core_dumps}; tracing by other processes: {tracing}")
    }
}

/// What came of one measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Measure {
    /// It is in force: the system was asked, and says so itself.
    Applied,
    /// The system has it, and did not do it: a sandbox forbids the call.
    Refused,
    /// It is not supported on this platform.
    Unsupported,
}

impl fmt::Display for Measure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Applied => "off",
            Self::Refused => "still on, the system refused to turn it off",
            Self::Unsupported => "unchanged, not supported on this platform",
        })
    }
}

#[cfg(unix)]
mod system {
    #[cfg(any(target_os = "linux", target_os = "android"))]
    use rustix::process::{DumpableBehavior, dumpable_behavior, set_dumpable_behavior};
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

    use super::Measure;

    pub(super) fn no_core_dumps() -> Measure {
        let none = Rlimit { current: Some(0), maximum: Some(0) };
        // A sandbox can let a call succeed that does nothing, so the system is asked again.
        let applied = setrlimit(Resource::Core, none).is_ok() && getrlimit(Resource::Core) == none;
        if applied { Measure::Applied } else { Measure::Refused }
    }

    #[cfg(any(target_os = "linux", target_os = "android"))]
    pub(super) fn no_tracing() -> Measure {
        let applied = set_dumpable_behavior(DumpableBehavior::NotDumpable).is_ok()
            && dumpable_behavior() == Ok(DumpableBehavior::NotDumpable);
        if applied { Measure::Applied } else { Measure::Refused }
    }

    #[cfg(not(any(target_os = "linux", target_os = "android")))]
    pub(super) fn no_tracing() -> Measure {
        Measure::Unsupported
    }
}

#[cfg(not(unix))]
mod system {
    use super::Measure;

    pub(super) fn no_core_dumps() -> Measure {
        Measure::Unsupported
    }

    pub(super) fn no_tracing() -> Measure {
        Measure::Unsupported
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_is_one_line_that_says_what_was_not_done() {
        let report = |core_dumps, tracing| Hardening { core_dumps, tracing };
        let done = report(Measure::Applied, Measure::Applied);
        assert!(done.is_complete());
        assert_eq!(done.to_string(), "core dumps: off; tracing by other processes: off");
        let in_part = report(Measure::Refused, Measure::Unsupported);
        assert!(!in_part.is_complete());
        assert!(!report(Measure::Applied, Measure::Unsupported).is_complete());
        assert_eq!(
            in_part.to_string(),
            "core dumps: still on, the system refused to turn it off; tracing by other processes: \
             unchanged, not supported on this platform"
        );
    }
}
