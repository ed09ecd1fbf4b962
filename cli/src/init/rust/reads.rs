//! The calls and macros that read variables.

use proc_macro2::{Span, TokenStream};
use provider_credentials_manifest::known;
use syn::{Expr, ExprCall};

use super::super::found::{Load, Shape};
use super::calls::{self, Reader};
use super::facts::{Argument, Function, How, Need, Start};
use super::imports::name;
use super::need::need;
use super::place::place;
use super::postfix::{Step, shape};
use super::reader::{After, Visitor, is_local};
use super::structs;
use super::tokens;
use super::types::first_type;
use crate::plain::plain;

impl Visitor<'_> {
    /// Whether the expression reads a variable, which is then noted.
    pub(super) fn read(&mut self, base: &Expr, after: &After<'_>) -> bool {
        match base {
            Expr::Call(call) => self.call(call, after),
            Expr::Macro(call) => {
                let path = segments(&call.mac.path);
                let is_renamed =
                    self.imports.candidates(&path).iter().any(|path| calls::is_macro(path));
                if !is_renamed {
                    return false;
                }
                let first = call.mac.tokens.clone().into_iter().next().map(TokenStream::from);
                let argument = first
                    .and_then(|first| syn::parse2(first).ok())
                    .map_or(Argument::Unknown, |expr| structs::named(&expr));
                self.built(
                    call.mac.path.segments.first().map(|first| first.ident.span()),
                    &path,
                    argument,
                    after,
                );
                true
            }
            _ => false,
        }
    }

    pub(super) fn built(
        &mut self,
        span: Option<Span>,
        path: &[String],
        argument: Argument,
        after: &After<'_>,
    ) {
        let mut old = format!("{}!({})", path.join("::"), tokens::shown(&argument));
        let (found, start) = if calls::is_optional_macro(path) {
            let (found, taken) = shape(after.steps);
            old.extend(after.steps.iter().take(taken).map(Step::shown));
            (if found == Shape::Result { Shape::Optional } else { found }, Start::Option)
        } else {
            (Shape::Question, Start::Value(Need::Required))
        };
        let Some(span) = span else { return };
        let need = need(after.steps, start, after.end);
        if let Some(used) = self.add(span, argument, old, found, need) {
            used.how = How::Build;
        }
    }

    pub(super) fn call(&mut self, call: &ExprCall, after: &After<'_>) -> bool {
        let Expr::Path(function) = &*call.func else { return false };
        let path = segments(&function.path);
        let Some(span) = function.path.segments.first().map(|first| first.ident.span()) else {
            return false;
        };
        let shown_path = path.join("::");
        match self.reader(&path) {
            Some(Reader::Name(_)) => {
                let argument = call.args.first().map_or(Argument::Unknown, structs::named);
                let is_os = path.last().is_some_and(|last| last == "var_os");
                let start = if is_os { Start::Option } else { Start::Result };
                let old = format!("{shown_path}({})", tokens::shown(&argument));
                self.given(span, argument, old, start, after);
                true
            }
            Some(Reader::Struct) => {
                let written =
                    function.path.segments.last().and_then(|last| first_type(&last.arguments));
                self.filled(span, &format!("{shown_path}()"), written, String::new());
                true
            }
            Some(Reader::Prefixed) => {
                let prefix = match call.args.first().map(structs::named) {
                    Some(Argument::Text(text)) => Some(text),
                    _ => None,
                };
                match prefix {
                    Some(prefix) => {
                        let shown = format!(
                            "{shown_path}({}).from_env()",
                            tokens::shown(&Argument::Text(prefix.clone()))
                        );
                        self.filled(span, &shown, None, prefix);
                    }
                    None => drop(self.add(
                        span,
                        Argument::Unknown,
                        format!("{shown_path}(…)"),
                        Shape::Field,
                        Need::Required,
                    )),
                }
                true
            }
            Some(Reader::Load) => {
                self.loaded(span, &shown_path, call.args.first());
                true
            }
            Some(Reader::All) => {
                let (line, column) = place(span);
                if self.tests == 0 {
                    self.facts.problems.push(format!(
                        "{}:{line}:{column}: `{shown_path}()` reads all variables; those that it is for are not known, and `--add` takes them in",
                        self.facts.file
                    ));
                }
                true
            }
            None => {
                let Some(function) = self.wrapper(path.last(), false).cloned() else {
                    return false;
                };
                let argument = call.args.iter().nth(function.number).map(structs::named);
                self.wrapped(span, &shown_path, argument, &function, after)
            }
        }
    }

    /// A file that is put into the environment.
    fn loaded(&mut self, span: Span, path: &str, argument: Option<&Expr>) {
        let (line, column) = place(span);
        let argument = argument.map(structs::named);
        let name = match &argument {
            Some(Argument::Text(text)) if !known::is_secret(text) => Some(plain(text)),
            _ => None,
        };
        let shown = match (&argument, &name) {
            (None, _) => String::new(),
            (_, Some(name)) => format!("\"{name}\""),
            _ => "…".to_owned(),
        };
        if self.tests == 0 {
            self.facts.loads.push(Load {
                at: format!("{}:{line}:{column}", self.facts.file),
                old: format!("{path}({shown})"),
                file: if argument.is_none() { Some(".env".to_owned()) } else { name },
            });
        }
    }

    /// A `Result`, an `Option` or a value that has come from the environment.
    fn given(
        &mut self,
        span: Span,
        argument: Argument,
        mut old: String,
        start: Start,
        after: &After<'_>,
    ) {
        let (found, taken) = shape(after.steps);
        old.extend(after.steps.iter().take(taken).map(Step::shown));
        let need = need(after.steps, start, after.end);
        let found = match (found, start, need) {
            (Shape::Result, Start::Option, _) => Shape::Optional,
            // Whatever is there in its place ends the program.
            (Shape::OrElse, _, Need::Required) => Shape::Unwrap,
            (found, ..) => found,
        };
        self.add(span, argument, old, found, need);
    }

    /// The call of such a function. A text that no variable is called is another function's of the same name.
    pub(super) fn wrapped(
        &mut self,
        span: Span,
        path: &str,
        argument: Option<Argument>,
        function: &Function,
        after: &After<'_>,
    ) -> bool {
        let Some(argument) = argument else { return false };
        let is_name = match &argument {
            Argument::Text(text) => !text.contains(|c: char| c.is_lowercase()),
            argument => !is_local(argument) && matches!(argument, Argument::Constant(_)),
        };
        if is_name {
            let old = format!("{path}({})", tokens::shown(&argument));
            match function.gives {
                Start::Value(need) => {
                    let shape = match (need, function.shape) {
                        (
                            Need::Optional,
                            Shape::OrEmpty | Shape::OrElse | Shape::IsSet | Shape::IsUnset,
                        ) => function.shape,
                        _ => Shape::Question,
                    };
                    self.add(span, argument, old, shape, need);
                }
                start => self.given(span, argument, old, start, after),
            }
        }
        is_name
    }

    pub(super) fn filled(
        &mut self,
        span: Span,
        old: &str,
        written: Option<String>,
        prefix: String,
    ) {
        let name = written.or_else(|| self.expected.last().cloned().flatten());
        let name = match name.as_deref() {
            Some("Self") => self.own_type.clone(),
            _ => name,
        };
        let argument = Argument::Struct { name: name.unwrap_or_default(), prefix };
        self.add(span, argument, old.to_owned(), Shape::Field, Need::Required);
    }

    pub(super) fn tokens(&mut self, tokens: TokenStream) {
        for call in tokens::calls(tokens) {
            let after = After { steps: &call.steps, end: None };
            let old = format!("{}({})", call.path.join("::"), call.shown);
            if call.is_macro {
                if self.imports.candidates(&call.path).iter().any(|path| calls::is_macro(path)) {
                    self.built(Some(call.span), &call.path, call.argument, &after);
                }
            } else if let Some(Reader::Name(_)) = self.reader(&call.path) {
                self.given(call.span, call.argument, old, Start::Result, &after);
            } else if let Some(function) =
                self.wrapper(call.path.last(), false).filter(|function| function.number == 0)
            {
                let function = function.clone();
                let path = call.path.join("::");
                self.wrapped(call.span, &path, Some(call.argument), &function, &after);
            }
        }
    }
}

fn segments(path: &syn::Path) -> Vec<String> {
    path.segments.iter().map(|segment| name(&segment.ident)).collect()
}
