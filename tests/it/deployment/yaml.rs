//! Enough of YAML to look into a manifest of Compose or Kubernetes.

use provider_credentials_yaml::{Event, Events, options};

#[derive(Debug)]
pub(super) enum Value {
    Text(String),
    List(Vec<Value>),
    Mapping(Vec<(Value, Value)>),
}

impl Value {
    pub(super) fn parse(text: &str) -> Self {
        let mut open = vec![Vec::new()];
        for event in Events::new(text, options! { emit_comments: false }) {
            let done = match event.unwrap_or_else(|error| panic!("{error}: {text}")).0 {
                Event::Scalar(value, ..) => Self::Text(value.into_owned()),
                Event::SequenceStart(..) | Event::MappingStart(..) => {
                    open.push(Vec::new());
                    continue;
                }
                Event::SequenceEnd => Self::List(open.pop().unwrap()),
                Event::MappingEnd => {
                    let mut members = open.pop().unwrap().into_iter();
                    let pair = || Some((members.next()?, members.next()?));
                    Self::Mapping(std::iter::from_fn(pair).collect())
                }
                _ => continue,
            };
            open.last_mut().unwrap().push(done);
        }
        open.pop().unwrap().pop().expect("a document")
    }

    /// What is at `spec.containers.0`.
    pub(super) fn find(&self, place: &str) -> Option<&Self> {
        place.split('.').try_fold(self, |value, segment| match value {
            Self::List(elements) => elements.get(segment.parse::<usize>().ok()?),
            Self::Mapping(members) => members.iter().find_map(|(key, value)| match key {
                Self::Text(key) if key == segment => Some(value),
                _ => None,
            }),
            Self::Text(_) => None,
        })
    }

    pub(super) fn text(&self, place: &str) -> &str {
        match self.find(place) {
            Some(Self::Text(text)) => text,
            other => panic!("{place}: {other:?}"),
        }
    }

    pub(super) fn number(&self, place: &str) -> u32 {
        self.text(place).parse().unwrap_or_else(|_| panic!("{place}"))
    }

    /// A number in YAML 1.1's octal, which Compose and Kubernetes read.
    pub(super) fn mode(&self, place: &str) -> u32 {
        let digits = self.text(place).strip_prefix('0').expect("an octal number");
        u32::from_str_radix(digits, 8).expect("an octal number")
    }

    pub(super) fn list(&self, place: &str) -> &[Self] {
        match self.find(place) {
            Some(Self::List(elements)) => elements,
            other => panic!("{place}: {other:?}"),
        }
    }

    /// The keys of a mapping.
    pub(super) fn keys(&self, place: &str) -> Vec<&str> {
        match self.find(place) {
            Some(Self::Mapping(members)) => members
                .iter()
                .map(|(key, _)| match key {
                    Self::Text(key) => key.as_str(),
                    other => panic!("{other:?}"),
                })
                .collect(),
            other => panic!("{place}: {other:?}"),
        }
    }
}
