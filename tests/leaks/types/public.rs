use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use syn::{Item, UseTree, Visibility};

/// What `provider_credentials` re-exports, with all features.
pub(super) fn public_names() -> BTreeSet<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime/src/lib.rs");
    let text = fs::read_to_string(root).expect("the facade");
    let mut names = BTreeSet::new();
    for item in syn::parse_file(&text).expect("Rust").items {
        match item {
            Item::Use(item) if matches!(item.vis, Visibility::Public(_)) => {
                leaves(&item.tree, &mut names);
            }
            // Not for people.
            Item::Mod(item) if item.ident == "__private" => {}
            Item::Use(_) => {}
            Item::Mod(item) if matches!(item.vis, Visibility::Inherited) => {}
            _ => panic!("the facade has more than re-exports"),
        }
    }
    names
}

fn leaves(tree: &UseTree, names: &mut BTreeSet<String>) {
    match tree {
        UseTree::Path(path) => leaves(&path.tree, names),
        UseTree::Group(group) => group.items.iter().for_each(|tree| leaves(tree, names)),
        UseTree::Name(name) => drop(names.insert(name.ident.to_string())),
        UseTree::Rename(rename) => drop(names.insert(rename.rename.to_string())),
        UseTree::Glob(_) => panic!("nobody can tell what a glob re-exports"),
    }
}
