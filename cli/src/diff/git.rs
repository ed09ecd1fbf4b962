//! Files of other revisions, by the `git` command.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use crate::end::Failure;
use crate::plain::plain;

/// A repository, and a file in it.
pub(super) struct Repository {
    directory: PathBuf,
    /// The file, from there.
    file: PathBuf,
}

/// Manifests are not larger.
const MAX_BYTES: u64 = 16 << 20;

impl Repository {
    /// That around a file, which need not be there.
    pub(super) fn around(file: &Path) -> Result<Self, Failure> {
        let mut directory =
            file.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        while !directory.is_dir() {
            directory = match directory.parent() {
                Some(parent) if !parent.as_os_str().is_empty() => parent,
                _ => Path::new("."),
            };
        }
        let rest = file.strip_prefix(directory).unwrap_or(file);
        let repository = Repository { directory: directory.to_owned(), file: rest.to_owned() };
        let inside = repository.run(&["rev-parse", "--is-inside-work-tree"].map(OsString::from))?;
        if inside.status.success() {
            Ok(repository)
        } else {
            let shown = plain(&directory.display().to_string());
            Err(Failure(format!(
                "`{shown}` is in no git repository; give two manifests to compare"
            )))
        }
    }

    /// The commit that a revision names.
    pub(super) fn commit(&self, name: &str) -> Result<String, Failure> {
        let fixed = ["rev-parse", "--verify", "--quiet", "--end-of-options"].map(OsString::from);
        let output = self.run(&[&fixed[..], &[format!("{name}^{{commit}}").into()]].concat())?;
        let commit = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        let is_one = output.status.success()
            && !commit.is_empty()
            && commit.bytes().all(|b| b.is_ascii_hexdigit());
        is_one.then_some(commit).ok_or_else(|| {
            let shown = plain(name);
            Failure(format!("`{shown}` is no revision of this repository, and no file; `git log` lists revisions"))
        })
    }

    /// The file in a commit, if it is there.
    pub(super) fn file(&self, commit: &str) -> Result<Option<Vec<u8>>, Failure> {
        let mut object = OsString::from(format!("{commit}:./"));
        object.push(&self.file);
        let size = self.run(&["cat-file".into(), "-s".into(), object.clone()])?;
        if !size.status.success() {
            return Ok(None);
        }
        if String::from_utf8_lossy(&size.stdout)
            .trim()
            .parse()
            .is_ok_and(|size: u64| size > MAX_BYTES)
        {
            return Err(Failure("the manifest of that revision is larger than 16 MiB".to_owned()));
        }
        let output = self.run(&["cat-file".into(), "blob".into(), object])?;
        if !output.status.success() {
            return Err(Failure("the manifest of that revision is no file".to_owned()));
        }
        Ok(Some(output.stdout))
    }

    fn run(&self, args: &[OsString]) -> Result<Output, Failure> {
        let mut git = Command::new("git");
        git.arg("-C").arg(&self.directory).args(args).stdin(Stdio::null());
        git.output()
            .map_err(|_| Failure("`git` could not be run; check that it is installed".to_owned()))
    }
}
