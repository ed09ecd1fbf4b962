//! The types of `config` mappings: names for structs of constants.

use proc_macro2::{Ident, Span};
use provider_credentials_manifest::TakenNames;
use provider_credentials_manifest::checked::{ConfigField, ConfigValue, Credential};

/// A `config` mapping and the names of its types.
pub(super) struct Config<'a> {
    pub(super) name: Ident,
    fields: &'a [ConfigField],
    /// Of each field.
    kinds: Vec<Kind<'a>>,
}

/// The type of a value.
pub(super) enum Kind<'a> {
    Str,
    /// Text that is filled in when the program loads, of the credential with this type of `config`.
    Text(Ident),
    Int,
    Float,
    Bool,
    List(Box<Kind<'a>>),
    Struct(Config<'a>),
}

/// Names the config structs of all credentials; one that is empty has none.
pub(super) fn name_all<'a>(credentials: &'a [Credential], prefix: &str) -> Vec<Option<Config<'a>>> {
    let mut taken = TakenNames::default();
    let mut configs = Vec::with_capacity(credentials.len());
    for credential in credentials {
        configs.push(if credential.config.is_empty() {
            None
        } else {
            let name = format!("{prefix}{}Config", credential.name.camel);
            Some(Config::new(&name, &credential.config, None, &mut taken))
        });
    }
    configs
}

/// Two nested structs can come to the same name (`a_b`, and `b` in `a`); the second then gets a
/// number.
fn unique(name: &str, taken: &mut TakenNames) -> Ident {
    let mut free = name.to_owned();
    let mut number = 1_u32;
    while !taken.take(free.clone()) {
        number += 1;
        free = format!("{name}{number}");
    }
    Ident::new(&free, Span::call_site())
}

impl<'a> Config<'a> {
    /// `root`: the type that this is in, if it is not that of the credential itself.
    fn new(
        name: &str,
        fields: &'a [ConfigField],
        root: Option<&Ident>,
        taken: &mut TakenNames,
    ) -> Self {
        let unique = unique(name, taken);
        let root = root.unwrap_or(&unique).clone();
        let mut kinds = Vec::with_capacity(fields.len());
        for field in fields {
            let nested = format!("{name}{}", field.name.camel);
            kinds.push(Kind::new(&nested, &field.value, &root, taken));
        }
        Self { name: unique, fields, kinds }
    }

    pub(super) fn fields(&self) -> impl Iterator<Item = (&'a ConfigField, &Kind<'a>)> {
        self.fields.iter().zip(&self.kinds)
    }

    pub(super) fn kinds(&self) -> &[Kind<'a>] {
        &self.kinds
    }
}

impl<'a> Kind<'a> {
    fn new(
        struct_name: &str,
        value: &'a ConfigValue,
        root: &Ident,
        taken: &mut TakenNames,
    ) -> Self {
        match value {
            ConfigValue::Str(_) => Self::Str,
            ConfigValue::Template { .. } => Self::Text(root.clone()),
            ConfigValue::Int(_) => Self::Int,
            ConfigValue::Float(_) => Self::Float,
            ConfigValue::Bool(_) => Self::Bool,
            // The checker saw to it that the first element speaks for all.
            ConfigValue::List(elements) => Self::List(Box::new(match elements.first() {
                Some(first) => Self::new(struct_name, first, root, taken),
                None => Self::Str,
            })),
            ConfigValue::Struct(fields) => {
                Self::Struct(Config::new(struct_name, fields, Some(root), taken))
            }
        }
    }

    /// The struct that this is or that lists of it hold.
    pub(super) fn element_struct(&self) -> Option<&Config<'a>> {
        match self {
            Self::Str | Self::Text(_) | Self::Int | Self::Float | Self::Bool => None,
            Self::List(element) => element.element_struct(),
            Self::Struct(config) => Some(config),
        }
    }
}
