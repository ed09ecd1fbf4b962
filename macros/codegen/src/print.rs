//! Tokens as text that a person can read and a line of which a compiler can name.

use core::fmt::Write;

use proc_macro2::{Delimiter, Group, Spacing, TokenStream, TokenTree};

/// Statements, fields and items each on lines of their own.
pub(crate) fn print(code: TokenStream) -> String {
    let mut printer = Printer { text: String::new(), depth: 0, glued: true };
    printer.lines(code);
    printer.text
}

struct Printer {
    text: String,
    depth: usize,
    /// Whether the next token stands right behind what there is.
    glued: bool,
}

impl Printer {
    /// What stands between braces, or at the top.
    fn lines(&mut self, tokens: TokenStream) {
        let mut tokens = tokens.into_iter().peekable();
        let mut is_attribute = false;
        while let Some(token) = tokens.next() {
            let ends = match &token {
                TokenTree::Group(group) => match group.delimiter() {
                    Delimiter::Brace => !is_tail(tokens.peek()),
                    Delimiter::Bracket => is_attribute,
                    Delimiter::Parenthesis | Delimiter::None => false,
                },
                TokenTree::Punct(punct) => matches!(punct.as_char(), ';' | ','),
                _ => false,
            };
            is_attribute = matches!(&token, TokenTree::Punct(punct) if punct.as_char() == '#');
            self.token(token);
            if ends {
                self.line();
            }
        }
    }

    fn inline(&mut self, tokens: TokenStream) {
        for token in tokens {
            self.token(token);
        }
    }

    fn token(&mut self, token: TokenTree) {
        match token {
            TokenTree::Group(group) => self.group(&group),
            TokenTree::Punct(punct) => {
                let sign = punct.as_char();
                self.glued |= matches!(sign, ',' | ';');
                self.push(format_args!("{sign}"));
                self.glued = punct.spacing() == Spacing::Joint || sign == '#';
            }
            token => self.push(format_args!("{token}")),
        }
    }

    fn group(&mut self, group: &Group) {
        let (open, close) = match group.delimiter() {
            Delimiter::Parenthesis => ("(", ")"),
            Delimiter::Bracket => ("[", "]"),
            Delimiter::None => ("", ""),
            Delimiter::Brace => {
                self.push(format_args!("{{"));
                if !group.stream().is_empty() {
                    self.depth += 1;
                    self.line();
                    self.lines(group.stream());
                    self.depth -= 1;
                    self.line();
                }
                self.glued = true;
                self.push(format_args!("}}"));
                return;
            }
        };
        self.push(format_args!("{open}"));
        self.glued = true;
        self.inline(group.stream());
        self.glued = true;
        self.push(format_args!("{close}"));
    }

    fn push(&mut self, token: core::fmt::Arguments<'_>) {
        if !self.glued {
            self.text.push(' ');
        }
        // Writing to a string cannot fail.
        _ = self.text.write_fmt(token);
        self.glued = false;
    }

    /// Begins a line, unless one has begun.
    fn line(&mut self) {
        if !self.text.trim_end_matches(' ').ends_with('\n') {
            self.text.push('\n');
        }
        let end = self.text.trim_end_matches(' ').len();
        self.text.truncate(end);
        for _ in 0..self.depth {
            self.text.push_str("    ");
        }
        self.glued = true;
    }
}

/// Whether it goes on with what a brace ended.
fn is_tail(token: Option<&TokenTree>) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if matches!(punct.as_char(), ',' | ';' | '.' | '?'))
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::*;

    #[test]
    fn items_statements_and_fields_have_lines_of_their_own() {
        let code = quote! {
            #[doc = " A \"quoted\" line."]
            #[derive(Clone, Copy)]
            pub struct A<'a> { pub r#type: &'a ::core::primitive::str, b: i64, }
            const _: () = { use a::b; static C: [D; 1] = [D { e: -1, f: -0.5, g: &[b'\''] }]; };
            macro_call! { "x" at "y:1" }
            impl E for A<'_> { fn f(&self) -> G { match self {} } }
        };
        let expected = "\
#[doc = \" A \\\"quoted\\\" line.\"]
#[derive (Clone, Copy)]
pub struct A < 'a > {
    pub r#type : & 'a :: core :: primitive :: str,
    b : i64,
}
const _ : () = {
    use a :: b;
    static C : [D; 1] = [D {
        e : - 1,
        f : - 0.5,
        g : & [b'\\'']
    }];
};
macro_call ! {
    \"x\" at \"y:1\"
}
impl E for A < '_ > {
    fn f (& self) -> G {
        match self {}
    }
}
";
        assert_eq!(print(code), expected);
    }

    #[test]
    fn the_text_has_the_same_tokens() {
        let directory = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/expand");
        let mut goldens = 0;
        for entry in std::fs::read_dir(directory).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|extension| extension == "rs") {
                let code: TokenStream = std::fs::read_to_string(path).unwrap().parse().unwrap();
                let printed: TokenStream = print(code.clone()).parse().unwrap();
                assert_eq!(printed.to_string(), code.to_string());
                goldens += 1;
            }
        }
        assert!(goldens > 3);
    }
}
