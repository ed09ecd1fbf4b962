//! What a program can do by hand: the least that the system asks for, and what people write.

use std::collections::HashMap;
use std::env;
use std::fs;
use std::path::Path;

use granit_parser::{Event, Parser};
use rustix::fs::{Mode, OFlags};
use serde_json::Value;

use crate::manifest::{KEY, ONE_JSON, ONE_YAML, id, json_file, text_file, variable};

/// Each name looked up by itself: the C library reads through the whole block each time.
pub fn env_each(size: usize) -> Vec<String> {
    (0..size).map(|index| env::var(variable(index)).expect("set")).collect()
}

/// One pass over the environment into a map, and a look-up for each name.
pub fn env_once(size: usize) -> Vec<String> {
    let mut all: HashMap<_, _> = env::vars_os().collect();
    let take = |index| {
        let value = all.remove(std::ffi::OsStr::new(&variable(index))).expect("set");
        value.into_string().expect("text")
    };
    (0..size).map(take).collect()
}

/// `open`, `fstat`, `read` and `close`, with nothing between them.
pub fn bare_read(path: &Path) -> Vec<u8> {
    let file = rustix::fs::open(path, OFlags::RDONLY | OFlags::CLOEXEC, Mode::empty());
    let file = file.expect("an open file");
    let size = rustix::fs::fstat(&file).expect("its size").st_size;
    let mut content = vec![0; usize::try_from(size).expect("a small file")];
    let read = rustix::io::read(&file, &mut content).expect("its content");
    content.truncate(read);
    content
}

/// The bare system calls for each file.
pub fn text_bare(directory: &Path, size: usize) -> Vec<Vec<u8>> {
    (0..size).map(|index| bare_read(&directory.join(text_file(index)))).collect()
}

/// What people write.
pub fn text_std(directory: &Path, size: usize) -> Vec<String> {
    let read = |index| fs::read_to_string(directory.join(text_file(index))).expect("a file");
    (0..size).map(|index| read(index).trim().to_owned()).collect()
}

/// The one file, read and parsed once, and a look-up for each key.
pub fn json_once(directory: &Path, size: usize) -> Vec<String> {
    let all: Value = json_value(directory);
    (0..size).map(|index| text_of(&all[&id(index)])).collect()
}

/// The one file, read and parsed once.
pub fn json_value(directory: &Path) -> Value {
    serde_json::from_slice(&bare_read(&directory.join(ONE_JSON))).expect("JSON")
}

/// The one file, read and parsed once into a map of text.
pub fn json_typed(directory: &Path) -> HashMap<String, String> {
    serde_json::from_slice(&bare_read(&directory.join(ONE_JSON))).expect("JSON")
}

/// The one file, read once and parsed for each key.
pub fn json_each(directory: &Path, size: usize) -> Vec<String> {
    let content = bare_read(&directory.join(ONE_JSON));
    let parse = |index| {
        let all: Value = serde_json::from_slice(&content).expect("JSON");
        text_of(&all[&id(index)])
    };
    (0..size).map(parse).collect()
}

/// The one file, read and run through the parser that the runtime uses, which takes no part of it.
pub fn yaml_events(directory: &Path) -> usize {
    let content = bare_read(&directory.join(ONE_YAML));
    let text = core::str::from_utf8(&content).expect("text");
    let mut scalars = 0;
    for event in Parser::new_from_str(text) {
        scalars += usize::from(matches!(event.expect("YAML").0, Event::Scalar(..)));
    }
    scalars
}

/// Each file, read and parsed.
pub fn json_files(directory: &Path, size: usize) -> Vec<String> {
    let parse = |index| {
        let content = bare_read(&directory.join(json_file(index)));
        let value: Value = serde_json::from_slice(&content).expect("JSON");
        text_of(&value[KEY])
    };
    (0..size).map(parse).collect()
}

fn text_of(value: &Value) -> String {
    value.as_str().expect("a text").to_owned()
}
