//! What of a file of Rust matters here.

use std::collections::BTreeMap;

use super::super::found::{Load, Shape};

#[derive(Debug, Default)]
pub(super) struct Facts {
    /// As it is shown.
    pub(super) file: String,
    pub(super) uses: Vec<Use>,
    /// Texts that may be names of variables, by the name of the constant.
    pub(super) constants: Vec<(String, String)>,
    pub(super) functions: Vec<Function>,
    pub(super) structs: Vec<Struct>,
    pub(super) loads: Vec<Load>,
    pub(super) problems: Vec<String>,
}

/// A function that gives one of its arguments to one that reads a variable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Function {
    pub(super) name: String,
    /// Which argument, without `self`.
    pub(super) number: usize,
    pub(super) is_method: bool,
    /// What it gives for a variable that is not set.
    pub(super) gives: Start,
    pub(super) shape: Shape,
}

/// A place that reads variables.
#[derive(Debug)]
pub(super) struct Use {
    /// Counted from 1, the column in characters.
    pub(super) line: usize,
    pub(super) column: usize,
    pub(super) argument: Argument,
    pub(super) old: String,
    pub(super) shape: Shape,
    pub(super) need: Need,
    /// What else there is to do.
    pub(super) note: Option<String>,
    pub(super) how: How,
    pub(super) in_test: bool,
    /// The function whose parameter the name is.
    pub(super) parameter_of: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    /// When the program runs.
    Run,
    /// When it is built: `env!`.
    Build,
}

/// What names the variable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Argument {
    Text(String),
    Constant(String),
    /// The fields of a struct; its name is empty where it is not written.
    Struct {
        name: String,
        prefix: String,
    },
    Unknown,
}

/// A struct that the environment can fill.
#[derive(Debug, Clone)]
pub(super) struct Struct {
    pub(super) name: String,
    pub(super) file: String,
    pub(super) fields: Vec<Field>,
}

#[derive(Debug, Clone)]
pub(super) struct Field {
    /// As the environment has it.
    pub(super) name: String,
    pub(super) rust: String,
    pub(super) shape: Shape,
    pub(super) place: (usize, usize),
}

/// Functions whose calls are reads.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Names {
    pub(super) functions: BTreeMap<String, Function>,
}

/// Whether the program needs a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Need {
    Required,
    Optional,
    /// The code does not say.
    Unclear,
    /// Required, unless another variable is set.
    OneOf,
}

/// What the steps begin with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Start {
    Result,
    Option,
    /// It is there, whatever the environment has.
    Value(Need),
}
