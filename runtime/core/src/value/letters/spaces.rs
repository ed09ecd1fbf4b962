//! White space that passwords have, and keys do not.

use super::signs::has;
use super::table::{any_word, is_one, table};
use super::text::{all, all_of, any_of, holds, split_at};
use crate::value::about::About;
use crate::value::provider::providers::is_of_provider;

/// Whether it is a password, by its name, and only single spaces stand between its words. A label, a command or a comment
/// is no part of one.
pub(in crate::value) fn are_of_password(text: &str, about: &About) -> bool {
    const LABELS: &[u8] = table!(
        "password passwd passphrase pass pwd secret token key user username login sudo echo export \
        set -n -e # // requirepass masterauth auth"
    );
    const LAST: &[u8] = table!("# //");

    if !may_have_words(text, about) || is_of_provider(text) {
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

/// Whether its name says that it is a password, or that it is for a database.
pub(in crate::value) fn may_have_words(text: &str, about: &About) -> bool {
    const NAMES: &[u8] = table!("password passwd passphrase pass pwd passcode");

    about.is_called(NAMES)
        || is_named_password(about)
        || is_of_database(text, about)
        // People choose these themselves.
        || about.has_name_with(b"hook") && about.ends_in(table!("secret")) && !has(text, "whsec_")
        || is_of_one_time_passwords(text, about)
}

/// `jbsw y3dp ehpk 3pxp`, as it is shown to be typed, and a recovery key of Matrix.
fn is_of_one_time_passwords(text: &str, about: &About) -> bool {
    about.has_name_of(table!("otp mfa 2fa recovery_key"))
        && text.split(' ').all(|group| matches!(group.len(), 1..=4) && all_of(group, ""))
}

/// `RESTIC_PASSWORD_OFFSITE`, and not `PASSWORD_RESET_TOKEN`.
fn is_named_password(about: &About) -> bool {
    const WORDS: &[u8] = table!("password password1 password2 passwd passphrase passcode");
    const OTHERS: &[u8] = table!("token key url uri dsn secret id");

    about.has_word(WORDS) && !about.ends_in(OTHERS)
}

/// Whether it is what a database or a server of one knows a user by: nothing in its name says that it is a token or a URL.
fn is_of_database(text: &str, about: &About) -> bool {
    const DATABASES: &[u8] = table!(
        "\
        postgres mysql mariadb mongo oracle mssql sqlserver redis valkey cassandra clickhouse cockroach \
        couchbase neo4j database"
    );
    const OTHERS: &[u8] = table!("token key url uri dsn config connection string");

    let is_of_one = any_word(DATABASES, &|word| holds(about.provider, word))
        || about.has_name_of(table!("database passphrase"))
        || about.ends_in(table!("db pass"));
    is_of_one && !about.has_name_of(OTHERS) && !any_of(&["://", "="], &|sign| has(text, sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(name: &'static str, text: &str) -> bool {
        are_of_password(text, &About::new("acme", None, ["acme", name, ""]))
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
        assert!(of("restic_password_offsite", "k9q Zm7") && of("PASSWORD_1984", "k9q Zm7"));
        assert!(of("acme_webhook_secret", "it's a secret") && !of("acme_webhook", "it's a secret"));
        assert!(of("acme_recovery_key", "EsT3 AjYW z266") && !of("acme_recovery_key", "EsT3A jYW"));
        assert!(of("acme_totp_secret", "jbsw y3dp ehpk") && !of("acme_totp_secret", "jbswy 3dp"));
        assert!(!of("password_reset_token", "k9q Zm7") && !of("passwordless", "k9q Zm7"));
    }

    #[test]
    fn a_database_takes_words() {
        let of = |provider, id, text: &str| {
            are_of_password(text, &About::new(provider, None, [id, "secret", ""]))
        };
        for (provider, id) in [("mariadb", "orders"), ("acme", "orders_db"), ("redis", "cache")] {
            assert!(of(provider, id, "gravel otter & lantern"), "{id}");
            for text in ["user=app password=k9q", "redis://:k9q Zm7@cache", "password k9q", "k9q "]
            {
                assert!(!of(provider, id, text), "{id} {text}");
            }
        }
        for (provider, id) in [("acme", "orders"), ("mariadb", "api_key"), ("mongodb", "atlas_url")]
        {
            assert!(!of(provider, id, "gravel otter & lantern"), "{id}");
        }
    }
}
