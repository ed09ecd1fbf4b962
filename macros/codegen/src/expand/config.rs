//! `config` mappings as structs of constants.

use proc_macro2::{Ident, Literal, TokenStream};
use provider_credentials_manifest::checked::{ConfigField, ConfigValue};
use quote::quote;

use super::config_types::{Config, Kind};
use super::context::Context;
use super::{docs, ident};

/// The definitions of all config structs.
pub(super) fn expand(context: &Context<'_>) -> TokenStream {
    let mut structs = TokenStream::new();
    for (credential, config) in context.credentials() {
        if let Some(config) = config {
            let what = format!("`config` of the credential `{}`", credential.id);
            definition(config, &what, "config", context, &mut structs);
        }
    }
    structs
}

/// What the runtime writes `Debug` for, which rustc checks faster than what `derive` writes.
const MOST_FIELDS: usize = 12;

/// A struct, and those in it.
fn definition(
    config: &Config<'_>,
    what: &str,
    path: &str,
    context: &Context<'_>,
    structs: &mut TokenStream,
) {
    let Context { private, visibility, .. } = context;
    let name = &config.name;
    let doc = docs::line(&format!("The constants under {what}."));
    let names: Vec<Ident> = config.fields().map(|(field, _)| ident::field(&field.name)).collect();
    let fields = config.fields().zip(&names).map(|((field, kind), name)| {
        let doc = docs::line(&format!("`{path}.{}`", field.key));
        let ty = ty(kind, context);
        quote!(#doc pub #name: #ty)
    });
    let (derive, debug) = if names.len() > MOST_FIELDS {
        (Some(quote!(#[derive(#private::Debug)])), None)
    } else {
        (None, Some(quote!(#private::debug_config! { #name #(#names)* })))
    };
    structs.extend(quote! {
        #doc
        #[allow(dead_code, unreachable_pub, unused_qualifications)]
        #derive
        #[non_exhaustive]
        #visibility struct #name {
            #(#fields,)*
        }
        #debug
    });
    for (field, kind) in config.fields() {
        if let Some(nested) = kind.element_struct() {
            let path = format!("{path}.{}", field.key);
            definition(nested, &format!("`{path}`"), &path, context, structs);
        }
    }
}

fn ty(kind: &Kind<'_>, context: &Context<'_>) -> TokenStream {
    let private = &context.private;
    match kind {
        Kind::Str => context.text.clone(),
        Kind::Text(root) => quote!(#private::ConfigText<#root>),
        Kind::Int => quote!(#private::i64),
        Kind::Float => quote!(#private::f64),
        Kind::Bool => quote!(#private::bool),
        Kind::List(element) => {
            let element = ty(element, context);
            quote!(&'static [#element])
        }
        Kind::Struct(config) => {
            let name = &config.name;
            quote!(#name)
        }
    }
}

/// A constant of a config's type from fields of its shape: in a list of structs, one type has many values.
pub(super) fn constant(config: &Config<'_>, fields: &[ConfigField]) -> TokenStream {
    let name = &config.name;
    let fields = fields.iter().zip(config.kinds()).map(|(field, kind)| {
        let (name, value) = (ident::field(&field.name), value(kind, &field.value));
        quote!(#name: #value)
    });
    quote!(#name { #(#fields,)* })
}

fn value(kind: &Kind<'_>, value: &ConfigValue) -> TokenStream {
    match (kind, value) {
        (Kind::List(kind), ConfigValue::List(elements)) => {
            let elements = elements.iter().map(|element| self::value(kind, element));
            quote!(&[#(#elements,)*])
        }
        (Kind::Struct(config), ConfigValue::Struct(fields)) => constant(config, fields),
        (_, ConfigValue::Str(text)) => quote!(#text),
        (_, ConfigValue::Template { part, .. }) => quote!(__private::ConfigText::new(#part)),
        (_, ConfigValue::Bool(value)) => quote!(#value),
        (_, ConfigValue::Int(value)) => int(*value),
        (_, ConfigValue::Float(value)) => float(*value),
        // The checker saw to it that kind and value are of one type.
        (_, ConfigValue::List(_) | ConfigValue::Struct(_)) => TokenStream::new(),
    }
}

/// Literals have no sign, and no suffix here: the field has the type.
fn int(value: i64) -> TokenStream {
    let digits = Literal::u64_unsuffixed(value.unsigned_abs());
    if value < 0 { quote!(-#digits) } else { quote!(#digits) }
}

fn float(value: f64) -> TokenStream {
    let number = if value.is_nan() {
        return quote!(__private::f64::NAN);
    } else if value.is_infinite() {
        quote!(__private::f64::INFINITY)
    } else {
        let digits = Literal::f64_unsuffixed(value.abs());
        quote!(#digits)
    };
    if value.is_sign_negative() { quote!(-#number) } else { number }
}
