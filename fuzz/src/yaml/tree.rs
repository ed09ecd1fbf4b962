//! From a parser's events to a document.

use crate::document::{Document, Id, Key, Node};

/// What both parsers tell.
pub(super) enum Event {
    Scalar { value: String, plain: bool, tag: Tag },
    List,
    Mapping,
    End,
    Alias(Id),
}

#[derive(Clone, Copy, PartialEq)]
pub(super) enum Tag {
    None,
    Str,
    Null,
    Merge,
    Other,
    Local,
}

impl Tag {
    pub(super) fn of(resolved: Option<&str>) -> Self {
        match resolved {
            None => Self::None,
            Some("!" | "tag:yaml.org,2002:str") => Self::Str,
            Some("tag:yaml.org,2002:null") => Self::Null,
            Some("tag:yaml.org,2002:merge") => Self::Merge,
            Some(tag) if tag.starts_with("tag:yaml.org,2002:") => Self::Other,
            Some(_) => Self::Local,
        }
    }
}

/// Takes events, and gives each node its number.
#[derive(Default)]
pub(super) struct Builder {
    nodes: Vec<Node>,
    keys: Vec<Key>,
    open: Vec<(Id, Vec<Id>)>,
}

impl Builder {
    pub(super) fn next(&self) -> Id {
        self.nodes.len()
    }

    pub(super) fn take(&mut self, event: Event) {
        let opens = matches!(event, Event::List | Event::Mapping);
        let id = match event {
            Event::Alias(target) => target,
            Event::End => {
                let (id, children) = self.open.pop().expect("an open collection");
                let members = |children: &[Id]| {
                    let pairs = children.chunks(2);
                    pairs.map(|pair| (self.keys[pair[0]].clone(), pair[1])).collect()
                };
                match &self.nodes[id] {
                    Node::Mapping(_) => self.nodes[id] = Node::Mapping(members(&children)),
                    _ => self.nodes[id] = Node::List(children),
                }
                return;
            }
            Event::Scalar { value, plain, tag } => {
                let is_null = tag == Tag::Null
                    || plain
                        && tag != Tag::Str
                        && ["", "~", "null", "Null", "NULL"].contains(&&*value);
                let is_merge = plain && matches!(tag, Tag::None | Tag::Merge) && value == "<<";
                self.keys.push(match () {
                    () if is_merge => Key::Merge,
                    () if is_null => Key::Other,
                    () => Key::Text(value.clone()),
                });
                self.nodes.push(match () {
                    () if tag == Tag::Local => Node::Tagged,
                    () if is_null => Node::Null,
                    () => Node::Scalar(Some(value)),
                });
                self.nodes.len() - 1
            }
            Event::List | Event::Mapping => {
                self.keys.push(Key::Other);
                self.nodes.push(match event {
                    Event::List => Node::List(Vec::new()),
                    _ => Node::Mapping(Vec::new()),
                });
                self.nodes.len() - 1
            }
        };
        if let Some((_, children)) = self.open.last_mut() {
            children.push(id);
        }
        if opens {
            self.open.push((id, Vec::new()));
        }
    }

    pub(super) fn finish(self) -> Document {
        Document(self.nodes)
    }
}
