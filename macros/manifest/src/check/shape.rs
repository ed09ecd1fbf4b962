//! The value of a source's key against the key's shape.

use super::part::of_part;
use super::{env, list, texts};
use crate::chars::{all, any};
use crate::checked::{KeyPath, Template};
use crate::code::Code;
use crate::key_path::TextError;
use crate::model::{Credential, SourceValue, Text};
use crate::names;
use crate::report::{Problem, Problems};
use crate::schema::{Key, Shape};
use crate::secrets::shown;
use crate::span::Spanned;

/// A value that has its key's shape.
pub(super) enum Checked {
    Missing,
    Text(String),
    Template(Template),
    KeyPath(KeyPath),
    Texts(Vec<(String, Template)>),
    List(Vec<Template>),
}

impl Checked {
    pub(super) fn text(self) -> Option<String> {
        match self {
            Checked::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Any text as a template: one without variables.
    pub(super) fn template(self) -> Option<Template> {
        match self {
            Checked::Template(template) => Some(template),
            Checked::Text(text) => Some(Template::literal(text)),
            Checked::KeyPath(path) => Some(Template::literal(path.text)),
            Checked::Missing | Checked::Texts(_) | Checked::List(_) => None,
        }
    }

    pub(super) fn key_path(self) -> Option<KeyPath> {
        match self {
            Checked::KeyPath(path) => Some(path),
            _ => None,
        }
    }

    pub(super) fn texts(self) -> Vec<(String, Template)> {
        match self {
            Checked::Texts(texts) => texts,
            _ => Vec::new(),
        }
    }
}

/// `None` if it is wrong, which has been reported.
pub(super) fn check(
    credential: &Credential<'_>,
    key: &'static Key,
    value: &SourceValue,
    problems: &mut Problems,
) -> Option<Checked> {
    match value {
        SourceValue::Missing => Some(Checked::Missing),
        SourceValue::Invalid => None,
        SourceValue::Word(word) => Some(Checked::Text(word.value.to_owned())),
        SourceValue::Texts(params) => {
            texts::check(credential, key, &params.value, problems).map(Checked::Texts)
        }
        SourceValue::List(items) => {
            list::check(credential, key, items, problems).map(Checked::List)
        }
        SourceValue::Text(text) => check_text(credential, key, text, problems),
    }
}

/// A template at that key.
pub(super) fn template(
    credential: &Credential<'_>,
    key: &Key,
    text: &Spanned<Text>,
    problems: &mut Problems,
) -> Option<Template> {
    let key = &Key { shape: Shape::Template, ..*key };
    check_text(credential, key, text, problems).and_then(Checked::template)
}

/// A key path at the key of that name.
pub(super) fn key_path(
    credential: &Credential<'_>,
    name: &str,
    text: &Spanned<Text>,
    problems: &mut Problems,
) -> Option<KeyPath> {
    match KeyPath::parse(text.text(), name) {
        Ok(path) => Some(path),
        Err(error) => {
            problems.push(credential.label.on(of_part(Code::InvalidFileKey, text, error)));
            None
        }
    }
}

fn check_text(
    credential: &Credential<'_>,
    key: &Key,
    text: &Spanned<Text>,
    problems: &mut Problems,
) -> Option<Checked> {
    let written = text.text();
    let problem = match key.shape {
        Shape::Variable => {
            return env::variable(credential, key.name, text, problems).map(Checked::Text);
        }
        Shape::KeyPath => match KeyPath::parse(written, key.name) {
            Ok(path) => return Some(Checked::KeyPath(path)),
            Err(error) => of_part(key.code, text, error),
        },
        Shape::PathTemplate => {
            let template = Template::parse_path(written, key.name);
            return templated(credential, key, text, template, problems);
        }
        Shape::Template | Shape::NumberOrTemplate if !written.trim().is_empty() => {
            let template = Template::parse(written, key.name);
            return templated(credential, key, text, template, problems);
        }
        Shape::Name | Shape::CredentialId if names::is_plain(written) => {
            return Some(Checked::Text(written.to_owned()));
        }
        Shape::Uri if is_uri(written) => return Some(Checked::Text(written.to_owned())),
        Shape::Number if all(written, |c| c.is_ascii_digit()) => {
            return Some(Checked::Text(written.to_owned()));
        }
        Shape::Text if is_line(written) => return Some(Checked::Text(written.to_owned())),
        _ => wrong(key, text),
    };
    problems.push(credential.label.on(problem));
    None
}

fn templated(
    credential: &Credential<'_>,
    key: &Key,
    text: &Spanned<Text>,
    template: Result<Template, Vec<TextError>>,
    problems: &mut Problems,
) -> Option<Checked> {
    match template {
        Ok(template) => Some(Checked::Template(template)),
        Err(errors) => {
            for error in errors {
                problems.push(credential.label.on(of_part(key.code, text, error)));
            }
            None
        }
    }
}

fn wrong(key: &Key, text: &Spanned<Text>) -> Problem {
    let (name, written) = (key.name, text.text());
    let expected = match key.shape {
        Shape::Name | Shape::CredentialId => "letters, digits, `_` and `-`, a letter first",
        Shape::Uri => "a scheme, a colon, and what it names",
        Shape::Number => "a whole number",
        _ => "one line of text",
    };
    let message = match written.trim() {
        "" => format!("`{name}` is empty"),
        _ if is_line(written) => {
            format!("invalid `{name}` `{}`, expected {expected}", shown(written))
        }
        _ => format!("`{name}` has a control character, expected {expected}"),
    };
    Problem::at(key.code, text.span, message)
        .yielding_to(text.span)
        .help(format!("write it as in `{}`", key.example))
}

fn is_line(text: &str) -> bool {
    !text.trim().is_empty() && !any(text, char::is_control)
}

/// RFC 3986, section 3.1, and something behind the colon.
fn is_uri(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else { return false };
    let starts = scheme.bytes().next().is_some_and(|first| first.is_ascii_alphabetic());
    let is_scheme = all(scheme, |c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    starts && is_scheme && !rest.is_empty() && all(rest, |c| !c.is_whitespace() && !c.is_control())
}
