//! The manifests that a package's code names: `credentials!("path")`, `compile("path")` and
//! `Manifest::new("path")`.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::path::{Component, Path, PathBuf};

use proc_macro2::{TokenStream, TokenTree};
use syn::UseTree;
use syn::visit::{self, Visit};

use super::files::files;
use super::packages::Package;

/// The name of the macro, unless a `use` renames it.
const MACRO: &str = "credentials";

/// The manifests that exist, and whether each is outside the package.
///
/// A file that is no Rust names none: the compiler says what is wrong with it.
pub(super) fn manifests(package: &Package) -> Vec<(PathBuf, bool)> {
    let mut found = BTreeSet::new();
    for source in sources(package) {
        let Ok(text) = fs::read_to_string(&source) else { continue };
        for path in paths(&text) {
            let path = normal(&package.directory.join(path));
            if path.is_file() {
                let is_outside = !path.starts_with(&package.directory);
                found.insert((path, is_outside));
            }
        }
    }
    found.into_iter().collect()
}

/// All Rust files of its targets: those that cargo finds by itself, and those that `Cargo.toml` names.
fn sources(package: &Package) -> BTreeSet<PathBuf> {
    let is_rust = |name: &OsStr| Path::new(name).extension().is_some_and(|end| end == "rs");
    let mut sources = BTreeSet::new();
    for folder in ["src", "examples", "tests", "benches"] {
        sources.extend(files(&package.directory.join(folder), &is_rust));
    }
    for root in &package.roots {
        // Beside it are the modules of a target with a folder of its own.
        if let Some(folder) = root.parent().filter(|folder| *folder != package.directory) {
            sources.extend(files(folder, &is_rust));
        }
        sources.insert(root.clone());
    }
    sources
}

/// The paths that the calls in a file name.
fn paths(text: &str) -> Vec<String> {
    let Ok(file) = syn::parse_file(text) else { return Vec::new() };
    let mut names = MacroNames(vec![MACRO.to_owned()]);
    names.visit_file(&file);
    let mut found = Vec::new();
    if let Ok(tokens) = text.parse() {
        calls(tokens, &names.0, &mut found);
    }
    found
}

/// The names that `use` gives the macro.
struct MacroNames(Vec<String>);

impl<'ast> Visit<'ast> for MacroNames {
    fn visit_use_tree(&mut self, tree: &'ast UseTree) {
        match tree {
            UseTree::Rename(rename) if rename.ident == MACRO => {
                self.0.push(rename.rename.to_string());
            }
            _ => visit::visit_use_tree(self, tree),
        }
    }
}

/// The calls among tokens, also in the arguments of other macros and in their definitions.
fn calls(tokens: TokenStream, macros: &[String], found: &mut Vec<String>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for (at, token) in tokens.iter().enumerate() {
        match (token, tokens.get(at + 1), tokens.get(at + 2)) {
            (
                TokenTree::Ident(name),
                Some(TokenTree::Punct(mark)),
                Some(TokenTree::Group(input)),
            ) if mark.as_char() == '!' && macros.iter().any(|known| name == known) => {
                found.extend(first_text(input.stream()));
            }
            (TokenTree::Ident(name), Some(TokenTree::Group(arguments)), _)
                if is_generator(name, tokens.get(..at).unwrap_or_default()) =>
            {
                let is_yaml = |path: &String| {
                    let extension = Path::new(path).extension();
                    extension.is_some_and(|extension| extension == "yaml" || extension == "yml")
                };
                found.extend(first_text(arguments.stream()).filter(is_yaml));
            }
            _ => {}
        }
        if let TokenTree::Group(group) = token {
            calls(group.stream(), macros, found);
        }
    }
}

/// `compile`, and `new` behind `Manifest::`. Others have functions of these names: what they are given must
/// then be the path of a YAML file.
fn is_generator(name: &proc_macro2::Ident, before: &[TokenTree]) -> bool {
    match before {
        _ if name == "compile" => true,
        [.., TokenTree::Ident(of), TokenTree::Punct(_), TokenTree::Punct(_)] => {
            name == "new" && of == "Manifest"
        }
        _ => false,
    }
}

/// The string that tokens begin with.
fn first_text(tokens: TokenStream) -> Option<String> {
    let Some(TokenTree::Literal(literal)) = tokens.into_iter().next() else { return None };
    syn::parse_str::<syn::LitStr>(&literal.to_string()).ok().map(|text| text.value())
}

/// Without `.` and `..`, so that a file has one name.
fn normal(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                out.pop();
            }
            part => out.push(part),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_are_found_by_their_tokens() {
        let text = r##"
            //! credentials!("comment.yaml");
            use provider_credentials::{ExposeSecret, credentials as declare};
            credentials!("a.yaml");
            const TEXT: &str = "credentials!(\"string.yaml\")";
            fn main() {
                provider_credentials::credentials! { "../b.yml", struct X }
                mod inner { creds::credentials![r#"c.yaml"#]; }
                declare!("d.txt", pub(crate) struct Y);
                other::credentials_of!("no.yaml");
                vec![{ declare!("e.yaml"); 1 }];
                provider_credentials_codegen::compile("f.yaml");
                Builder::new().manifest(Manifest::new("g.yaml").name("G"));
                regex::compile("no regex");
                Manifest::load("no.yaml");
                compile(path);
            }
        "##;
        let expected = ["a.yaml", "../b.yml", "c.yaml", "d.txt", "e.yaml", "f.yaml", "g.yaml"];
        assert_eq!(paths(text), expected);
        assert!(paths("credentials!(\"a.yaml\"); fn (").is_empty());
    }

    #[test]
    fn one_name_for_a_file() {
        assert_eq!(normal(Path::new("/a/b/../c/./d")), Path::new("/a/c/d"));
    }
}
