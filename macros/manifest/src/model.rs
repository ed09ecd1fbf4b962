//! The manifest as it was decoded: every value with its place, and holes where one is missing or
//! wrong, so that the rules which need it stay silent.

use crate::names;
use crate::report::Problem;
use crate::schema::{self, CredentialKind, Key, SourceKind};
use crate::secrets::{self, shown};
use crate::span::{Span, Spanned};
use crate::template::is_variable;
use crate::yaml::{Entry, Node};

pub(crate) struct Manifest<'n> {
    pub(crate) credentials: Vec<Credential<'n>>,
    /// The keys that begin with `x-`, and those that nobody knows.
    pub(crate) extensions: Vec<&'n Entry>,
    /// Whether an item could not be read as a credential at all.
    pub(crate) holes: bool,
}

pub(crate) struct Credential<'n> {
    pub(crate) node: &'n Node,
    pub(crate) id: Field<Text>,
    pub(crate) provider: Field<Text>,
    pub(crate) description: Field<Text>,
    pub(crate) required: Field<bool>,
    /// `None` if it is unknown what there is.
    pub(crate) auth: Option<Auth>,
    pub(crate) config: Field<&'n [Entry]>,
    pub(crate) not_secret: Vec<Spanned<String>>,
    /// Warnings about values, by their codes; `None` if it is there and wrong.
    pub(crate) allow: Option<Vec<&'static str>>,
    pub(crate) label: Label,
}

impl Credential<'_> {
    /// Every source, whatever it is for.
    pub(crate) fn sources(&self) -> impl Iterator<Item = &Source> {
        self.lists().flatten()
    }

    /// The sources of each part, and those that hold all parts.
    pub(crate) fn lists(&self) -> impl Iterator<Item = &[Source]> {
        self.auth.iter().flat_map(|auth| {
            let own = auth.parts.iter().filter_map(|part| match &part.value {
                PartValue::Sources(sources) => Some(sources.as_slice()),
                PartValue::Shared(_) | PartValue::Text(_) => None,
            });
            own.chain([auth.sources.as_slice()])
        })
    }
}

/// What a credential consists of.
pub(crate) struct Auth {
    pub(crate) kind: &'static CredentialKind,
    /// Where its `type` stands.
    pub(crate) at: Span,
    /// Those that are there, in the order of the kind's row.
    pub(crate) parts: Vec<Part>,
    /// Those that hold all parts that have none of their own.
    pub(crate) sources: Vec<Source>,
    /// Whether it has no hole.
    pub(crate) is_whole: bool,
}

pub(crate) struct Part {
    pub(crate) row: &'static schema::Part,
    /// Its key, or the one that renames it; none where a source that holds all parts has it.
    pub(crate) at: Option<Span>,
    pub(crate) value: PartValue,
}

pub(crate) enum PartValue {
    Sources(Vec<Source>),
    /// In the sources of all parts, under this name, if it is not its own.
    Shared(Option<Spanned<Text>>),
    Text(Spanned<Text>),
}

/// How notes call a credential: by its ID, or by its number.
pub(crate) struct Label {
    note: String,
    /// The ID, where it is a name.
    id: Option<String>,
    /// As it is written.
    provider: Option<String>,
}

impl Label {
    pub(crate) fn new(id: Option<&str>, provider: Option<&str>, index: usize) -> Self {
        let note = match id {
            Some(id) if !id.trim().is_empty() => format!("in credential `{}`", shown(id)),
            _ => format!("in credential number {}, which has no valid `id`", index + 1),
        };
        let is_name = |id: &&str| names::is_plain(id) && secrets::find(id).is_none();
        let id = id.filter(is_name).map(str::to_owned);
        Label { note, id, provider: provider.map(str::to_owned) }
    }

    /// A variable for the credential's secret, for proposals.
    pub(crate) fn variable(&self) -> String {
        for name in &[&self.provider, &self.id] {
            if let Some(variable) = name.as_deref().and_then(variable) {
                return shown(&variable);
            }
        }
        "OPENAI_API_KEY".to_owned()
    }

    /// What to write at a key that is missing, in a mapping of that kind.
    pub(crate) fn example(&self, key: &Key) -> String {
        match (key.name, &self.id) {
            ("provider" | "systemd_credential" | "keyring_user", Some(id)) => shown(id),
            ("file_path", Some(id)) => format!("/run/secrets/{}", shown(id)),
            ("env_var", _) => self.variable(),
            ("auth", _) => {
                format!("{{ type: api_key, source: env, env_var: {} }}", self.variable())
            }
            _ => key.example.to_owned(),
        }
    }

    /// The same, in the mapping of a part.
    pub(crate) fn example_of(&self, key: &Key, part: &str) -> String {
        match (key.name, &self.id) {
            ("env_var", _) => self.variable_of_part(part),
            ("file_path", Some(id)) => format!("/run/secrets/{}", shown(&format!("{id}_{part}"))),
            _ => self.example(key),
        }
    }

    /// A variable for a part of the credential, for proposals.
    pub(crate) fn variable_of_part(&self, part: &str) -> String {
        let id = self.id.as_deref().unwrap_or("app");
        match variable_of(&format!("{id}_{part}")) {
            Some(variable) => shown(&variable),
            None => self.variable(),
        }
    }

    pub(crate) fn on(&self, problem: Problem) -> Problem {
        problem.note(self.note.clone())
    }
}

/// `ACME_API_KEY` of `acme`, where a name can be made of it and it is no secret.
fn variable(of: &str) -> Option<String> {
    let words = words_of(of)?;
    let words = words.strip_suffix("_KEY").unwrap_or(&words);
    let words = words.strip_suffix("_API").unwrap_or(words);
    is_variable(words).then(|| format!("{words}_API_KEY"))
}

/// `DB_PASSWORD` of `db_password`.
fn variable_of(name: &str) -> Option<String> {
    words_of(name).filter(|words| is_variable(words))
}

/// In capitals, with `_` between its words.
fn words_of(of: &str) -> Option<String> {
    const MAX: usize = 40;

    if of.len() > MAX || secrets::find(of).is_some() {
        return None;
    }
    // `OpenAI` is one word to those who name variables.
    let mut words = String::new();
    for c in of.chars() {
        if c.is_alphanumeric() {
            words.push(c.to_ascii_uppercase());
        } else if !words.is_empty() && !words.ends_with('_') {
            words.push('_');
        }
    }
    words.truncate(words.trim_end_matches('_').len());
    Some(words)
}

pub(crate) enum Source {
    Given(Given),
    Invalid,
}

/// A source of a known kind.
pub(crate) struct Given {
    pub(crate) kind: &'static SourceKind,
    /// Where its `source` stands.
    pub(crate) at: Span,
    /// Of each of the kind's keys, in the order of the row.
    pub(crate) values: Vec<SourceValue>,
    /// What its value is wrapped in.
    pub(crate) encoding: Field<&'static str>,
    /// On which failures the next source is tried.
    pub(crate) fall_through: Field<FallThrough>,
}

/// The value of `fall_through`.
pub(crate) struct FallThrough {
    /// Where its key stands.
    pub(crate) key: Span,
    /// As they are written, each a word that is known.
    pub(crate) failures: Vec<&'static str>,
}

/// The value of a source's key.
pub(crate) enum SourceValue {
    Missing,
    /// There but wrong, or missing and reported.
    Invalid,
    Text(Spanned<Text>),
    Word(Spanned<&'static str>),
    Texts(Spanned<Vec<Param>>),
    List(Spanned<Vec<Spanned<Text>>>),
}

/// An entry of a mapping of texts.
pub(crate) struct Param {
    pub(crate) key: Spanned<String>,
    pub(crate) value: Spanned<Text>,
}

impl Given {
    /// The kind's keys, each with its value.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&'static Key, &SourceValue)> {
        self.kind.keys.iter().zip(&self.values)
    }

    /// A text of the kind's row with the values of keys, as it may be shown.
    pub(crate) fn fill(&self, template: &str) -> String {
        self.kind.fill(template, &|wanted| {
            let (_, value) = self.iter().find(|(key, _)| key.name == wanted.name)?;
            value.line().map(|line| shown(&line))
        })
    }
}

impl SourceValue {
    pub(crate) fn text(&self) -> Option<&Spanned<Text>> {
        match self {
            SourceValue::Text(text) => Some(text),
            SourceValue::Missing
            | SourceValue::Invalid
            | SourceValue::Word(_)
            | SourceValue::Texts(_)
            | SourceValue::List(_) => None,
        }
    }

    /// A text, or the texts of a list side by side.
    pub(crate) fn line(&self) -> Option<String> {
        if let SourceValue::List(items) = self {
            let mut line = String::new();
            for item in &items.value {
                if !line.is_empty() {
                    line.push(' ');
                }
                line.push_str(item.text());
            }
            return Some(line);
        }
        self.text().map(|text| text.text().to_owned())
    }

    /// Where it stands.
    pub(crate) fn span(&self) -> Option<Span> {
        match self {
            SourceValue::Missing | SourceValue::Invalid => None,
            SourceValue::Text(text) => Some(text.span),
            SourceValue::Word(word) => Some(word.span),
            SourceValue::Texts(texts) => Some(texts.span),
            SourceValue::List(items) => Some(items.span),
        }
    }
}

/// The value of a key.
pub(crate) enum Field<T> {
    Missing,
    /// There but wrong, or missing and reported.
    Invalid,
    Given(Spanned<T>),
}

impl<T> Field<T> {
    pub(crate) fn given(&self) -> Option<&Spanned<T>> {
        match self {
            Field::Given(value) => Some(value),
            Field::Missing | Field::Invalid => None,
        }
    }

    pub(crate) fn into_given(self) -> Option<Spanned<T>> {
        match self {
            Field::Given(value) => Some(value),
            Field::Missing | Field::Invalid => None,
        }
    }

    pub(crate) fn is_missing(&self) -> bool {
        matches!(self, Field::Missing)
    }
}

/// Text and where it stands in the file, if it stands there letter by letter.
pub(crate) struct Text {
    pub(crate) text: String,
    pub(crate) verbatim: Option<u32>,
}

impl Spanned<Text> {
    pub(crate) fn text(&self) -> &str {
        &self.value.text
    }

    /// The place of a part of the text, or the whole where escapes moved things.
    pub(crate) fn part(&self, part: std::ops::Range<usize>) -> Span {
        match self.value.verbatim {
            Some(base) if !part.is_empty() => {
                Span::new(base as usize + part.start, base as usize + part.end)
            }
            _ => self.span,
        }
    }
}
