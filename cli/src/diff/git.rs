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
        self.blob(&object)
    }

    /// What the file was called in a commit, from the top of the repository, if it was renamed until another one, or until
    /// now.
    pub(super) fn former(&self, old: &str, new: Option<&str>) -> Result<Option<String>, Failure> {
        let prefix = self.run(&["rev-parse", "--show-prefix"].map(OsString::from))?;
        let prefix = String::from_utf8_lossy(&prefix.stdout).trim_end_matches('\n').to_owned();
        let own = format!("{prefix}{}", self.file.display());
        let fixed =
            "diff --no-ext-diff --no-textconv --find-renames --diff-filter=R --name-status -z";
        let words = fixed.split(' ').chain([old]).chain(new);
        let output = self.run(&words.map(OsString::from).collect::<Vec<_>>())?;
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        // `R87`, the old name, the new one.
        let fields: Vec<&str> = text.split('\0').collect();
        let found = fields.chunks_exact(3).find_map(|row| match row {
            [_, from, to] if *to == own => Some((*from).to_owned()),
            _ => None,
        });
        Ok(found)
    }

    /// A file in a commit by its name from the top of the repository.
    pub(super) fn file_from_top(
        &self,
        commit: &str,
        name: &str,
    ) -> Result<Option<Vec<u8>>, Failure> {
        self.blob(&OsString::from(format!("{commit}:{name}")))
    }

    fn blob(&self, object: &OsString) -> Result<Option<Vec<u8>>, Failure> {
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
        let output = self.run(&["cat-file".into(), "blob".into(), object.clone()])?;
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
