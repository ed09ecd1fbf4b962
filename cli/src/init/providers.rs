//! Whose credential a name is.

use provider_credentials_manifest::known;

/// How names begin, and the provider that they are of, where the first word is not its name.
const PROVIDERS: &[(&[&str], &str)] = &[
    (&["claude"], "anthropic"),
    (&["gemini"], "google"),
    (&["gcp"], "google"),
    (&["gh"], "github"),
    (&["gl"], "gitlab"),
    (&["ci", "job"], "gitlab"),
    (&["hf"], "huggingface"),
    (&["hugging", "face"], "huggingface"),
    (&["open", "ai"], "openai"),
    (&["open", "router"], "openrouter"),
    (&["s3"], "aws"),
    (&["r2"], "cloudflare"),
    (&["cf"], "cloudflare"),
    (&["dd"], "datadog"),
    (&["do"], "digitalocean"),
    (&["arm"], "azure"),
    (&["database"], "database"),
    (&["db"], "database"),
    (&["pg"], "postgres"),
    (&["postgresql"], "postgres"),
    (&["mongodb"], "mongodb"),
    (&["mongo"], "mongodb"),
    (&["rabbitmq"], "rabbitmq"),
    (&["amqp"], "rabbitmq"),
    (&["cloudamqp"], "rabbitmq"),
    (&["mail"], "smtp"),
    (&["email"], "smtp"),
];

/// Words that name no provider.
const OWN: &[&str] = &[
    "api",
    "access",
    "app",
    "application",
    "auth",
    "client",
    "cookie",
    "encryption",
    "jwt",
    "key",
    "master",
    "my",
    "pass",
    "password",
    "private",
    "secret",
    "service",
    "session",
    "signing",
    "token",
    "webhook",
];

/// The provider that a name speaks of; `own` for a secret of the program's own.
pub(super) fn of<'n>(name: &str, own: &'n str) -> std::borrow::Cow<'n, str> {
    let words = known::words(name);
    let plain: Vec<&str> = words.iter().map(String::as_str).collect();
    if let Some((_, provider)) = PROVIDERS.iter().find(|(begin, _)| plain.starts_with(begin)) {
        return (*provider).into();
    }
    match plain.first() {
        Some(first) if !OWN.contains(first) => (*first).to_owned().into(),
        _ => own.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn names_have_providers() {
        for (name, provider) in [
            ("OPENAI_API_KEY", "openai"),
            ("AWS_SECRET_ACCESS_KEY", "aws"),
            ("STRIPE_KEY", "stripe"),
            ("HF_TOKEN", "huggingface"),
            ("DB_PASSWORD", "database"),
            ("API_KEY", "agent"),
            ("JWT_SECRET", "agent"),
            ("ACME_TOKEN", "acme"),
        ] {
            assert_eq!(of(name, "agent"), provider, "{name}");
        }
    }
}
