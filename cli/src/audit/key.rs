//! The key of a log.

use std::env;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use super::input::unreadable;
use crate::end::Failure;

/// Where the key is.
#[derive(Debug, clap::Args)]
pub(super) struct Key {
    /// The environment variable that holds the log's key
    #[arg(long, value_name = "ENV_VAR", conflicts_with = "key_file")]
    key_from: Option<String>,
    /// The file that holds the log's key; a line break at its end does not count
    #[arg(long, value_name = "PATH")]
    key_file: Option<PathBuf>,
}

/// The longest that is read; a key is 32 bytes, or so.
const LONGEST: usize = 4096;

impl Key {
    /// The bytes that the program has, which are wiped.
    pub(super) fn read(&self) -> Result<Option<Zeroizing<Vec<u8>>>, Failure> {
        let mut key = match (&self.key_from, &self.key_file) {
            (Some(name), _) => of_variable(name)?,
            (None, Some(path)) => of_file(path)?,
            (None, None) => return Ok(None),
        };
        // As the program's loader has it.
        while key.last().is_some_and(|last| matches!(last, b'\n' | b'\r')) {
            key.pop();
        }
        Ok(Some(key))
    }
}

fn of_variable(name: &str) -> Result<Zeroizing<Vec<u8>>, Failure> {
    match env::var_os(name) {
        Some(value) => Ok(Zeroizing::new(value.into_encoded_bytes())),
        None => {
            Err(Failure(format!("environment variable `{name}` is not set; set it to the key")))
        }
    }
}

fn of_file(path: &Path) -> Result<Zeroizing<Vec<u8>>, Failure> {
    // Of its size from the start: a buffer that grew would leave a copy behind.
    let mut key = Zeroizing::new(vec![0; LONGEST + 1]);
    let read = File::open(path).and_then(|mut file| {
        let mut length = 0;
        while let Some(rest) = key.get_mut(length..).filter(|rest| !rest.is_empty()) {
            match file.read(rest)? {
                0 => break,
                count => length += count,
            }
        }
        Ok(length)
    });
    let length = read.map_err(|error| unreadable(path, &error))?;
    if length > LONGEST {
        let path = path.display();
        return Err(Failure(format!("`{path}` has more than {LONGEST} bytes, so it is no key")));
    }
    key.truncate(length);
    Ok(key)
}
