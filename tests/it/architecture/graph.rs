//! Which file names what of which other.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::{self, Visit};

use super::resolve::Target;
use super::tree::{Crate, Import, ModuleId, imports, is_test};

/// From a file to those that it names something of, with one such name.
pub(super) type Graph = BTreeMap<PathBuf, BTreeMap<PathBuf, String>>;

pub(super) fn graph(root: &Path) -> Graph {
    let krate = Crate::read(root);
    let mut graph = Graph::new();
    for (id, module) in krate.modules.iter().enumerate() {
        graph.entry(module.file.clone()).or_default();
        let mut names = Names { krate: &krate, module: id, graph: &mut graph };
        for import in &module.imports {
            names.import(import);
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
    fn import(&mut self, import: &Import) {
        if !import.is_glob {
            self.path(&import.path);
        } else if let Some(Target::Module(target)) = self.krate.resolve(self.module, &import.path) {
            self.add(target, "*");
        }
    }

    fn path(&mut self, path: &[String]) {
        if let Some(Target::Item(target)) = self.krate.resolve(self.module, path) {
            self.add(target, path.last().map_or("", String::as_str));
        }
    }

    /// The paths in a macro's arguments, whatever else is in them.
    fn tokens(&mut self, tokens: TokenStream) {
        let mut path: Vec<String> = Vec::new();
        let mut colons = 0;
        for token in tokens {
            match token {
                TokenTree::Punct(mark) if mark.as_char() == ':' => colons += 1,
                TokenTree::Ident(name) => {
                    if colons != 2 {
                        self.path(&path);
                        path.clear();
                    }
                    path.push(name.to_string());
                    colons = 0;
                }
                token => {
                    self.path(&path);
                    path.clear();
                    colons = 0;
                    if let TokenTree::Group(group) = token {
                        self.tokens(group.stream());
                    }
                }
            }
        }
        self.path(&path);
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
        self.tokens(call.tokens.clone());
    }

    /// One inside a function.
    fn visit_item_use(&mut self, import: &'ast syn::ItemUse) {
        for import in imports(&import.tree) {
            self.import(&import);
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
