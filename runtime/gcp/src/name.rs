//! The name of a version of a secret, of which each part can stand in a URL as it is.

/// `projects/P/secrets/S/versions/V`, with `locations/L` behind the project where the secret is regional.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Name {
    pub(crate) project: String,
    pub(crate) location: Option<String>,
    pub(crate) secret: String,
    pub(crate) version: String,
}

impl Name {
    /// Where its content is read.
    pub(crate) fn path(&self) -> String {
        let Self { project, location, secret, version } = self;
        let location = location.as_ref().map(|location| format!("/locations/{location}"));
        let location = location.unwrap_or_default();
        format!("/v1/projects/{project}{location}/secrets/{secret}/versions/{version}:access")
    }
}

/// As a manifest has it: the secret alone, or its full name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Written<'t> {
    pub(crate) project: Option<&'t str>,
    pub(crate) location: Option<&'t str>,
    pub(crate) secret: &'t str,
    pub(crate) version: Option<&'t str>,
}

impl<'t> Written<'t> {
    /// `None` if no secret can have that name.
    pub(crate) fn parse(text: &'t str) -> Option<Self> {
        let short = Self { project: None, location: None, secret: text, version: None };
        let written = match text.strip_prefix("projects/") {
            None => short,
            Some(rest) => {
                let parts: Vec<&str> = rest.split('/').collect();
                let (project, parts) = parts.split_first()?;
                let (location, parts) = match parts {
                    ["locations", location, parts @ ..] => (Some(*location), parts),
                    parts => (None, parts),
                };
                let (secret, version) = match parts {
                    ["secrets", secret] => (*secret, None),
                    ["secrets", secret, "versions", version] => (*secret, Some(*version)),
                    _ => return None,
                };
                Self { project: Some(*project), location, secret, version }
            }
        };
        written.is_valid().then_some(written)
    }

    fn is_valid(&self) -> bool {
        self.project.is_none_or(is_project)
            && self.location.is_none_or(is_location)
            && is_secret(self.secret)
            && self.version.is_none_or(is_version)
    }
}

/// An ID, which may begin with a domain (`example.com:agents`), or a number.
pub(crate) fn is_project(text: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    text.len() <= 100
        && text.bytes().next().is_some_and(is_part)
        && text.bytes().all(|byte| is_part(byte) || b"-.:".contains(&byte))
}

/// A part of a host name, and nothing that could lead to another host.
pub(crate) fn is_location(text: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    let is_end = |byte: Option<u8>| byte.is_some_and(is_part);
    text.len() <= 63
        && is_end(text.bytes().next())
        && is_end(text.bytes().next_back())
        && text.bytes().all(|byte| is_part(byte) || byte == b'-')
}

fn is_secret(text: &str) -> bool {
    matches!(text.len(), 1..=255) && text.bytes().all(is_word)
}

/// A number, `latest`, or an alias.
pub(crate) fn is_version(text: &str) -> bool {
    let is_number = is_number(text);
    let is_alias = text.bytes().next().is_some_and(|byte| byte.is_ascii_alphabetic());
    text.len() <= 63 && (is_number || is_alias && text.bytes().all(is_word))
}

pub(crate) fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        let parse = |text| {
            let Written { project, location, secret, version } = Written::parse(text)?;
            Some((project, location, secret, version))
        };
        for (text, expected) in [
            ("openai", (None, None, "openai", None)),
            ("projects/agents-1/secrets/a_B-c", (Some("agents-1"), None, "a_B-c", None)),
            ("projects/123/secrets/a/versions/7", (Some("123"), None, "a", Some("7"))),
            (
                "projects/example.com:a/locations/europe-west3/secrets/a/versions/prod",
                (Some("example.com:a"), Some("europe-west3"), "a", Some("prod")),
            ),
        ] {
            assert_eq!(parse(text), Some(expected), "{text}");
        }
        for text in [
            "",
            "a/b",
            "a b",
            "a?x",
            "é",
            "..",
            "projects/p",
            "projects/../secrets/a",
            "projects/p/secrets/..",
            "projects/P/secrets/a",
            "projects/p/secrets/a/versions/",
            "projects/p/secrets/a/versions/../x",
            "projects/p/secrets/a/versions/1/x",
            "projects/p/locations/x.evil.example/secrets/a",
            "projects/p/locations/-/secrets/a",
            "projects//secrets/a",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
        assert!(Written::parse(&"a".repeat(255)).is_some());
        assert!(Written::parse(&"a".repeat(256)).is_none());
        assert!(is_version("latest") && !is_version("1a") && !is_version("-1") && !is_version(""));
    }

    #[test]
    fn paths() {
        let mut name = Name {
            project: "p".to_owned(),
            location: None,
            secret: "s".to_owned(),
            version: "latest".to_owned(),
        };
        assert_eq!(name.path(), "/v1/projects/p/secrets/s/versions/latest:access");
        name.location = Some("l".to_owned());
        assert_eq!(name.path(), "/v1/projects/p/locations/l/secrets/s/versions/latest:access");
    }
}
