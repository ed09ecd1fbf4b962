//! A file to bytes, and a message for each way in which that fails.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::SourceFile;
use crate::code::Code;
use crate::report::{Forgotten, Problem, Report};
use crate::secrets::shown;
use crate::span::Span;
use crate::suggest;

impl SourceFile {
    /// Reads the manifest at `path`, to be shown as `display` (the path as the user wrote it).
    ///
    /// Anything but a regular file of UTF-8 text is refused before it is opened or read in full.
    pub fn read(path: &Path, display: &str) -> Result<Self, Report> {
        let bytes = bytes(path)
            .map_err(|failure| Report::unreadable(display, failure.explain(path, display)))?;
        SourceFile::from_bytes(bytes, display)
    }

    /// A manifest that was read from elsewhere than a file, such as standard input.
    pub fn from_reader(reader: impl Read, display: &str) -> Result<Self, Report> {
        let bytes = limited(reader).map_err(|failure| {
            Report::unreadable(display, failure.explain(Path::new(""), display))
        })?;
        SourceFile::from_bytes(bytes, display)
    }

    fn from_bytes(bytes: Vec<u8>, display: &str) -> Result<Self, Report> {
        if is_utf16(&bytes) {
            return Err(utf16(display));
        }
        match String::from_utf8(bytes) {
            Ok(text) => Ok(SourceFile::new(display, text)),
            Err(error) => {
                Err(not_utf8(display, error.as_bytes(), error.utf8_error().valid_up_to()))
            }
        }
    }
}

/// A manifest is a few kilobytes; beyond this it is some other file.
const MAX_BYTES: usize = 16 * 1024 * 1024;

/// Why there are no bytes.
enum Failure {
    Io(io::ErrorKind),
    Directory,
    NotRegular,
    TooLarge,
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Failure::Io(error.kind())
    }
}

fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    // Before opening: to open a FIFO would wait for a writer.
    let metadata = fs::metadata(path)?;
    if metadata.is_dir() {
        return Err(Failure::Directory);
    }
    if !metadata.is_file() {
        return Err(Failure::NotRegular);
    }
    limited(File::open(path)?)
}

/// All bytes, unless they are too many for a manifest.
///
/// `read_to_end` is eight hundred lines for each type that it is called for, compiled in every user's build.
fn limited(mut reader: impl Read) -> Result<Vec<u8>, Failure> {
    let (mut bytes, mut chunk) = (Vec::new(), [0; 8192]);
    loop {
        let count = match reader.read(&mut chunk) {
            Ok(0) => return Ok(bytes),
            Ok(count) => count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error.into()),
        };
        bytes.extend_from_slice(chunk.get(..count).unwrap_or_default());
        if bytes.len() > MAX_BYTES {
            return Err(Failure::TooLarge);
        }
    }
}

impl Failure {
    /// In our own words: the system's differ by platform.
    fn explain(&self, path: &Path, display: &str) -> Problem {
        let name = shown(display);
        match self {
            _ if display.trim().is_empty() => {
                Problem::of_file(Code::ManifestNotFound, "the path of the manifest is empty")
                    .help("name the file, such as `provider_credentials.yaml`")
            }
            Failure::Io(io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
                not_found(path, display, &name)
            }
            Failure::Io(io::ErrorKind::PermissionDenied) => Problem::of_file(
                Code::ManifestUnreadable,
                format!("manifest `{name}` may not be read by this user"),
            )
            .help("give the user who runs the build read permission"),
            Failure::Io(_) => Problem::of_file(
                Code::ManifestUnreadable,
                format!("manifest `{name}` could not be read"),
            )
            .help("check the file and the disk it is on"),
            Failure::Directory => Problem::of_file(
                Code::ManifestIsDirectory,
                format!("manifest `{name}` is a directory, expected a file"),
            )
            .help("name the YAML file in it"),
            Failure::NotRegular => Problem::of_file(
                Code::ManifestNotRegular,
                format!("manifest `{name}` is not a regular file"),
            )
            .help("name a file that can be read again and again, not a pipe or a device"),
            Failure::TooLarge => Problem::of_file(
                Code::ManifestTooLarge,
                format!("manifest `{name}` is larger than 16 MiB"),
            )
            .help("check that it is the file you mean"),
        }
    }
}

fn not_found(path: &Path, display: &str, name: &str) -> Problem {
    let problem =
        Problem::of_file(Code::ManifestNotFound, format!("manifest `{name}` does not exist"));
    let directory = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let package = package_of(path, display);
    let near = if directory.is_dir() { near_file(directory, path) } else { None };
    let near = near.map(|name| Path::new(display).with_file_name(name));
    if let Some(near) = near.or_else(|| same_name_elsewhere(package?, path)) {
        return problem.help(format!("write `{}`", shown(&near.to_string_lossy())));
    }
    let problem = match package {
        // The command line's paths start where it runs.
        Some(_) if path != Path::new(display) => problem
            .note("the path is relative to the package's directory, the one with its `Cargo.toml`"),
        _ => problem,
    };
    if directory.is_dir() {
        problem.help("create it, or correct the path")
    } else {
        problem.help("create it, or correct the path: its directory does not exist either")
    }
}

/// The directory that the path starts from, where it is a package's.
fn package_of<'p>(path: &'p Path, display: &str) -> Option<&'p Path> {
    let depth = Path::new(display).components().count();
    let is_relative = Path::new(display).is_relative() && path.ends_with(display);
    let base = path.ancestors().nth(depth).filter(|_| is_relative)?;
    base.join("Cargo.toml").is_file().then_some(base)
}

/// A file of that name in the package's directory or directly below, as one would write it.
fn same_name_elsewhere(package: &Path, path: &Path) -> Option<PathBuf> {
    let name = path.file_name()?;
    let mut directories = names_in(package)?;
    directories.insert(0, String::new());
    for directory in &directories {
        let candidate = Path::new(directory).join(name);
        if package.join(&candidate).is_file() {
            return Some(candidate);
        }
    }
    None
}

/// A directory with more is not searched to its end.
const MAX_ENTRIES: usize = 1000;

/// The file of that directory whose name is nearest to the one that is missing. Endings do not
/// count, they are alike anyhow.
fn near_file(directory: &Path, path: &Path) -> Option<String> {
    let wanted = path.file_name()?.to_str()?;
    let (stem, ending) = stem_and_ending(wanted);
    let mut names = Vec::new();
    for name in names_in(directory)? {
        let (_, other) = stem_and_ending(&name);
        let is_alike = other == ending || matches!(other, "yaml" | "yml");
        if name != wanted && is_alike && directory.join(&name).is_file() {
            names.push(name);
        }
    }
    let mut stems = Vec::new();
    for name in &names {
        stems.push(stem_and_ending(name).0);
    }
    let near = suggest::nearest(stem, &stems)?;
    let at = stems.iter().position(|stem| *stem == near)?;
    Some(names.swap_remove(at))
}

/// In order.
fn names_in(directory: &Path) -> Option<Vec<String>> {
    let mut names: Vec<String> = Vec::new();
    for entry in fs::read_dir(directory).ok()?.take(MAX_ENTRIES) {
        let Ok(entry) = entry else { continue };
        if let Ok(name) = entry.file_name().into_string() {
            names.insert(names.partition_point(|other| *other < name), name);
        }
    }
    Some(names)
}

fn stem_and_ending(name: &str) -> (&str, &str) {
    name.rsplit_once('.').unwrap_or((name, ""))
}

/// Whether it is what some editors on Windows write: marked as such, or every other byte is zero.
fn is_utf16(bytes: &[u8]) -> bool {
    let (mut even, mut odd) = (true, true);
    for (i, &byte) in bytes.iter().take(16).enumerate() {
        let half = if i % 2 == 0 { &mut even } else { &mut odd };
        *half &= byte == 0;
    }
    bytes.starts_with(&[0xff, 0xfe])
        || bytes.starts_with(&[0xfe, 0xff])
        || bytes.len() >= 4 && even != odd
}

/// Without a line of it: nothing of it can be read.
fn utf16(display: &str) -> Report {
    let problem =
        Problem::of_file(Code::ManifestNotUtf8, "the manifest must be UTF-8 text, found UTF-16")
            .help("save it as UTF-8");
    Report::unreadable(display, problem)
}

fn not_utf8(display: &str, bytes: &[u8], valid: usize) -> Report {
    let source = SourceFile::new(display, String::from_utf8_lossy(bytes));
    // The lossy text begins with the valid bytes as they are, but for a mark that was dropped.
    let mark = if bytes.starts_with(&[0xef, 0xbb, 0xbf]) { 3 } else { 0 };
    let at = valid.saturating_sub(mark);
    let problem = Problem::at(
        Code::ManifestNotUtf8,
        Span::new(at, at + 1),
        "the manifest must be UTF-8 text",
    )
    .help("save it as UTF-8");
    Report::new(source, vec![problem], &Forgotten::default())
}
