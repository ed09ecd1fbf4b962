//! A YAML document as a value, for files of others: Compose, actions, hooks.

use std::collections::HashMap;

use provider_credentials_yaml::{Event, Events, options};

/// A document. What a scalar would be as a number does not matter here.
#[derive(Debug, Clone)]
pub(crate) enum Yaml {
    Scalar(String),
    List(Vec<Yaml>),
    Map(Vec<(String, Yaml, usize)>),
}

/// Nested deeper, or with more nodes when aliases are followed, is a file of no use.
const MAX_DEPTH: usize = 64;
const MAX_NODES: usize = 200_000;

impl Yaml {
    pub(crate) fn get(&self, key: &str) -> Option<&Yaml> {
        self.entries().iter().find(|(name, ..)| name == key).map(|(_, value, _)| value)
    }

    /// Keys, values, and the line of each key.
    pub(crate) fn entries(&self) -> &[(String, Yaml, usize)] {
        match self {
            Yaml::Map(entries) => entries,
            _ => &[],
        }
    }

    pub(crate) fn items(&self) -> &[Yaml] {
        match self {
            Yaml::List(items) => items,
            _ => &[],
        }
    }

    pub(crate) fn text(&self) -> Option<&str> {
        match self {
            Yaml::Scalar(text) => Some(text),
            _ => None,
        }
    }
}

/// The first document, or the line of the mistake.
pub(crate) fn read(text: &str) -> Result<Yaml, usize> {
    let mut events = Vec::new();
    for event in Events::new(
        text,
        options! { emit_comments: false, flow_nesting_limit: MAX_DEPTH, block_nesting_limit: MAX_DEPTH },
    ) {
        let (event, span) = event.map_err(|error| error.marker().line())?;
        events.push((event, span.start.line()));
    }
    let mut reader =
        Reader { events: events.into_iter(), anchors: HashMap::new(), nodes: 0, line: 1 };
    loop {
        match reader.next() {
            Some(Event::DocumentStart(..)) => {
                let line = reader.line;
                return reader.node(0).ok_or(line);
            }
            Some(_) => {}
            None => return Ok(Yaml::Map(Vec::new())),
        }
    }
}

struct Reader<'t> {
    events: std::vec::IntoIter<(Event<'t>, usize)>,
    anchors: HashMap<usize, Yaml>,
    nodes: usize,
    line: usize,
}

impl<'t> Reader<'t> {
    fn next(&mut self) -> Option<Event<'t>> {
        let (event, line) = self.events.find(|(event, _)| !matches!(event, Event::Anchor(..)))?;
        self.line = line;
        Some(event)
    }

    fn node(&mut self, depth: usize) -> Option<Yaml> {
        let event = self.next()?;
        self.rest(event, depth)
    }

    fn rest(&mut self, event: Event<'t>, depth: usize) -> Option<Yaml> {
        self.count(1)?;
        if depth > MAX_DEPTH {
            return None;
        }
        let (value, anchor) = match event {
            Event::Alias(id) => {
                let value = self.anchors.get(&id).cloned()?;
                self.count(size(&value))?;
                return Some(value);
            }
            Event::Scalar(text, _, anchor, _) => (Yaml::Scalar(text.into_owned()), anchor),
            Event::SequenceStart(_, anchor, _) => {
                let mut items = Vec::new();
                loop {
                    match self.next()? {
                        Event::SequenceEnd => break,
                        event => items.push(self.rest(event, depth + 1)?),
                    }
                }
                (Yaml::List(items), anchor)
            }
            Event::MappingStart(_, anchor, _) => (self.mapping(depth)?, anchor),
            _ => return None,
        };
        if anchor != 0 {
            self.anchors.insert(anchor, value.clone());
        }
        Some(value)
    }

    fn mapping(&mut self, depth: usize) -> Option<Yaml> {
        let (mut own, mut merged) = (Vec::new(), Vec::new());
        loop {
            let key = match self.next()? {
                Event::MappingEnd => break,
                Event::Scalar(text, ..) => text.into_owned(),
                _ => return None,
            };
            let line = self.line;
            match (key.as_str(), self.node(depth + 1)?) {
                ("<<", Yaml::Map(entries)) => merged.extend(entries),
                ("<<", Yaml::List(maps)) => {
                    merged.extend(maps.iter().flat_map(Yaml::entries).cloned());
                }
                (_, value) => own.push((key, value, line)),
            }
        }
        // The mapping's own keys are found first.
        own.extend(merged);
        Some(Yaml::Map(own))
    }

    fn count(&mut self, more: usize) -> Option<()> {
        self.nodes += more;
        (self.nodes <= MAX_NODES).then_some(())
    }
}

fn size(value: &Yaml) -> usize {
    match value {
        Yaml::Scalar(_) => 1,
        Yaml::List(items) => 1 + items.iter().map(size).sum::<usize>(),
        Yaml::Map(entries) => 1 + entries.iter().map(|(_, value, _)| size(value)).sum::<usize>(),
    }
}
