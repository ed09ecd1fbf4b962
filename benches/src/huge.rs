//! A set of 10,000 without generated code, which rustc takes a minute to optimize: the same table, made
//! when the program runs, handed to the same functions.

use core::fmt;
use core::str::FromStr;
use std::sync::OnceLock;

use provider_credentials::__private::{
    EnvSpec, FileSpec, Format, Handles, KeyPath, PartSpec, Set, SourceSpec, Spec, Table, Template,
    TemplatePart, UNFILLED, fmt_debug, parse_id,
};
use provider_credentials::{AnyCredential, CredentialSet, UnknownCredentialId};

use crate::manifest::{KEY, Kind, ONE_JSON, ONE_YAML, id, json_file, text_file, variable};

/// How many there are.
pub const SIZE: usize = 10_000;

static TABLES: [OnceLock<Table>; Kind::ALL.len()] = [const { OnceLock::new() }; Kind::ALL.len()];

/// A set of [`SIZE`] credentials; `KIND` is a position in [`Kind::ALL`].
pub struct Huge<const KIND: usize> {
    set: Set,
    /// As the fields of a generated struct.
    _fields: Vec<AnyCredential>,
}

impl<const KIND: usize> fmt::Debug for Huge<KIND> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt_debug(self, "Huge", f)
    }
}

impl<const KIND: usize> CredentialSet for Huge<KIND> {
    type Id = HugeId<KIND>;

    const IDS: &'static [HugeId<KIND>] = &HugeId::all();

    fn __table() -> &'static Table {
        tables(KIND)
    }

    fn __from(mut handles: Handles) -> Self {
        let mut fields = vec![UNFILLED; SIZE];
        handles.fill(&mut fields.iter_mut().collect::<Vec<_>>());
        let mut set = Set::UNFILLED;
        handles.into_set(&mut set);
        Self { set, _fields: fields }
    }

    fn __set(&self) -> &Set {
        &self.set
    }
}

/// Stands for the generated enum.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HugeId<const KIND: usize>(usize);

impl<const KIND: usize> HugeId<KIND> {
    #[allow(clippy::large_stack_arrays, reason = "made while it compiles")]
    const fn all() -> [Self; SIZE] {
        let mut all = [Self(0); SIZE];
        let mut index = 0;
        while index < SIZE {
            all[index] = Self(index);
            index += 1;
        }
        all
    }
}

impl<const KIND: usize> AsRef<str> for HugeId<KIND> {
    fn as_ref(&self) -> &str {
        tables(KIND).id(self.0)
    }
}

impl<const KIND: usize> fmt::Display for HugeId<KIND> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_ref())
    }
}

impl<const KIND: usize> FromStr for HugeId<KIND> {
    type Err = UnknownCredentialId;

    fn from_str(id: &str) -> Result<Self, UnknownCredentialId> {
        parse_id(tables(KIND), Huge::<KIND>::IDS, id)
    }
}

fn tables(kind: usize) -> &'static Table {
    TABLES[kind].get_or_init(|| {
        let specs: Vec<Spec> = (0..SIZE).map(|index| spec(Kind::ALL[kind], index)).collect();
        Table::new(Vec::leak(specs)).reading_yaml()
    })
}

fn spec(kind: Kind, index: usize) -> Spec {
    let source = match kind {
        Kind::Env | Kind::Keys => {
            let file_var = forever(variable(index) + "_FILE");
            SourceSpec::Env(EnvSpec { var: forever(variable(index)), file_var })
        }
        Kind::Text => file(text_file(index), None, Format::Text),
        Kind::Json => file(ONE_JSON.to_owned(), Some(id(index)), Format::ByExtension),
        Kind::Yaml => file(ONE_YAML.to_owned(), Some(id(index)), Format::ByExtension),
        Kind::JsonFiles => file(json_file(index), Some(KEY.to_owned()), Format::ByExtension),
    };
    let sources = Box::leak(Box::new([source]));
    let parts = Box::leak(Box::new([PartSpec { name: "secret", sources }]));
    Spec::new(forever(id(index)), "example", true, parts)
}

fn file(path: String, key: Option<String>, format: Format) -> SourceSpec {
    let text = forever(path);
    let path = Template { text, parts: Box::leak(Box::new([TemplatePart::Text(text)])) };
    let key = key.map(|key| {
        let text = forever(key);
        KeyPath { text, segments: Box::leak(Box::new([text])) }
    });
    SourceSpec::File(FileSpec { path, key, format, decoder: None })
}

fn forever(text: String) -> &'static str {
    Box::leak(text.into_boxed_str())
}
