//! What is known of secrets, for the command line.

use crate::names as words_of;
use crate::secrets::{self, MASK, NAMES, prefixes};
use crate::template;

/// The last words of a `config` key that holds a secret, such as `api_key`.
#[must_use]
pub fn names() -> Vec<&'static str> {
    NAMES.iter().map(|name| name.name).collect()
}

/// How keys of known issuers begin, and whose they are: `ghp_` is `a GitHub token`.
#[must_use]
pub fn issued() -> Vec<(&'static str, &'static str)> {
    prefixes::all()
}

/// Whether a name ends in one of [`names`], however it is written.
#[must_use]
pub fn is_secret_name(name: &str) -> bool {
    secrets::is_secret_name(name)
}

/// Whether a text looks like a secret, or holds one: a key of a known issuer, a URL with a password.
#[must_use]
pub fn is_secret(text: &str) -> bool {
    secrets::find(text).is_some()
}

/// Whether `env_var` takes this name.
#[must_use]
pub fn is_variable(name: &str) -> bool {
    template::is_variable(name)
}

/// The words of a name in lower case: `openAI-key` is `open`, `ai`, `key`.
#[must_use]
pub fn words(name: &str) -> Vec<String> {
    words_of::words(name)
}

/// Whether a character is not seen, or changes how the text around it is.
#[must_use]
pub fn is_invisible(c: char) -> bool {
    secrets::is_invisible(c)
}

/// A manifest's text with all that looks like a secret masked, as in a report.
#[must_use]
pub fn masked(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for span in secrets::mask::merge(&secrets::mask::ranges(text, true)) {
        let (start, end) = (span.start as usize, span.end as usize);
        out.push_str(text.get(at..start).unwrap_or_default());
        out.push_str(MASK);
        at = end;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}
