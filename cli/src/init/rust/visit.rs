//! One file of Rust.

use proc_macro2::TokenStream;
use syn::visit::{self, Visit};
use syn::{
    Expr, Field, ImplItemConst, ImplItemFn, ItemConst, ItemFn, ItemImpl, ItemMod, ItemStatic,
    ItemStruct, Local, Macro, Pat, TraitItemConst,
};

use super::super::found::Shape;
use super::facts::{Argument, Facts, Names, Struct};
use super::imports::{Imports, name};
use super::macros::{self, Body};
use super::postfix::unwound;
use super::reader::Visitor;
use super::structs;
use super::tokens;
use super::types::struct_of;

/// What a file that parses has.
pub(super) fn facts(file: &syn::File, shown: &str, names: &Names) -> Facts {
    let mut imports = Imports::default();
    imports.visit_file(file);
    let mut visitor = Visitor::new(imports, shown, names);
    visitor.visit_file(file);
    visitor.facts
}

/// What the tokens of one have that does not.
pub(super) fn facts_of_tokens(tokens: TokenStream, shown: &str, names: &Names) -> Facts {
    let mut visitor = Visitor::new(Imports::default(), shown, names);
    visitor.tokens(tokens);
    visitor.facts
}

impl<'ast> Visit<'ast> for Visitor<'_> {
    fn visit_expr(&mut self, expr: &'ast Expr) {
        let (base, steps) = unwound(expr);
        if self.read(base, &steps) {
            // What stands in the arguments may read as well.
            arguments(expr).for_each(|argument| self.visit_expr(argument));
            return;
        }
        if let Expr::MethodCall(call) = expr {
            // `Arg::env("X")` of clap; `Command::env` has two arguments.
            let first = call.args.first().filter(|_| call.method == "env" && call.args.len() == 1);
            if let Some(argument @ Argument::Text(_)) = first.map(structs::named) {
                let old = format!(".env({})", tokens::shown(&argument));
                self.add(call.method.span(), argument, old, Shape::Field);
            } else {
                let name = call.method.to_string();
                let number = self.wrapper(Some(&name), true).map(|function| function.number);
                let argument =
                    number.and_then(|number| call.args.iter().nth(number)).map(structs::named);
                self.wrapped(call.method.span(), &format!(".{name}"), argument);
            }
        }
        visit::visit_expr(self, expr);
    }

    fn visit_macro(&mut self, call: &'ast Macro) {
        let is_wanted = |word: &str| {
            matches!(word, "env" | "option_env" | "dotenvy" | "dotenv" | "envy" | "var" | "var_os")
                || self.names.functions.contains_key(word)
                || self.reader(&[word.to_owned()]).is_some()
        };
        if !macros::mentions(&call.tokens, &is_wanted) {
            return;
        }
        // Not `visit_*` on what was parsed: that has its own lifetime.
        match macros::body(&call.tokens) {
            Body::Exprs(exprs) => exprs.iter().for_each(|expr| Within(self).visit_expr(expr)),
            Body::Statements(statements) => {
                for statement in &statements {
                    Within(self).visit_stmt(statement);
                }
            }
            Body::Tokens => self.tokens(call.tokens.clone()),
        }
    }

    fn visit_local(&mut self, local: &'ast Local) {
        let written = match &local.pat {
            Pat::Type(typed) => struct_of(&typed.ty),
            _ => None,
        };
        // What is not said there is not what the function returns either.
        self.expected.push(written);
        visit::visit_local(self, local);
        self.expected.pop();
    }

    fn visit_item_fn(&mut self, item: &'ast ItemFn) {
        self.function(&item.sig, &item.attrs, |visitor| visit::visit_item_fn(visitor, item));
    }

    fn visit_impl_item_fn(&mut self, item: &'ast ImplItemFn) {
        self.function(&item.sig, &item.attrs, |visitor| visit::visit_impl_item_fn(visitor, item));
    }

    fn visit_item_mod(&mut self, item: &'ast ItemMod) {
        self.inside(&item.attrs, |visitor| visit::visit_item_mod(visitor, item));
    }

    fn visit_item_impl(&mut self, item: &'ast ItemImpl) {
        let before = std::mem::replace(&mut self.own_type, struct_of(&item.self_ty));
        self.inside(&item.attrs, |visitor| visit::visit_item_impl(visitor, item));
        self.own_type = before;
    }

    fn visit_item_struct(&mut self, item: &'ast ItemStruct) {
        if structs::is_deserialized(&item.attrs) {
            self.facts.structs.push(Struct {
                name: name(&item.ident),
                file: self.facts.file.clone(),
                fields: item.fields.iter().filter_map(structs::field).collect(),
            });
        }
        self.inside(&item.attrs, |visitor| visit::visit_item_struct(visitor, item));
    }

    fn visit_field(&mut self, field: &'ast Field) {
        if let Some(own) = &field.ident {
            if let Some(found) = structs::clap(own, &field.ty, &field.attrs) {
                let old = format!("{} with `env = {}`", name(own), tokens::shown(&found.argument));
                if let Some(used) = self.add(own.span(), found.argument, old, Shape::Field) {
                    used.optional = found.optional;
                }
            }
        }
        visit::visit_field(self, field);
    }

    fn visit_item_const(&mut self, item: &'ast ItemConst) {
        self.constant(&item.ident, &item.expr);
        visit::visit_item_const(self, item);
    }

    fn visit_item_static(&mut self, item: &'ast ItemStatic) {
        self.constant(&item.ident, &item.expr);
        visit::visit_item_static(self, item);
    }

    fn visit_impl_item_const(&mut self, item: &'ast ImplItemConst) {
        self.constant(&item.ident, &item.expr);
        visit::visit_impl_item_const(self, item);
    }

    fn visit_trait_item_const(&mut self, item: &'ast TraitItemConst) {
        if let Some((_, expr)) = &item.default {
            self.constant(&item.ident, expr);
        }
        visit::visit_trait_item_const(self, item);
    }
}

/// The same for what lives shorter than the file.
struct Within<'v, 'n>(&'v mut Visitor<'n>);

impl<'ast> Visit<'ast> for Within<'_, '_> {
    fn visit_expr(&mut self, expr: &'ast Expr) {
        self.0.visit_expr(expr);
    }

    fn visit_local(&mut self, local: &'ast Local) {
        self.0.visit_local(local);
    }

    fn visit_item(&mut self, item: &'ast syn::Item) {
        self.0.visit_item(item);
    }
}

/// The arguments of the calls that an expression is made of.
fn arguments(expr: &Expr) -> impl Iterator<Item = &Expr> {
    let mut found = Vec::new();
    let mut at = expr;
    loop {
        at = match at {
            Expr::MethodCall(call) => {
                found.extend(&call.args);
                &call.receiver
            }
            Expr::Try(tried) => &tried.expr,
            Expr::Call(call) => {
                found.extend(&call.args);
                break;
            }
            _ => break,
        };
    }
    found.into_iter()
}
