//! The items of a list in one shape, that of the first.

use std::rc::Rc;

use super::Reader;
use crate::checked::{ConfigField, ConfigValue};
use crate::code::Code;
use crate::report::Problem;
use crate::secrets::shown;
use crate::table::Names;
use crate::yaml::{Kind, Node};

impl Reader<'_, '_> {
    /// The values of a list in the shape of that one, or of their first.
    pub(super) fn unify_all(
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
                self.report(mixed(&self.here(), first, &value, node));
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
        let mut numbers = Names::new();
        for field in fields {
            numbers.insert(field.name.snake.clone(), given.len());
            given.push(Some(field));
        }
        let mut unified = Vec::with_capacity(first.len());
        let mut whole = true;
        for wanted in first {
            let number = numbers.get(wanted.name.snake.as_str());
            let slot = number.and_then(|number| given.get_mut(*number));
            let Some(field) = slot.and_then(Option::take) else {
                let message = format!(
                    "an item of {} lacks `{}`, which the first item has",
                    self.here(),
                    shown(&wanted.key)
                );
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
                format!("the first item of {} has no `{}`", self.here(), shown(&entry.key.value));
            let problem = Problem::at(Code::MixedList, entry.key.span, message)
                .help("give all items of a list the same keys");
            self.report(problem);
            whole = false;
        }
        whole.then_some(unified)
    }
}

fn mixed(list: &str, first: &ConfigValue, value: &ConfigValue, node: &Node) -> Problem {
    let message = format!(
        "the items of {list} must have one type, found {} behind {}",
        name(value),
        name(first)
    );
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
        ConfigValue::Str(_) | ConfigValue::Template { .. } => "text",
        ConfigValue::Int(_) => "an integer",
        ConfigValue::Float(_) => "a float",
        ConfigValue::Bool(_) => "a boolean",
        ConfigValue::List(_) => "a list",
        ConfigValue::Struct(_) => "a mapping",
    }
}
