//! What the name of a variable or a file says: whether it is a secret's, and what to call it.

use provider_credentials_manifest::known;

/// What ends the names of variables that hold secrets, beside the manifest's own names of secrets. There, `key` alone
/// is too little: a map has keys. A variable that ends so has one.
const SECRET_ENDS: &[&[&str]] = &[
    &["key"],
    &["pat"],
    &["jwt"],
    &["auth"],
    &["salt"],
    &["pepper"],
    &["mnemonic"],
    &["cookie"],
    &["secrets"],
    &["credential"],
    &["access", "key", "id"],
    &["webhook", "url"],
    &["service", "account"],
    &["dsn"],
];

/// What has these words before its end is none: `PUBLIC_KEY`, `STRIPE_PUBLISHABLE_KEY`.
const PUBLIC: &[&str] = &["public", "publishable", "anon", "pub"];

/// Whose URL has a password in it as a rule. A name alone does not tell; the value, where there is one, does.
const STORES: &[&str] = &[
    "database",
    "db",
    "postgres",
    "postgresql",
    "pg",
    "mysql",
    "mariadb",
    "mongo",
    "mongodb",
    "redis",
    "amqp",
    "rabbitmq",
    "cloudamqp",
    "clickhouse",
    "cockroach",
    "mssql",
    "smtp",
    "ldap",
];

/// What ends the name of such a URL.
const URLS: &[&str] = &["url", "uri", "dsn"];

/// What the end of a name says that its provider does not need to be called.
const DROPPED: &[&[&str]] = &[
    &["secret", "access", "key"],
    &["api", "access", "token"],
    &["api", "key"],
    &["api", "token"],
    &["api", "secret"],
    &["access", "token"],
    &["auth", "token"],
    &["secret", "key"],
    &["token"],
    &["secret"],
    &["password"],
    &["passwd"],
    &["pass"],
    &["pwd"],
    &["pat"],
    &["key"],
    &["dsn"],
    &["url"],
    &["uri"],
];

/// Whether the name says that the value is a secret.
pub(super) fn is_secret(name: &str) -> bool {
    let words = known::words(name);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    if words.iter().any(|word| PUBLIC.contains(word)) {
        return false;
    }
    known::is_secret_name(name)
        || SECRET_ENDS.iter().any(|end| words.ends_with(end))
        || is_store_url(&words)
}

fn is_store_url(words: &[&str]) -> bool {
    let [before @ .., last] = words else { return false };
    URLS.contains(last) && before.iter().any(|word| STORES.contains(word))
}

/// Names for an ID, the short one first: `OPENAI_API_KEY` is `openai`, or `openai_api_key` if that is taken.
pub(super) fn ids(name: &str) -> Vec<String> {
    let words = known::words(name);
    let mut candidates = Vec::new();
    let plain: Vec<&str> = words.iter().map(String::as_str).collect();
    let end = DROPPED.iter().find(|end| plain.ends_with(end));
    if let Some(end) = end.filter(|end| plain.len() > end.len()) {
        candidates.push(plain.get(..plain.len() - end.len()).unwrap_or_default().join("_"));
    }
    candidates.push(plain.join("_"));
    let is_id = |id: &String| {
        let starts = id.chars().next().is_some_and(|c| c.is_ascii_alphabetic());
        let plain = id.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
        starts && plain && !matches!(id.as_str(), "self" | "super" | "crate")
    };
    candidates.retain(is_id);
    candidates
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_secrets() {
        for name in [
            "OPENAI_API_KEY",
            "STRIPE_KEY",
            "GITHUB_TOKEN",
            "GITHUB_PAT",
            "DATABASE_URL",
            "REDIS_URL",
            "SENTRY_DSN",
            "MONGODB_URI",
            "JWT_SECRET",
            "AWS_ACCESS_KEY_ID",
            "SLACK_WEBHOOK_URL",
            "db_password",
            "SECRET_KEY_BASE_KEY",
        ] {
            assert!(is_secret(name), "{name}");
        }
        for name in [
            "PORT",
            "LOG_LEVEL",
            "RUST_LOG",
            "API_URL",
            "BASE_URL",
            "STRIPE_PUBLISHABLE_KEY",
            "SSH_PUBLIC_KEY",
            "AWS_REGION",
            "MAX_TOKENS",
            "DATABASE_NAME",
            "TOKEN_URL",
            "MONKEY",
            "PATH",
            "KEYBOARD",
            "SECRET_NAME",
            "",
        ] {
            assert!(!is_secret(name), "{name}");
        }
    }

    #[test]
    fn names_become_ids() {
        for (name, expected) in [
            ("OPENAI_API_KEY", &["openai", "openai_api_key"][..]),
            ("API_KEY", &["api_key"]),
            ("AWS_SECRET_ACCESS_KEY", &["aws", "aws_secret_access_key"]),
            ("DATABASE_URL", &["database", "database_url"]),
            ("SELF_TOKEN", &["self_token"]),
            ("_TOKEN", &["token"]),
            ("1PASSWORD_TOKEN", &[]),
        ] {
            assert_eq!(ids(name), expected, "{name}");
        }
    }
}
