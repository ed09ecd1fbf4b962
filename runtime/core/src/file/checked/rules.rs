//! Who may own and write what. The table is in the documentation of `Permissions`.

use std::fs::{File, Metadata};
use std::os::unix::fs::MetadataExt;

use rustix::process::{Gid, getegid, geteuid, getgroups};

use super::{acl, modes, outside};
use crate::report::{Flaw, Obstacle, Wrong};

const ROOT: u32 = 0;
const STICKY: u32 = 0o1000;
const GROUP_READ: u32 = 0o040;
const GROUP_WRITE: u32 = 0o020;
const OTHERS_READ: u32 = 0o004;
const OTHERS_WRITE: u32 = 0o002;
const GROUP_AND_OTHERS: u32 = 0o077;

/// Whom the process acts for.
pub(crate) struct User {
    id: u32,
    /// The effective group and the supplementary ones.
    groups: Vec<Gid>,
}

impl User {
    pub(super) fn of_this_process() -> Self {
        let mut groups = getgroups().unwrap_or_default();
        // POSIX does not say whether it is among them.
        groups.push(getegid());
        Self { id: geteuid().as_raw(), groups }
    }

    pub(super) fn id(&self) -> u32 {
        self.id
    }

    fn trusts(&self, owner: u32) -> bool {
        owner == ROOT || owner == self.id
    }

    fn is_in(&self, group: u32) -> bool {
        self.groups.iter().any(|ours| ours.as_raw() == group)
    }
}

/// What the rules look at.
struct Facts {
    owner: u32,
    group: u32,
    /// Without the file type.
    mode: u32,
}

impl Facts {
    /// A flaw where a right that only the group should have may be somebody else's.
    fn unless_listed(&self, right: u32, is_listed: impl FnOnce() -> bool) -> Option<Flaw> {
        let Self { owner, mode, .. } = *self;
        let is_everybodys = owner == ROOT && mode & STICKY != 0;
        let is_listed = mode & right != 0 && !is_everybodys && is_listed();
        is_listed.then_some(Flaw { wrong: Wrong::Mode, owner, mode, obstacle: None })
    }
}

impl From<&Metadata> for Facts {
    fn from(metadata: &Metadata) -> Self {
        let mode = metadata.mode() & 0o7777;
        Self { owner: metadata.uid(), group: metadata.gid(), mode }
    }
}

/// A file that holds a secret.
pub(super) fn file(file: &File, metadata: &Metadata, user: &User) -> Option<Flaw> {
    let facts = Facts::from(metadata);
    let by_list = || facts.unless_listed(GROUP_READ, || acl::of_file(file));
    let flaw = judge_file(&facts, user).or_else(by_list);
    flaw.map(|flaw| with_obstacle(flaw, file, metadata))
}

/// A directory on the path.
pub(super) fn directory(file: &File, metadata: &Metadata, user: &User) -> Option<Flaw> {
    let facts = Facts::from(metadata);
    let by_list = || facts.unless_listed(GROUP_WRITE, || acl::of_directory(file));
    let flaw = judge_directory(&facts, user).or_else(by_list);
    flaw.map(|flaw| with_obstacle(flaw, file, metadata))
}

/// Whether a file with this flaw is fit to be read if it is mounted by itself and may be written.
///
/// Podman mounts secrets so: owned by root of the container, mode 0444 (`podman-run(1)`, `--secret`). Somebody
/// put the file there for this process; what is left to see to is that nobody changes it. So nobody but its
/// owner may write to it. That is root or the process's user; or somebody who is surely outside of the user
/// namespace, as root of the host is for a container without root.
pub(super) fn is_fit_if_mounted(flaw: Flaw) -> bool {
    let is_owned = flaw.wrong == Wrong::Mode || flaw.obstacle == Some(Obstacle::Outside);
    is_owned && gives_reading_alone(flaw.mode)
}

/// Whether a flaw is none of a file that holds no secret: everybody may read it, and run it if it is a program.
pub(super) fn is_of_secrets_alone(flaw: Flaw) -> bool {
    flaw.wrong == Wrong::Mode && flaw.mode & (GROUP_WRITE | OTHERS_WRITE) == 0
}

fn gives_reading_alone(mode: u32) -> bool {
    mode & GROUP_AND_OTHERS & !(GROUP_READ | OTHERS_READ) == 0
}

/// Adds why nobody can mend it here.
pub(super) fn with_obstacle(flaw: Flaw, file: &File, metadata: &Metadata) -> Flaw {
    let obstacle = match flaw.wrong {
        _ if !modes::are_kept(file, metadata) => Some(Obstacle::NoModes),
        Wrong::Owner => outside::of(flaw.owner),
        Wrong::Mode => None,
    };
    Flaw { obstacle, ..flaw }
}

/// Whether others than the owner may put files into a directory.
pub(super) fn is_shared(directory: &Metadata) -> bool {
    directory.mode() & (GROUP_WRITE | OTHERS_WRITE) != 0
}

/// A symbolic link on the path. Its mode says nothing.
pub(super) fn link(owner: u32, user: &User) -> Option<Flaw> {
    judge(owner, 0, false, user)
}

fn judge_file(facts: &Facts, user: &User) -> Option<Flaw> {
    let Facts { owner, group, mode } = *facts;
    let open_to = mode & GROUP_AND_OTHERS;
    // Kubernetes' `fsGroup`, and PostgreSQL's rule for the keys of a server.
    let for_our_group = open_to == GROUP_READ && owner == ROOT && user.is_in(group);
    let by_mode = open_to != 0 && !for_our_group;
    judge(owner, mode, by_mode, user)
}

fn judge_directory(facts: &Facts, user: &User) -> Option<Flaw> {
    let Facts { owner, group, mode } = *facts;
    // In a sticky directory only an entry's owner can replace it, and the entry is checked as well.
    let is_sticky = owner == ROOT && mode & STICKY != 0;
    // Debian and others give each user a group of the same number, and umask 002.
    let private_group = group == owner && mode & OTHERS_WRITE == 0;
    let is_writable = mode & (GROUP_WRITE | OTHERS_WRITE) != 0;
    judge(owner, mode, is_writable && !is_sticky && !private_group, user)
}

/// The owner first: who owns a file says what its mode is.
fn judge(owner: u32, mode: u32, by_mode: bool, user: &User) -> Option<Flaw> {
    let wrong = match user.trusts(owner) {
        false => Wrong::Owner,
        true if by_mode => Wrong::Mode,
        true => return None,
    };
    Some(Flaw { wrong, owner, mode, obstacle: None })
}

#[cfg(test)]
mod tests {
    use super::*;

    const US: u32 = 1000;
    const OUR_GROUP: u32 = 2000;

    fn user() -> User {
        User { id: US, groups: vec![Gid::from_raw(OUR_GROUP), Gid::from_raw(US)] }
    }

    /// `-` where nothing is wrong, else what is.
    fn shown(flaw: Option<Flaw>) -> &'static str {
        match flaw.map(|flaw| flaw.wrong) {
            None => "-",
            Some(Wrong::Owner) => "owner",
            Some(Wrong::Mode) => "mode",
        }
    }

    #[test]
    fn files() {
        for (owner, group, mode, expected) in [
            (US, US, 0o600, "-"),
            (US, US, 0o400, "-"),
            (US, US, 0o000, "-"),
            (US, 3000, 0o4700, "-"),
            (ROOT, ROOT, 0o600, "-"),
            (1001, US, 0o600, "owner"),
            (1001, US, 0o644, "owner"),
            (US, US, 0o604, "mode"),
            (US, US, 0o602, "mode"),
            (US, US, 0o601, "mode"),
            (US, US, 0o620, "mode"),
            (US, US, 0o610, "mode"),
            // Group-read is for root's files and our groups alone.
            (US, OUR_GROUP, 0o640, "mode"),
            (ROOT, OUR_GROUP, 0o640, "-"),
            (ROOT, US, 0o440, "-"),
            (ROOT, 3000, 0o640, "mode"),
            (ROOT, ROOT, 0o640, "mode"),
            (ROOT, OUR_GROUP, 0o660, "mode"),
            (ROOT, OUR_GROUP, 0o650, "mode"),
            (ROOT, OUR_GROUP, 0o644, "mode"),
            (1001, OUR_GROUP, 0o640, "owner"),
        ] {
            let facts = Facts { owner, group, mode };
            let judged = shown(judge_file(&facts, &user()));
            assert_eq!(judged, expected, "{owner}:{group} {mode:o}");
        }
    }

    #[test]
    fn directories() {
        for (owner, group, mode, expected) in [
            (US, US, 0o700, "-"),
            (ROOT, ROOT, 0o755, "-"),
            (US, 3000, 0o2755, "-"),
            (1001, 1001, 0o700, "owner"),
            (1001, 1001, 0o1777, "owner"),
            (US, US, 0o757, "mode"),
            (US, US, 0o777, "mode"),
            (US, 3000, 0o775, "mode"),
            // A group that we are in is still a group.
            (US, OUR_GROUP, 0o770, "mode"),
            (ROOT, OUR_GROUP, 0o775, "mode"),
            // The owner's private group.
            (US, US, 0o775, "-"),
            (ROOT, ROOT, 0o775, "-"),
            // Sticky is for root's.
            (ROOT, ROOT, 0o1777, "-"),
            (ROOT, OUR_GROUP, 0o3777, "-"),
            (US, US, 0o1777, "mode"),
            (US, 3000, 0o1770, "mode"),
        ] {
            let facts = Facts { owner, group, mode };
            let judged = shown(judge_directory(&facts, &user()));
            assert_eq!(judged, expected, "{owner}:{group} {mode:o}");
        }
    }

    #[test]
    fn this_process_is_in_its_effective_group() {
        let user = User::of_this_process();
        assert!(user.is_in(getegid().as_raw()));
        assert!(user.trusts(geteuid().as_raw()) && user.trusts(ROOT));
    }
}
