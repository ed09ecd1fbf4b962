//! A file of Rust, read by its tokens: also what no parser of Rust takes, and the arguments and definitions of
//! macros.

use std::rc::Rc;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use super::facts::{Call, Declaration, Facts, Import, Include, Module, Wrapper};
use super::tokens::{self, first_text, is, name, path_before, text, texts};
use super::{import, wrapper};

/// As deep as modules with a body may nest for their names to count in paths.
const MAX_MODULES: usize = 256;

pub(super) fn facts(text: &str) -> Facts {
    let mut facts = Facts::default();
    // Without recursion: what nests as deep as it likes must not end this program.
    let mut pending: Vec<(TokenStream, Rc<Vec<Module>>)> =
        vec![(tokens::read(text), Rc::default())];
    while let Some((tokens, inside)) = pending.pop() {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        for at in 0..tokens.len() {
            let (before, rest) = tokens.split_at(at);
            if let [TokenTree::Group(group), ..] = rest {
                let inside = match before {
                    [before @ .., TokenTree::Ident(word), TokenTree::Ident(own)]
                        if word == "mod"
                            && group.delimiter() == Delimiter::Brace
                            && inside.len() < MAX_MODULES =>
                    {
                        facts.module_names.push(name(own));
                        let module = Module { name: name(own), places: places(before) };
                        Rc::new([&inside[..], &[module]].concat())
                    }
                    _ => Rc::clone(&inside),
                };
                pending.push((group.stream(), inside));
            } else {
                facts.read(before, rest, &inside);
            }
        }
    }
    facts
}

impl Facts {
    /// What begins here, behind what was before.
    fn read(&mut self, before: &[TokenTree], rest: &[TokenTree], inside: &[Module]) {
        match rest {
            [TokenTree::Ident(word), TokenTree::Ident(own), end, ..]
                if word == "mod" && is(Some(end), ';') =>
            {
                self.module_names.push(name(own));
                let module = Module { name: name(own), places: places(before) };
                self.modules.push(Declaration { inside: inside.to_vec(), module });
            }
            [TokenTree::Ident(word), rest @ ..] if word == "use" => {
                self.imports.extend(import::leaves(rest));
            }
            [
                TokenTree::Ident(first),
                TokenTree::Ident(second),
                TokenTree::Ident(of),
                TokenTree::Ident(_as),
                TokenTree::Ident(other),
                ..,
            ] if first == "extern" && second == "crate" => {
                self.imports.push(Import { path: vec![name(of)], name: Some(name(other)) });
            }
            [TokenTree::Ident(called), mark, TokenTree::Group(input), ..]
                if is(Some(mark), '!') =>
            {
                if called == "include" {
                    self.includes.extend(include(input.stream()));
                } else {
                    let path = [path_before(before), vec![name(called)]].concat();
                    self.macros.extend(texts(input.stream()).map(|(at, text)| Call {
                        path: path.clone(),
                        text,
                        is_first: at == 0,
                    }));
                }
            }
            [TokenTree::Ident(word), mark, TokenTree::Ident(own), TokenTree::Group(rules), ..]
                if word == "macro_rules" && is(Some(mark), '!') =>
            {
                let calls = wrapper::calls(rules.stream());
                self.wrappers.push(Wrapper { name: name(own), calls });
            }
            // A method is a function of another type than ours, which take no path.
            [TokenTree::Ident(called), TokenTree::Group(arguments), ..]
                if !is(before.last(), '.') =>
            {
                if let Some(text) = first_text(arguments.stream()) {
                    let path = [path_before(before), vec![name(called)]].concat();
                    self.functions.push(Call { path, text, is_first: true });
                }
            }
            _ => {}
        }
    }
}

/// What the attributes in front of `mod` say about its place.
fn places(mut before: &[TokenTree]) -> Vec<Option<String>> {
    let mut places = Vec::new();
    loop {
        match before {
            [rest @ .., TokenTree::Ident(word)] if word == "pub" || word == "unsafe" => {
                before = rest;
            }
            [rest @ .., TokenTree::Ident(word), TokenTree::Group(_)] if word == "pub" => {
                before = rest;
            }
            [rest @ .., mark, TokenTree::Group(attribute)] if is(Some(mark), '#') => {
                before = rest;
                let tokens: Vec<TokenTree> = attribute.stream().into_iter().collect();
                match tokens.as_slice() {
                    [TokenTree::Ident(word), equals, path]
                        if word == "path" && is(Some(equals), '=') =>
                    {
                        return vec![text(Some(path))];
                    }
                    [TokenTree::Ident(word), TokenTree::Group(input)] if word == "cfg_attr" => {
                        places.extend(path_in(input.stream()).map(Some));
                    }
                    _ => {}
                }
            }
            _ => break,
        }
    }
    places.push(None);
    places
}

/// `path = "text"` among the arguments of `cfg_attr`.
fn path_in(tokens: TokenStream) -> Option<String> {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    tokens.windows(3).find_map(|window| match window {
        [TokenTree::Ident(word), equals, path] if word == "path" && is(Some(equals), '=') => {
            text(Some(path))
        }
        _ => None,
    })
}

/// `"path"`, or `concat!(env!("CARGO_MANIFEST_DIR"), "/path")`.
fn include(tokens: TokenStream) -> Option<Include> {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    if let [TokenTree::Ident(word), mark, TokenTree::Group(pieces), ..] = tokens.as_slice() {
        if word != "concat" || !is(Some(mark), '!') {
            return None;
        }
        let pieces: Vec<TokenTree> = pieces.stream().into_iter().collect();
        let [TokenTree::Ident(word), mark, TokenTree::Group(variable), rest @ ..] =
            pieces.as_slice()
        else {
            return None;
        };
        let is_package = word == "env"
            && is(Some(mark), '!')
            && first_text(variable.stream()).as_deref() == Some("CARGO_MANIFEST_DIR");
        let texts: String = rest.iter().filter_map(|token| text(Some(token))).collect();
        let path = texts.trim_start_matches('/').to_owned();
        return is_package.then_some(Include { path, is_from_package: true });
    }
    let path = text(tokens.first())?;
    Some(Include { path, is_from_package: false })
}
