//! `custom_name` and `custom_params`.

use crate::chars::any;
use crate::code::Code;
use crate::model::{Credential, Field, Param, Text};
use crate::names;
use crate::report::{Problem, Problems};
use crate::secrets::shown;

/// What metadata says of a secret's source where that is no custom one.
const TAKEN: [&str; 4] = ["env", "file", "given", "custom"];

// The program repeats it letter by letter where it registers the source.
pub(super) fn name(
    c: &Credential<'_>,
    name: &Field<Text>,
    problems: &mut Problems,
) -> Option<String> {
    let name = name.given()?;
    if TAKEN.contains(&name.text()) {
        let message = format!("`custom_name` `{}` has a meaning of its own", name.text());
        let problem = Problem::at(Code::InvalidCustomName, name.span, message)
            .help("choose another name, such as `vault`");
        problems.push(c.label.on(problem));
        return None;
    }
    if names::is_plain(name.text()) {
        return Some(name.text().to_owned());
    }
    let message = match name.text().trim() {
        "" => "`custom_name` is empty".to_owned(),
        _ => format!("invalid `custom_name` `{}`", shown(name.text())),
    };
    let problem = Problem::at(Code::InvalidCustomName, name.span, message)
        .help("use letters, digits, `_` and `-`, with a letter first: `vault`");
    problems.push(c.label.on(problem));
    None
}

// A key without a name cannot be asked for.
pub(super) fn params(
    c: &Credential<'_>,
    params: &Field<Vec<Param>>,
    problems: &mut Problems,
) -> Option<Vec<(String, String)>> {
    let params = match params {
        Field::Missing => return Some(Vec::new()),
        Field::Invalid => return None,
        Field::Given(params) => &params.value,
    };
    let mut pairs = Vec::with_capacity(params.len());
    for Param { key, value } in params {
        if key.value.trim().is_empty() || any(&key.value, char::is_control) {
            let message = "a key of `custom_params` is empty or has a control character";
            let problem = Problem::at(Code::InvalidCustomParam, key.span, message)
                .help("name what the source is told, such as `path`");
            problems.push(c.label.on(problem));
            return None;
        }
        pairs.push((key.value.clone(), value.text().to_owned()));
    }
    Some(pairs)
}
