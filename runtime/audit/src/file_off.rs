//! Where there is no `flock`: nothing can be opened.

use std::path::Path;
use std::time::Duration;

use crate::failure::Failure;

#[derive(Debug)]
pub(crate) struct LogFile {
    never: core::convert::Infallible,
}

impl LogFile {
    pub(crate) fn open(_: &Path) -> Result<Self, Failure> {
        Err(Failure::Unsupported)
    }

    pub(crate) fn lock(&self, _: Duration) -> Result<Lock, Failure> {
        match self.never {}
    }

    pub(crate) fn size(&self) -> Result<u64, Failure> {
        match self.never {}
    }

    pub(crate) fn size_by_name(&self) -> Result<Option<u64>, Failure> {
        match self.never {}
    }

    pub(crate) fn read(&self, _: u64, _: u64) -> Result<Vec<u8>, Failure> {
        match self.never {}
    }

    pub(crate) fn append(&self, _: &[u8], _: u64) -> Result<(), Failure> {
        match self.never {}
    }

    pub(crate) fn clear(&self) -> Result<(), Failure> {
        match self.never {}
    }

    pub(crate) fn sync(&self) -> Result<(), Failure> {
        match self.never {}
    }
}

pub(crate) struct Lock;
