//! `env: NAME` and `file: PATH`, in place of `source: env` and `env_var: NAME`.

use crate::chars::all;
use crate::model::Label;
use crate::schema::{self, Need};
use crate::secrets::shown;
use crate::yaml::{Entry, Kind, Value, is_like_variable};

/// Whether its key is the name of a source, and its value a text.
pub(super) fn is_source(entry: &Entry) -> bool {
    let is_text = matches!(&entry.value.kind, Kind::Scalar(scalar) if scalar.value == Value::Text);
    is_text && schema::SOURCE_NAMES.contains(&entry.key.value.as_str())
}

/// What to write instead, with the value where it is fit for that.
pub(super) fn keys(entry: &Entry, label: &Label) -> Vec<String> {
    let source = entry.key.value.as_str();
    let mut keys = vec![format!("source: {source}")];
    for key in schema::SOURCE.keys {
        if matches!(key.need, Need::With(of) if of == source) {
            let value = value(entry).unwrap_or_else(|| label.example(key));
            keys.push(format!("{}: {value}", key.name));
        }
    }
    keys
}

fn value(entry: &Entry) -> Option<String> {
    let Kind::Scalar(scalar) = &entry.value.kind else { return None };
    let text = shown(&scalar.text);
    let needs_variable = |key: &schema::Key| matches!(key.shape, schema::Shape::Variable);
    if schema::source(&entry.key.value).is_some_and(|kind| kind.keys.iter().any(needs_variable)) {
        return is_like_variable(&text).then_some(text);
    }
    if all(&text, |c| c.is_ascii_alphanumeric() || matches!(c, '/' | '_' | '.' | '-')) {
        return Some(text);
    }
    let is_simple = all(&text, |c| !c.is_control() && !matches!(c, '"' | '\\'));
    is_simple.then(|| format!("\"{text}\""))
}
