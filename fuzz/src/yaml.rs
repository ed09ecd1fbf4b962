//! YAML files, against two readers: the parser that ours is built on, which here sees the text and not
//! its masked copy, and a port of libyaml.

mod granit;
mod libyaml;
mod tree;

use crate::document::{Document, ask, ask_broken};
use crate::file;
use crate::load::Format;

pub fn check(bytes: &[u8]) {
    let text = match file::text(bytes, 1 << 20) {
        Ok(text) if text.trim().is_empty() => {
            return ask_broken(bytes, Format::Yaml, "file_empty");
        }
        Ok(text) => text,
        Err(code) => return ask_broken(bytes, Format::Yaml, code),
    };
    let granit = granit::read(text);
    let libyaml = libyaml::read(text);
    let nothing = Document::default();
    let paths = granit.as_ref().or(libyaml.as_ref()).unwrap_or(&nothing).paths();
    let answers = ask(bytes, Format::Yaml, &paths);
    for (path, answer) in paths.iter().zip(answers) {
        if let Err(refusal) = &answer {
            assert!(!refusal.code.starts_with("file_"), "{}", refusal.code);
        }
        let excused = answer.as_ref().is_err_and(|refusal| granit::is_refused(text, refusal));
        let answer = answer.map_err(|refusal| refusal.code);
        if let (Some(document), false) = (&granit, excused) {
            assert_eq!(answer, document.find(path), "granit, at {path:?}");
        }
        if let (Some(document), true) = (&libyaml, answer != Err("yaml_syntax")) {
            assert_eq!(answer, document.find(path), "libyaml, at {path:?}");
        }
    }
}
