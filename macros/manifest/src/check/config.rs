//! `config`: every key an identifier, every value of one Rust type.

use std::collections::HashMap;
use std::rc::Rc;

use super::{ids, url};
use crate::chars::all;
use crate::checked::{ConfigField, ConfigValue, Name};
use crate::code::Code;
use crate::model::{Credential, Field, Label};
use crate::report::{Problem, Problems};
use crate::secrets::{self, shown};
use crate::span::Span;
use crate::yaml::{Entry, Kind, Node, Scalar, Value};

pub(super) fn fields(c: &Credential<'_>, problems: &mut Problems) -> Option<Vec<ConfigField>> {
    match &c.config {
        Field::Missing => Some(Vec::new()),
        Field::Invalid => None,
        Field::Given(entries) => Reader { label: &c.label, problems }.mapping(entries.value),
    }
}

struct Reader<'r> {
    label: &'r Label,
    problems: &'r mut Problems,
}

impl Reader<'_> {
    fn report(&mut self, problem: Problem) {
        self.problems.push(self.label.on(problem));
    }

    // Its keys become the fields of one struct.
    fn mapping(&mut self, entries: &[Entry]) -> Option<Vec<ConfigField>> {
        let mut names: HashMap<String, usize> = HashMap::new();
        let mut fields = Vec::with_capacity(entries.len());
        for (number, entry) in entries.iter().enumerate() {
            let key = entry.key.value.as_str();
            let mut name = self.name(entry);
            if let Some(new) = &name {
                match names.get(&new.snake).and_then(|first| entries.get(*first)) {
                    Some(first) => {
                        self.report(twice(new, entry, first));
                        name = None;
                    }
                    None => _ = names.insert(new.snake.clone(), number),
                }
            }
            let value = self.entry(entry);
            if let (Some(name), Some(value)) = (name, value) {
                fields.push(ConfigField { key: key.to_owned(), name, value });
            }
        }
        (fields.len() == entries.len()).then_some(fields)
    }

    fn name(&mut self, entry: &Entry) -> Option<Name> {
        let key = &entry.key.value;
        match Name::new(key) {
            Ok(name) => Some(name),
            Err(bad) => {
                self.report(ids::bad_name("config key", key, &bad, entry.key.span, "value"));
                None
            }
        }
    }

    fn entry(&mut self, entry: &Entry) -> Option<ConfigValue> {
        let node = &*entry.value;
        if node.is_null() {
            let message = format!("`{}` has no value and so no type", shown(&entry.key.value));
            let problem = Problem::at(Code::ConfigWithoutType, entry.key.span, message)
                .help("write a value, or remove the key");
            self.report(problem);
            return None;
        }
        if url::is_url_name(&entry.key.value) {
            return self.url(&entry.key.value, node);
        }
        self.value(node)
    }

    // A URL that cannot be called is found now and not at the first request.
    fn url(&mut self, key: &str, node: &Node) -> Option<ConfigValue> {
        let problem = match &node.kind {
            Kind::Invalid => return None,
            Kind::Scalar(Scalar { text, value: Value::Text, verbatim }) => match url::mistake(text)
            {
                None => {
                    if let Some(scheme) = url::insecure(text) {
                        self.report(insecure(scheme, node.span));
                    }
                    return Some(ConfigValue::Str(text.clone()));
                }
                Some((message, help)) => {
                    let problem = Problem::at(Code::InvalidUrl, node.span, message).help(help);
                    match secrets::users_of_urls(text).first() {
                        Some(_) if verbatim.is_none() => problem.masking(node.span),
                        _ => problem,
                    }
                }
            },
            _ => {
                let message = format!("expected a URL in `{}`, found {}", shown(key), node.found());
                let span = if node.mapping().is_some() { node.caret() } else { node.span };
                Problem::at(Code::WrongType, span, message)
                    .help("write one URL, or give the key a name that does not end in `url`")
            }
        };
        self.report(problem);
        None
    }

    fn value(&mut self, node: &Node) -> Option<ConfigValue> {
        match &node.kind {
            Kind::Invalid => None,
            Kind::Scalar(scalar) => self.scalar(scalar, node.span),
            Kind::Mapping(mapping) => self.mapping(&mapping.entries).map(ConfigValue::Struct),
            Kind::Sequence(items) => self.list(items, node.span),
        }
    }

    fn scalar(&mut self, scalar: &Scalar, span: Span) -> Option<ConfigValue> {
        let is_plain = scalar.verbatim == Some(span.start);
        let problem = match scalar.value {
            Value::Text if is_plain && yes_or_no(&scalar.text).is_some() => {
                let bool = yes_or_no(&scalar.text).unwrap_or_default();
                let message = format!("YAML 1.2 reads `{}` as text", shown(&scalar.text));
                Problem::at(Code::AmbiguousValue, span, message)
                    .help(format!("write `{bool}`, or put quotes around text"))
            }
            Value::Int(_) if is_plain && has_leading_zero(&scalar.text) => {
                Problem::at(Code::AmbiguousValue, span, "this number begins with a zero")
                    .help("put quotes around text, or remove the zero of a number")
            }
            Value::Text => return Some(ConfigValue::Str(scalar.text.clone())),
            Value::Bool(bool) => return Some(ConfigValue::Bool(bool)),
            Value::Int(int) => return Some(ConfigValue::Int(int)),
            Value::Float(float) => return Some(ConfigValue::Float(float)),
            Value::Null => Problem::at(Code::ConfigWithoutType, span, "`null` has no type")
                .help("write a value, or remove the item"),
            Value::TooLarge(name) => Problem::at(
                Code::NumberTooLarge,
                span,
                format!("this number does not fit into `{name}`"),
            )
            .help("put quotes around it to keep it as text"),
        };
        self.report(problem);
        None
    }

    // A slice has one element type: that of the first.
    fn list(&mut self, items: &[Rc<Node>], span: Span) -> Option<ConfigValue> {
        if items.is_empty() {
            let problem = Problem::at(Code::ConfigWithoutType, span, "an empty list has no type")
                .help("write an item, or remove the key");
            self.report(problem);
            return None;
        }
        let mut values = Vec::with_capacity(items.len());
        for item in items {
            if let Some(value) = self.value(item) {
                values.push(value);
            }
        }
        if values.len() < items.len() {
            return None;
        }
        self.unify_all(None, values, items)
    }

    /// The values of a list in the shape of that one, or of their first.
    fn unify_all(
        &mut self,
        first: Option<&ConfigValue>,
        values: Vec<ConfigValue>,
        nodes: &[Rc<Node>],
    ) -> Option<ConfigValue> {
        let mut unified: Vec<ConfigValue> = Vec::with_capacity(values.len());
        let mut whole = true;
        for (value, node) in values.into_iter().zip(nodes) {
            let value = match first.or(unified.first()) {
                Some(first) => self.unify(first, value, node),
                None => Some(value),
            };
            match value {
                Some(value) => unified.push(value),
                None => whole = false,
            }
        }
        whole.then_some(ConfigValue::List(unified))
    }

    /// The value in the shape of the first item: of its type, its keys in its order.
    fn unify(
        &mut self,
        first: &ConfigValue,
        value: ConfigValue,
        node: &Node,
    ) -> Option<ConfigValue> {
        match (first, value) {
            (ConfigValue::Struct(first), ConfigValue::Struct(fields)) => {
                self.unify_structs(first, fields, node).map(ConfigValue::Struct)
            }
            (ConfigValue::List(first), ConfigValue::List(values)) => {
                let Kind::Sequence(nodes) = &node.kind else { return None };
                self.unify_all(Some(first.first()?), values, nodes)
            }
            (first, value) if std::mem::discriminant(first) == std::mem::discriminant(&value) => {
                Some(value)
            }
            (first, value) => {
                self.report(mixed(first, &value, node));
                None
            }
        }
    }

    fn unify_structs(
        &mut self,
        first: &[ConfigField],
        fields: Vec<ConfigField>,
        node: &Node,
    ) -> Option<Vec<ConfigField>> {
        let mapping = node.mapping()?;
        let mut given = Vec::with_capacity(fields.len());
        let mut numbers: HashMap<String, usize> = HashMap::new();
        for field in fields {
            numbers.insert(field.name.snake.clone(), given.len());
            given.push(Some(field));
        }
        let mut unified = Vec::with_capacity(first.len());
        let mut whole = true;
        for wanted in first {
            let number = numbers.get(&wanted.name.snake);
            let slot = number.and_then(|number| given.get_mut(*number));
            let Some(field) = slot.and_then(Option::take) else {
                let message =
                    format!("this item lacks `{}`, which the first item has", shown(&wanted.key));
                let problem = Problem::at(Code::MixedList, node.caret(), message)
                    .help("give all items of a list the same keys");
                self.report(problem);
                whole = false;
                continue;
            };
            let entry = mapping.get(&field.key)?;
            match self.unify(&wanted.value, field.value, &entry.value) {
                Some(value) => {
                    unified.push(ConfigField { key: field.key, name: field.name, value });
                }
                None => whole = false,
            }
        }
        for entry in &mapping.entries {
            let is_it = |field: &ConfigField| field.key == entry.key.value;
            if !given.iter().any(|field| field.as_ref().is_some_and(is_it)) {
                continue;
            }
            let message =
                format!("the first item of this list has no `{}`", shown(&entry.key.value));
            let problem = Problem::at(Code::MixedList, entry.key.span, message)
                .help("give all items of a list the same keys");
            self.report(problem);
            whole = false;
        }
        whole.then_some(unified)
    }
}

fn twice(name: &Name, entry: &Entry, first: &Entry) -> Problem {
    let message = format!(
        "config keys `{}` and `{}` both become the field `{}`",
        shown(&first.key.value),
        shown(&entry.key.value),
        shown(&name.snake)
    );
    Problem::at(Code::DuplicateConfigKey, entry.key.span, message)
        .related(first.key.span, "first used here")
        .help("rename one of the two")
}

// The key travels with every request.
fn insecure(scheme: &str, span: Span) -> Problem {
    Problem::at(Code::InsecureUrl, span, "what is sent to this URL can be read on the way")
        .help(format!("begin it with `{scheme}`"))
        .warning()
}

/// What other versions of YAML read as a boolean.
fn yes_or_no(text: &str) -> Option<bool> {
    match text.to_ascii_lowercase().as_str() {
        "yes" | "on" => Some(true),
        "no" | "off" => Some(false),
        _ => None,
    }
}

/// Octal in other versions of YAML, a code with its zeros for whoever wrote it.
fn has_leading_zero(text: &str) -> bool {
    let digits = text.trim_start_matches(['+', '-']);
    digits.len() > 1 && digits.starts_with('0') && all(digits, |c| c.is_ascii_digit())
}

fn mixed(first: &ConfigValue, value: &ConfigValue, node: &Node) -> Problem {
    let message =
        format!("a list has one type: this is {}, the first item {}", name(value), name(first));
    let span = if node.mapping().is_some() { node.caret() } else { node.span };
    let problem = Problem::at(Code::MixedList, span, message);
    match (first, value) {
        (ConfigValue::Float(_), ConfigValue::Int(int)) => {
            problem.help(format!("write `{}`", shown(&format!("{int}.0"))))
        }
        (ConfigValue::Int(int), ConfigValue::Float(_)) => {
            let float = shown(&format!("{int}.0"));
            problem.help(format!("write whole numbers with a fraction: `{float}`"))
        }
        (
            ConfigValue::Str(_),
            ConfigValue::Int(_) | ConfigValue::Float(_) | ConfigValue::Bool(_),
        ) => problem.help("put quotes around it"),
        (
            ConfigValue::Int(_) | ConfigValue::Float(_) | ConfigValue::Bool(_),
            ConfigValue::Str(_),
        ) => problem.help("put quotes around all items, or around none"),
        _ => problem.help("use a mapping for values of different types"),
    }
}

fn name(value: &ConfigValue) -> &'static str {
    match value {
        ConfigValue::Str(_) => "text",
        ConfigValue::Int(_) => "an integer",
        ConfigValue::Float(_) => "a float",
        ConfigValue::Bool(_) => "a boolean",
        ConfigValue::List(_) => "a list",
        ConfigValue::Struct(_) => "a mapping",
    }
}
