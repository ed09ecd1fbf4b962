//! What reads a variable, noted while a file is walked.

use proc_macro2::{Span, TokenStream};
use syn::{Attribute, Expr, ExprCall, FnArg, Pat, ReturnType, Signature};

use super::super::found::Shape;
use super::calls::{self, Reader};
use super::facts::{Argument, Facts, Function, How, Names, Use};
use super::imports::{Imports, name};
use super::place::place;
use super::postfix::{Step, shape};
use super::structs;
use super::tokens;
use super::types::{self, first_type, struct_of};

pub(super) struct Visitor<'n> {
    pub(super) imports: Imports,
    pub(super) names: &'n Names,
    pub(super) facts: Facts,
    /// How many of the items around it are for tests alone.
    pub(super) tests: usize,
    pub(super) functions: Vec<Around>,
    /// The type that an expression is to have, where it is written.
    pub(super) expected: Vec<Option<String>>,
    pub(super) own_type: Option<String>,
}

pub(super) struct Around {
    pub(super) name: String,
    /// Without `self`.
    pub(super) parameters: Vec<String>,
    pub(super) is_method: bool,
}

impl<'n> Visitor<'n> {
    pub(super) fn new(imports: Imports, shown: &str, names: &'n Names) -> Self {
        Visitor {
            imports,
            names,
            facts: Facts { file: shown.to_owned(), ..Facts::default() },
            tests: 0,
            functions: Vec::new(),
            expected: Vec::new(),
            own_type: None,
        }
    }

    /// What a path in a call leads to.
    pub(super) fn reader(&self, path: &[String]) -> Option<Reader> {
        self.imports.candidates(path).iter().find_map(|path| calls::function(path))
    }

    /// The function of this package that reads the variable it is given.
    pub(super) fn wrapper(&self, name: Option<&String>, is_method: bool) -> Option<&Function> {
        let function = self.names.functions.get(name?);
        function.filter(|function| function.is_method == is_method)
    }

    pub(super) fn add(
        &mut self,
        span: Span,
        argument: Argument,
        old: String,
        shape: Shape,
    ) -> Option<&mut Use> {
        let (line, column) = place(span);
        let mut parameter_of = None;
        if let (Argument::Constant(name), Some(function)) = (&argument, self.functions.last()) {
            if let Some(number) = function.parameters.iter().position(|own| own == name) {
                parameter_of = Some(function.name.clone());
                if self.tests == 0 {
                    self.facts.functions.push(Function {
                        name: function.name.clone(),
                        number,
                        is_method: function.is_method,
                    });
                }
            }
        }
        let argument = if parameter_of.is_some() || is_local(&argument) {
            Argument::Unknown
        } else {
            argument
        };
        self.facts.uses.push(Use {
            line,
            column,
            argument,
            old,
            shape,
            optional: false,
            how: How::Run,
            in_test: self.tests > 0,
            parameter_of,
        });
        self.facts.uses.last_mut()
    }

    /// Whether the expression reads a variable, which is then noted.
    pub(super) fn read(&mut self, base: &Expr, steps: &[Step]) -> bool {
        match base {
            Expr::Call(call) => self.call(call, steps),
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
                    steps,
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
        steps: &[Step],
    ) {
        let mut old = format!("{}!({})", path.join("::"), tokens::shown(&argument));
        let found = if calls::is_optional_macro(path) {
            let (found, taken) = shape(steps);
            old.extend(steps.iter().take(taken).map(Step::shown));
            if found == Shape::Result { Shape::Optional } else { found }
        } else {
            Shape::Question
        };
        let Some(span) = span else { return };
        if let Some(used) = self.add(span, argument, old, found) {
            used.how = How::Build;
        }
    }

    pub(super) fn call(&mut self, call: &ExprCall, steps: &[Step]) -> bool {
        let Expr::Path(function) = &*call.func else { return false };
        let path = segments(&function.path);
        let Some(span) = function.path.segments.first().map(|first| first.ident.span()) else {
            return false;
        };
        let shown_path = path.join("::");
        match self.reader(&path) {
            Some(Reader::Name(_)) => {
                let argument = call.args.first().map_or(Argument::Unknown, structs::named);
                let (found, taken) = shape(steps);
                let mut old = format!("{shown_path}({})", tokens::shown(&argument));
                old.extend(steps.iter().take(taken).map(Step::shown));
                let is_os = path.last().is_some_and(|last| last == "var_os");
                let found = if is_os && found == Shape::Result { Shape::Optional } else { found };
                self.add(span, argument, old, found);
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
                    )),
                }
                true
            }
            None => {
                let number = self.wrapper(path.last(), false).map(|function| function.number);
                let argument =
                    number.and_then(|number| call.args.iter().nth(number)).map(structs::named);
                self.wrapped(span, &shown_path, argument);
                // Its arguments may read as well.
                false
            }
        }
    }

    /// The call of such a function. A text that no variable is called is another function's of the same name.
    pub(super) fn wrapped(&mut self, span: Span, path: &str, argument: Option<Argument>) {
        let Some(argument) = argument else { return };
        let is_name = match &argument {
            Argument::Text(text) => !text.contains(|c: char| c.is_lowercase()),
            argument => !is_local(argument) && matches!(argument, Argument::Constant(_)),
        };
        if is_name {
            let old = format!("{path}({})", tokens::shown(&argument));
            self.add(span, argument, old, Shape::Question);
        }
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
        self.add(span, argument, old.to_owned(), Shape::Field);
    }

    pub(super) fn tokens(&mut self, tokens: TokenStream) {
        for call in tokens::calls(tokens) {
            let old = format!("{}({})", call.path.join("::"), call.shown);
            if call.is_macro {
                if self.imports.candidates(&call.path).iter().any(|path| calls::is_macro(path)) {
                    self.built(Some(call.span), &call.path, call.argument, &call.steps);
                }
            } else if let Some(Reader::Name(_)) = self.reader(&call.path) {
                let (found, taken) = shape(&call.steps);
                let steps: String = call.steps.iter().take(taken).map(Step::shown).collect();
                self.add(call.span, call.argument, old + &steps, found);
            } else if self
                .wrapper(call.path.last(), false)
                .is_some_and(|function| function.number == 0)
            {
                self.wrapped(call.span, &call.path.join("::"), Some(call.argument));
            }
        }
    }

    pub(super) fn constant(&mut self, ident: &proc_macro2::Ident, expr: &Expr) {
        if let Argument::Text(text) = structs::named(expr) {
            // Any other text is none of our business: it may be a secret.
            if super::super::dotenv::is_name(&text) {
                self.facts.constants.push((name(ident), text));
            }
        }
    }

    pub(super) fn inside(&mut self, attributes: &[Attribute], visit: impl FnOnce(&mut Self)) {
        let is_test = attributes.iter().any(types::is_for_tests);
        self.tests += usize::from(is_test);
        visit(self);
        self.tests -= usize::from(is_test);
    }

    pub(super) fn function(
        &mut self,
        signature: &Signature,
        attributes: &[Attribute],
        visit: impl FnOnce(&mut Self),
    ) {
        let parameter = |input: &FnArg| match input {
            FnArg::Typed(typed) => match &*typed.pat {
                Pat::Ident(pat) => Some(name(&pat.ident)),
                _ => Some(String::new()),
            },
            FnArg::Receiver(_) => None,
        };
        self.functions.push(Around {
            name: name(&signature.ident),
            parameters: signature.inputs.iter().filter_map(parameter).collect(),
            is_method: signature.receiver().is_some(),
        });
        let returned = match &signature.output {
            ReturnType::Type(_, kind) => struct_of(kind),
            ReturnType::Default => None,
        };
        self.expected.push(returned);
        self.inside(attributes, visit);
        self.expected.pop();
        self.functions.pop();
    }
}

fn segments(path: &syn::Path) -> Vec<String> {
    path.segments.iter().map(|segment| name(&segment.ident)).collect()
}

/// A name in small letters is a variable of the program's, not a constant.
fn is_local(argument: &Argument) -> bool {
    matches!(argument, Argument::Constant(name) if !name.contains(|c: char| c.is_uppercase()))
}
