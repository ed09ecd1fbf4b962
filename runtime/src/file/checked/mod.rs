//! Opens a file only by a way that nobody else can change, as `Permissions` documents it.
//!
//! `walk` goes from directory to directory, `directories` keeps those of a load, `link` reads symbolic
//! links, `rules` judges owners and modes, `acl` knows what these do not say, `mount` knows what containers mount.

mod acl;
mod directories;
mod link;
mod mount;
mod rules;
mod walk;

use std::path::Path;

use crate::insecure::{Flaw, Hint, Insecure, What};
use crate::reason::Reason;
use crate::warning::{Concern, Excuse};

use super::open::{self, Opened};
use mount::Mount;

pub(crate) use directories::Directories;

/// Opens a regular file. What is insecure is an error if `enforce`, and else a concern.
pub(super) fn open(
    path: &Path,
    enforce: bool,
    directories: &mut Directories,
) -> Result<Opened, Reason> {
    let found = walk::walk(path, enforce, directories)?;
    let metadata = &found.metadata;
    open::expect_regular(metadata)?;
    let by_policy = |insecure| Concern { insecure, excuse: Excuse::Policy };
    let mut concerns = Vec::new();
    if let Some(insecure) = found.insecure {
        concerns.push(by_policy(insecure));
    }
    if let Some(flaw) = rules::file(&found.file, metadata, directories.user()) {
        // Where others can put files, only its owner tells whose file it is, however it is mounted.
        let is_anybodys = matches!(flaw, Flaw::Owner { .. }) && found.directory.is_shared();
        let mount =
            if is_anybodys { Mount::Other } else { mount::of(&found.file, &found.directory) };
        let hint = match mount {
            _ if found.is_volume => Hint::Kubernetes,
            Mount::ReadOnly { known: false } => Hint::MountUnknown,
            _ => Hint::None,
        };
        let insecure = Insecure { what: What::File(hint), flaw, user: directories.user().id() };
        match mount {
            Mount::ReadOnlyMemory => {}
            Mount::ReadOnlyBind => {
                let excuse = Excuse::ReadOnlyBindMount;
                concerns.push(Concern { insecure, excuse });
            }
            Mount::Other | Mount::ReadOnly { .. } if enforce => {
                return Err(Reason::FileInsecure(insecure));
            }
            Mount::Other | Mount::ReadOnly { .. } => {
                concerns.push(by_policy(insecure));
            }
        }
    }
    Ok(Opened { file: found.file, metadata: found.metadata, concerns })
}
