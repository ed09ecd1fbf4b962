use std::path::Path;

use super::directories::Directories;
use super::mount::{self, Mount};
use super::{rules, walk};
use crate::file::opened::{Opened, expect_regular};
use crate::report::{
    Concern, Denied, DeniedTarget, Excuse, FileReason, Hint, Insecure, InsecureTarget, Shut,
    Unreadable, Wrong,
};

/// Opens a regular file. What is insecure is an error if `enforce`, and else a concern. Everybody may read a
/// public one.
pub(in crate::file) fn open(
    path: &Path,
    is_public: bool,
    enforce: bool,
    directories: &mut Directories,
) -> Result<Opened, FileReason> {
    let found = match walk::walk(path, enforce, directories) {
        Ok(found) => found,
        Err(reason) if is_public => return Err(of_public(reason)),
        Err(reason) => return Err(reason),
    };
    let metadata = &found.metadata;
    expect_regular(metadata)?;
    let by_policy = |insecure| Concern { insecure, excuse: Excuse::Policy };
    let mut concerns = Vec::new();
    if let Some(insecure) = found.insecure {
        concerns.push(by_policy(insecure));
    }
    let flaw = rules::file(&found.file, metadata, directories.user());
    if let Some(flaw) = flaw.filter(|flaw| !(is_public && rules::is_of_secrets_alone(*flaw))) {
        // Where others can put files, only its owner tells whose file it is, however it is mounted.
        let is_anybodys = flaw.wrong == Wrong::Owner && found.directory.is_shared();
        let mount =
            if is_anybodys { Mount::Other } else { mount::of(&found.file, &found.directory) };
        let hint = match mount {
            _ if found.is_volume => Hint::Kubernetes,
            Mount::ReadOnly { known: false } => Hint::MountUnknown,
            _ => Hint::None,
        };
        let insecure =
            Insecure { target: InsecureTarget::File(hint), flaw, user: directories.user().id() };
        match mount {
            Mount::ReadOnlyMemory => {}
            Mount::ReadOnlyBind => {
                let excuse = Excuse::ReadOnlyBindMount;
                concerns.push(Concern { insecure, excuse });
            }
            Mount::Itself if rules::is_fit_if_mounted(flaw) => {
                concerns.push(Concern { insecure, excuse: Excuse::OwnMount });
            }
            Mount::Itself | Mount::Other | Mount::ReadOnly { .. } if enforce => {
                return Err(FileReason::Insecure(insecure));
            }
            Mount::Itself | Mount::Other | Mount::ReadOnly { .. } => {
                concerns.push(by_policy(insecure));
            }
        }
    }
    Ok(Opened { file: found.file, metadata: found.metadata, concerns })
}

/// Why a public file is not read, which may be mended by a mode that no secret may have.
fn of_public(reason: FileReason) -> FileReason {
    match reason {
        FileReason::Unreadable(Unreadable::Denied(
            denied @ Denied { target: DeniedTarget::File(Shut::Plain), .. },
        )) => {
            let target = DeniedTarget::File(Shut::Public);
            FileReason::Unreadable(Unreadable::Denied(Denied { target, ..denied }))
        }
        reason => reason,
    }
}

#[cfg(test)]
mod tests {
    use core::fmt;

    use super::*;
    use crate::report::Place;

    struct Fix(FileReason);

    impl fmt::Display for Fix {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            match self.0 {
                FileReason::Unreadable(Unreadable::Denied(denied)) => {
                    denied.write_fix(Place::Given, f)
                }
                _ => f.write_str("-"),
            }
        }
    }

    #[test]
    fn a_public_file_need_not_be_ones_own_alone() {
        for (shut, in_volume, expected) in [
            (Shut::Plain, false, "set its mode to 644"),
            (Shut::Mounted, false, "make that user its owner, with mode 600"),
            (Shut::Plain, true, "set `fsGroup`"),
        ] {
            let denied = Denied { target: DeniedTarget::File(shut), user: 7, in_volume };
            let fix = Fix(of_public(FileReason::Unreadable(Unreadable::Denied(denied))));
            assert!(fix.to_string().starts_with(expected), "{fix}");
        }
        assert_eq!(Fix(of_public(FileReason::Empty)).to_string(), "-");
    }
}
