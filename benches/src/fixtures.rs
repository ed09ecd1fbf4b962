//! The secrets that are loaded, and where they lie.

use std::fs;
use std::io;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::process::Command;

use serde_json::{Map, Value, json};
use tempfile::TempDir;

use crate::keys::key;
use crate::manifest::{KEY, Kind, ONE_JSON, ONE_YAML, id, json_file, text_file, variable};

/// A secret of the length that providers give out.
pub fn secret(index: usize) -> String {
    format!("example-secret-of-a-usual-length-{index:0>15}")
}

/// A directory with the files of a kind, as secret files should be.
pub fn files(kind: Kind, size: usize) -> TempDir {
    let directory = TempDir::new().expect("a directory for the files");
    write(kind, size, directory.path()).expect("files for the benchmark");
    directory
}

fn write(kind: Kind, size: usize, directory: &Path) -> io::Result<()> {
    let put = |name: &str, content: &str| write_secret(&directory.join(name), content);
    match kind {
        Kind::Env | Kind::Keys => Ok(()),
        Kind::Text => {
            fs::create_dir(directory.join("text"))?;
            (0..size).try_for_each(|index| put(&text_file(index), &format!("{}\n", secret(index))))
        }
        Kind::Json => {
            let members = (0..size).map(|index| (id(index), Value::from(secret(index))));
            let members: Map<String, Value> = members.collect();
            put(ONE_JSON, &serde_json::to_string_pretty(&members)?)
        }
        Kind::Yaml => {
            let lines = (0..size).map(|index| format!("{}: {}\n", id(index), secret(index)));
            put(ONE_YAML, &lines.collect::<String>())
        }
        Kind::JsonFiles => {
            fs::create_dir(directory.join("json"))?;
            (0..size).try_for_each(|index| {
                put(&json_file(index), &json!({ KEY: secret(index) }).to_string())
            })
        }
    }
}

/// Writes a file for the user alone.
pub fn write_secret(path: &Path, content: &str) -> io::Result<()> {
    let mut options = fs::OpenOptions::new();
    let mut file = options.write(true).create(true).truncate(true).mode(0o600).open(path)?;
    io::Write::write_all(&mut file, content.as_bytes())
}

/// Gives a program the variables of [`Kind::Env`] or [`Kind::Keys`] and no other: what the shell has must not count.
pub fn with_variables(command: &mut Command, kind: Kind, size: usize) {
    command.env_clear();
    match kind {
        Kind::Env => {
            command.envs((0..size).map(|index| (variable(index), secret(index))));
        }
        Kind::Keys => {
            command.envs((0..size).map(|index| (kind.variable(index), key(index))));
        }
        _ => {}
    }
}

/// `NAME=value`, for programs that take it so.
pub fn assignment(index: usize) -> String {
    format!("{}={}", variable(index), secret(index))
}

/// A JSON file as large as the runtime takes, with the keys of [`Kind::Json`] and more.
pub fn large_json(size: usize) -> TempDir {
    let directory = TempDir::new().expect("a directory for the file");
    let wanted = (0..size).map(|index| (id(index), Value::from(secret(index))));
    let others = (0..9_000).map(|index| (format!("other_{index:05}"), Value::from(secret(index))));
    let members: Map<String, Value> = wanted.chain(others).collect();
    let mut text = serde_json::to_string_pretty(&members).expect("JSON");
    assert!(text.len() <= MEBIBYTE, "{} bytes", text.len());
    text.push_str(&" ".repeat(MEBIBYTE - text.len()));
    write_secret(&directory.path().join(ONE_JSON), &text).expect("a file for the benchmark");
    directory
}

const MEBIBYTE: usize = 1 << 20;
