//! Which file names what of which other.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::visit::{self, Visit};
use syn::{Expr, Token};

use super::resolve::Target;
use super::tree::{Crate, ModuleId, is_test};

/// From a file to those that it names something of, with one such name.
pub(super) type Graph = BTreeMap<PathBuf, BTreeMap<PathBuf, String>>;

pub(super) fn graph(root: &Path) -> Graph {
    let krate = Crate::read(root);
    let mut graph = Graph::new();
    for (id, module) in krate.modules.iter().enumerate() {
        graph.entry(module.file.clone()).or_default();
        let mut names = Names { krate: &krate, module: id, graph: &mut graph };
        for import in &module.imports {
            if import.is_glob {
                if let Some(Target::Module(target)) = krate.resolve(id, &import.path) {
                    names.add(target, "*");
                }
            } else {
                names.path(&import.path);
            }
        }
        for item in &module.items {
            names.visit_item(item);
        }
    }
    graph
}

struct Names<'a> {
    krate: &'a Crate,
    module: ModuleId,
    graph: &'a mut Graph,
}

impl Names<'_> {
    fn path(&mut self, path: &[String]) {
        if let Some(Target::Item(target)) = self.krate.resolve(self.module, path) {
            self.add(target, path.last().map_or("", String::as_str));
        }
    }

    fn add(&mut self, target: ModuleId, name: &str) {
        let from = &self.krate.modules[self.module].file;
        let to = &self.krate.modules[target].file;
        if from != to {
            let edges = self.graph.entry(from.clone()).or_default();
            edges.entry(to.clone()).or_insert_with(|| name.to_owned());
        }
    }
}

impl<'ast> Visit<'ast> for Names<'_> {
    fn visit_path(&mut self, path: &'ast syn::Path) {
        let names: Vec<String> =
            path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        if names.len() > 1 && path.leading_colon.is_none() {
            self.path(&names);
        }
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        self.visit_path(&call.path);
        // Those whose arguments are expressions, as in `format!` and `assert!`.
        let parser = Punctuated::<Expr, Token![,]>::parse_terminated;
        if let Ok(arguments) = parser.parse2(call.tokens.clone()) {
            for argument in &arguments {
                Names { krate: self.krate, module: self.module, graph: self.graph }
                    .visit_expr(argument);
            }
        }
    }

    fn visit_item(&mut self, item: &'ast syn::Item) {
        let skipped = match item {
            syn::Item::Fn(it) => is_test(&it.attrs),
            syn::Item::Mod(it) => is_test(&it.attrs),
            syn::Item::Impl(it) => is_test(&it.attrs),
            _ => false,
        };
        if !skipped {
            visit::visit_item(self, item);
        }
    }
}
