//! A part that stands in the manifest itself: text with variables, or a setting of a narrower shape.

use super::{endpoint, shape};
use crate::checked::{Template, TemplatePart};
use crate::code::Code;
use crate::model::{Credential, Text};
use crate::report::{Problem, Problems};
use crate::schema::{Part, Role, Setting};
use crate::secrets::shown;
use crate::span::Spanned;
use crate::suggest;

/// `None` if a rule does not hold, which has been reported.
pub(super) fn setting(
    credential: &Credential<'_>,
    row: &'static Part,
    text: &Spanned<Text>,
    problems: &mut Problems,
) -> Option<Template> {
    let template = shape::template(credential, &row.key(), text, problems)?;
    // What a variable holds is known when the program runs.
    let Some(known) = with_defaults(&template) else { return Some(template) };
    let mistake = match row.role {
        _ if known.trim().is_empty() => Some((
            format!("`{}` is empty without its variables", row.name),
            "write a default, or none".to_owned(),
        )),
        Role::Setting(Setting::Url) => endpoint::mistake(row.name, &known),
        Role::Setting(Setting::Issuer) => endpoint::issuer_mistake(row.name, &known),
        Role::Setting(Setting::Number(least, most)) => {
            number_mistake(row.name, &known, least, most)
        }
        Role::Setting(Setting::Word(words)) => word_mistake(row.name, &known, words),
        Role::Pem => pem_mistake(row.name, &known),
        Role::Setting(Setting::Text | Setting::Words)
        | Role::Public
        | Role::Secret
        | Role::SecretBytes => None,
    };
    let Some((message, help)) = mistake else { return Some(template) };
    let code = match row.role {
        Role::Setting(Setting::Url | Setting::Issuer) => Code::InvalidUrl,
        _ => Code::InvalidValue,
    };
    let problem = Problem::at(code, text.span, message).yielding_to(text.span).help(help);
    problems.push(credential.label.on(problem));
    None
}

/// The text where no variable is set, if each has a default.
pub(super) fn with_defaults(template: &Template) -> Option<String> {
    let mut known = String::new();
    for part in &template.parts {
        match part {
            TemplatePart::Text(text) => known.push_str(text),
            TemplatePart::Home | TemplatePart::CredentialsDirectory => return None,
            TemplatePart::Var { default, .. } => known.push_str(default.as_deref()?),
        }
    }
    Some(known)
}

type Mistake = (String, String);

fn number_mistake(name: &str, digits: &str, least: u32, most: u32) -> Option<Mistake> {
    let range = u64::from(least)..=u64::from(most);
    let is_it = digits.parse().is_ok_and(|number| range.contains(&number));
    (!is_it).then(|| {
        let message = format!("`{name}` must be a whole number from {least} to {most}");
        (message, "write digits alone".to_owned())
    })
}

// People write the path here.
fn pem_mistake(name: &str, text: &str) -> Option<Mistake> {
    if text.contains("-----BEGIN ") {
        return None;
    }
    let path =
        if text.contains(['/', '\\', '.']) { shown(text) } else { format!("/run/secrets/{name}") };
    let message = format!("`{name}` is no PEM text: there is no `-----BEGIN` in it");
    Some((message, format!("write `{name}: {{ source: file, file_path: {path} }}`")))
}

fn word_mistake(name: &str, word: &str, words: &'static [&'static str]) -> Option<Mistake> {
    if words.contains(&word) {
        return None;
    }
    let near = suggest::nearest_value(word, words).map(|near| format!("write `{near}`"));
    let (expected, help) = suggest::instead(near, words);
    Some((format!("unknown `{name}` `{}`{expected}", shown(word)), help))
}
