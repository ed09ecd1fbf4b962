//! The modules of a crate: which file each is in, what it defines, and what it imports.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use syn::{Attribute, Item, UseTree};

/// A module's place in [`Crate::modules`].
pub(super) type ModuleId = usize;

pub(super) struct Crate {
    pub(super) modules: Vec<Module>,
}

pub(super) struct Module {
    pub(super) file: PathBuf,
    pub(super) parent: Option<ModuleId>,
    pub(super) children: BTreeMap<String, ModuleId>,
    /// The names of what it defines, itself.
    pub(super) defines: Vec<String>,
    pub(super) imports: Vec<Import>,
    /// What stands in it, but for nested modules and tests.
    pub(super) items: Vec<Item>,
}

/// A leaf of a `use`.
pub(super) struct Import {
    pub(super) path: Vec<String>,
    /// The name that it has here; `None` for `*` and `_`.
    pub(super) name: Option<String>,
    pub(super) is_glob: bool,
}

impl Crate {
    pub(super) fn read(root: &Path) -> Self {
        let mut krate = Self { modules: Vec::new() };
        let items = parse(root);
        krate.add(root, root.parent().expect("a directory"), None, items);
        krate
    }

    /// `directory` is where the module's own modules are.
    fn add(
        &mut self,
        file: &Path,
        directory: &Path,
        parent: Option<ModuleId>,
        items: Vec<Item>,
    ) -> ModuleId {
        let id = self.modules.len();
        self.modules.push(Module {
            file: file.to_owned(),
            parent,
            children: BTreeMap::new(),
            defines: Vec::new(),
            imports: Vec::new(),
            items: Vec::new(),
        });
        for item in items {
            if is_test(attributes(&item)) {
                continue;
            }
            match item {
                Item::Mod(module) => {
                    let name = module.ident.to_string();
                    let name = name.trim_start_matches("r#").to_owned();
                    let child = if let Some((_, items)) = module.content {
                        self.add(file, &directory.join(&name), Some(id), items)
                    } else {
                        let child = file_of(directory, file, &name, &module.attrs);
                        let items = parse(&child);
                        let is_root = child.file_name().is_some_and(|name| name == "mod.rs");
                        let below = if is_root {
                            child.parent().expect("a directory").to_owned()
                        } else {
                            child.with_extension("")
                        };
                        self.add(&child, &below, Some(id), items)
                    };
                    self.modules[id].children.insert(name, child);
                }
                Item::Use(import) => {
                    self.modules[id].imports.extend(imports(&import.tree));
                }
                item => {
                    self.modules[id].defines.extend(name_of(&item));
                    self.modules[id].items.push(item);
                }
            }
        }
        id
    }
}

fn parse(file: &Path) -> Vec<Item> {
    let text = fs::read_to_string(file).unwrap_or_else(|_| panic!("no {}", file.display()));
    syn::parse_file(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display())).items
}

fn file_of(directory: &Path, parent: &Path, name: &str, attributes: &[Attribute]) -> PathBuf {
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("path")) {
        let syn::Meta::NameValue(pair) = &attribute.meta else { continue };
        if let syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(path), .. }) = &pair.value {
            return parent.parent().expect("a directory").join(path.value());
        }
    }
    let flat = directory.join(name).with_extension("rs");
    if flat.is_file() { flat } else { directory.join(name).join("mod.rs") }
}

pub(super) fn is_test(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        let is_cfg_test = attribute.path().is_ident("cfg")
            && attribute.parse_args::<syn::Ident>().is_ok_and(|what| what == "test");
        is_cfg_test || attribute.path().is_ident("test")
    })
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(it) => &it.attrs,
        Item::Enum(it) => &it.attrs,
        Item::Fn(it) => &it.attrs,
        Item::Impl(it) => &it.attrs,
        Item::Macro(it) => &it.attrs,
        Item::Mod(it) => &it.attrs,
        Item::Static(it) => &it.attrs,
        Item::Struct(it) => &it.attrs,
        Item::Trait(it) => &it.attrs,
        Item::Type(it) => &it.attrs,
        Item::Use(it) => &it.attrs,
        _ => &[],
    }
}

fn name_of(item: &Item) -> Option<String> {
    Some(match item {
        Item::Const(it) => it.ident.to_string(),
        Item::Enum(it) => it.ident.to_string(),
        Item::Fn(it) => it.sig.ident.to_string(),
        Item::Macro(it) => it.ident.as_ref()?.to_string(),
        Item::Static(it) => it.ident.to_string(),
        Item::Struct(it) => it.ident.to_string(),
        Item::Trait(it) => it.ident.to_string(),
        Item::Type(it) => it.ident.to_string(),
        _ => return None,
    })
}

pub(super) fn imports(tree: &UseTree) -> Vec<Import> {
    let mut found = Vec::new();
    leaves(tree, &mut Vec::new(), &mut found);
    found
}

fn leaves(tree: &UseTree, path: &mut Vec<String>, found: &mut Vec<Import>) {
    match tree {
        UseTree::Path(it) => {
            path.push(it.ident.to_string());
            leaves(&it.tree, path, found);
            path.pop();
        }
        UseTree::Name(it) => {
            let ident = it.ident.to_string();
            let mut path = path.clone();
            let name = if ident == "self" { path.last().cloned() } else { Some(ident.clone()) };
            if ident != "self" {
                path.push(ident);
            }
            found.push(Import { path, name, is_glob: false });
        }
        UseTree::Rename(it) => {
            let mut path = path.clone();
            if it.ident != "self" {
                path.push(it.ident.to_string());
            }
            let name = Some(it.rename.to_string()).filter(|name| name != "_");
            found.push(Import { path, name, is_glob: false });
        }
        UseTree::Glob(_) => found.push(Import { path: path.clone(), name: None, is_glob: true }),
        UseTree::Group(it) => {
            for tree in &it.items {
                leaves(tree, path, found);
            }
        }
    }
}
