//! All that can go wrong, in words that fit behind a password of the keyring. Nothing that a store says is among them.

#![allow(dead_code, reason = "which of them can happen depends on the platform")]

use provider_credentials_core::SourceError;

const fn error(code: &'static str, problem: &'static str, fix: &'static str) -> SourceError {
    SourceError::new(code, problem, fix)
}

pub(crate) const NO_BUS: SourceError = error(
    "keyring_no_bus",
    "there is no session bus here",
    "start the program in the user's session, where `DBUS_SESSION_BUS_ADDRESS` is set, or below `dbus-run-session`",
)
.unreachable();

pub(crate) const BUS_GONE: SourceError = error(
    "keyring_no_bus",
    "nothing answers at the address of the session bus",
    "log in again, or set `DBUS_SESSION_BUS_ADDRESS` to the bus of the session that runs: `unix:path=/run/user/UID/bus`",
)
.unreachable();

pub(crate) const BUS_ADDRESS: SourceError = error(
    "keyring_bus_address",
    "`DBUS_SESSION_BUS_ADDRESS` is not the address of a Unix socket",
    "set it to `unix:path=` and the path of the socket, such as `/run/user/UID/bus`, or unset it",
);

pub(crate) const BUS_REFUSED: SourceError = error(
    "keyring_bus_refused",
    "the session bus is another user's, or refused this process",
    "run the program as the user whose session it is, not by `sudo`",
)
.denied();

pub(crate) const NO_SERVICE: SourceError = error(
    "keyring_no_service",
    "no program on the session bus offers the Secret Service",
    "install and start one, such as `gnome-keyring-daemon --start --components=secrets`, KWallet or KeePassXC",
)
.unreachable();

pub(crate) const LOCKED: SourceError = error(
    "keyring_locked",
    "the keyring is locked, and nothing is shown here that asks for its password",
    "unlock it in the desktop's password manager, or without a desktop with `gnome-keyring-daemon --replace --unlock \
     --components=secrets`, which takes the password from standard input",
)
.denied();

pub(crate) const NOT_FOUND: SourceError = error(
    "keyring_not_found",
    "the keyring has no such password",
    "store it with `cargo credentials set`, or check `keyring_service` and `keyring_user`",
)
.absent();

pub(crate) const SEVERAL: SourceError = error(
    "keyring_several",
    "the keyring has several passwords for this service and user",
    "list them with `secret-tool search --all service SERVICE username USER`, and delete all but one in the desktop's \
     password manager",
);

pub(crate) const DENIED: SourceError = error(
    "keyring_denied",
    "access to the password was denied",
    "allow it when the system asks, or in the settings of the password",
)
.denied();

pub(crate) const KERNEL_DENIED: SourceError = error(
    "keyring_denied",
    "this process may not read the key in the kernel's keyring",
    "find it with `keyctl show`, take it out with `keyctl unlink`, and store it again with `cargo credentials set`",
)
.denied();

pub(crate) const NOT_TEXT: SourceError = error(
    "keyring_not_text",
    "the password is not UTF-8 text",
    "store the bytes in base64, and add `encoding: base64` to the manifest",
);

pub(crate) const TOO_LARGE: SourceError = error(
    "keyring_too_large",
    "the password is larger than the store, or 1 MiB, allows",
    "store the key alone, and larger texts in a file",
);

pub(crate) const NOT_STORABLE: SourceError = error(
    "keyring_not_storable",
    "the store cannot have a password under this service and user",
    "give `keyring_service` and `keyring_user` texts that are not empty, without zero bytes, of less than 255 bytes",
);

pub(crate) const TIMED_OUT: SourceError = error(
    "keyring_timed_out",
    "the keyring did not answer in time",
    "look for a window in which it asks for something, or restart it",
)
.unreachable()
.retryable();

pub(crate) const FAILED: SourceError = error(
    "keyring_failed",
    "the keyring failed",
    "look for the cause in its log, such as with `journalctl --user`, and restart it",
)
.retryable();

pub(crate) const NO_COLLECTION: SourceError = error(
    "keyring_no_collection",
    "there is no default collection to store it in",
    "create one in the desktop's password manager, or log in to the desktop once, which makes `login`",
);

pub(crate) const NO_KERNEL: SourceError = error(
    "keyring_no_kernel",
    "the kernel's keyrings cannot be used here",
    "allow the system calls `add_key` and `keyctl`, which containers deny, or leave `keyring_store` out",
)
.unreachable();

pub(crate) const NOT_KERNEL: SourceError = error(
    "keyring_no_kernel",
    "only Linux has `keyring_store: kernel`",
    "leave `keyring_store` out",
)
.unreachable();

pub(crate) const EXPIRED: SourceError = error(
    "keyring_expired",
    "the key in the kernel's keyring has expired or was revoked",
    "store it again with `cargo credentials set`",
)
.absent();

pub(crate) const NO_STORE: SourceError =
    error("keyring_no_store", "this platform has no keyring", "use another `source` on it")
        .unreachable();
