/// What to do about a credential file that others than the process's user and root can read or
/// replace.
///
/// ```
/// # use provider_credentials_core as provider_credentials;
/// use provider_credentials::{Loader, Permissions};
///
/// // A laptop with everything on a file system without owners and modes.
/// let loader = Loader::new().permissions(Permissions::Warn);
/// ```
///
/// # What is checked
///
/// On Unix, the path is walked component by component, and each is checked on its open descriptor,
/// which the next one is opened from: no path is trusted twice. The file is read from the descriptor
/// that was checked.
///
/// | | must | except |
/// |---|---|---|
/// | the file | belong to the effective user or to root, and give group and others no rights | root's file may be readable to a group of the process; see below for mounts |
/// | every directory on the way | belong to the effective user or to root, and not be writable by group or others | root's sticky directories (`/tmp`); writable by group where group and owner have the same number, as a user's private group has |
/// | every symbolic link on the way | belong to the effective user or to root | |
///
/// "On the way" is from the root directory to the file, and from there again for the target of each
/// link. Links are followed, for Kubernetes updates its volumes by swapping one.
///
/// Two kinds of mounts are how containers get secrets, with an owner and a mode that the application
/// has no say in (Linux only):
///
/// - On a **read-only tmpfs or ramfs**, the file's owner and mode are not checked: so do the kubelet
///   and Docker Swarm mount secrets.
/// - A **read-only bind mount** of the file, or of the directory that it is in, is loaded with a
///   [warning](crate::Metadata::warning): so do `docker run -v …:ro` and Compose. It is recognized by
///   its mount ID, which takes Linux 5.8; before that it is refused, and the error says why.
///
/// In a directory that others may write to, a sticky one say, they do not count for a file of somebody
/// else: anybody could have put it there. Nor does a directory that is mounted onto itself: to be
/// read-only is not enough. `/nix/store` is, and everybody can read what is in it.
///
/// POSIX access control lists show in the mode on Linux, where the group's bits are the mask of all
/// that a list gives; where there is one, the exceptions for groups do not hold. Those of macOS do not
/// show and are not checked. Mode and owner say nothing on Windows: **nothing is checked there**, and the lists that
/// the file inherits from its directory decide.
///
/// # Where the rules come from
///
/// - OpenSSH's `StrictModes` ([sshd_config(5)](https://man.openbsd.org/sshd_config#StrictModes),
///   `safe_path` in its `misc.c`): the file and all directories above it belong to root or the user,
///   and are not writable by others. Debian's OpenSSH allows the user's private group.
/// - PostgreSQL's rule for private keys
///   ([libpq](https://www.postgresql.org/docs/current/libpq-ssl.html#LIBPQ-SSL-CLIENTCERT)): 0600, or
///   0640 where root owns it.
/// - Kubernetes' [projected volumes](https://kubernetes.io/docs/concepts/storage/projected-volumes/):
///   files of root, readable to the pod's `fsGroup`, on a tmpfs, behind the link `..data`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Permissions {
    /// Do not read it: its credentials fail with `file_insecure_permissions`, `file_insecure_owner`
    /// or `file_insecure_directory`, and the error says what puts it right: for the first thing that is wrong.
    #[default]
    Enforce,
    /// Read it, and say so in [`Metadata::warnings`](crate::Metadata::warnings): what is wrong with the
    /// file, and before that with the first directory or link on the way to it.
    Warn,
    /// Do not check. The file is opened by its path.
    Off,
}
