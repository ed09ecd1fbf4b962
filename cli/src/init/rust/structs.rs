//! Structs that the environment fills: `envy` by the names of fields, `clap` by attributes.

use proc_macro2::Ident;
use provider_credentials_manifest::known;
use syn::{Attribute, Expr, Field, Lit, Meta, Type};

use super::super::found::Shape;
use super::facts::{self, Argument};
use super::imports::name;
use super::place::place;

/// `Option` may leave it out.
fn shape_of(kind: &Type) -> Shape {
    match kind {
        Type::Path(path)
            if path.path.segments.last().is_some_and(|last| last.ident == "Option") =>
        {
            Shape::Optional
        }
        _ => Shape::Field,
    }
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
    let (mut renamed, mut shape, mut skipped) = (None, shape_of(&field.ty), false);
    for attribute in field.attrs.iter().filter(|attribute| attribute.path().is_ident("serde")) {
        // What is not understood leaves the rest as it was.
        _ = attribute.parse_nested_meta(|meta| {
            let is = |name: &str| meta.path.is_ident(name);
            skipped |= is("skip") || is("skip_deserializing") || is("flatten");
            if is("default") && shape == Shape::Field {
                shape = Shape::OrEmpty;
            }
            let value = argument(&meta)?;
            if is("rename") {
                renamed = value.and_then(|value| text(&value));
            }
            Ok(())
        });
    }
    let rust = name(own);
    let name = renamed.unwrap_or_else(|| rust.clone());
    (!skipped).then(|| facts::Field { name, rust, shape, place: place(own.span()) })
}

/// A field or a variant of `clap` that takes its value from the environment.
#[derive(Debug)]
pub(super) struct FromClap {
    pub(super) argument: Argument,
    pub(super) shape: Shape,
    /// `env` or `from`, and whether a name is written there.
    pub(super) word: &'static str,
    pub(super) is_written: bool,
    /// What else there is to do.
    pub(super) note: String,
}

pub(super) fn clap(own: &Ident, kind: &Type, attributes: &[Attribute]) -> Option<FromClap> {
    let (mut found, mut flag, mut reader) = (None, None, "clap");
    let mut shape = shape_of(kind);
    for attribute in attributes {
        let path = attribute.path();
        let names = ["arg", "clap", "structopt", "argh", "envconfig", "config"];
        if !names.iter().any(|name| path.is_ident(name)) {
            continue;
        }
        let is_envconfig = path.is_ident("envconfig");
        _ = attribute.parse_nested_meta(|meta| {
            let is = |name: &str| meta.path.is_ident(name);
            let has_default =
                meta.path.get_ident().is_some_and(|name| name.to_string().starts_with("default"));
            let is_read = is("env") || is("from") && is_envconfig;
            let word = if is("from") { "from" } else { "env" };
            let is_long = is("long");
            let value = argument(&meta)?;
            if has_default && shape == Shape::Field {
                shape = Shape::OrElse;
            }
            if is_long {
                let long = value.as_ref().map_or(Some(name(own).replace('_', "-")), text);
                let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
                flag = long.filter(|flag| flag.chars().all(is_plain) && !known::is_secret(flag));
            }
            if is_read {
                reader = if is_envconfig { "envconfig" } else { "clap" };
                let is_written = value.is_some();
                let argument =
                    value.as_ref().map_or_else(|| Argument::Text(name(own).to_uppercase()), named);
                found = Some((argument, word, is_written));
            }
            Ok(())
        });
    }
    let (argument, word, is_written) = found?;
    let flag = flag.map_or(String::new(), |flag| format!("; the flag `--{flag}` goes with it"));
    let note = format!("delete the field, or {reader} goes on asking for it{flag}");
    Some(FromClap { argument, shape, word, is_written, note })
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
