//! `config` mappings as structs of constants.

use std::collections::HashSet;

use provider_credentials_manifest::checked::{ConfigField, ConfigValue, Credential};

use super::code::{Code, literal};
use super::{Context, ident};

/// A `config` mapping and the names of its types.
pub(super) struct Config<'a> {
    pub(super) name: String,
    fields: &'a [ConfigField],
    /// Of each field.
    kinds: Vec<Kind<'a>>,
}

/// The type of a value.
enum Kind<'a> {
    Str,
    Int,
    Float,
    Bool,
    List(Box<Kind<'a>>),
    Struct(Config<'a>),
}

/// Names the config structs of all credentials; one that is empty has none.
pub(super) fn name_all<'a>(credentials: &'a [Credential], prefix: &str) -> Vec<Option<Config<'a>>> {
    let mut names = Names::default();
    let name = |credential: &'a Credential| {
        let name = format!("{prefix}{}Config", credential.name.camel);
        (!credential.config.is_empty()).then(|| Config::new(&name, &credential.config, &mut names))
    };
    credentials.iter().map(name).collect()
}

/// The names in use. Two nested structs can come to the same name (`a_b`, and `b` in `a`); the
/// second then gets a number.
#[derive(Default)]
struct Names(HashSet<String>);

impl Names {
    fn unique(&mut self, name: &str) -> String {
        let mut free = name.to_owned();
        let mut number = 1_u32;
        while !self.0.insert(free.clone()) {
            number += 1;
            free = format!("{name}{number}");
        }
        free
    }
}

impl<'a> Config<'a> {
    fn new(name: &str, fields: &'a [ConfigField], names: &mut Names) -> Self {
        let unique = names.unique(name);
        let kinds = fields.iter().map(|field| {
            let nested = format!("{name}{}", field.name.camel);
            Kind::new(&nested, &field.value, names)
        });
        Self { name: unique, fields, kinds: kinds.collect() }
    }

    fn fields(&self) -> impl Iterator<Item = (&'a ConfigField, &Kind<'a>)> {
        self.fields.iter().zip(&self.kinds)
    }

    /// A constant of this type from fields of its shape: in a list of structs, one type has many values.
    pub(super) fn expand_value(&self, fields: &[ConfigField], code: &mut Code<'_>) {
        code.add("$config { ", &[("config", &self.name)]);
        for (field, kind) in fields.iter().zip(&self.kinds) {
            code.add("$field: ", &[("field", &ident::field(&field.name))]);
            kind.expand_value(&field.value, code);
            code.push(", ");
        }
        code.push("}");
    }

    fn expand(&self, what: &str, path: &str, code: &mut Code<'_>) {
        code.doc(&format!("The constants under {what}."));
        code.add(
            "\
#[allow(dead_code, unreachable_pub, unused_qualifications)]
#[derive($private::Debug)]
#[non_exhaustive]
$visibility struct $config {
",
            &[("config", &self.name)],
        );
        for (field, kind) in self.fields() {
            code.doc(&format!("`{path}.{}`", field.key));
            code.add("pub $field: ", &[("field", &ident::field(&field.name))]);
            kind.expand_type(code);
            code.push(",\n");
        }
        code.push("}\n");
        for (field, kind) in self.fields() {
            if let Some(config) = kind.element_struct() {
                let path = format!("{path}.{}", field.key);
                config.expand(&format!("`{path}`"), &path, code);
            }
        }
    }
}

impl<'a> Kind<'a> {
    fn new(struct_name: &str, value: &'a ConfigValue, names: &mut Names) -> Self {
        match value {
            ConfigValue::Str(_) => Self::Str,
            ConfigValue::Int(_) => Self::Int,
            ConfigValue::Float(_) => Self::Float,
            ConfigValue::Bool(_) => Self::Bool,
            // The checker saw to it that the first element speaks for all.
            ConfigValue::List(elements) => Self::List(Box::new(match elements.first() {
                Some(first) => Self::new(struct_name, first, names),
                None => Self::Str,
            })),
            ConfigValue::Struct(fields) => Self::Struct(Config::new(struct_name, fields, names)),
        }
    }

    /// The struct that this is or that lists of it hold.
    fn element_struct(&self) -> Option<&Config<'a>> {
        match self {
            Self::Str | Self::Int | Self::Float | Self::Bool => None,
            Self::List(element) => element.element_struct(),
            Self::Struct(config) => Some(config),
        }
    }

    fn expand_type(&self, code: &mut Code<'_>) {
        match self {
            Self::Str => code.add("&'static $private::str", &[]),
            Self::Int => code.add("$private::i64", &[]),
            Self::Float => code.add("$private::f64", &[]),
            Self::Bool => code.add("$private::bool", &[]),
            Self::List(element) => {
                code.push("&'static [");
                element.expand_type(code);
                code.push("]");
            }
            Self::Struct(config) => code.push(&config.name),
        }
    }

    fn expand_value(&self, value: &ConfigValue, code: &mut Code<'_>) {
        match (self, value) {
            (Self::List(kind), ConfigValue::List(elements)) => {
                code.push("&[");
                for element in elements {
                    kind.expand_value(element, code);
                    code.push(", ");
                }
                code.push("]");
            }
            (Self::Struct(config), ConfigValue::Struct(fields)) => {
                config.expand_value(fields, code);
            }
            (_, ConfigValue::Str(text)) => code.push(&literal(text)),
            (_, ConfigValue::Bool(value)) => code.push(&value.to_string()),
            (_, ConfigValue::Int(value)) => code.push(&value.to_string()),
            (_, ConfigValue::Float(value)) => code.push(&float(*value)),
            // The checker saw to it that kind and value are of one type.
            (_, ConfigValue::List(_) | ConfigValue::Struct(_)) => {}
        }
    }
}

fn float(value: f64) -> String {
    let minus = if value.is_sign_negative() { "-" } else { "" };
    if value.is_nan() {
        "__private::f64::NAN".to_owned()
    } else if value.is_infinite() {
        format!("{minus}__private::f64::INFINITY")
    } else {
        // `Debug` always has a point or an exponent, and as many digits as it takes.
        format!("{value:?}")
    }
}

/// The definitions of all config structs.
pub(super) fn expand(context: &Context<'_>, code: &mut Code<'_>) {
    for (credential, config) in context.credentials() {
        if let Some(config) = config {
            let what = format!("`config` of the credential `{}`", credential.id);
            config.expand(&what, "config", code);
        }
    }
}
