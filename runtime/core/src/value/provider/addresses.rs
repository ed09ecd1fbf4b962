//! Addresses where a key is asked for: hosts, pages and numbers of telephones.

use super::names::is_of_host;
use crate::report::Doubt;
use crate::value::about::About;
use crate::value::letters::signs::has;
use crate::value::letters::table::{any_word, exact_head, has_end, table};
use crate::value::letters::text::{all, begins_as, count, holds, is_alphanumeric, is_digit};

/// The address where keys are used, under the name of a key, such as of Azure OpenAI.
pub(in crate::value) fn is_address_of_service(text: &str, about: &About) -> bool {
    let rest = text.strip_prefix("https://").or(text.strip_prefix("libsql://"));
    let Some(rest) = rest else {
        return is_host_of_anybody(text, about) || is_telephone(text, about);
    };
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    // Of Qdrant.
    let host = host.strip_suffix(":6333").or(host.strip_suffix(":6334")).unwrap_or(host);
    let is_of_azure =
        has_end(host, table!(".openai.azure.com .cognitiveservices.azure.com .vault.azure.net"))
            && all(host, is_of_host)
            && !path.contains('?');
    let is_of_project = has_end(host, OF_PROJECTS) && all(host, is_of_host) && path.is_empty();
    let mut is_page_of_channel = false;
    for (end, heads) in PAGES {
        is_page_of_channel |= host.as_bytes().ends_with(end) && exact_head(path, heads).is_some();
    }
    let is_asked = about.is_of_key() || about.has_chosen_words(b"connection_string");
    is_asked && (is_of_azure || is_of_project)
        || is_page_of_channel && (is_asked || about.has_name_with(b"hook"))
}

/// Whether its name asks for what a provider gives out, and for no webhook.
fn is_of_issued_key(about: &About) -> bool {
    const SECRETS: &[u8] = table!("client_secret api_secret secret_key app_secret");

    about.is_of_key()
        && (about.ends_in_key() || any_word(SECRETS, &|words| about.has_chosen_words(words)))
        && !about.has_name_of(table!("hook callback ping publi"))
}

/// `me.duckdns.org` and `logs.example.com:31842`.
fn is_host_of_anybody(text: &str, about: &About) -> bool {
    let (host, port) = text.split_once(':').unwrap_or((text, "0"));
    let is_host = (has_end(host, table!(".com .org .net .dev .app .io .ai .so .eu"))
        || has_end(host, OF_PROJECTS))
        && all(host, is_of_host)
        && begins_as(host, char::is_alphanumeric)
        && !has(host, "..")
        && matches!(port.len(), 1..=5)
        && all(port, is_digit);
    is_host && is_of_issued_key(about)
}

/// `https://www.example.com/page` and `wss://acme.example.cloud`, and with the key in it `https://me:KEY@acme.example/app.git` and
/// `https://acme.example/me?api_token=KEY`. The path may be the secret; at the provider's own host, it is a part of the URL.
pub(in crate::value) fn of_page(text: &str, about: &About) -> Option<Doubt> {
    let (host, path) = parts_of_page(text)?;
    // What describes a provider of logins has its certificate in it.
    if about.ends_in(table!("cert certificate")) && holds(path, b"metadata") {
        return Some(Doubt::Name);
    }
    if !is_of_issued_key(about) {
        return None;
    }
    let is_random = has_random_part(path);
    if has_secret(host, path) || is_random && holds_provider(host, about.provider) {
        let is_meant = about.has_name_of(table!("sas signed"));
        return (!is_meant).then_some(Doubt::Within("a URL with the key in it"));
    }
    (!is_random).then_some(Doubt::Name)
}

fn parts_of_page(text: &str) -> Option<(&str, &str)> {
    const SCHEMES: &[u8] = table!("https http wss ws");

    let (scheme, rest) = text.split_once("://")?;
    exact_head(scheme, SCHEMES)?;
    // Who signs one makes it a secret of its own.
    if holds(rest, b"sig=") || holds(rest, b"signature=") {
        return None;
    }
    Some(rest.split_once('/').unwrap_or((rest, "")))
}

fn has_secret(host: &str, path: &str) -> bool {
    const SECRETS: &[u8] = table!("key= token= secret= password= pwd= code= auth=");

    let is_with_password = || matches!(host.split_once('@'), Some((user, _)) if user.contains(':'));
    is_with_password() || any_word(SECRETS, &|name| holds(path, name))
}

fn holds_provider(host: &str, provider: &str) -> bool {
    const SHORTEST: usize = 4;

    let mut words = provider.split(|c: char| !is_alphanumeric(c));
    words.any(|word| word.len() >= SHORTEST && holds(host, word.as_bytes()))
}

/// Whether one of its parts is as long as secrets are.
fn has_random_part(path: &str) -> bool {
    const LONGEST_WORD: usize = 15;

    path.split(|c| !is_alphanumeric(c)).any(|part| part.len() > LONGEST_WORD)
}

/// `+49 151 12345678` (ITU-T E.164), from the form of who signs up.
fn is_telephone(text: &str, about: &About) -> bool {
    let Some(number) = text.strip_prefix('+') else { return false };
    matches!(count(number, is_digit), 8..=15)
        && all(number, |c| is_digit(c) || matches!(c, ' ' | '-' | '(' | ')'))
        && is_of_issued_key(about)
}

/// The ends of hosts, one for each customer, by the documentation of Supabase, Azure, Algolia, Atlassian, Okta, Auth0,
/// Zendesk, Upstash, Shopify, Snowflake, Databricks, Pinecone, Weaviate, Qdrant and Turso.
const OF_PROJECTS: &[u8] = table!(
    "\
    .supabase.co .services.ai.azure.com .search.windows.net .documents.azure.com .core.windows.net \
    .algolia.net .atlassian.net .okta.com .auth0.com .zendesk.com .upstash.io .myshopify.com \
    .snowflakecomputing.com .azuredatabricks.net .cloud.databricks.com .pinecone.io .weaviate.cloud .weaviate.network \
    .qdrant.io .turso.io"
);

/// The ends of hosts and the beginnings of paths, of messages, channels and the settings of apps: they stand beside the URL of
/// a webhook.
const PAGES: [(&[u8], &[u8]); 4] = [
    (b"slack.com", table!("archives/ apps/ client/ messages/ marketplace/")),
    (b"discord.com", table!("channels/ developers/")),
    (b"teams.microsoft.com", table!("l/ v2/")),
    (b"dashboard.stripe.com", table!("webhooks test/ apikeys settings/ acct_")),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::judged::judged;

    #[test]
    fn a_host_is_told_through_the_fast_look() {
        for host in ["acme-at-home.duckdns.org", "memory-k9q7z.svc.aped-4627-b74a.pinecone.io"] {
            assert_eq!(judged("duckdns", "DUCKDNS_TOKEN", host), [Doubt::Name], "{host}");
        }
    }

    #[test]
    fn what_describes_a_certificate_is_none() {
        let page =
            "https://login.example.com/7d1f0a93/federationmetadata/2007-06/federationmetadata.xml";
        assert_eq!(judged("saml", "SAML_IDP_CERT", page), [Doubt::Name]);
        for variable in ["SAML_IDP_METADATA_URL", "SAML_IDP_CERT_URL", "SAML_IDP"] {
            assert_eq!(judged("saml", variable, page), [], "{variable}");
        }
        let page = "https://pki.example.com/acme.crt";
        assert_eq!(judged("saml", "SAML_IDP_CERT", page), []);
    }

    #[test]
    fn a_page_with_a_key_is_more_than_the_key() {
        for page in [
            "https://acme.example/me?api_token=k9qZm77x",
            "https://www.acme.example/v3/k9qZm77xR3vT5yW8k9qZm77x",
            "https://me:k9qZm77x@acme.example/app.git",
        ] {
            let doubts = judged("acme", "ACME_TOKEN", page);
            assert!(matches!(*doubts, [Doubt::Within(_)]), "{page} {doubts:?}");
            for variable in ["ACME_URL", "ACME_SAS_TOKEN", "ACME_SECRET", "ACME_WEBHOOK_TOKEN"] {
                let doubts = judged("acme", variable, page);
                assert!(
                    !doubts.iter().any(|doubt| matches!(doubt, Doubt::Within(_))),
                    "{variable}"
                );
            }
        }
    }

    #[test]
    fn an_address_is_no_key() {
        let of = |variable, text: &str| {
            let names = ["it", "secret", ""];
            let about = About::new("acme", Some(variable), names);
            is_address_of_service(text, &about) || of_page(text, &about) == Some(Doubt::Name)
        };
        let azure = "https://acme.openai.azure.com/";
        assert!(of("ACME_TOKEN", "https://acme.vault.azure.net/"));
        assert!(of("AZURE_OPENAI_API_KEY", azure) && !of("AZURE_OPENAI_ENDPOINT", azure));
        assert!(!of("ACME_SECRET", "https://acme.example/"));
        for host in [
            "me-at-home.duckdns.org",
            "acme.com",
            "7.mail.acme.net",
            "memory-k9q7z.svc.aped-4627-b74a.pinecone.io",
            "k9q7z.c0.eu.weaviate.cloud",
            "acme.fly.dev",
            "acme.eu",
            "logs5.acme.com:31842",
            "+4915112345678",
            "+1 (212) 555-0123",
            "wss://acme-voice-6hpp0pci.acme.cloud",
            "https://console.example/projects/1874402/security/tokens",
        ] {
            assert!(of("ACME_TOKEN", host) && !of("ACME_PASSWORD", host), "{host}");
            assert!(!of("ACME_HOST", host), "{host}");
        }
        for text in [
            "https://hooks.example/k9qZm77xR3vT5yW8k9qZm77x",
            "+k9q15112345678",
            "+491511",
            "acme.com:x",
        ] {
            assert!(!of("ACME_TOKEN", text), "{text}");
        }
        assert!(of("ACME_CLIENT_SECRET", "dev-k9q.eu.auth0.com"));
        assert!(
            !of("ACME_WEBHOOK_TOKEN", "https://hooks.acme.example/x")
                && !of("ACME_SECRET", "acme.eu")
        );
        for text in ["k9qZm77x.com", "..com", "k9q zm7.com", "acme.comk9q"] {
            assert!(!of("ACME_TOKEN", text), "{text}");
        }
        assert!(!of("AZURE_OPENAI_API_KEY", "https://acme.openai.azure.com/?key=k9q"));
        for page in [
            "https://acme.slack.com/archives/C0EXAMPLE77/p3248180888384602",
            "https://api.slack.com/apps/A0EXAMPLE77/incoming-webhooks",
            "https://discord.com/channels/1098765432109876543/1098765432109876543",
        ] {
            assert!(of("SLACK_WEBHOOK_URL", page) && of("SLACK_TOKEN", page), "{page}");
            assert!(!of("SLACK_PERMALINK", page), "{page}");
        }
        for host in
            ["https://k9q.c0.weaviate.cloud", "https://k9q.qdrant.io:6333", "libsql://k9q.turso.io"]
        {
            assert!(of("ACME_API_KEY", host) && !of("ACME_URL", host), "{host}");
        }
    }
}
