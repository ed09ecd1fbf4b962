/// What to do about a credential file that somebody other than the process's user and root can read or
/// replace.
///
/// ```
/// # use provider_credentials_core as provider_credentials;
/// use provider_credentials::{Loader, Permissions};
///
/// // A laptop whose file system has no owners and modes.
/// let loader = Loader::new().permissions(Permissions::Warn);
/// ```
///
/// # What is checked
///
/// On Unix, the path is walked component by component. Each is checked on its open descriptor, from which the
/// next one is opened, so that no path is trusted twice. The file is read from the descriptor that was
/// checked.
///
/// | | must | except |
/// |---|---|---|
/// | the file | be owned by the effective user or root, and give group and others no rights | a file of root may be readable by a group of the process; see below for mounts |
/// | every directory on the path | be owned by the effective user or root, and not be writable by group or others | sticky directories of root (`/tmp`); writable by group if group and owner have the same number, as a user's private group has |
/// | every symbolic link on the path | be owned by the effective user or root | |
///
/// The path goes from the root directory to the file, and from there again for the target of each link.
/// Links are followed, because Kubernetes updates its volumes by swapping one.
///
/// Containers get secrets through two kinds of mounts, with an owner and a mode that the application does not
/// choose (Linux only):
///
/// - On a **read-only tmpfs or ramfs**, the file's owner and mode are not checked: this is how the kubelet
///   and Docker Swarm mount secrets.
/// - A **read-only bind mount** of the file, or of its directory, is loaded with a
///   [warning](crate::Metadata::warning): this is how `docker run -v …:ro` and Compose mount them. It is
///   recognized by its mount ID, which takes Linux 5.8; on older kernels it is refused, and the error says
///   why.
///
/// These mounts are no exception for a file of another user in a directory that others may write to, such as a
/// sticky one: anybody could have put the file there. Nor is a directory that is mounted onto itself. A
/// read-only mount alone does not make a file private: `/nix/store` is one, and everybody can read it.
///
/// On Linux, POSIX access control lists show in the mode: the group's bits are then the mask of everything that
/// the list grants. If a file has such a list, the exceptions for groups do not apply. The lists of macOS do
/// not show in the mode and are not checked. On Windows, mode and owner say nothing: **nothing is checked
/// there**, and the access list that the file inherits from its directory decides.
///
/// # Where the rules come from
///
/// - OpenSSH's `StrictModes` ([sshd_config(5)](https://man.openbsd.org/sshd_config#StrictModes),
///   `safe_path` in its `misc.c`): the file and all directories above it are owned by root or the user,
///   and are not writable by others. Debian's OpenSSH allows the user's private group.
/// - PostgreSQL's rule for private keys
///   ([libpq](https://www.postgresql.org/docs/current/libpq-ssl.html#LIBPQ-SSL-CLIENTCERT)): 0600, or
///   0640 if root owns it.
/// - Kubernetes' [projected volumes](https://kubernetes.io/docs/concepts/storage/projected-volumes/):
///   files of root, readable to the pod's `fsGroup`, on a tmpfs, behind the link `..data`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Permissions {
    /// Do not read it: its credentials fail with `file_insecure_permissions`, `file_insecure_owner`
    /// or `file_insecure_directory`, and the error says how to fix the first problem.
    #[default]
    Enforce,
    /// Read it, and say what is wrong in [`Metadata::warnings`](crate::Metadata::warnings): with the first
    /// directory or link on the path, and with the file.
    Warn,
    /// Do not check. The file is opened by its path.
    Off,
}
