//! The files below a path, and reading them with all processors.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::super::text::MAX_BYTES;
use super::depth::is_shallow;
use super::facts::{Facts, Names};
use super::visit;
use crate::discover;
use crate::end::Failure;
use crate::io_words::in_words;
use crate::plain::plain;

pub(super) struct File {
    path: PathBuf,
    pub(super) shown: String,
    pub(super) too_large: bool,
}

/// All files of Rust at or below a path, by the package that they are in, without those that cargo made.
pub(super) fn packages(path: &Path) -> Result<Vec<Vec<File>>, Failure> {
    let paths = if path.is_dir() { discover::rust_files(path) } else { vec![path.to_owned()] };
    if paths.is_empty() {
        return Err(Failure(format!(
            "`{}` has no files of Rust",
            plain(&path.display().to_string())
        )));
    }
    let mut packages: BTreeMap<PathBuf, Vec<File>> = BTreeMap::new();
    let mut roots: HashMap<PathBuf, PathBuf> = HashMap::new();
    for path in paths {
        let folder = path.parent().unwrap_or(Path::new("")).to_owned();
        let root = roots.entry(folder).or_insert_with_key(|folder| {
            let package = folder.ancestors().find(|above| above.join("Cargo.toml").is_file());
            package.unwrap_or(Path::new("")).to_owned()
        });
        packages.entry(root.clone()).or_default().push(File {
            shown: plain(&path.display().to_string()),
            too_large: fs::metadata(&path).is_ok_and(|data| data.len() > MAX_BYTES),
            path,
        });
    }
    Ok(packages.into_values().collect())
}

/// The parser calls itself for what nests; `depth` says how far.
const STACK: usize = 256 << 20;

/// The facts of each file that mentions one of these words.
pub(super) fn read(
    files: &[File],
    wanted: &BTreeSet<String>,
    names: &Names,
) -> Result<Vec<(PathBuf, Facts)>, Failure> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut read = Vec::new();
        while let Some(file) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
            read.extend(facts(file, wanted, names).map(|facts| (file.path.clone(), facts)));
        }
        read
    };
    let threads = thread::available_parallelism().map_or(1, usize::from).min(files.len()).min(16);
    thread::scope(|scope| {
        let started: Vec<_> = (0..threads)
            .map_while(|_| thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work).ok())
            .collect();
        let mut read = Vec::new();
        let is_any = !started.is_empty();
        for thread in started {
            let found = thread
                .join()
                .map_err(|_| Failure("reading the code failed; this is a bug".to_owned()))?;
            read.extend(found);
        }
        is_any
            .then_some(read)
            .ok_or_else(|| Failure("no thread can be started to read the code".to_owned()))
    })
}

fn facts(file: &File, wanted: &BTreeSet<String>, names: &Names) -> Option<Facts> {
    if file.too_large {
        return None;
    }
    let shown = &file.shown;
    let problem = |what: &str| format!("{shown} {what}");
    let told = |what: &str| Facts { problems: vec![problem(what)], ..Facts::default() };
    let text = match fs::read(&file.path) {
        Ok(text) => text,
        Err(error) => return Some(told(&format!("cannot be read: {}", in_words(&error)))),
    };
    let text = String::from_utf8_lossy(&text);
    if !wanted.iter().any(|word| text.contains(word.as_str())) {
        return None;
    }
    let facts = match tokens(&text) {
        Err(()) => told("is no Rust, and is skipped"),
        Ok(tokens) => {
            let is_shallow = is_shallow(&tokens);
            if let Some(parsed) = syn_file(&tokens, is_shallow) {
                visit::facts(&parsed, shown, names)
            } else {
                let mut facts = visit::facts_of_tokens(tokens, shown, names);
                facts.problems.push(problem("does not parse; it was searched for calls alone"));
                facts
            }
        }
    };
    // The places of all files of a thread are kept otherwise.
    proc_macro2::extra::invalidate_current_thread_spans();
    Some(facts)
}

fn syn_file(tokens: &proc_macro2::TokenStream, is_shallow: bool) -> Option<syn::File> {
    is_shallow.then(|| syn::parse2(tokens.clone()).ok()).flatten()
}

fn tokens(text: &str) -> Result<proc_macro2::TokenStream, ()> {
    // `#!/usr/bin/env`, not `#![attribute]`; its line still counts.
    let is_script =
        text.starts_with("#!") && !text.trim_start_matches("#!").trim_start().starts_with('[');
    let text = if is_script {
        text.get(text.find('\n').unwrap_or(text.len())..).unwrap_or_default()
    } else {
        text
    };
    text.trim_start_matches('\u{feff}').parse().map_err(|_| ())
}
