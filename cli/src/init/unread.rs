//! What the code does with files of variables, and variables that it does not read.

use super::found::{Import, Load, Place};
use super::from::{Kind, Source};
use super::proposal::Proposal;

/// About code that puts a file into the environment, where the library cannot check it.
pub(super) fn loads(loads: &[Load], sources: &[Source]) -> Vec<String> {
    let mut told = Vec::new();
    for load in loads {
        let Load { at, old, file } = load;
        let with = file.as_ref().map_or("…".to_owned(), |file| format!("{file:?}"));
        told.push(format!(
            "{at}: `{old}` fills the environment before the file is checked; replace it by `Loader::with_dotenv({with})`, feature `dotenv`, or call it after the load"
        ));
        let is_read = |file: &str| {
            sources.iter().any(|source| {
                source.kind == Kind::Dotenv
                    && (source.path.ends_with(file)
                        || std::path::Path::new(file).ends_with(&source.path))
            })
        };
        match file {
            Some(file) if !is_read(file) => {
                told.push(format!("{at}: `{file}` was not read; `--from {file}` does"));
            }
            _ => {}
        }
    }
    told
}

/// About credentials that only `.env` names, where code was read too.
pub(super) fn unread(all: &Import, sources: &[Source], proposals: &[Proposal]) -> Option<String> {
    if !sources.iter().any(|source| source.kind == Kind::Rust) {
        return None;
    }
    let files: Vec<String> = sources
        .iter()
        .filter(|source| source.kind == Kind::Dotenv)
        .map(|source| format!("{}:", source.shown()))
        .collect();
    let is_of_file = |origin: &String| files.iter().any(|file| origin.starts_with(file));
    let mut names = Vec::new();
    for proposal in proposals {
        // Google's libraries read theirs.
        let [Place::Env(name)] = proposal.places.as_slice() else { continue };
        let is_read = all.reads.iter().any(|read| {
            read.variable == *name || read.variable.strip_suffix("_FILE") == Some(name)
        });
        if !is_read && proposal.origins.iter().all(is_of_file) {
            names.push(name.as_str());
        }
    }
    let first = names.first()?;
    Some(format!(
        "no code that was found reads `{}`; leave out what the program does not need: `--skip {first}`",
        names.join("`, `")
    ))
}
