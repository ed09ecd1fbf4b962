//! `config`: every key an identifier, every value of one Rust type.

mod unify;

use std::rc::Rc;

use super::part::of_part;
use super::url::{self, Takes};
use super::{ids, setting};
use crate::chars::{all, joined};
use crate::checked::{ConfigField, ConfigValue, Name, Template, TemplatePart};
use crate::code::Code;
use crate::model::{Credential, Field, Label, Text};
use crate::report::{Problem, Problems};
use crate::secrets::{self, shown};
use crate::span::{Span, Spanned};
use crate::table::Names;
use crate::template::has_variable;
use crate::yaml::{Entry, Kind, Node, Scalar, Value};

pub(super) fn fields<'n>(
    credential: &'n Credential<'n>,
    problems: &mut Problems,
) -> Option<Vec<ConfigField>> {
    match &credential.config {
        Field::Missing => Some(Vec::new()),
        Field::Invalid => None,
        Field::Given(entries) => {
            let path = vec!["config"];
            Reader { label: &credential.label, path, in_list: false, problems }
                .mapping(entries.value)
        }
    }
}

struct Reader<'r, 'n> {
    label: &'r Label,
    /// The keys that lead to where the reader is.
    path: Vec<&'n str>,
    /// Whether it is below a list.
    in_list: bool,
    problems: &'r mut Problems,
}

impl<'n> Reader<'_, 'n> {
    /// Where the reader is, as messages call it.
    fn here(&self) -> String {
        let mut here = String::from("`");
        for (before, key) in self.path.iter().enumerate() {
            if before > 0 {
                here.push('.');
            }
            here.push_str(&shown(key));
        }
        here.push('`');
        here
    }

    fn report(&mut self, problem: Problem) {
        self.problems.push(self.label.on(problem));
    }

    // Its keys become the fields of one struct.
    fn mapping(&mut self, entries: &'n [Entry]) -> Option<Vec<ConfigField>> {
        let mut names = Names::new();
        let mut fields = Vec::with_capacity(entries.len());
        for (number, entry) in entries.iter().enumerate() {
            let key = entry.key.value.as_str();
            let mut name = self.name(entry);
            if let Some(new) = &name {
                match names.get(new.snake.as_str()).and_then(|first| entries.get(*first)) {
                    Some(first) => {
                        self.report(twice(new, entry, first));
                        name = None;
                    }
                    None => _ = names.insert(new.snake.clone(), number),
                }
            }
            self.path.push(key);
            let value = self.entry(entry);
            self.path.pop();
            if let (Some(name), Some(value)) = (name, value) {
                fields.push(ConfigField { key: key.to_owned(), name, value });
            }
        }
        (fields.len() == entries.len()).then_some(fields)
    }

    fn name(&mut self, entry: &Entry) -> Option<Name> {
        const QUOTES: &str = "put the whole text in quotes";
        let key = &entry.key.value;
        match Name::new(key) {
            Ok(name) => Some(name),
            Err(bad) => {
                let problem = ids::bad_name("`config` key", key, &bad, entry.key.span, "value");
                self.report(match entry.is_sentence() {
                    // Who is not accused has it masked all the same.
                    true if secrets::is_secret_name(key) => {
                        problem.help(QUOTES).masking(entry.value.span)
                    }
                    true => problem.help(QUOTES),
                    false => problem,
                });
                None
            }
        }
    }

    fn entry(&mut self, entry: &'n Entry) -> Option<ConfigValue> {
        let node = &*entry.value;
        if node.is_null() {
            let message = format!("{} has no value and so no type", self.here());
            let problem = Problem::at(Code::ConfigWithoutType, entry.key.span, message)
                .help("write a value, or remove the key");
            self.report(problem);
            return None;
        }
        match url::takes(&entry.key.value) {
            // A structure may describe it as well.
            Some(Takes::Endpoint) if node.mapping().is_some() => self.value(node),
            Some(takes) => self.url(node, takes),
            None => self.value(node),
        }
    }

    // A URL that cannot be called is found now and not at the first request.
    fn url(&mut self, node: &Node, takes: Takes) -> Option<ConfigValue> {
        let problem = match &node.kind {
            Kind::Invalid => return None,
            Kind::Scalar(scalar) if is_template(scalar) => {
                return self.template(scalar, node.span, Some(takes));
            }
            Kind::Scalar(Scalar { text, value: Value::Text, verbatim }) => {
                match url::mistake(text, takes) {
                    None => {
                        if let Some(scheme) = url::insecure(text) {
                            self.report(insecure(&self.here(), scheme, node.span));
                        }
                        return Some(ConfigValue::Str(text.clone()));
                    }
                    Some((message, help)) => {
                        let message = message.replace("{key}", &self.here());
                        let problem = Problem::at(Code::InvalidUrl, node.span, message).help(help);
                        match secrets::users_of_urls(text).first() {
                            Some(_) if verbatim.is_none() => problem.masking(node.span),
                            _ => problem,
                        }
                    }
                }
            }
            _ => {
                let message = format!("{} must be a URL, found {}", self.here(), node.found());
                let span = if node.mapping().is_some() { node.caret() } else { node.span };
                Problem::at(Code::WrongType, span, message)
                    .help("write one URL, or give the key another name")
            }
        };
        self.report(problem);
        None
    }

    fn value(&mut self, node: &'n Node) -> Option<ConfigValue> {
        match &node.kind {
            Kind::Invalid => None,
            Kind::Scalar(scalar) => self.scalar(scalar, node.span),
            Kind::Mapping(mapping) => self.mapping(&mapping.entries).map(ConfigValue::Struct),
            Kind::Sequence(items) => self.list(items, node.span),
        }
    }

    fn scalar(&mut self, scalar: &Scalar, span: Span) -> Option<ConfigValue> {
        if is_template(scalar) {
            return self.template(scalar, span, None);
        }
        let is_plain = scalar.verbatim == Some(span.start);
        let problem = match scalar.value {
            Value::Text if is_plain && yes_or_no(&scalar.text).is_some() => {
                let bool = yes_or_no(&scalar.text).unwrap_or_default();
                let message =
                    format!("YAML 1.2 reads `{}` in {} as text", shown(&scalar.text), self.here());
                Problem::at(Code::AmbiguousValue, span, message)
                    .help(format!("write `{bool}`, or put quotes around text"))
            }
            Value::Int(_) if is_plain && has_leading_zero(&scalar.text) => {
                let message = format!("the number in {} begins with a zero", self.here());
                Problem::at(Code::AmbiguousValue, span, message)
                    .help("put quotes around text, or remove the zero of a number")
            }
            Value::Text => return Some(ConfigValue::Str(scalar.text.clone())),
            Value::Bool(bool) => return Some(ConfigValue::Bool(bool)),
            Value::Int(int) => return Some(ConfigValue::Int(int)),
            Value::Float(float) => return Some(ConfigValue::Float(float)),
            Value::Null => {
                let message = format!("an item of {} is `null`, which has no type", self.here());
                Problem::at(Code::ConfigWithoutType, span, message)
                    .help("write a value, or remove the item")
            }
            Value::TooLarge(name) => Problem::at(
                Code::NumberTooLarge,
                span,
                format!("the number in {} does not fit into `{name}`", self.here()),
            )
            .help("put quotes around it to keep it as text"),
        };
        self.report(problem);
        None
    }

    /// Text that differs by environment. What it is without any variable is checked now.
    fn template(
        &mut self,
        scalar: &Scalar,
        span: Span,
        takes: Option<Takes>,
    ) -> Option<ConfigValue> {
        let here = joined(&self.path, ".");
        let template = match Template::parse(&scalar.text, &here) {
            Ok(template) => template,
            Err(errors) => {
                let text = Text { text: scalar.text.clone(), verbatim: scalar.verbatim };
                let text = Spanned { value: text, span };
                for error in errors {
                    self.report(of_part(Code::InvalidValue, &text, error));
                }
                return None;
            }
        };
        if let (Some(takes), Some(known)) = (takes, skeleton(&template)) {
            if let Some((message, help)) = url::mistake(&known, takes) {
                let message = message.replace("{key}", &self.here());
                let problem = Problem::at(Code::InvalidUrl, span, message).help(help);
                self.report(match secrets::users_of_urls(&known).first() {
                    Some(_) => problem.masking(span),
                    None => problem,
                });
                return None;
            }
            if let Some(scheme) = url::insecure(&known) {
                self.report(insecure(&self.here(), scheme, span));
            }
        }
        let is_text = |part: &TemplatePart| matches!(part, TemplatePart::Text(_));
        if template.parts.iter().all(is_text) {
            return setting::with_defaults(&template).map(ConfigValue::Str);
        }
        if self.in_list {
            let message = format!("a variable in {}, whose items are constants", self.here());
            let problem = Problem::at(Code::InvalidValue, span, message).help(
                "write the text out, `$$` for a dollar sign, or a mapping instead of the list",
            );
            self.report(problem);
            return None;
        }
        Some(ConfigValue::Template { part: here, template })
    }

    // A slice has one element type: that of the first.
    fn list(&mut self, items: &'n [Rc<Node>], span: Span) -> Option<ConfigValue> {
        if items.is_empty() {
            let message = format!("{} is an empty list, which has no type", self.here());
            let problem = Problem::at(Code::ConfigWithoutType, span, message)
                .help("write an item, or remove the key");
            self.report(problem);
            return None;
        }
        let mut values = Vec::with_capacity(items.len());
        let outer = std::mem::replace(&mut self.in_list, true);
        for item in items {
            if let Some(value) = self.value(item) {
                values.push(value);
            }
        }
        self.in_list = outer;
        if values.len() < items.len() {
            return None;
        }
        self.unify_all(None, values, items)
    }
}

/// What a URL is as far as it is known: with defaults, and a word where there is none. `None` if it begins with what is
/// not known.
fn skeleton(template: &Template) -> Option<String> {
    const WORD: &str = "x";

    let mut known = String::new();
    for part in &template.parts {
        match part {
            TemplatePart::Text(text) => known.push_str(text),
            TemplatePart::Var { default: Some(default), .. } => known.push_str(default),
            TemplatePart::Home | TemplatePart::CredentialsDirectory | TemplatePart::Var { .. }
                if known.is_empty() =>
            {
                return None;
            }
            TemplatePart::Home | TemplatePart::CredentialsDirectory | TemplatePart::Var { .. } => {
                known.push_str(WORD);
            }
        }
    }
    Some(known)
}

fn is_template(scalar: &Scalar) -> bool {
    scalar.value == Value::Text && has_variable(&scalar.text)
}

fn twice(name: &Name, entry: &Entry, first: &Entry) -> Problem {
    let message = format!(
        "`config` keys `{}` and `{}` both become the field `{}`",
        shown(&first.key.value),
        shown(&entry.key.value),
        shown(&name.snake)
    );
    Problem::at(Code::DuplicateConfigKey, entry.key.span, message)
        .related(first.key.span, "first used here")
        .help("rename one of the two")
}

// The key travels with every request.
fn insecure(key: &str, scheme: &str, span: Span) -> Problem {
    let message = format!("{key} is not encrypted: what is sent to it can be read on the network");
    Problem::at(Code::InsecureUrl, span, message)
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
