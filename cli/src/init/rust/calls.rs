//! Functions and macros that read a variable.

use super::facts::How;

/// What a path leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reader {
    /// Its first argument is the variable's name.
    Name(How),
    /// A struct is filled: `envy`.
    Struct,
    /// `envy::prefixed`.
    Prefixed,
    /// A file of variables is put into the environment: `.env`, or that of the first argument.
    Load,
    /// All variables are read.
    All,
}

/// Paths in full. Behind `env::` alone is what an import of `std::env` that is not seen gives, as by `use super::*`.
const FUNCTIONS: &[(&str, Reader)] = &[
    ("std::env::var", Reader::Name(How::Run)),
    ("std::env::var_os", Reader::Name(How::Run)),
    ("env::var", Reader::Name(How::Run)),
    ("env::var_os", Reader::Name(How::Run)),
    ("dotenvy::var", Reader::Name(How::Run)),
    ("dotenv::var", Reader::Name(How::Run)),
    ("envy::from_env", Reader::Struct),
    ("envy::prefixed", Reader::Prefixed),
    ("dotenvy::dotenv", Reader::Load),
    ("dotenvy::dotenv_override", Reader::Load),
    ("dotenvy::from_filename", Reader::Load),
    ("dotenvy::from_filename_override", Reader::Load),
    ("dotenvy::from_path", Reader::Load),
    ("dotenvy::from_path_override", Reader::Load),
    ("dotenv::dotenv", Reader::Load),
    ("dotenv::from_filename", Reader::Load),
    ("dotenv::from_path", Reader::Load),
    ("std::env::vars", Reader::All),
    ("std::env::vars_os", Reader::All),
    ("env::vars", Reader::All),
    ("env::vars_os", Reader::All),
];

const MACROS: &[&str] = &[
    "env",
    "std::env",
    "core::env",
    "option_env",
    "std::option_env",
    "core::option_env",
    "dotenvy_macro::dotenv",
    "dotenv_codegen::dotenv",
];

pub(super) fn function(path: &[String]) -> Option<Reader> {
    let path = path.join("::");
    FUNCTIONS.iter().find(|(name, _)| *name == path).map(|(_, reader)| *reader)
}

pub(super) fn is_macro(path: &[String]) -> bool {
    MACROS.contains(&path.join("::").as_str())
}

/// Whether the macro gives nothing where the variable is not set.
pub(super) fn is_optional_macro(path: &[String]) -> bool {
    path.last().is_some_and(|name| name == "option_env")
}
