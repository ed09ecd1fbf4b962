//! `file_path`, `file_key` and `format`.

use crate::checked::{Format, KeyPath, PathTemplate};
use crate::code::Code;
use crate::key_path::TextError;
use crate::model::{Credential, Field, Text};
use crate::report::{Problem, Problems};
use crate::span::Spanned;

// Its variables are expanded when the program runs, which is too late for a typing error.
pub(super) fn path(
    c: &Credential<'_>,
    path: &Field<Text>,
    problems: &mut Problems,
) -> Option<PathTemplate> {
    let path = path.given()?;
    match PathTemplate::parse(path.text()) {
        Ok(template) => Some(template),
        Err(errors) => {
            for error in errors {
                problems.push(c.label.on(problem(Code::InvalidFilePath, path, error)));
            }
            None
        }
    }
}

// `None` for a key that is wrong, `Some(None)` for one that is not given.
#[allow(clippy::option_option)] // a hole is not an absence
pub(super) fn key(
    c: &Credential<'_>,
    key: &Field<Text>,
    problems: &mut Problems,
) -> Option<Option<KeyPath>> {
    let key = match key {
        Field::Missing => return Some(None),
        Field::Invalid => return None,
        Field::Given(key) => key,
    };
    match KeyPath::parse(key.text()) {
        Ok(path) => Some(Some(path)),
        Err(error) => {
            problems.push(c.label.on(problem(Code::InvalidFileKey, key, error)));
            None
        }
    }
}

fn problem(code: Code, text: &Spanned<Text>, error: TextError) -> Problem {
    Problem::at(code, text.part(error.at), error.message).yielding_to(text.span).help(error.help)
}

// A key selects within a structure: it needs one, and a structure needs it.
pub(super) fn format(
    c: &Credential<'_>,
    key: Option<&Option<KeyPath>>,
    format: &Field<&'static str>,
    problems: &mut Problems,
) -> Option<Format> {
    let has_key = !matches!(key, Some(None));
    let format = match format {
        Field::Invalid => return None,
        Field::Missing if has_key => return Some(Format::ByExtension),
        Field::Missing => return Some(Format::Text),
        Field::Given(format) => format,
    };
    let (message, help) = match (format.value, has_key) {
        ("json", true) => return Some(Format::Json),
        ("yaml", true) => return Some(Format::Yaml),
        ("text", false) => return Some(Format::Text),
        ("text", true) => (
            "`format: text` reads the whole file, which leaves `file_key` unused".to_owned(),
            "remove `file_key`, or write `json` or `yaml`",
        ),
        (format, _) => (
            format!("`format: {format}` needs a `file_key`"),
            "add `file_key`, or write `text` to read the whole file",
        ),
    };
    problems.push(c.label.on(Problem::at(Code::FormatAndKey, format.span, message).help(help)));
    None
}
