//! A document as a tree, and what the documentation says that a key path finds in it.

use std::collections::BTreeSet;

use crate::file::is_broken_json;
use crate::load::{Asked, Format, Part, Refusal, SLOTS, Scratch, load};
use crate::value;

pub(crate) type Id = usize;

/// The first node is the root; aliases make it a graph.
#[derive(Default)]
pub(crate) struct Document(pub(crate) Vec<Node>);

#[derive(Clone)]
pub(crate) enum Node {
    Null,
    /// `None` for a string that stands for no text.
    Scalar(Option<String>),
    /// A scalar with a tag of another program.
    Tagged,
    List(Vec<Id>),
    Mapping(Vec<(Key, Id)>),
}

#[derive(Clone, PartialEq)]
pub(crate) enum Key {
    Text(String),
    /// YAML's `<<`.
    Merge,
    /// Nothing that a path can name.
    Other,
}

/// How long a path can be: the manifest's limit.
pub(crate) const DEEPEST: usize = 32;

impl Document {
    /// The text of a secret, or the code of the error.
    pub(crate) fn find(&self, path: &[String]) -> Result<String, &'static str> {
        let mut at = 0;
        if self.0.is_empty() {
            return Err("key_not_found");
        }
        for segment in path {
            at = self.member(at, segment)?;
        }
        match &self.0[at] {
            Node::Null => Err("key_is_null"),
            Node::List(_) | Node::Mapping(_) => Err("key_not_scalar"),
            Node::Tagged => Err("yaml_syntax"),
            Node::Scalar(None) => Err("value_not_text"),
            Node::Scalar(Some(text)) => {
                let text = text.trim_end_matches(['\n', '\r']);
                if text.trim().is_empty() {
                    Err("value_empty")
                } else {
                    match value::told(text)? {
                        text if is_broken_json(text) => Err("json_syntax"),
                        text => Ok(text.to_owned()),
                    }
                }
            }
        }
    }

    fn member(&self, at: Id, segment: &str) -> Result<Id, &'static str> {
        match &self.0[at] {
            Node::List(elements) => {
                let index = segment.parse::<usize>().ok();
                let index = index.filter(|index| index.to_string() == segment);
                index.and_then(|index| elements.get(index)).copied().ok_or("key_not_found")
            }
            Node::Mapping(_) => {
                let found = self.in_mapping(at, segment, &mut BTreeSet::new());
                found.unwrap_or(Err("key_not_found"))
            }
            _ => Err("key_not_found"),
        }
    }

    /// A mapping's own keys go before those that it merges, and the first merged before the others.
    fn in_mapping(
        &self,
        at: Id,
        segment: &str,
        seen: &mut BTreeSet<Id>,
    ) -> Option<Result<Id, &'static str>> {
        let Node::Mapping(members) = &self.0[at] else { return None };
        if !seen.insert(at) {
            return None;
        }
        let wanted = Key::Text(segment.to_owned());
        let own: Vec<Id> =
            members.iter().filter(|(key, _)| *key == wanted).map(|(_, value)| *value).collect();
        match own[..] {
            [value] => return Some(Ok(value)),
            [] => {}
            _ => return Some(Err("key_duplicated")),
        }
        for (_, value) in members.iter().filter(|(key, _)| *key == Key::Merge) {
            let merged = match &self.0[*value] {
                Node::List(elements) => elements.clone(),
                _ => vec![*value],
            };
            for mapping in merged {
                if let Some(found) = self.in_mapping(mapping, segment, seen) {
                    return Some(found);
                }
            }
        }
        None
    }

    /// Paths to ask for: some that lead somewhere in this document, and some that any could have.
    pub(crate) fn paths(&self) -> Vec<Vec<String>> {
        let mut paths: Vec<Vec<String>> = Vec::new();
        let mut open: Vec<(Id, Vec<String>)> = Vec::new();
        if !self.0.is_empty() {
            open.push((0, Vec::new()));
        }
        // Far more than are asked for, and an end to what aliases multiply.
        while let (Some((at, path)), true) = (open.pop(), paths.len() < 16 * SLOTS) {
            if path.len() < DEEPEST {
                let go = |segment: &str| [path.as_slice(), &[segment.to_owned()]].concat();
                match &self.0[at] {
                    Node::List(elements) => {
                        let elements = elements.iter().enumerate();
                        open.extend(elements.map(|(index, id)| (*id, go(&index.to_string()))));
                    }
                    Node::Mapping(members) => {
                        open.extend(members.iter().filter_map(|(key, id)| match key {
                            Key::Text(key) => Some((*id, go(key))),
                            Key::Merge | Key::Other => None,
                        }));
                    }
                    Node::Null | Node::Scalar(_) | Node::Tagged => {}
                }
            }
            if !path.is_empty() {
                paths.push(path);
            }
        }
        let fixed = any();
        let step = paths.len().div_ceil(SLOTS - fixed.len()).max(1);
        paths.into_iter().step_by(step).chain(fixed).collect()
    }
}

/// Paths that may lead somewhere in any document, or nowhere.
fn any() -> Vec<Vec<String>> {
    let paths: [&[&str]; 8] =
        [&["a"], &["a", "b"], &["a", "0"], &["0"], &["00"], &["1", "a"], &["é", ""], &["<<"]];
    paths.iter().map(|path| path.iter().map(|&segment| segment.to_owned()).collect()).collect()
}

/// What the runtime answers for each path, all asked at once.
pub(crate) fn ask(
    content: &[u8],
    format: Format,
    paths: &[Vec<String>],
) -> Vec<Result<String, Refusal>> {
    let files = Scratch::new().with("keys", content);
    let asked = paths.iter().map(|path| Asked {
        path: vec![Part::Text("keys".to_owned())],
        key: Some(path.clone()),
        format,
    });
    load(&asked.collect::<Vec<_>>(), &files.loader())
}

/// What the runtime answers to text that has no tree: every path fails alike, at a place in the text.
pub(crate) fn ask_broken(content: &[u8], format: Format, code: &str) {
    for answer in ask(content, format, &any()) {
        let refusal = answer.expect_err(code);
        assert_eq!(refusal.code, code);
        if let (Some((line, column)), Ok(text)) = (place(&refusal.text), str::from_utf8(content)) {
            let text = text.strip_prefix('\u{feff}').unwrap_or(text);
            let lines: Vec<&str> = text.split(['\n', '\r']).collect();
            assert!(line >= 1 && line <= lines.len(), "line {line} of {text:?}");
            let longest = lines.iter().map(|line| line.chars().count()).max().unwrap_or(0);
            assert!(column >= 1 && column <= longest + 1, "column {column} of {text:?}");
        }
    }
}

/// The `line 1, column 2` of a message.
pub(crate) fn place(message: &str) -> Option<(usize, usize)> {
    let (line, rest) = message.split_once(" at line ")?.1.split_once(", column ")?;
    Some((line.parse().ok()?, rest.split_once(';')?.0.parse().ok()?))
}
