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
/// A file that holds no secret, such as the `certificate` of a client certificate, may be readable by everybody. If a
/// secret is read from it too, or a private key stands in it, it may not.
///
/// The path goes from the root directory to the file, and from there again for the target of each link.
/// Links are followed, because Kubernetes updates its volumes by swapping one.
///
/// Containers get secrets through three kinds of mounts, with an owner and a mode that the application does not
/// choose (Linux only):
///
/// - On a **read-only tmpfs or ramfs**, the file's owner and mode are not checked: this is how the kubelet,
///   Docker Swarm and `BuildKit` mount secrets.
/// - A **read-only bind mount** of the file, or of its directory, is loaded with a
///   [warning](crate::Metadata::warning): this is how `docker run -v …:ro` and Compose mount them. It is
///   recognized by its mount ID, which takes Linux 5.8; on older kernels it is refused, and the error says
///   why.
/// - A **file that is mounted by itself**, and not read-only, is loaded with a
///   [warning](crate::Metadata::warning) if nobody but its owner may write to it: group and others may have
///   the right to read, and no other. This is how Podman mounts secrets, with owner root and mode 0444. It is
///   recognized as before. The owner must be the effective user or root; or a user whom this user namespace
///   has no number for, as root of the host is in a container without root. Such an owner shows as
///   `kernel.overflowuid`, 65534. If the namespace gives that number to a user of its own too, the file is
///   refused, because that user could write to it.
///
/// Nomad's `secrets` directory is no exception: everybody may write to it. Mount a file of it read-only.
///
/// These mounts are no exception for a file of another user in a directory that others may write to, such as a
/// sticky one: anybody could have put the file there. Nor is a directory that is mounted onto itself. A
/// read-only mount alone does not make a file private: `/nix/store` is one, and everybody can read it.
///
/// The error has a command that mends the first problem, but where none would: what belongs to a user outside of
/// the user namespace cannot be changed from within, and some file systems keep neither owners nor modes (FAT,
/// exFAT, WSL's Windows drives without `metadata`, SMB without Unix extensions).
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
/// - Podman's [`--secret`](https://docs.podman.io/en/latest/markdown/podman-run.1.html#secret-secret-opt-opt):
///   "copied and mounted into the container", with owner 0 and mode 0444 unless `uid`, `gid` and `mode` say
///   otherwise. What is mounted is a copy in the engine's own directory, file by file (`extractSecretToCtrStorage`
///   in its `libpod`).
/// - `BuildKit`'s [`RUN --mount=type=secret`](https://docs.docker.com/reference/dockerfile/#run---mounttypesecret):
///   owner 0 and mode 0400 by default, in memory and read-only (`secretMountInstance` in its `solver`).
/// - Nomad's [file system](https://developer.hashicorp.com/nomad/docs/concepts/filesystem): `secrets` is in
///   memory, and open to every user of the task (`dropDirPermissions` in its `client/allocdir`).
/// - `user_namespaces(7)` for owners without a number.
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
