use std::path::Path;

use super::directories::Directories;
use super::mount::{self, Mount};
use super::{rules, walk};
use crate::file::opened::{Opened, expect_regular};
use crate::report::{Concern, Excuse, FileReason, Hint, Insecure, InsecureTarget, Wrong};

/// Opens a regular file. What is insecure is an error if `enforce`, and else a concern. Everybody may read a
/// public one.
pub(in crate::file) fn open(
    path: &Path,
    is_public: bool,
    enforce: bool,
    directories: &mut Directories,
) -> Result<Opened, FileReason> {
    let found = walk::walk(path, enforce, directories)?;
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
