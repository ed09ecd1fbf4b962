//! The names that `use` gives to what reads variables.

use std::collections::HashMap;

use syn::visit::{self, Visit};
use syn::{ItemExternCrate, ItemUse, UseTree};

/// Of a file; where a name is given is not looked at.
#[derive(Debug, Default)]
pub(super) struct Imports {
    names: HashMap<String, Vec<String>>,
    globs: Vec<Vec<String>>,
}

/// As many names that stand for names as are followed.
const MAX_STEPS: usize = 4;

impl Imports {
    /// The path in full, as far as this file tells.
    pub(super) fn resolve(&self, mut path: Vec<String>) -> Vec<String> {
        for _ in 0..MAX_STEPS {
            let Some(full) = path.first().and_then(|first| self.names.get(first)) else { break };
            if full.first() == path.first() {
                let rest = path.split_off(1);
                return [full.clone(), rest].concat();
            }
            let rest = path.split_off(1);
            path = [full.clone(), rest].concat();
        }
        path
    }

    /// All that a path may be, for a name that `use a::*` may have brought.
    pub(super) fn candidates(&self, path: &[String]) -> Vec<Vec<String>> {
        let resolved = self.resolve(path.to_vec());
        let mut all = vec![resolved];
        if path.len() <= 2 {
            all.extend(self.globs.iter().map(|glob| [glob.as_slice(), path].concat()));
        }
        all
    }

    fn tree(&mut self, tree: &UseTree, prefix: &[String]) {
        // Deep trees are no matter: what nests too deep is not parsed.
        match tree {
            UseTree::Path(path) => {
                self.tree(&path.tree, &[prefix, &[name(&path.ident)]].concat());
            }
            UseTree::Name(own) if own.ident == "self" => {
                self.add(prefix.last().cloned(), prefix.to_vec());
            }
            UseTree::Name(own) => {
                self.add(Some(name(&own.ident)), [prefix, &[name(&own.ident)]].concat());
            }
            UseTree::Rename(own) => {
                let path = if own.ident == "self" {
                    prefix.to_vec()
                } else {
                    [prefix, &[name(&own.ident)]].concat()
                };
                self.add(Some(name(&own.rename)), path);
            }
            UseTree::Glob(_) => self.globs.push(prefix.to_vec()),
            UseTree::Group(group) => group.items.iter().for_each(|tree| self.tree(tree, prefix)),
        }
    }

    fn add(&mut self, name: Option<String>, path: Vec<String>) {
        if let Some(name) = name {
            self.names.insert(name, path);
        }
    }
}

impl Visit<'_> for Imports {
    fn visit_item_use(&mut self, item: &ItemUse) {
        self.tree(&item.tree, &[]);
    }

    fn visit_item_extern_crate(&mut self, item: &ItemExternCrate) {
        if let Some((_, rename)) = &item.rename {
            self.add(Some(name(rename)), vec![name(&item.ident)]);
        }
        visit::visit_item_extern_crate(self, item);
    }
}

/// Without the `r#` of a raw name.
pub(super) fn name(ident: &proc_macro2::Ident) -> String {
    ident.to_string().trim_start_matches("r#").to_owned()
}
