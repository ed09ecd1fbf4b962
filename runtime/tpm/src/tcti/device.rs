use std::fs::{File, FileType, OpenOptions};
use std::io::{ErrorKind, Read as _, Write as _};
use std::path::Path;

use provider_credentials_core::SourceError;

use super::transport::Transport;
use crate::failures::{ANSWER, BUSY, NO_ACCESS, NO_ANSWER, NO_TPM, NOT_A_TPM};

/// A device of the kernel: one write is a command, and one read its response.
pub(super) struct Device(File);

impl Device {
    pub(super) fn open(path: &Path) -> Result<Self, SourceError> {
        // A link or a file that somebody put there is not asked, nor does a FIFO block.
        if path.metadata().is_ok_and(|it| !is_device(it.file_type())) {
            return Err(NOT_A_TPM);
        }
        match OpenOptions::new().read(true).write(true).open(path) {
            Ok(file) => Ok(Self(file)),
            Err(error) => Err(match error.kind() {
                ErrorKind::NotFound => NO_TPM,
                ErrorKind::PermissionDenied => NO_ACCESS,
                ErrorKind::ResourceBusy => BUSY,
                _ => NOT_A_TPM,
            }),
        }
    }
}

impl Transport for Device {
    fn exchange(&mut self, command: &[u8], response: &mut [u8]) -> Result<usize, SourceError> {
        self.0.write_all(command).map_err(|_| NO_ANSWER)?;
        loop {
            match self.0.read(response) {
                Ok(0) => return Err(ANSWER),
                Ok(length) => return Ok(length),
                // By a signal.
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(_) => return Err(NO_ANSWER),
            }
        }
    }
}

#[cfg(unix)]
fn is_device(it: FileType) -> bool {
    use std::os::unix::fs::FileTypeExt as _;

    it.is_char_device()
}

#[cfg(not(unix))]
fn is_device(_: FileType) -> bool {
    false
}
