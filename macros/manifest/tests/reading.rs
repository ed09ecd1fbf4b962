//! Every way in which a manifest cannot be read has its own message.

#![forbid(unsafe_code)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests state what must hold by failing")]

use std::fs;
use std::path::{Path, PathBuf};

use provider_credentials_manifest::SourceFile;

/// A directory of this test's own.
fn directory(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("manifest-reading").join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    path
}

fn refuse(path: &Path, display: &str) -> (String, String) {
    let Err(report) = SourceFile::read(path, display) else { panic!("{display} was read") };
    let mut problems = report.problems();
    let problem = problems.next().unwrap();
    assert_eq!(problems.len(), 0);
    assert!(!report.to_string().contains("os error"), "{report}");
    (problem.code().as_str().to_owned(), problem.short())
}

#[test]
fn missing_files_get_a_proposal() {
    let dir = directory("missing");
    let (code, text) =
        refuse(&dir.join("provider_credentials.yaml"), "conf/provider_credentials.yaml");
    assert_eq!(code, "manifest_not_found");
    assert!(
        text.ends_with("does not exist; create it, or correct the path [manifest_not_found]"),
        "{text}"
    );

    fs::write(dir.join("provider_credentials.yml"), "").unwrap();
    let (_, text) =
        refuse(&dir.join("provider_credentials.yaml"), "conf/provider_credentials.yaml");
    assert!(
        text.ends_with("; write `conf/provider_credentials.yml` [manifest_not_found]"),
        "{text}"
    );

    let (_, text) = refuse(&dir.join("nowhere/m.yaml"), "nowhere/m.yaml");
    assert!(text.contains("its directory does not exist"), "{text}");

    let (code, _) = refuse(&dir.join("provider_credentials.yml/m.yaml"), "m.yaml");
    assert_eq!(code, "manifest_not_found");
}

#[test]
fn only_regular_files_are_read() {
    let dir = directory("kinds");
    assert_eq!(refuse(&dir, "m").0, "manifest_is_directory");
    #[cfg(unix)]
    {
        let fifo = dir.join("fifo");
        let made = std::process::Command::new("mkfifo").arg(&fifo).status();
        if made.is_ok_and(|status| status.success()) {
            assert_eq!(refuse(&fifo, "m").0, "manifest_not_regular");
        }
        assert_eq!(refuse(Path::new("/dev/null"), "m").0, "manifest_not_regular");
    }
}

#[test]
fn other_files_are_refused() {
    let dir = directory("content");
    let large = dir.join("large");
    fs::File::create(&large).unwrap().set_len(16 * 1024 * 1024 + 1).unwrap();
    assert_eq!(refuse(&large, "m").0, "manifest_too_large");
    let binary = dir.join("binary");
    fs::write(&binary, b"\xef\xbb\xbfab\ncd\xff").unwrap();
    let (code, text) = refuse(&binary, "m");
    assert_eq!(code, "manifest_not_utf8");
    assert!(text.starts_with("m:2:3: "), "{text}");
}

#[test]
fn a_good_file_is_read() {
    let path = directory("good").join("m.yaml");
    fs::write(&path, "\u{feff}provider_credentials: []\n").unwrap();
    let source = SourceFile::read(&path, "m.yaml").unwrap();
    assert_eq!((source.path(), source.text()), ("m.yaml", "provider_credentials: []\n"));
}

#[test]
fn only_near_names_and_the_same_name_are_proposed() {
    let dir = directory("near");
    fs::write(dir.join("base.yaml"), "").unwrap();
    let (_, text) = refuse(&dir.join("nope.yaml"), "nope.yaml");
    assert!(text.contains("; create it, or correct the path"), "{text}");

    fs::write(dir.join("Cargo.toml"), "").unwrap();
    let Err(report) = SourceFile::read(&dir.join("nope.yaml"), "nope.yaml") else { panic!() };
    assert!(report.to_string().contains("relative to the package's directory"), "{report}");

    let (_, text) = refuse(&dir.join("src/base.yaml"), "src/base.yaml");
    assert!(text.contains("; write `base.yaml`"), "{text}");

    fs::create_dir(dir.join("conf")).unwrap();
    fs::write(dir.join("conf/m.yaml"), "").unwrap();
    let (_, text) = refuse(&dir.join("m.yaml"), "m.yaml");
    assert!(text.replace('\\', "/").contains("; write `conf/m.yaml`"), "{text}");
}

#[test]
fn an_empty_path_says_so() {
    let dir = directory("empty");
    let Err(report) = SourceFile::read(&dir.join(""), "") else { panic!() };
    let text = report.to_string();
    assert!(text.starts_with("error: the path of the manifest is empty"), "{text}");
    assert!(!text.contains("-->"), "{text}");
}
