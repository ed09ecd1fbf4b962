//! The full name of a secret of Google, and what its parts can be.

use std::ops::Range;

use crate::chars::{all, any};

/// Of a full name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Project,
    Location,
    Version,
    Other,
}

/// Where the secret's own name stands in `projects/P/secrets/S`, or which part is wrong, and where.
pub(super) fn of_full_name(text: &str) -> Result<Range<usize>, (Part, Range<usize>)> {
    let mut start = 0;
    let mut parts: Vec<(&str, Range<usize>)> = Vec::new();
    for part in text.split('/') {
        parts.push((part, start..start + part.len()));
        start += part.len() + 1;
    }
    let whole = 0..text.len();
    let [_, (project, at_project), rest @ ..] = parts.as_slice() else {
        return Err((Part::Other, whole));
    };
    if !is_project(project) {
        return Err((Part::Project, at_project.clone()));
    }
    let rest = match rest {
        [("locations", _), (location, at_location), rest @ ..] => {
            if !is_location(location) {
                return Err((Part::Location, at_location.clone()));
            }
            rest
        }
        rest => rest,
    };
    match rest {
        [("secrets", _), (_, name)] => Ok(name.clone()),
        [("secrets", _), (_, name), ("versions", _), (version, at_version)] => {
            if is_version(version) {
                Ok(name.clone())
            } else {
                Err((Part::Version, at_version.clone()))
            }
        }
        _ => Err((Part::Other, whole)),
    }
}

/// `agents-prod`, `example.com:agents`, `123456789012`.
pub(super) fn is_project(text: &str) -> bool {
    let is_number = !text.is_empty() && all(text, |c| c.is_ascii_digit());
    let id = text.split_once(':').map_or(text, |(_, id)| id);
    let domain = text.split_once(':').map_or("a.b", |(domain, _)| domain);
    let is_domain = any(domain, |c| c == '.') && all(domain, |c| c == '.' || is_word(c));
    let is_id = matches!(id.len(), 6..=30)
        && all(id, is_word)
        && id.starts_with(|c: char| c.is_ascii_lowercase())
        && !id.ends_with('-');
    is_number || is_domain && is_id
}

fn is_word(c: char) -> bool {
    c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'
}

fn is_location(text: &str) -> bool {
    !text.is_empty()
        && all(text, is_word)
        && text.starts_with(|c: char| c.is_ascii_lowercase())
        && !text.ends_with('-')
}

/// A number, `latest`, or an alias.
pub(super) fn is_version(text: &str) -> bool {
    let is_number = !text.is_empty() && all(text, |c| c.is_ascii_digit()) && !text.starts_with('0');
    let is_alias = text.starts_with(|c: char| c.is_ascii_alphabetic()) && stray(text).is_none();
    text.len() <= 63 && (is_number || is_alias)
}

/// The first character that no name of a secret has.
pub(super) fn stray(name: &str) -> Option<(usize, char)> {
    let is_stray = |c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_';
    name.char_indices().find(|(_, c)| is_stray(*c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_names() {
        let name = |text: &'static str| of_full_name(text).map(|place| text.get(place).unwrap());
        assert_eq!(name("projects/agents-1/secrets/a_B"), Ok("a_B"));
        assert_eq!(name("projects/123/locations/europe-west3/secrets/a/versions/7"), Ok("a"));
        for (text, part, place) in [
            ("projects/Agents/secrets/a", Part::Project, 9..15),
            ("projects/agents/locations/-/secrets/a", Part::Location, 26..27),
            ("projects/agents/secrets/a/versions/0", Part::Version, 35..36),
            ("projects/agents/a", Part::Other, 0..17),
            ("projects/", Part::Project, 9..9),
        ] {
            assert_eq!(of_full_name(text), Err((part, place)), "{text}");
        }
        for (project, expected) in [
            ("agents-prod", true),
            ("123456789012", true),
            ("example.com:agents", true),
            ("Agents", false),
            ("agents prod", false),
            ("agents-", false),
            ("agents_prod", false),
            ("1agents", false),
            ("", false),
        ] {
            assert_eq!(is_project(project), expected, "{project}");
        }
        assert!(is_version("latest") && is_version("12") && is_version("prod-1"));
        assert!(!is_version("0") && !is_version("-1") && !is_version("v 1") && !is_version(""));
    }
}
