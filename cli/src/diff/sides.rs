//! What is compared: two files, or two revisions of one.

use std::fs::File;
use std::path::{Path, PathBuf};

use provider_credentials_manifest::{Report, SourceFile};

use super::git::Repository;
use crate::check::display;
use crate::discover;
use crate::end::Failure;
use crate::manifest::choose;
use crate::plain::plain;
use crate::selection::Packages;

/// One of the two.
pub(super) struct Side {
    pub(super) label: String,
    /// The file, if it is one of the working tree.
    pub(super) file: Option<String>,
    /// `None` where a revision has no such file.
    pub(super) source: Option<Result<SourceFile, Box<Report>>>,
}

pub(super) fn sides(named: &[PathBuf], manifest: Option<&Path>) -> Result<[Side; 2], Failure> {
    match (named, manifest) {
        ([old, new], None) if old.is_file() || new.is_file() => {
            if old.exists() && new.exists() {
                return Ok([of_file(old), of_file(new)]);
            }
            let (file, other) = if old.is_file() { (old, new) } else { (new, old) };
            let [file, other] = [file, other].map(|path| plain(&path.display().to_string()));
            Err(Failure(format!(
                "`{other}` is no file, and `{file}` is one; give two files, or `{other} --manifest {file}` to compare with a revision"
            )))
        }
        ([one], None) if one.is_file() => {
            let shown = plain(&one.display().to_string());
            Err(Failure(format!(
                "`{shown}` is a file; give a second manifest, or `--manifest {shown}` to compare its revisions"
            )))
        }
        _ => revisions(named, manifest),
    }
}

fn of_file(path: &Path) -> Side {
    let shown = display(path);
    let source = SourceFile::read(path, &shown).map_err(Box::new);
    Side { label: plain(&shown), file: Some(shown), source: Some(source) }
}

fn revisions(named: &[PathBuf], manifest: Option<&Path>) -> Result<[Side; 2], Failure> {
    let manifest = match manifest {
        Some(path) => path.to_owned(),
        None => own()?,
    };
    for name in named.iter().filter_map(|name| name.to_str()) {
        if let Some((old, new)) = name.split_once("..") {
            let side = |name: &str| match name.trim_start_matches('.') {
                "" => "HEAD".to_owned(),
                name => plain(name),
            };
            return Err(Failure(format!(
                "`{}` is a range; write two revisions: `cargo credentials diff {} {}`",
                plain(name),
                side(old),
                side(new)
            )));
        }
    }
    let repository = Repository::around(&manifest)?;
    let mut wanted: Vec<&str> = Vec::new();
    for name in named {
        wanted.push(name.to_str().ok_or_else(|| Failure("a revision is not UTF-8".to_owned()))?);
    }
    let name = wanted.first().copied().unwrap_or("HEAD");
    let mut old = of_revision(&repository, name, &manifest)?;
    if old.source.is_none() {
        old = of_former(&repository, name, wanted.get(1).copied())?.unwrap_or(old);
    }
    let new = if let Some(name) = wanted.get(1) {
        of_revision(&repository, name, &manifest)?
    } else {
        let is_there = File::open(&manifest).is_ok();
        let mut side = of_file(&manifest);
        side.label = format!("{} (working tree)", side.label);
        side.source = side.source.filter(|_| is_there);
        side
    };
    if old.source.is_none() && new.source.is_none() {
        return Err(Failure(format!(
            "`{}` is in neither revision; give `--manifest`",
            plain(&display(&manifest))
        )));
    }
    Ok([old, new])
}

fn of_revision(repository: &Repository, name: &str, manifest: &Path) -> Result<Side, Failure> {
    let label = format!("{}:{}", plain(name), plain(&display(manifest)));
    let commit = repository.commit(name)?;
    let text = repository.file(&commit)?;
    let source =
        text.map(|text| SourceFile::from_reader(text.as_slice(), &label).map_err(Box::new));
    let label = if source.is_some() { label } else { format!("{label} (not there)") };
    Ok(Side { label, file: None, source })
}

/// The manifest as it was called in that revision, if it was renamed since.
fn of_former(
    repository: &Repository,
    name: &str,
    newer: Option<&str>,
) -> Result<Option<Side>, Failure> {
    let commit = repository.commit(name)?;
    let newer = newer.map(|newer| repository.commit(newer)).transpose()?;
    let Some(former) = repository.former(&commit, newer.as_deref())? else { return Ok(None) };
    let label = format!("{}:{}", plain(name), plain(&former));
    let text = repository.file_from_top(&commit, &former)?;
    Ok(text.map(|text| Side {
        source: Some(SourceFile::from_reader(text.as_slice(), &label).map_err(Box::new)),
        label,
        file: None,
    }))
}

/// The one manifest of the package that one is in.
fn own() -> Result<PathBuf, Failure> {
    let Ok(found) = discover::manifests(&[], &Packages::default()) else {
        // It may have been there once.
        return Ok(PathBuf::from("provider_credentials.yaml"));
    };
    match found.as_slice() {
        [one] => Ok(one.path.clone()),
        several => Err(choose(several)),
    }
}
