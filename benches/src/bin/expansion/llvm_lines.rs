//! How much code the macro makes, in lines of LLVM's language.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use provider_credentials_benches::project::Project;

/// Lines in the bodies of all functions of the program, before LLVM optimizes, as `cargo llvm-lines`
/// counts them.
pub(crate) fn count(program: &Project) -> io::Result<usize> {
    let directory = program.target().join("release/deps");
    if directory.exists() {
        for file in llvm_files(&directory)? {
            fs::remove_file(file)?;
        }
    }
    program.append("src/main.rs", "// Touched.\n");
    let compiler = ["--", "--emit=llvm-ir", "-Cno-prepopulate-passes", "-Ccodegen-units=1"];
    program.run(&[&["rustc", "--release", "--offline"][..], &compiler].concat())?;
    let mut lines = 0;
    for file in llvm_files(&directory)? {
        let text = fs::read_to_string(file)?;
        let mut inside = false;
        for line in text.lines() {
            inside = inside && line != "}";
            lines += usize::from(inside);
            inside = inside || line.starts_with("define ");
        }
    }
    if lines == 0 { Err(io::Error::other("rustc wrote no LLVM lines")) } else { Ok(lines) }
}

fn llvm_files(directory: &Path) -> io::Result<Vec<PathBuf>> {
    let files = fs::read_dir(directory)?.map(|entry| entry.map(|entry| entry.path()));
    let files: io::Result<Vec<_>> = files.collect();
    Ok(files?.into_iter().filter(|file| file.extension().is_some_and(|end| end == "ll")).collect())
}
