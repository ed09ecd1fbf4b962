//! Templates that nobody filled in, and code that nobody ran.

use super::signs::head;
use super::text::{all, begins_as, split_before};

/// How code begins that reads a secret, in small letters.
pub(super) static CODE: &str = "\
    process.env os.environ os.getenv( system.getenv( std::env::var getenv( env[ secrets. \
    credentials(";

/// Signs around a name, by the tools that fill it in: shells, GitHub, Ansible, Octopus, Concourse, Windows, Python,
/// Azure Pipelines, Puppet.
const AROUND: [(&str, &str); 13] = [
    ("$env:", ""),
    ("${{", "}}"),
    ("$${", "}"),
    ("${", "}"),
    ("$(", ")"),
    ("@@", "@@"),
    ("#{", "}#"),
    ("#{", "}"),
    ("((", "))"),
    ("%%", "%%"),
    ("##", "##"),
    ("%(", ")s"),
    ("%{", "}"),
];

pub(super) fn is_template(text: &str) -> bool {
    if head(text, CODE).is_some() {
        return true;
    }
    AROUND.iter().any(|(open, close)| {
        let inside = text.strip_prefix(open).and_then(|text| text.strip_suffix(close));
        inside.is_some_and(|inside| match *open {
            // A command, or a default.
            "$(" => true,
            "${" | "$${" => is_name(split_before(inside, |c| matches!(c, ':' | '-' | '?')).0),
            _ => is_name(inside),
        })
    })
}

fn is_name(text: &str) -> bool {
    let name = text.trim();
    name.len() > 1
        && begins_as(name, |c| c.is_ascii_alphabetic() || c == '_')
        && all(name, |c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_are_told_from_secrets() {
        for text in [
            "$env:OPENAI_API_KEY",
            "${{secrets.OPENAI_API_KEY}}",
            "${OPENAI_API_KEY:?missing}",
            "${OPENAI_API_KEY:-}",
            "${api_key}",
            "@@API_KEY@@",
            "#{ApiKey}#",
            "((openai-key))",
            "%%API_KEY%%",
            "%(api_key)s",
            "%{OPENAI_API_KEY}",
            "$(<key.txt)",
            "process.env.OPENAI_API_KEY",
            "os.environ[\"OPENAI_API_KEY\"]",
            "ENV[\"OPENAI_API_KEY\"]",
        ] {
            assert!(is_template(text), "{text}");
        }
        for text in
            ["${}", "##", "p${w0rd", "((1))", "envelope-of-a-key", "$ecret", "%(a)", "{name}"]
        {
            assert!(!is_template(text), "{text}");
        }
    }
}
