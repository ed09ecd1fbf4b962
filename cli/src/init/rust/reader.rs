//! What is known while a file is walked, and the reads that are noted.

use proc_macro2::Span;
use syn::{Attribute, Expr, FnArg, Pat, ReturnType, Signature};

use super::super::found::Shape;
use super::calls::{self, Reader};
use super::facts::{Argument, Facts, Function, How, Names, Need, Start, Use};
use super::imports::{Imports, name};
use super::need::either;
use super::place::place;
use super::postfix::Step;
use super::structs;
use super::types::{self, struct_of};

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
    /// What the code around the next expression says of a value in it.
    pub(super) end: Option<Need>,
    /// What stands behind the next expression.
    pub(super) behind: Vec<Step>,
    /// Inside of `.or_else(…)` behind another read: what is needed then.
    pub(super) instead: Option<Need>,
}

pub(super) struct Around {
    pub(super) name: String,
    /// Without `self`.
    pub(super) parameters: Vec<String>,
    pub(super) is_method: bool,
    /// `Result` or `Option`, where it returns one.
    returned: Option<Start>,
}

/// What an expression is done with.
pub(super) struct After<'s> {
    pub(super) steps: &'s [Step],
    pub(super) end: Option<Need>,
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
            end: None,
            behind: Vec::new(),
            instead: None,
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
        need: Need,
    ) -> Option<&mut Use> {
        let need = match self.instead {
            Some(instead) => either(need, instead),
            None => need,
        };
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
                        gives: function.returned.unwrap_or(Start::Value(match need {
                            Need::Optional => Need::Optional,
                            _ => Need::Required,
                        })),
                        shape,
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
            need,
            note: None,
            how: How::Run,
            in_test: self.tests > 0,
            parameter_of,
        });
        self.facts.uses.last_mut()
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
            returned: types::returned(&signature.output),
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

/// A name in small letters is a variable of the program's, not a constant.
pub(super) fn is_local(argument: &Argument) -> bool {
    matches!(argument, Argument::Constant(name) if !name.contains(|c: char| c.is_uppercase()))
}
