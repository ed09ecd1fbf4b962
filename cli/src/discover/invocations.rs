//! The manifests that a package's code names: `credentials!("path")`, `compile("path")` and
//! `Manifest::new("path")`.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::panic::resume_unwind;
use std::path::{Component, Path, PathBuf};
use std::thread;

use proc_macro2::{Ident, TokenStream, TokenTree};
use syn::UseRename;
use syn::visit::Visit;

use super::files::files;
use super::packages::Package;
use crate::end::Failure;

/// The macro, unless a `use` renames it.
const MACRO: &str = "credentials";
/// The generator's function, likewise.
const COMPILE: &str = "compile";
/// The generator's type, which `new` makes.
const MANIFEST: &str = "Manifest";

/// Stack for code that nests as deep as the compiler lets it.
const STACK: usize = 256 << 20;

/// The manifests that exist, and whether each is outside the package.
///
/// A file that is no Rust names none: the compiler says what is wrong with it.
pub(super) fn manifests(package: &Package) -> Result<Vec<(PathBuf, bool)>, Failure> {
    let texts: Vec<String> =
        sources(package).iter().filter_map(|source| fs::read_to_string(source).ok()).collect();
    let mut found = BTreeSet::new();
    for path in with_deep_stack(|| paths(&texts))? {
        let path = normal(&package.directory.join(path));
        if path.is_file() {
            let is_outside = !path.starts_with(&package.directory);
            found.insert((path, is_outside));
        }
    }
    Ok(found.into_iter().collect())
}

fn with_deep_stack<T: Send>(job: impl FnOnce() -> T + Send) -> Result<T, Failure> {
    thread::scope(|scope| {
        let thread = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, job);
        let thread = thread.map_err(|_| Failure("no thread could be started".to_owned()))?;
        Ok(thread.join().unwrap_or_else(|panic| resume_unwind(panic)))
    })
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

/// The paths that the calls in a package's files name. A name that one file gives counts in all.
fn paths(texts: &[String]) -> Vec<String> {
    let mut names = Names::default();
    for text in texts {
        // A file that syn cannot parse renames nothing here, and its calls are found by their tokens.
        if let Ok(file) = syn::parse_file(text) {
            names.visit_file(&file);
        }
    }
    let mut found = Vec::new();
    for text in texts {
        if let Ok(tokens) = text.parse() {
            calls(tokens, &names, &mut found);
        }
    }
    found
}

/// The other names that `use` gives: what it is, and the name.
#[derive(Default)]
struct Names(Vec<(&'static str, String)>);

impl Names {
    fn is(&self, name: &Ident, what: &str) -> bool {
        name == what || self.0.iter().any(|(of, other)| *of == what && name == other)
    }
}

impl<'ast> Visit<'ast> for Names {
    fn visit_use_rename(&mut self, rename: &'ast UseRename) {
        let known = [MACRO, COMPILE, MANIFEST].into_iter().find(|known| rename.ident == known);
        self.0.extend(known.map(|known| (known, rename.rename.to_string())));
    }
}

/// The calls among tokens, also in the arguments of other macros and in their definitions.
fn calls(tokens: TokenStream, names: &Names, found: &mut Vec<String>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for (at, token) in tokens.iter().enumerate() {
        match (token, tokens.get(at + 1), tokens.get(at + 2)) {
            (
                TokenTree::Ident(name),
                Some(TokenTree::Punct(mark)),
                Some(TokenTree::Group(input)),
            ) if mark.as_char() == '!' && names.is(name, MACRO) => {
                found.extend(first_text(input.stream()));
            }
            (TokenTree::Ident(name), Some(TokenTree::Group(arguments)), _)
                if is_generator(name, names, tokens.get(..at).unwrap_or_default()) =>
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
            calls(group.stream(), names, found);
        }
    }
}

/// `compile`, and `new` behind `Manifest::`. Others have functions of these names: what they are given must
/// then be the path of a YAML file.
fn is_generator(name: &Ident, names: &Names, before: &[TokenTree]) -> bool {
    match before {
        _ if names.is(name, COMPILE) => true,
        [.., TokenTree::Ident(of), TokenTree::Punct(_), TokenTree::Punct(_)] => {
            name == "new" && names.is(of, MANIFEST)
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
        assert_eq!(paths(&[text.to_owned()]), expected);
        assert!(paths(&["credentials!(\"a.yaml\"); fn (".to_owned()]).is_empty());
    }

    #[test]
    fn names_that_one_file_gives_count_in_all() {
        let texts = [
            "make(\"a.yaml\"); M::new(\"b.yaml\"); declare!(\"c.yaml\"); fn f() { no syntax",
            "use codegen::{compile as make, Manifest as M}; pub use creds::credentials as declare;",
        ];
        assert!(paths(&texts.map(str::to_owned)).is_empty());
        let texts = texts.map(|text| text.replace("fn f() { no syntax", "no syntax"));
        assert_eq!(paths(&texts), ["a.yaml", "b.yaml", "c.yaml"]);
    }

    #[test]
    fn deep_code_is_read() {
        let deep = format!("fn f() {{ {}{} }}", "(".repeat(3_000), ")".repeat(3_000));
        let text = format!("credentials!(\"a.yaml\");{deep}");
        assert_eq!(with_deep_stack(|| paths(&[text])).ok().unwrap(), ["a.yaml"]);
    }

    #[test]
    fn one_name_for_a_file() {
        assert_eq!(normal(Path::new("/a/b/../c/./d")), Path::new("/a/c/d"));
    }
}
