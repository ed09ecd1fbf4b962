//! What `format` needs beyond its shape.

use crate::checked::Format;
use crate::code::Code;
use crate::model::{Credential, Given, SourceValue};
use crate::report::{Problem, Problems};

// A key selects within a structure: it needs one, and a structure needs it.
pub(super) fn format(
    credential: &Credential<'_>,
    given: &Given,
    problems: &mut Problems,
) -> Option<Format> {
    let value = |name: &str| given.iter().find(|(key, _)| key.name == name);
    let has_key = value("file_key").is_some_and(|(_, key)| !matches!(key, SourceValue::Missing));
    let format = match value("format") {
        Some((_, SourceValue::Word(format))) => format,
        Some((_, SourceValue::Missing)) | None if has_key => return Some(Format::ByExtension),
        Some((_, SourceValue::Missing)) | None => return Some(Format::Text),
        Some((_, SourceValue::Invalid | SourceValue::Text(_) | SourceValue::Texts(_))) => {
            return None;
        }
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
    let problem = Problem::at(Code::FormatAndKey, format.span, message).help(help);
    problems.push(credential.label.on(problem));
    None
}
