//! From a path to the checked bytes of a file.

#[cfg(unix)]
mod checked;
mod ciphertext;
mod content;
#[cfg(unix)]
mod descriptor;
#[cfg(not(unix))]
mod directories;
mod files;
mod open;
mod opened;
mod permissions;
mod read;
mod secret_files;

pub(crate) use ciphertext::cipher_of;
pub use ciphertext::encrypted_by;
pub(crate) use content::Content;
pub(crate) use files::{FileRules, Files};
pub use permissions::Permissions;

#[cfg(unix)]
use checked::Directories;
#[cfg(not(unix))]
use directories::Directories;
