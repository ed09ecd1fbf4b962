//! `config` mappings as structs of constants.

use std::collections::HashSet;

use proc_macro2::{Ident, Literal, TokenStream};
use provider_credentials_manifest::checked::{ConfigField, ConfigValue, Credential};
use quote::quote;

use super::{Context, ident};

/// A `config` mapping and the names of its types.
pub(super) struct Config<'a> {
    name: Ident,
    fields: Vec<Field<'a>>,
}

struct Field<'a> {
    source: &'a ConfigField,
    kind: Kind<'a>,
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
    fn unique(&mut self, name: &str) -> Ident {
        let numbered = (2..).map(|n: u32| format!("{name}{n}"));
        let mut candidates = core::iter::once(name.to_owned()).chain(numbered);
        let free = candidates.find(|candidate| self.0.insert(candidate.clone()));
        ident::camel(free.as_deref().unwrap_or(name))
    }
}

impl<'a> Config<'a> {
    fn new(name: &str, fields: &'a [ConfigField], names: &mut Names) -> Self {
        let unique = names.unique(name);
        let fields = fields.iter().map(|source| {
            let nested = format!("{name}{}", source.name.camel);
            let kind = Kind::new(&nested, &source.value, names);
            Field { source, kind }
        });
        Self { name: unique, fields: fields.collect() }
    }

    /// `<Name>`, for `Credential<Name>`.
    pub(super) fn type_arguments(&self) -> TokenStream {
        let name = &self.name;
        quote!(<#name>)
    }

    /// The constant itself.
    pub(super) fn value(&self, private: &TokenStream) -> TokenStream {
        let values = self.fields.iter().map(|field| &field.source.value);
        self.value_of(values, private)
    }

    /// A constant of this type from the values of its fields: in a list of structs, one type has
    /// many values.
    fn value_of<'v>(
        &self,
        values: impl Iterator<Item = &'v ConfigValue>,
        private: &TokenStream,
    ) -> TokenStream {
        let name = &self.name;
        let fields = self.fields.iter().zip(values).map(|(field, value)| {
            let ident = ident::field(&field.source.name);
            let value = field.kind.value(value, private);
            quote!(#ident: #value)
        });
        quote!(#name { #(#fields),* })
    }

    fn expand(&self, context: &Context<'_>, what: &str, path: &str) -> TokenStream {
        let Context { private, visibility, .. } = context;
        let Self { name, fields } = self;
        let doc = format!(" The constants under {what}.");
        let definitions = fields.iter().map(|Field { source, kind }| {
            let doc = format!(" `{path}.{}`", source.key);
            let ident = ident::field(&source.name);
            let ty = kind.ty(private);
            quote! {
                #[doc = #doc]
                pub #ident: #ty,
            }
        });
        let nested = fields.iter().filter_map(|Field { source, kind }| {
            let path = format!("{path}.{}", source.key);
            Some(kind.element_struct()?.expand(context, &format!("`{path}`"), &path))
        });
        quote! {
            #[doc = #doc]
            #[allow(dead_code, unreachable_pub)]
            #[derive(#private::Debug)]
            #[non_exhaustive]
            #visibility struct #name {
                #(#definitions)*
            }
            #(#nested)*
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

    fn ty(&self, private: &TokenStream) -> TokenStream {
        match self {
            Self::Str => quote!(&'static #private::str),
            Self::Int => quote!(#private::i64),
            Self::Float => quote!(#private::f64),
            Self::Bool => quote!(#private::bool),
            Self::List(element) => {
                let element = element.ty(private);
                quote!(&'static [#element])
            }
            Self::Struct(config) => {
                let name = &config.name;
                quote!(#name)
            }
        }
    }

    fn value(&self, value: &ConfigValue, private: &TokenStream) -> TokenStream {
        match (self, value) {
            (Self::List(kind), ConfigValue::List(elements)) => {
                let elements = elements.iter().map(|element| kind.value(element, private));
                quote!(&[#(#elements),*])
            }
            (Self::Struct(config), ConfigValue::Struct(fields)) => {
                config.value_of(fields.iter().map(|field| &field.value), private)
            }
            (_, ConfigValue::Str(text)) => quote!(#text),
            (_, ConfigValue::Bool(value)) => quote!(#value),
            (_, ConfigValue::Int(value)) => int(*value),
            (_, ConfigValue::Float(value)) => float(*value, private),
            (_, ConfigValue::List(_) | ConfigValue::Struct(_)) => TokenStream::new(),
        }
    }
}

/// The magnitude as a literal, behind a minus where needed: a literal itself has no sign.
fn int(value: i64) -> TokenStream {
    let minus = (value < 0).then(|| quote!(-));
    let magnitude = Literal::u64_unsuffixed(value.unsigned_abs());
    quote!(#minus #magnitude)
}

fn float(value: f64, private: &TokenStream) -> TokenStream {
    if value.is_nan() {
        return quote!(#private::f64::NAN);
    }
    let minus = value.is_sign_negative().then(|| quote!(-));
    if value.is_infinite() {
        return quote!(#minus #private::f64::INFINITY);
    }
    let magnitude = Literal::f64_unsuffixed(value.abs());
    quote!(#minus #magnitude)
}

/// The definitions of all config structs.
pub(super) fn expand(context: &Context<'_>) -> TokenStream {
    let structs = context.credentials().filter_map(|(credential, config)| {
        let what = format!("`config` of the credential `{}`", credential.id);
        Some(config?.expand(context, &what, "config"))
    });
    quote!(#(#structs)*)
}
