//! Structs that the environment fills: `envy` by the names of fields, `clap` by attributes.

use proc_macro2::Ident;
use syn::{Attribute, Expr, Field, Lit, Meta, Type};

use super::facts::{self, Argument};
use super::imports::name;
use super::place::place;

/// Whether `Option` may leave it out.
pub(super) fn is_option(kind: &Type) -> bool {
    matches!(kind, Type::Path(path) if path.path.segments.last().is_some_and(|last| last.ident == "Option"))
}

/// Whether the attributes derive `Deserialize`.
pub(super) fn is_deserialized(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("derive")
            && matches!(&attribute.meta, Meta::List(list) if list.tokens.to_string().contains("Deserialize"))
    })
}

/// A field as `serde` names it, unless it is not one of its own.
pub(super) fn field(field: &Field) -> Option<facts::Field> {
    let own = field.ident.as_ref()?;
    let (mut renamed, mut optional, mut skipped) = (None, is_option(&field.ty), false);
    for attribute in field.attrs.iter().filter(|attribute| attribute.path().is_ident("serde")) {
        // What is not understood leaves the rest as it was.
        _ = attribute.parse_nested_meta(|meta| {
            let is = |name: &str| meta.path.is_ident(name);
            skipped |= is("skip") || is("skip_deserializing") || is("flatten");
            optional |= is("default");
            let value = argument(&meta)?;
            if is("rename") {
                renamed = value.and_then(|value| text(&value));
            }
            Ok(())
        });
    }
    let rust = name(own);
    let name = renamed.unwrap_or_else(|| rust.clone());
    (!skipped).then(|| facts::Field { name, rust, optional, place: place(own.span()) })
}

/// A field or a variant of `clap` that takes its value from the environment.
#[derive(Debug)]
pub(super) struct FromClap {
    pub(super) argument: Argument,
    pub(super) optional: bool,
}

pub(super) fn clap(own: &Ident, kind: &Type, attributes: &[Attribute]) -> Option<FromClap> {
    let mut found = None;
    let mut optional = is_option(kind);
    for attribute in attributes {
        let path = attribute.path();
        if !["arg", "clap", "structopt", "argh", "envconfig", "config"]
            .iter()
            .any(|name| path.is_ident(name))
        {
            continue;
        }
        _ = attribute.parse_nested_meta(|meta| {
            let (is_env, is_from) = (meta.path.is_ident("env"), meta.path.is_ident("from"));
            let has_default =
                meta.path.get_ident().is_some_and(|name| name.to_string().starts_with("default"));
            let is_from = is_from && path.is_ident("envconfig");
            let value = argument(&meta)?;
            optional |= has_default;
            if is_env || is_from {
                found = Some(match value {
                    Some(value) => named(&value),
                    None => Argument::Text(name(own).to_uppercase()),
                });
            }
            Ok(())
        });
    }
    found.map(|argument| FromClap { argument, optional })
}

/// What stands behind the name, if it is one expression; anything else is passed over.
fn argument(meta: &syn::meta::ParseNestedMeta<'_>) -> syn::Result<Option<Expr>> {
    if meta.input.peek(syn::Token![=]) {
        return meta.value()?.parse().map(Some);
    }
    if meta.input.peek(syn::token::Paren) {
        let content;
        syn::parenthesized!(content in meta.input);
        let tokens: proc_macro2::TokenStream = content.parse()?;
        return Ok(syn::parse2(tokens).ok());
    }
    Ok(None)
}

fn text(expr: &Expr) -> Option<String> {
    match expr {
        Expr::Lit(literal) => match &literal.lit {
            Lit::Str(text) => Some(text.value()),
            _ => None,
        },
        _ => None,
    }
}

/// What an expression says of a name.
pub(super) fn named(expr: &Expr) -> Argument {
    match expr {
        Expr::Reference(inner) => named(&inner.expr),
        Expr::Paren(inner) => named(&inner.expr),
        Expr::Group(inner) => named(&inner.expr),
        Expr::Path(path) => match path.path.segments.last() {
            Some(last) => Argument::Constant(name(&last.ident)),
            None => Argument::Unknown,
        },
        expr => text(expr).map_or(Argument::Unknown, Argument::Text),
    }
}
