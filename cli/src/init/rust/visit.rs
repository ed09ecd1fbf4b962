//! One file of Rust.

use proc_macro2::TokenStream;
use syn::visit::{self, Visit};
use syn::{
    Expr, ExprIf, ExprLet, ExprMatch, Field, ImplItemConst, ImplItemFn, ItemConst, ItemFn,
    ItemImpl, ItemMod, ItemStatic, ItemStruct, Local, Macro, Pat, TraitItemConst,
};

use super::super::found::Shape;
use super::facts::{Argument, Facts, Names, Need, Start, Struct};
use super::failure;
use super::imports::{Imports, name};
use super::macros::{self, Body};
use super::need::{either, need};
use super::postfix::{Step, unwound};
use super::reader::{After, Visitor};
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
        let (base, mut steps) = unwound(expr);
        let own = steps.last().cloned();
        let (behind, end) = (std::mem::take(&mut self.behind), self.end.take());
        steps.extend(behind.iter().cloned());
        if self.read(base, &After { steps: &steps, end }) {
            // What stands in the arguments may read as well.
            self.arguments(expr, &steps, end);
            return;
        }
        if matches!(expr, Expr::Paren(_) | Expr::Reference(_) | Expr::Group(_)) {
            (self.behind, self.end) = (behind, end);
            return visit::visit_expr(self, expr);
        }
        if let Expr::MethodCall(call) = expr {
            // `Arg::env("X")` of clap; `Command::env` has two arguments.
            let first = call.args.first().filter(|_| call.method == "env" && call.args.len() == 1);
            if let Some(argument @ Argument::Text(_)) = first.map(structs::named) {
                let old = format!(".env({})", tokens::shown(&argument));
                let (_, before) = unwound(&call.receiver);
                let is =
                    |step: &Step| matches!(step, Step::Method { name, .. } if name == "required");
                let (shape, need) = if before.iter().chain(&behind).any(is) {
                    (Shape::Field, Need::Required)
                } else {
                    (Shape::Optional, Need::Optional)
                };
                if let Some(used) = self.add(call.method.span(), argument, old, shape, need) {
                    used.note =
                        Some("delete the argument, or clap goes on asking for it".to_owned());
                }
            } else if let Some(function) =
                self.wrapper(Some(&call.method.to_string()), true).cloned()
            {
                let argument = call.args.iter().nth(function.number).map(structs::named);
                let path = format!(".{}", function.name);
                let after = After { steps: &behind, end };
                self.wrapped(call.method.span(), &path, argument, &function, &after);
            }
        }
        // The receiver comes first.
        if matches!(expr, Expr::MethodCall(_) | Expr::Try(_)) {
            self.behind = own.into_iter().chain(behind).collect();
            self.end = end;
        }
        visit::visit_expr(self, expr);
    }

    fn visit_expr_if(&mut self, code: &'ast ExprIf) {
        let Expr::Let(condition) = &*code.cond else { return visit::visit_expr_if(self, code) };
        let or_else = code.else_branch.as_ref().map(|(_, or_else)| &**or_else);
        self.end = Some(failure::of_let(&condition.pat, Some(&code.then_branch), or_else));
        self.visit_expr(&condition.expr);
        self.end = None;
        visit::visit_block(self, &code.then_branch);
        if let Some(or_else) = or_else {
            self.visit_expr(or_else);
        }
    }

    fn visit_expr_let(&mut self, code: &'ast ExprLet) {
        self.visit_pat(&code.pat);
        self.end = Some(failure::of_let(&code.pat, None, None));
        self.visit_expr(&code.expr);
    }

    fn visit_expr_match(&mut self, code: &'ast ExprMatch) {
        self.end = Some(failure::of_match(&code.arms));
        visit::visit_expr_match(self, code);
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
        self.visit_pat(&local.pat);
        if let Some(init) = &local.init {
            self.end = init.diverge.as_ref().map(|(_, or_else)| failure::of_failure(or_else));
            self.visit_expr(&init.expr);
            self.end = None;
            if let Some((_, or_else)) = &init.diverge {
                self.visit_expr(or_else);
            }
        }
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
                let mut attribute = found.word.to_owned();
                if found.is_written {
                    attribute = format!("{attribute} = {}", tokens::shown(&found.argument));
                }
                let old = format!("{} with `{attribute}`", name(own));
                let need =
                    if found.shape == Shape::Field { Need::Required } else { Need::Optional };
                let used = self.add(own.span(), found.argument, old, found.shape, need);
                if let Some(used) = used {
                    used.note = Some(found.note);
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

impl Visitor<'_> {
    /// Visits the arguments of the calls that a read is made of.
    fn arguments(&mut self, expr: &Expr, steps: &[Step], end: Option<Need>) {
        let mut at = expr;
        // As many as are behind the method, from the last one on.
        let mut behind = steps.len() - unwound(expr).1.len();
        loop {
            at = match at {
                Expr::MethodCall(call) => {
                    let before = self.instead;
                    if ALTERNATIVES.contains(&call.method.to_string().as_str()) {
                        let rest = steps.get(steps.len() - behind..).unwrap_or_default();
                        let is_open = matches!(call.method.to_string().as_str(), "or_else" | "or");
                        let start =
                            if is_open { Start::Result } else { Start::Value(Need::Unclear) };
                        let rest = need(rest, start, end);
                        self.instead = Some(before.map_or(rest, |before| either(rest, before)));
                    }
                    call.args.iter().for_each(|argument| self.visit_expr(argument));
                    self.instead = before;
                    &call.receiver
                }
                Expr::Try(tried) => &tried.expr,
                Expr::Call(call) => {
                    call.args.iter().for_each(|argument| self.visit_expr(argument));
                    return;
                }
                _ => return,
            };
            behind += 1;
        }
    }
}

/// What has another value in its arguments.
const ALTERNATIVES: [&str; 6] =
    ["or", "or_else", "unwrap_or", "unwrap_or_else", "map_or", "map_or_else"];
