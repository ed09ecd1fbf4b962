use std::path::Path;

use provider_credentials_core::{SecretFiles, SourceError, SourceRequest};

use zeroize::Zeroizing;

use super::object::{Object, Parent};
use super::pem;
use super::tools;
use crate::failures::{
    BAD_HANDLE, NO_PRIVATE, NO_SEALED, PRIVATE_INVALID, PRIVATE_NOT_FOUND, PUBLIC_INVALID,
    SEALED_NOT_FOUND,
};
use crate::template::Template;

/// Where a sealed object is.
pub(crate) enum Place {
    /// In the TPM, under a handle, and a key of the TPM for sessions if the manifest names one.
    Persistent(u32, Option<Parent>),
    /// In files.
    Object(Object),
}

impl Place {
    /// What it is loaded under, if it is to be loaded.
    pub(crate) fn parent(&self) -> Option<Parent> {
        match self {
            Self::Persistent(_, parent) => *parent,
            Self::Object(object) => Some(object.parent),
        }
    }

    pub(crate) fn new(request: &SourceRequest, files: &SecretFiles) -> Result<Self, SourceError> {
        let sealed = request.param("sealed").filter(|it| !it.is_empty()).ok_or(NO_SEALED)?;
        let parent = match request.param("parent").filter(|it| !it.is_empty()) {
            Some(text) => Some(Parent::Persistent(handle(text).ok_or(BAD_HANDLE)??)),
            None => None,
        };
        if let Some(handle) = handle(sealed) {
            return Ok(Self::Persistent(handle?, parent));
        }
        let content = read(files, sealed, SEALED_NOT_FOUND)?;
        let mut object = if pem::is_meant(&content) {
            pem::object(&content)?
        } else {
            let public = tools::public(&content).ok_or(PUBLIC_INVALID)?;
            let private = request.param("private").filter(|it| !it.is_empty()).ok_or(NO_PRIVATE)?;
            let private = read(files, private, PRIVATE_NOT_FOUND)?;
            let private = tools::private(&private).ok_or(PRIVATE_INVALID)?.to_vec();
            let parent = Parent::Primary(Template::USUAL);
            Object { public, private, parent, policy: None }
        };
        if let Some(parent) = parent {
            object.parent = parent;
        }
        Ok(Self::Object(object))
    }
}

fn read(
    files: &SecretFiles,
    path: &str,
    not_found: SourceError,
) -> Result<Zeroizing<Vec<u8>>, SourceError> {
    files.read(Path::new(path)).map_err(|error| match error.code() {
        "file_not_found" => not_found,
        _ => error,
    })
}

/// A persistent handle: `0x81010001`. `None` of a text that is meant to be a path.
fn handle(text: &str) -> Option<Result<u32, SourceError>> {
    let digits = text.strip_prefix("0x").or_else(|| text.strip_prefix("0X"))?;
    let handle = u32::from_str_radix(digits, 16).ok().filter(|handle| handle >> 24 == 0x81);
    Some(handle.ok_or(BAD_HANDLE))
}
