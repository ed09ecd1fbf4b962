//! What `format` needs beyond its shape.

use crate::checked::Format;
use crate::code::Code;
use crate::model::{Credential, Given, SourceValue};
use crate::report::{Problem, Problems};
use crate::schema::{Key, Shape};

// A key selects within a structure: it needs one, and a structure needs it.
pub(super) fn format(
    credential: &Credential<'_>,
    given: &Given,
    holds_parts: bool,
    problems: &mut Problems,
) -> Option<Format> {
    let value = |name: &str| given.iter().find(|(key, _)| key.name == name);
    let is_key = |key: &Key| matches!(key.shape, Shape::KeyPath);
    let key_name = given.kind.keys.iter().find(|key| is_key(key)).map_or("", |key| key.name);
    let has_key = value(key_name).is_some_and(|(_, key)| !matches!(key, SourceValue::Missing));
    let selects = has_key || holds_parts;
    let format = match value("format") {
        Some((_, SourceValue::Word(format))) => format,
        Some((_, SourceValue::Missing)) | None if selects => {
            return has_keys(credential, given.iter().next()?, key_name, holds_parts, problems)
                .then_some(Format::ByExtension);
        }
        Some((_, SourceValue::Missing)) | None => return Some(Format::Text),
        Some(_) => return None,
    };
    let (message, help) = match (format.value, selects) {
        ("json", true) => return Some(Format::Json),
        ("yaml", true) => return Some(Format::Yaml),
        ("text", false) => return Some(Format::Text),
        ("binary", false) => return Some(Format::Binary),
        (whole @ ("text" | "binary"), true) if has_key => (
            format!("`format: {whole}` reads the whole file, which leaves `{key_name}` unused"),
            format!("remove `{key_name}`, or write `json` or `yaml`"),
        ),
        (whole @ ("text" | "binary"), true) => (
            format!("`format: {whole}` reads one value, and the file holds all parts"),
            "write `json` or `yaml`".to_owned(),
        ),
        (format, _) => (
            format!("`format: {format}` needs a `{key_name}`"),
            format!("add `{key_name}`, or write `text` to read the whole file"),
        ),
    };
    let problem = Problem::at(Code::FormatAndKey, format.span, message).help(help);
    problems.push(credential.label.on(problem));
    None
}

/// Kinds of file that have keys and are neither JSON nor YAML: how their names end, and what to use instead.
const OTHERS: [(&[&str], &str); 2] = [
    (
        &[".env", ".env.local", ".env.development", ".env.production", ".env.test"],
        "write `source: env`, and read the file with `Loader::with_dotenv` (feature `dotenv`)",
    ),
    (
        &[".toml", ".ini", ".cfg", ".properties", ".netrc", ".xml", ".plist", ".csv"],
        "store the secret in a JSON or YAML file, or alone in a file without `file_key`",
    ),
];

/// Whether the file may be JSON or YAML, by its name.
fn has_keys(
    credential: &Credential<'_>,
    (path_key, path): (&Key, &SourceValue),
    key_name: &str,
    holds_parts: bool,
    problems: &mut Problems,
) -> bool {
    let Some(path) = path.text() else { return true };
    let name = path.text().to_ascii_lowercase();
    let kind = OTHERS
        .iter()
        .find_map(|(ends, help)| Some((ends.iter().find(|end| name.ends_with(**end))?, help)));
    let Some((end, help)) = kind else { return true };
    let start = name.len() - end.len();
    let message = if holds_parts {
        let path_name = path_key.name;
        format!("`{path_name}` names a `{end}` file, and all parts are read from JSON or YAML")
    } else {
        format!("`{key_name}` selects a value in JSON or YAML, and this is a `{end}` file")
    };
    let problem = Problem::at(Code::UnsupportedFormat, path.part(start..name.len()), message);
    let help = if holds_parts {
        "store them in a JSON or YAML file, or give each part a source of its own".to_owned()
    } else {
        help.replace("file_key", key_name)
    };
    problems.push(credential.label.on(problem.help(help)));
    false
}
