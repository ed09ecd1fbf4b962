#![cfg_attr(not(unix), allow(dead_code, reason = "nothing is checked"))]

use core::fmt;
use std::sync::Arc;

use super::insecure::Insecure;
use super::place::Place;
use super::reason::Doubt;
use super::skipped::Skipped;
use crate::contract::SourceWarning;
#[cfg(feature = "locked-memory")]
use crate::secret::Unlocked;

/// Something that is wrong with a credential although it was loaded.
///
/// A file that others can read or replace is refused, unless [`Permissions::Warn`] is chosen or the
/// file is mounted as containers do, see [`Permissions`](crate::Permissions). A source that
/// `fall_through` in the manifest passed over is a warning of the one that was read, `source_skipped`. With feature
/// `locked-memory` a secret whose memory cannot be locked has a warning too, and a source can add its own. A value that can hardly
/// be the secret (a placeholder, quotes around it, white space in it, …) has a warning whose code begins with
/// `value_`, unless the credential's `allow` in the manifest has that code;
/// [`Loader::strict_values`](crate::Loader::strict_values) makes these errors. The text is as safe to log
/// as that of a [`LoadError`].
///
/// [`Permissions::Warn`]: crate::Permissions::Warn
/// [`LoadError`]: crate::LoadError
#[derive(Clone)]
pub struct LoadWarning(Arc<Inner>);

enum Inner {
    File {
        place: Place,
        concern: Concern,
    },
    Source {
        place: Place,
        warning: SourceWarning,
    },
    Value {
        place: Place,
        doubt: Doubt,
    },
    Skipped(Skipped),
    /// Of a part, by the rules of the credential's kind.
    Kind {
        part: &'static str,
        warning: SourceWarning,
    },
    #[cfg(feature = "locked-memory")]
    Memory(Unlocked),
    #[cfg(feature = "env-removal")]
    VariableNotRemoved(&'static str),
    #[cfg(feature = "live")]
    MountedAlone,
}

/// A finding, and why it did not keep the file from being read.
#[derive(Clone, Copy)]
pub(crate) struct Concern {
    pub(crate) insecure: Insecure,
    pub(crate) excuse: Excuse,
}

#[derive(Clone, Copy)]
pub(crate) enum Excuse {
    /// The program asked for warnings.
    Policy,
    /// The file or its directory is bind-mounted read-only: somebody put it there for this process.
    ReadOnlyBindMount,
    /// The file is mounted by itself, and nobody but its owner may write to it.
    OwnMount,
}

impl LoadWarning {
    pub(crate) fn new(place: Place, concern: Concern) -> Self {
        Self(Arc::new(Inner::File { place, concern }))
    }

    pub(crate) fn of_source(place: Place, warning: SourceWarning) -> Self {
        Self(Arc::new(Inner::Source { place, warning }))
    }

    pub(crate) fn skipped(skipped: Skipped) -> Self {
        Self(Arc::new(Inner::Skipped(skipped)))
    }

    /// Of a source that was passed over.
    pub(crate) fn as_skipped(&self) -> Option<Skipped> {
        match *self.0 {
            Inner::Skipped(skipped) => Some(skipped),
            _ => None,
        }
    }

    pub(crate) fn of_value(place: Place, doubt: Doubt) -> Self {
        Self(Arc::new(Inner::Value { place, doubt }))
    }

    pub(crate) fn of_kind(part: &'static str, warning: SourceWarning) -> Self {
        Self(Arc::new(Inner::Kind { part, warning }))
    }

    #[cfg(feature = "env-removal")]
    pub(crate) fn variable_not_removed(name: &'static str) -> Self {
        Self(Arc::new(Inner::VariableNotRemoved(name)))
    }

    #[cfg(feature = "live")]
    pub(crate) fn mounted_alone() -> Self {
        Self(Arc::new(Inner::MountedAlone))
    }

    #[cfg(feature = "locked-memory")]
    pub(crate) fn memory(unlocked: Unlocked) -> Self {
        Self(Arc::new(Inner::Memory(unlocked)))
    }

    /// A stable word for programs to match on, as [`LoadError::code`](crate::LoadError::code) would
    /// give it: `file_insecure_permissions`, `file_insecure_owner`, `file_insecure_directory`,
    /// `source_skipped`, `memory_not_locked`, `variable_not_removed`, `file_mounted_alone`, one of a source's own, or
    /// about the value:
    ///
    /// | code | meaning |
    /// |---|---|
    /// | `value_quoted` | it begins and ends with a quote, as `docker run --env-file` leaves them |
    /// | `value_scheme` | it begins with `Bearer `, `Basic ` or `Token ` |
    /// | `value_assignment` | it begins with a name and `=` |
    /// | `value_white_space` | a one-line value has white space in it or around it |
    /// | `value_line_break` | it has several lines, and is neither PEM nor JSON |
    /// | `value_control_character` | it has a control character in it, or a mark of a terminal: `[200~` |
    /// | `value_invisible_character` | it has a zero-width or bidirectional character in it |
    /// | `value_escaped_pem` | it is PEM with `\n` for its line breaks, and was loaded with line breaks |
    /// | `value_placeholder` | it is a placeholder: `changeme`, `<api-key>`, `your-…`, `xxx` |
    /// | `value_reference` | it is the name of a secret in a store: `op://…`, `vault:secret/…`, `arn:aws:secretsmanager:…` |
    /// | `value_response` | it is what a server answered: a page, or JSON about an error |
    /// | `value_public` | it is a certificate, a public key, a publishable key, a fingerprint or an ID |
    /// | `value_pem_cut` | it is PEM without its end or its line breaks, or with something else in between, also in the key of a service account |
    /// | `value_base64` | it is a key in base64, as a Kubernetes Secret that was encoded twice gives, a compressed file or UTF-16 in base64, or a key in base32 |
    /// | `value_hex` | it is a text in hexadecimal digits |
    /// | `value_wrapped` | it is what a store's own command prints, in which the secret is one value |
    /// | `value_hash` | it is a password's hash, or that of nothing |
    /// | `value_escaped_line_break` | it ends in a line break that is written out: `\n`, `%0A` |
    /// | `value_stray_sign` | a sign stands beside a key, as in `ghp_…,` and `sk-…:wq`, or in one whose provider uses none |
    /// | `value_token_cut` | it is a JSON Web Token without all its parts |
    /// | `value_key_cut` | it begins like a key of a provider, and is shorter than its keys are |
    /// | `value_twice` | it is the same text twice, several keys in a row, or a conflict of Git |
    /// | `value_escaped` | it has signs in it as HTML, Markdown, JSON, a URL or a mail writes them: `&quot;`, `%2D`, base64 with `%2B` |
    /// | `value_fernet` | it is a token of Fernet: ciphertext, unless the provider hands out such tokens, as OpenStack does |
    /// | `value_lookalike` | it has a sign in it that only looks like one of ASCII (a long dash, a Cyrillic letter), or a wrong letter in a token of GitHub |
    /// | `value_name` | it is a name or an address: an email address, a host, a model, a region |
    /// | `value_url` | it is a URL in whose password a `/`, `?` or `#` is not percent-encoded, or a link that a mail filter rewrote |
    /// | `value_own_name` | it is the name of its own variable, `${NAME}` that nobody filled in, or code that reads one |
    /// | `value_path` | it is the path of a file |
    /// | `value_short` | it has fewer than 8 characters |
    /// | `value_other_provider` | it begins as the keys of another provider than the manifest's do |
    /// | `token_expired` | it is a JSON Web Token whose `exp` is past by the loader's clock |
    #[must_use]
    pub fn code(&self) -> &'static str {
        match *self.0 {
            Inner::File { concern, .. } => concern.insecure.code(),
            Inner::Source { warning, .. } | Inner::Kind { warning, .. } => warning.code(),
            Inner::Value { doubt, .. } => doubt.code(),
            Inner::Skipped(_) => "source_skipped",
            #[cfg(feature = "locked-memory")]
            Inner::Memory(_) => "memory_not_locked",
            #[cfg(feature = "env-removal")]
            Inner::VariableNotRemoved(_) => "variable_not_removed",
            #[cfg(feature = "live")]
            Inner::MountedAlone => "file_mounted_alone",
        }
    }
}

/// Problem and fix.
impl fmt::Display for LoadWarning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (place, Concern { insecure, excuse }) = match *self.0 {
            Inner::File { place, concern } => (place, concern),
            Inner::Source { place, warning } => {
                let (problem, detail) = (warning.problem(), warning.detail());
                return write!(f, "{place}: {problem}{detail}; {}", warning.fix());
            }
            Inner::Value { place, doubt } => return doubt.write(place, f),
            Inner::Skipped(skipped) => return skipped.fmt(f),
            Inner::Kind { part, warning } => {
                let (problem, detail) = (warning.problem(), warning.detail());
                let fix = warning.fix();
                // The only part is the credential itself.
                return match part {
                    "secret" => write!(f, "it {problem}{detail}; {fix}"),
                    part => write!(f, "its `{part}` {problem}{detail}; {fix}"),
                };
            }
            #[cfg(feature = "locked-memory")]
            Inner::Memory(unlocked) => return unlocked.fmt(f),
            #[cfg(feature = "env-removal")]
            Inner::VariableNotRemoved(name) => {
                return write!(
                    f,
                    "`{name}` stays in the environment, because a source that did not answer in time \
                     is still running; raise its time limit with `Loader::source_timeout`"
                );
            }
            #[cfg(feature = "live")]
            Inner::MountedAlone => {
                return f.write_str(
                    "its file is mounted by itself, so that no other one in its place is ever seen; \
                     mount the directory that it is in (in Kubernetes, without `subPath`)",
                );
            }
        };
        insecure.write_problem(place, f)?;
        match excuse {
            Excuse::Policy => {
                f.write_str("; ")?;
                insecure.write_fix(place, f)
            }
            Excuse::ReadOnlyBindMount => f.write_str(
                "; it was loaded because it is mounted read-only; set mode 600 on the mounted file and \
                 make the process's user its owner",
            ),
            Excuse::OwnMount => {
                let user = insecure.user;
                f.write_str("; it was loaded because it is mounted by itself; make ")?;
                write!(f, "user {user} its owner, with mode 600, as `podman run --secret ")?;
                write!(f, "NAME,uid={user},mode=0400` does")
            }
        }
    }
}

impl fmt::Debug for LoadWarning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self} [{}]", self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::dotenv_file::DotenvFile;
    use crate::report::insecure::{Flaw, Hint, InsecureTarget, Obstacle, Wrong};
    use crate::report::way::WayPoint;

    /// Of the `.env` file, for user 1000.
    fn words(target: InsecureTarget, wrong: Wrong, obstacle: Option<Obstacle>) -> String {
        let flaw = Flaw { wrong, owner: 65_534, mode: 0o757, obstacle };
        let insecure = Insecure { target, flaw, user: 1000 };
        let file = DotenvFile { path: ".env", is_in_base_dir: false };
        LoadWarning::new(Place::Dotenv(file), Concern { insecure, excuse: Excuse::Policy })
            .to_string()
    }

    #[test]
    fn where_a_command_would_not_help_there_is_none() {
        let targets = [
            InsecureTarget::File(Hint::None),
            InsecureTarget::File(Hint::MountUnknown),
            InsecureTarget::Directory(WayPoint::AboveStart),
            InsecureTarget::Directory(WayPoint::BehindLink),
            InsecureTarget::Link(WayPoint::BehindLink),
        ];
        for target in targets {
            for wrong in [Wrong::Owner, Wrong::Mode] {
                let words = |obstacle| words(target, wrong, obstacle);
                assert!(words(None).contains("`ch"), "{}", words(None));
                let without_modes = words(Some(Obstacle::NoModes));
                assert!(
                    without_modes.ends_with(
                        "; this file system keeps no modes: move the file to one that does"
                    ),
                    "{without_modes}"
                );
                for obstacle in [Obstacle::NoModes, Obstacle::Outside, Obstacle::PerhapsOutside] {
                    let words = words(Some(obstacle));
                    assert!(!words.contains("`ch"), "{words}");
                }
            }
        }
    }

    #[test]
    fn who_is_outside_is_said_so() {
        let words = |target, obstacle| words(target, Wrong::Owner, Some(obstacle));
        assert_eq!(
            words(InsecureTarget::File(Hint::None), Obstacle::Outside),
            "the `.env` file belongs to a user outside this container's user namespace; it must be owned \
             by root or by user 1000 (this process); mount it with `uid=1000,mode=0400`, as `podman run \
             --secret NAME,uid=1000,mode=0400` does"
        );
        assert_eq!(
            words(InsecureTarget::Directory(WayPoint::BehindLink), Obstacle::PerhapsOutside),
            "a directory behind a symbolic link on the path to the `.env` file is owned by user 65534, \
             which here is also every user outside this container's user namespace; it must be owned by \
             root or by user 1000 (this process); mount the file where every directory belongs to root \
             of the container or to user 1000"
        );
    }
}
