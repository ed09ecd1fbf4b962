//! A list of texts, such as `command`.

use super::env;
use super::part::of_part;
use crate::checked::{Template, TemplatePart};
use crate::model::{Credential, Text};
use crate::report::Problems;
use crate::schema::{Key, Shape};
use crate::span::Spanned;

/// Each item by the shape of the list; `None` if one is wrong, which has been reported.
pub(super) fn check(
    credential: &Credential<'_>,
    key: &'static Key,
    items: &Spanned<Vec<Spanned<Text>>>,
    problems: &mut Problems,
) -> Option<Vec<Template>> {
    let mut whole = Vec::with_capacity(items.value.len());
    for (at, item) in items.value.iter().enumerate() {
        if matches!(key.shape, Shape::Variables) {
            whole.extend(env::variable(credential, key.name, item, problems).map(assignment));
            continue;
        }
        // An argument may be empty.
        if item.text().is_empty() {
            whole.push(Template::literal(String::new()));
            continue;
        }
        match Template::parse(item.text(), &format!("{}.{at}", key.name)) {
            Ok(template) => whole.push(template),
            Err(errors) => {
                for error in errors {
                    problems.push(credential.label.on(of_part(key.code, item, error)));
                }
            }
        }
    }
    (whole.len() == items.value.len()).then_some(whole)
}

/// `NAME=` with the variable's value; with nothing behind it if that is unset.
fn assignment(name: String) -> Template {
    let start = TemplatePart::Text(format!("{name}="));
    let value = TemplatePart::Var { name: name.clone(), default: Some(String::new()) };
    Template { text: name, parts: vec![start, value] }
}
