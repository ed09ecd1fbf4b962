//! Which file the module is.

use std::env::consts::{ARCH, DLL_SUFFIX};
use std::path::{Path, PathBuf};

use provider_credentials_core::{SecretFiles, SourceError, SourceWarning};

use crate::failures::{
    MODULE_INSECURE, MODULE_INSECURE_WARNING, MODULE_NOT_FOUND, MODULE_RELATIVE, MODULE_UNREADABLE,
    NO_MODULE, of_proxy,
};
use crate::uri::ModuleName;

/// A module that is to be loaded.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct ModuleFile {
    pub(crate) path: PathBuf,
    /// Whether it is p11-kit's proxy because nothing names one.
    pub(crate) is_default: bool,
}

impl ModuleFile {
    /// An error, which says so.
    pub(crate) fn explain(&self, error: SourceError) -> SourceError {
        if self.is_default { of_proxy(error) } else { error }
    }
}

/// What `module-path` or `module-name` of a URI names, or else what is set, or else p11-kit's proxy.
pub(crate) fn find(
    named: Option<&ModuleName>,
    set: Option<&Path>,
) -> Result<ModuleFile, SourceError> {
    let path = match (named, set) {
        (Some(ModuleName::Path(path)), _) => path.clone(),
        (Some(ModuleName::Name(name)), _) => by_name(name).ok_or(MODULE_NOT_FOUND)?,
        (None, Some(path)) => path.to_owned(),
        (None, None) => by_name("p11-kit-proxy").ok_or(NO_MODULE)?,
    };
    Ok(ModuleFile { path, is_default: named.is_none() && set.is_none() })
}

/// That nobody else can change what runs in this process.
pub(crate) fn check(
    path: &Path,
    files: &SecretFiles,
) -> Result<Option<SourceWarning>, SourceError> {
    if !path.is_absolute() {
        return Err(MODULE_RELATIVE);
    }
    match files.check_program(path) {
        Ok(warning) => Ok(warning.map(|_| MODULE_INSECURE_WARNING)),
        Err(error) => Err(match error.code() {
            "file_not_found" | "file_not_regular" => MODULE_NOT_FOUND,
            "file_unreadable" => MODULE_UNREADABLE,
            _ => MODULE_INSECURE,
        }),
    }
}

/// `softhsm2` is `libsofthsm2.so` where distributions put modules.
fn by_name(name: &str) -> Option<PathBuf> {
    let is_plain =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'+');
    if !name.bytes().all(is_plain) {
        return None;
    }
    let files =
        [format!("{name}{DLL_SUFFIX}"), format!("lib{name}{DLL_SUFFIX}"), format!("{name}.so")];
    let paths = directories().into_iter().flat_map(|directory| {
        files.iter().map(move |file| directory.join(file)).collect::<Vec<_>>()
    });
    paths.into_iter().find(|path| path.is_file())
}

fn directories() -> Vec<PathBuf> {
    let mut directories = Vec::new();
    let multiarch = format!("/usr/lib/{ARCH}-linux-gnu");
    for base in [&*multiarch, "/usr/lib64", "/usr/lib", "/usr/local/lib", "/opt/homebrew/lib"] {
        for below in ["pkcs11", "softhsm", ""] {
            directories.push(Path::new(base).join(below));
        }
    }
    directories
}
