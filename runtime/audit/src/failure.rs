//! What can go wrong, each with its words.

use core::fmt;
use std::path::{Path, PathBuf};

use provider_credentials_core::NotRecorded;

/// Why nothing can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(not(unix), allow(dead_code, reason = "nothing is written there"))]
pub(crate) enum Failure {
    Full,
    Denied,
    ReadOnly,
    NoDirectory,
    NoName,
    SymbolicLink,
    Directory,
    NotRegular,
    /// The mode.
    Writable(u32),
    /// The owner.
    NotOurs(u32),
    /// The directory's mode.
    DirectoryWritable(u32),
    /// The directory's owner.
    DirectoryNotOurs(u32),
    Locked,
    NoLog,
    OtherKey,
    KeyShort,
    FoldsFailClosed,
    #[cfg_attr(unix, expect(dead_code, reason = "of other systems"))]
    Unsupported,
    Other,
}

impl Failure {
    /// Code, problem and fix.
    const fn row(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Full => (
                "audit_full",
                "the disk of the audit log is full, or its quota or size limit is reached",
                "make room on it, or rotate the log",
            ),
            Self::Denied => (
                "audit_denied",
                "the audit log may not be written",
                "give the process's user write access to the file and its directory",
            ),
            Self::ReadOnly => (
                "audit_denied",
                "the file system of the audit log is read-only",
                "mount it writable, or give the path of a file on another one",
            ),
            Self::NoDirectory => (
                "audit_no_directory",
                "the directory of the audit log does not exist",
                "create it, with mode 700",
            ),
            Self::NoName => (
                "audit_not_regular",
                "the path of the audit log names no file",
                "give the path of a file",
            ),
            Self::SymbolicLink => (
                "audit_not_regular",
                "the audit log is a symbolic link",
                "give the path of the file that it leads to, or remove it",
            ),
            Self::Directory => (
                "audit_not_regular",
                "a directory has the name of the audit log",
                "move it away, or give the path of a file",
            ),
            Self::NotRegular => (
                "audit_not_regular",
                "the audit log is a device, a FIFO or a socket",
                "move it away, or give the path of a file",
            ),
            Self::Writable(_) => (
                "audit_insecure",
                "others than its owner may write to the audit log",
                "`chmod 600` it",
            ),
            Self::NotOurs(_) => (
                "audit_insecure",
                "the audit log belongs to neither the process's user nor root",
                "`chown` it to the process's user, or move it away",
            ),
            Self::DirectoryWritable(_) => (
                "audit_insecure_directory",
                "others can replace the audit log, because they may write to its directory",
                "`chmod go-w` the directory",
            ),
            Self::DirectoryNotOurs(_) => (
                "audit_insecure_directory",
                "others can replace the audit log, because its directory belongs to neither the process's user nor root",
                "`chown` the directory to the process's user",
            ),
            Self::Locked => (
                "audit_locked",
                "another process has held the lock of the audit log for too long",
                "find it with `lsof` and the file's path, and end it",
            ),
            Self::NoLog => (
                "audit_no_log",
                "the file does not begin and end with records of an audit log",
                "look at it with `cargo credentials audit verify`, and move it away",
            ),
            Self::OtherKey => (
                "audit_other_key",
                "the audit log was begun with another key, or without one",
                "use the same key in all processes, or move the file away",
            ),
            Self::KeyShort => (
                "audit_key_short",
                "the key of the audit log has less than 16 bytes",
                "use 32 random bytes, as `openssl rand -hex 32` prints",
            ),
            Self::FoldsFailClosed => (
                "audit_folds",
                "`fold` and `fail_closed` exclude each other: a process that is killed loses what it has folded",
                "remove one of them",
            ),
            Self::Unsupported => (
                "audit_unsupported",
                "there are no audit logs on this system",
                "run the program on Unix, or without the log",
            ),
            Self::Other => (
                "audit_failed",
                "the system failed to read or write the audit log",
                "look into the system's log, and at the file system",
            ),
        }
    }

    /// What was found, where that is a number.
    fn detail(self) -> Option<String> {
        match self {
            Self::Writable(mode) | Self::DirectoryWritable(mode) => {
                Some(format!("its mode is {mode:04o}"))
            }
            Self::NotOurs(owner) | Self::DirectoryNotOurs(owner) => {
                Some(format!("its owner is user {owner}"))
            }
            _ => None,
        }
    }

    pub(crate) const fn not_recorded(self) -> NotRecorded {
        let (code, problem, fix) = self.row();
        NotRecorded::new(code, problem, fix)
    }
}

/// Why a log cannot be opened.
#[derive(Clone, PartialEq, Eq)]
pub struct AuditError {
    path: PathBuf,
    failure: Failure,
}

impl AuditError {
    pub(crate) fn new(path: &Path, failure: Failure) -> Self {
        Self { path: path.to_owned(), failure }
    }

    /// A stable word for programs to match on. New ones may come.
    ///
    /// | code | meaning |
    /// |---|---|
    /// | `audit_full` | the disk is full, or a quota or size limit is reached |
    /// | `audit_denied` | the file may not be opened or written, or its file system is read-only |
    /// | `audit_no_directory` | its directory does not exist |
    /// | `audit_not_regular` | a symbolic link, a directory, a device |
    /// | `audit_insecure` | it belongs to neither the process's user nor root, or others may write to it |
    /// | `audit_insecure_directory` | its directory belongs to neither the process's user nor root, or others may write to it and it has no sticky bit |
    /// | `audit_locked` | another process holds the lock for too long |
    /// | `audit_no_log` | it does not begin and end with records |
    /// | `audit_other_key` | it was begun with another key, or without one |
    /// | `audit_key_short` | the key has less than 16 bytes |
    /// | `audit_folds` | `fold` and `fail_closed` exclude each other |
    /// | `audit_unsupported` | the system is none of Unix |
    /// | `audit_failed` | the system failed otherwise |
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.failure.row().0
    }
}

impl fmt::Display for AuditError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (_, problem, fix) = self.failure.row();
        write!(f, "audit log `{}`: {problem}", self.path.display())?;
        if let Some(detail) = self.failure.detail() {
            write!(f, " ({detail})")?;
        }
        write!(f, "; {fix}")
    }
}

impl fmt::Debug for AuditError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self} [{}]", self.code())
    }
}

impl core::error::Error for AuditError {}
