//! White space that passwords have, and keys do not.

use super::about::About;
use super::providers::is_of_provider;
use super::signs::has;
use super::table::{is_one, table};
use super::text::{all, split_at};

/// Whether it is a password, by its name, and only single spaces stand between its words. A label, a command or a comment
/// is no part of one.
pub(super) fn are_of_password(text: &str, about: &About) -> bool {
    const NAMES: &[u8] = table!("password passwd passphrase pass pwd passcode");
    const LABELS: &[u8] = table!(
        "password passwd passphrase pass pwd secret token key user username login sudo echo export \
        set -n -e # // requirepass masterauth auth"
    );
    const LAST: &[u8] = table!("# //");

    if !about.is_called(NAMES) || is_of_provider(text) {
        return false;
    }
    let (first, _) = split_at(text, &mut char::is_whitespace);
    let last = text.rsplit(' ').next().unwrap_or_default();
    all(text, |c| c == ' ' || !c.is_whitespace())
        && !has(text, "  ")
        && !first.is_empty()
        && !last.is_empty()
        && !has(text, " # ")
        && !has(text, " // ")
        && !is_one(last, LAST)
        && !is_one(first.strip_suffix(':').unwrap_or(first), LABELS)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(name: &'static str, text: &str) -> bool {
        are_of_password(text, &About { provider: "acme", variable: None, names: ["db", name, ""] })
    }

    #[test]
    fn single_spaces_are_a_part_of_passwords() {
        for text in ["k9q Zm7", "gravel otter lantern", "9#Q \\|^ %!2m", "a #b c", "ключ от дома"]
        {
            assert!(of("password", text), "{text}");
            assert!(!of("secret", text), "{text}");
        }
        for text in [
            "k9qZm77x ",
            " k9qZm77x",
            "k9q  Zm77x",
            "k9q\tZm77x",
            "k9q\u{a0}Zm77x",
            "k9q\nZm77x",
            "k9qZm77x # a comment",
            "k9qZm77x #",
            "-n k9qZm77x",
            "export k9qZm77x",
            "Password: k9q Zm77x",
            "password k9qZm77x",
            "requirepass k9qZm77x",
            "sk-proj-k9qZm77x prod",
        ] {
            assert!(!of("password", text), "{text}");
        }
        assert!(of("key_passphrase", "k9q Zm7") && of("dbPassword", "k9q Zm7"));
    }
}
