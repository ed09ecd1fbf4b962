//! `env_var`.

use crate::chars::{all, any, replaced, trailing, without};
use crate::code::Code;
use crate::model::{Credential, Label, Manifest, Source, Text};
use crate::report::{Problem, Problems};
use crate::schema::Shape;
use crate::secrets::{REVOKE, is_curly_quote, is_invisible, shown};
use crate::span::{Span, Spanned};
use crate::table::Texts;
use crate::template::is_variable;
use crate::yaml::is_like_variable;

// Other names cannot be set in every shell.
pub(super) fn variable(
    credential: &Credential<'_>,
    key: &str,
    var: &Spanned<Text>,
    problems: &mut Problems,
) -> Option<String> {
    if is_variable(var.text()) {
        return Some(var.text().to_owned());
    }
    problems.push(credential.label.on(invalid(key, var, &credential.label)));
    None
}

fn invalid(key: &str, var: &Spanned<Text>, label: &Label) -> Problem {
    let text = var.text();
    let problem = |message: String| Problem::at(Code::InvalidEnvVar, var.span, message);
    if text.trim().is_empty() {
        return problem(format!("`{key}` is empty"))
            .help(format!("name a variable, such as `{}`", label.variable()));
    }
    if let Some((before, value)) = text.split_once('=') {
        // What follows is a value, most likely the secret: it is not shown anywhere.
        let message = format!("`{key}` is the name of a variable, without `=` and a value");
        let problem = match problem(message) {
            problem if value.trim().is_empty() => problem,
            problem => problem.masking(value_after_equals(var, before.len())).note(REVOKE),
        };
        return problem.help(match assignment(text) {
            Some(name) => format!("write `{}`", shown(name)),
            None => "write the name alone".to_owned(),
        });
    }
    // Nor are the quotes that word processors write.
    let visible = without(text, |c| is_invisible(c) || is_curly_quote(c));
    let bare =
        visible.trim().trim_start_matches('$').trim_start_matches('{').trim_end_matches('}').trim();
    let message = format!("invalid variable name `{}` in `{key}`", shown(text));
    // `export NAME`, `!env NAME`.
    let bare = match bare.split_once(' ') {
        Some((word, name)) if is_like_variable(name) && !is_like_variable(word) => name,
        _ => bare,
    };
    if is_variable(bare) {
        return problem(message).help(format!("write `{}`", shown(bare)));
    }
    let repaired = replaced(bare, |c| matches!(c, '-' | '.' | ' '), '_');
    if is_variable(&repaired) && !is_mixed(&repaired) {
        return problem(message).help(format!("write `{}`", shown(&repaired)));
    }
    if all(bare, |c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_') {
        let example = label.variable();
        return problem(message)
            .help(format!("use letters, digits and `_`, and no digit first: `{example}`"));
    }
    // No name at all, most likely the key that was to be in the variable: not shown anywhere.
    problem(format!("`{key}` is not the name of a variable"))
        .masking(var.span)
        .help(secret_help(label))
}

/// The name in `NAME=value` and `export NAME=value`.
pub(super) fn assignment(text: &str) -> Option<&str> {
    let (before, _) = text.split_once('=')?;
    let (_, name) = trailing(before.trim_end(), |c| !c.is_whitespace());
    is_variable(name).then_some(name)
}

/// What to do with a secret that stands where its variable's name belongs.
pub(super) fn secret_help(label: &Label) -> String {
    let variable = label.variable();
    format!(
        "write the variable's name here, such as `{variable}`, and set the variable to the secret"
    )
}

/// Small and capital letters and digits: nobody names a variable so.
fn is_mixed(text: &str) -> bool {
    any(text, |c| c.is_ascii_lowercase())
        && any(text, |c| c.is_ascii_uppercase())
        && any(text, |c| c.is_ascii_digit())
}

fn value_after_equals(var: &Spanned<Text>, name: usize) -> Span {
    let part = var.part(name + 1..var.text().len());
    Span { start: part.start, end: var.span.end }
}

// `FOO_FILE` names the file that holds `FOO`: declared as a secret of its own, it is ambiguous.
pub(super) fn has_no_file_twin(manifest: &Manifest<'_>, problems: &mut Problems) {
    let mut variables: Vec<(&Credential<'_>, &Spanned<Text>)> = Vec::new();
    for credential in &manifest.credentials {
        for source in credential.sources() {
            let Source::Given(given) = source else { continue };
            for (key, value) in given.iter() {
                if let (Shape::Variable, Some(var)) = (key.shape, value.text()) {
                    variables.push((credential, var));
                }
            }
        }
    }
    let mut first = Texts::new();
    for (number, (_, var)) in variables.iter().enumerate() {
        if !first.contains_key(var.text()) {
            first.insert(var.text(), number);
        }
    }
    for &(credential, var) in &variables {
        let Some(base) = var.text().strip_suffix("_FILE") else { continue };
        let twin = first.get(base).and_then(|number| variables.get(*number));
        let (Some(&(owner, other)), true) = (twin, is_variable(base)) else { continue };
        let (credential, at, related) = if other.span < var.span {
            (credential, var.span, other.span)
        } else {
            (owner, other.span, var.span)
        };
        let message = format!(
            "`{}` and `{}` cannot both be an `env_var` of this manifest",
            shown(base),
            shown(var.text())
        );
        let problem = Problem::at(Code::EnvAndFileBothDeclared, at, message)
            .related(related, "the other one is here")
            .help(format!("declare `{}` alone", shown(base)))
            .note(format!(
                "if `{}` is not set, `{}` is read as the path of a file that holds it",
                shown(base),
                shown(var.text())
            ));
        problems.push(credential.label.on(problem));
    }
}
