//! Templates with the variables of the environment in them.

use std::ffi::OsStr;

use zeroize::Zeroizing;

use super::environment::Environment;
use super::wanted::HOME;
use crate::report::EnvReason;
use crate::secret::WipedOsString;
use crate::spec::{CREDENTIALS_DIRECTORY, Template, TemplatePart};

/// A path. Unset and empty are the same, as in the shell's `${X:-default}`.
pub(super) fn expand(
    template: &'static Template,
    environment: &Environment,
) -> Result<WipedOsString, EnvReason> {
    let mut parts: Vec<&OsStr> = Vec::with_capacity(template.parts.len());
    for part in template.parts {
        parts.push(part_of(part, environment)?);
    }
    Ok(WipedOsString::concat(&parts))
}

/// The text of a parameter, in which the values of variables have these characters percent-encoded.
pub(super) fn expand_parameter(
    template: &'static Template,
    escaped: &str,
    environment: &Environment,
) -> Result<Zeroizing<String>, EnvReason> {
    if escaped.is_empty() || !matches!(template.parts.first(), Some(TemplatePart::Text(_))) {
        return expand_text(template, environment);
    }
    let mut parts = Vec::with_capacity(template.parts.len());
    for part in template.parts {
        let Some(text) = part_of(part, environment)?.to_str() else {
            let name = not_unicode(template, environment);
            return Err(EnvReason::PathVariableNotUnicode { name });
        };
        parts.push((text, matches!(part, TemplatePart::Text(_))));
    }
    let most = parts.iter().map(|(text, _)| 3 * text.len()).sum();
    let mut whole = Zeroizing::new(String::with_capacity(most));
    for (text, is_written) in parts {
        for c in text.chars() {
            if is_written || !escaped.contains(c) {
                whole.push(c);
            } else {
                // An ASCII character, of two digits.
                let byte = u32::from(c);
                whole.push('%');
                whole.extend(
                    [byte >> 4, byte & 15].map(|digit| char::from_digit(digit, 16).unwrap_or('0')),
                );
            }
        }
    }
    Ok(whole)
}

/// A text with variables.
pub(super) fn expand_text(
    template: &'static Template,
    environment: &Environment,
) -> Result<Zeroizing<String>, EnvReason> {
    let expanded = expand(template, environment)?;
    match expanded.as_os_str().to_str() {
        Some(text) => Ok(Zeroizing::new(text.to_owned())),
        None => Err(EnvReason::PathVariableNotUnicode { name: not_unicode(template, environment) }),
    }
}

fn part_of<'e>(
    part: &'static TemplatePart,
    environment: &'e Environment,
) -> Result<&'e OsStr, EnvReason> {
    match part {
        TemplatePart::Text(text) => Ok(text.as_ref()),
        TemplatePart::Home => variable(HOME, None, environment),
        TemplatePart::CredentialsDirectory => variable(CREDENTIALS_DIRECTORY, None, environment),
        TemplatePart::Var { name, default } => variable(name, *default, environment),
    }
}

fn variable<'e>(
    name: &'static str,
    default: Option<&'static str>,
    environment: &'e Environment,
) -> Result<&'e OsStr, EnvReason> {
    // One that is there and cannot be used is not one that is not there.
    let default = default.filter(|_| environment.failure_of(name).is_none());
    let value = environment.get_non_empty(name).or(default.map(AsRef::as_ref));
    value.ok_or(EnvReason::PathVariableNotSet { name })
}

/// The first variable whose value is no text.
fn not_unicode(template: &'static Template, environment: &Environment) -> &'static str {
    for part in template.parts {
        let name = match part {
            TemplatePart::Text(_) => continue,
            TemplatePart::Home => HOME,
            TemplatePart::CredentialsDirectory => CREDENTIALS_DIRECTORY,
            TemplatePart::Var { name, .. } => name,
        };
        if environment.get(name).is_some_and(|value| value.to_str().is_none()) {
            return name;
        }
    }
    HOME
}
