//! What of a file of Rust matters here.

#[derive(Debug, Default)]
pub(super) struct Facts {
    pub(super) modules: Vec<Declaration>,
    pub(super) includes: Vec<Include>,
    pub(super) imports: Vec<Import>,
    /// Of macros and of functions.
    pub(super) macros: Vec<Call>,
    pub(super) functions: Vec<Call>,
    pub(super) wrappers: Vec<Wrapper>,
    /// All modules that it declares, those with a body included.
    pub(super) module_names: Vec<String>,
}

/// `mod name;`
#[derive(Debug)]
pub(super) struct Declaration {
    /// The modules with a body that it stands in, from the outside in.
    pub(super) inside: Vec<Module>,
    pub(super) module: Module,
}

#[derive(Debug, Clone)]
pub(super) struct Module {
    pub(super) name: String,
    /// Where it may be, as `cfg_attr` has it: what `#[path]` says, or `None` for what its name says.
    pub(super) places: Vec<Option<String>>,
}

/// `include!`
#[derive(Debug)]
pub(super) struct Include {
    pub(super) path: String,
    /// Whether the path begins with `env!("CARGO_MANIFEST_DIR")`.
    pub(super) is_from_package: bool,
}

/// A leaf of `use`.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Import {
    pub(super) path: Vec<String>,
    /// The name that it has in this file; `None` for `*`.
    pub(super) name: Option<String>,
}

/// A call with a text among its arguments.
#[derive(Debug)]
pub(super) struct Call {
    pub(super) path: Vec<String>,
    pub(super) text: String,
    /// Whether the text comes first.
    pub(super) is_first: bool,
}

/// A macro by example, and the macros that it gives one of its arguments first.
#[derive(Debug)]
pub(super) struct Wrapper {
    pub(super) name: String,
    pub(super) calls: Vec<String>,
}
