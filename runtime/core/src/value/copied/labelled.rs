//! A key behind a word for one, or behind the `=` of a line.

use crate::value::about::About;
use crate::value::letters::table::{is_one, table};
use crate::value::letters::text::{all_of, any, is_digit};

/// `token:…` where a token is asked for. A password and a user may stand so in the same text.
pub(in crate::value) fn is_behind_label(text: &str, about: &About) -> bool {
    const LABELS: &[u8] =
        table!("key apikey api_key api-key token access_token auth_token password passwd pwd");

    let Some((label, key)) = text.split_once(':') else { return false };
    let word = label.rsplit(['_', '-']).next().unwrap_or_default();
    is_one(label, LABELS)
        && is_key(key)
        && about.is_of_key()
        && about.has_chosen_name_with(word.as_bytes())
}

/// `=…`, of which the name was not copied.
pub(in crate::value) fn is_behind_sign(text: &str, about: &About) -> bool {
    matches!(text.strip_prefix('='), Some(key) if is_key(key)) && about.ends_in_key()
}

fn is_key(text: &str) -> bool {
    const SHORTEST: usize = 16;

    text.len() >= SHORTEST && all_of(text, "-_.") && any(text, is_digit)
}

#[cfg(test)]
mod tests {
    use crate::report::Doubt;
    use crate::value::judged::judged;

    #[test]
    fn a_word_for_a_key_in_front_is_told() {
        for (variable, text) in [
            ("ACME_TOKEN", "token:k9qZm77xR3vT5yW8"),
            ("ACME_API_KEY", "api_key:k9qZm77xR3vT5yW8"),
            ("ACME_API_KEY", "key:k9qZm77xR3vT5yW8"),
            ("ACME_PASSWORD", "password:k9qZm77xR3vT5yW8"),
        ] {
            assert_eq!(judged("acme", variable, text), [Doubt::Assignment], "{text}");
        }
        for (variable, text) in [
            ("ACME_TOKEN", "key:k9qZm77xR3vT5yW8"),
            ("ACME_PASSWORD", "token:k9qZm77xR3vT5yW8"),
            ("ACME_LOGIN", "token:k9qZm77xR3vT5yW8"),
            ("ACME_TOKEN", "token:k9q"),
            ("ACME_TOKEN", "token:k9qZm77x:R3vT5yW8"),
        ] {
            assert_eq!(judged("acme", variable, text), [], "{variable} {text}");
        }
    }

    #[test]
    fn a_sign_of_a_line_in_front_is_told() {
        let text = "=k9qZm77xR3vT5yW8";
        assert_eq!(judged("acme", "ACME_TOKEN", text), [Doubt::StraySign]);
        assert_eq!(judged("acme", "ACME_PASSWORD", text), []);
        assert_eq!(judged("acme", "ACME_TOKEN", "=k9q"), [Doubt::Short]);
    }

    #[test]
    fn lines_of_changes_and_of_shells_are_told() {
        for text in [
            "+ACME_API_KEY=k9qZm77xR3vT5yW8",
            "-ACME_API_KEY=k9qZm77xR3vT5yW8",
            "[Environment]::SetEnvironmentVariable('ACME_TOKEN','k9qZm77xR3vT5yW8','User')",
        ] {
            assert_eq!(judged("acme", "ACME_TOKEN", text), [Doubt::Assignment], "{text}");
        }
        let doubts = judged("acme", "ACME_TOKEN", "bearer:k9qZm77xR3vT5yW8");
        assert_eq!(doubts, [Doubt::Scheme("Bearer")]);
        for text in ["+ACME=k9qZm77xR3vT5yW8", "-k9qZ_m77=xR3vT5yW8"] {
            assert_eq!(judged("acme", "ACME_TOKEN", text), [], "{text}");
        }
    }
}
