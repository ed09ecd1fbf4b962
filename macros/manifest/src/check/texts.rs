//! A mapping of texts, such as `custom_params`.

use super::part::of_part;
use crate::chars::any;
use crate::checked::Template;
use crate::model::{Credential, Param};
use crate::report::{Problem, Problems};
use crate::schema::Key;

// A key without a name cannot be asked for; variables are expanded when the program runs, which is too late
// for a typing error.
pub(super) fn check(
    credential: &Credential<'_>,
    key: &'static Key,
    params: &[Param],
    problems: &mut Problems,
) -> Option<Vec<(String, Template)>> {
    let mut pairs = Vec::with_capacity(params.len());
    for Param { key: name, value } in params {
        if name.value.trim().is_empty() || any(&name.value, char::is_control) {
            let message = format!("a key of `{}` is empty or has a control character", key.name);
            let problem = Problem::at(key.code, name.span, message)
                .help("name what the source needs to know, such as `path`");
            problems.push(credential.label.on(problem));
            return None;
        }
        match Template::parse(value.text(), &format!("{}.{}", key.name, name.value)) {
            Ok(template) => pairs.push((name.value.clone(), template)),
            Err(errors) => {
                for error in errors {
                    problems.push(credential.label.on(of_part(key.code, value, error)));
                }
            }
        }
    }
    (pairs.len() == params.len()).then_some(pairs)
}
