//! What the keys of Google's source need beyond their shapes. Of what a variable holds, nothing is said.

use std::ops::Range;

use super::gcp_name::{Part, is_project, is_version, of_full_name, stray};
use crate::chars::all;
use crate::code::Code;
use crate::model::{Given, Text};
use crate::report::Problem;
use crate::schema::Key;
use crate::secrets::shown;
use crate::span::Spanned;

const FULL: &str = "projects/agents-prod/secrets/openai";
const REGIONAL: &str = "projects/agents-prod/locations/europe-west3/secrets/openai";

/// What is wrong with the value of a key, which has the key's shape.
pub(super) fn problem(given: &Given, key: &Key, text: &Spanned<Text>) -> Option<Problem> {
    let is_known = !text.text().contains('$');
    match key.name {
        "gcp_secret" if is_known => spaces(key, text).or_else(|| secret(text)),
        "gcp_project" => twice(given, text, "gcp_project", "projects/", Code::GcpTwoProjects)
            .or_else(|| spaces(key, text).filter(|_| is_known))
            .or_else(|| project(text).filter(|_| is_known)),
        "gcp_version" => twice(given, text, "gcp_version", "/versions/", Code::GcpTwoVersions)
            .or_else(|| spaces(key, text).filter(|_| is_known))
            .or_else(|| version(text).filter(|_| is_known)),
        _ => None,
    }
}

fn at(text: &Spanned<Text>, range: Range<usize>, message: &str) -> Problem {
    Problem::at(Code::InvalidGcpName, text.part(range), message)
}

// They would be cut, and a pasted line break is not seen.
fn spaces(key: &Key, text: &Spanned<Text>) -> Option<Problem> {
    let written = text.text();
    if written.trim() == written && all(written, |c| !c.is_control()) {
        return None;
    }
    let message = format!("`{}` has white space at its ends, or a control character", key.name);
    let help = format!("write `{}`", shown(written.trim()));
    Some(Problem::at(key.code, text.span, message).help(help))
}

// One of the two would be ignored.
fn twice(
    given: &Given,
    text: &Spanned<Text>,
    key: &str,
    sign: &str,
    code: Code,
) -> Option<Problem> {
    let (_, value) = given.iter().find(|(key, _)| key.name == "gcp_secret")?;
    let secret = value
        .text()
        .filter(|secret| secret.text().starts_with("projects/") && secret.text().contains(sign))?;
    let what = if key == "gcp_project" { "project" } else { "version" };
    let message = format!("`{key}` is given, and `gcp_secret` names a {what} as well");
    let problem = Problem::at(code, text.span, message)
        .related(secret.span, "the full name is here")
        .help(format!("remove `{key}`"));
    Some(problem)
}

fn secret(text: &Spanned<Text>) -> Option<Problem> {
    let written = text.text();
    if let Some((_, name)) = written.split_once("secretmanager.googleapis.com/") {
        let name = name.strip_prefix("v1/").unwrap_or(name);
        let message = "`gcp_secret` has the name of the service in front";
        return Some(at(text, 0..written.len(), message).help(format!("write `{}`", shown(name))));
    }
    if written.contains("://") {
        let message = "`gcp_secret` must be the name of a secret, found a URL";
        let help = format!("write the name alone, as in `openai`, or `{FULL}`");
        return Some(at(text, 0..written.len(), message).help(help));
    }
    if !written.starts_with("projects/") {
        return word(text, written, 0..written.len());
    }
    let (part, place) = match of_full_name(written) {
        Ok(name) => return word(text, written, name),
        Err(wrong) => wrong,
    };
    let (message, help) = match part {
        Part::Project => {
            ("a project that is none", "use the project's ID, in small letters, or its number")
        }
        Part::Location => ("a location that is none", "write it as in `europe-west3`"),
        Part::Version => ("a version that is none", "write a number, `latest`, or an alias"),
        Part::Other => {
            let message = "`gcp_secret` begins as a full name, and is not a whole one";
            let form = if written.contains("/locations") { REGIONAL } else { FULL };
            return Some(at(text, place, message).help(format!("write it as in `{form}`")));
        }
    };
    Some(at(text, place, &format!("the full name in `gcp_secret` has {message}")).help(help))
}

/// The name itself, which stands there.
fn word(text: &Spanned<Text>, written: &str, place: Range<usize>) -> Option<Problem> {
    let name = written.get(place.clone())?;
    if let Some((offset, c)) = stray(name) {
        let start = place.start + offset;
        let message = format!("`gcp_secret` has `{}`, which no such name has", c.escape_debug());
        let help = match c {
            '/' => format!("write the name alone, or the full name, as in `{FULL}`"),
            _ => {
                "use letters, digits, `-` and `_`; a key within the secret is `gcp_key`".to_owned()
            }
        };
        return Some(at(text, start..start + c.len_utf8(), &message).help(help));
    }
    if matches!(name.len(), 1..=255) {
        return None;
    }
    let message = "`gcp_secret` has no name of 1 to 255 characters";
    Some(at(text, place, message).help(format!("write it as in `openai`, or `{FULL}`")))
}

fn project(text: &Spanned<Text>) -> Option<Problem> {
    let written = text.text();
    if is_project(written) {
        return None;
    }
    let message = "`gcp_project` is neither the ID nor the number of a project";
    let help = match written.strip_prefix("projects/") {
        Some(id) => format!("write `{}`", shown(id)),
        None => "write the ID, not the name: `gcloud projects list` has both".to_owned(),
    };
    Some(at(text, 0..written.len(), message).help(help))
}

fn version(text: &Spanned<Text>) -> Option<Problem> {
    let written = text.text();
    if is_version(written) {
        return None;
    }
    let message = "`gcp_version` is neither a number nor an alias";
    Some(
        at(text, 0..written.len(), message)
            .help("write it as in `7`, or leave it out for `latest`"),
    )
}
