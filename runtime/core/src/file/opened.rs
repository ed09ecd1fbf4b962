use std::fs::{File, Metadata};
use std::io;

use crate::report::{Concern, FileReason, Unreadable};

/// An open regular file, and what there is to say about it.
pub(super) struct Opened {
    pub(super) file: File,
    /// Of the open file.
    pub(super) metadata: Metadata,
    pub(super) concerns: Vec<Concern>,
}

impl Opened {
    pub(super) fn unchecked(file: File) -> Result<Self, FileReason> {
        let metadata = file.metadata().map_err(|error| reason(&error))?;
        expect_regular(&metadata)?;
        Ok(Self { file, metadata, concerns: Vec::new() })
    }
}

pub(super) fn expect_regular(metadata: &Metadata) -> Result<(), FileReason> {
    if metadata.is_dir() {
        return Err(FileReason::IsDirectory);
    }
    if metadata.is_file() { Ok(()) } else { Err(FileReason::NotRegular) }
}

pub(super) fn reason(error: &io::Error) -> FileReason {
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => FileReason::NotFound,
        io::ErrorKind::PermissionDenied => FileReason::Unreadable(Unreadable::Permission),
        _ => FileReason::Unreadable(Unreadable::Other),
    }
}
