//! GUIDs and numbers, which IDs are, and no key of many providers.

use crate::value::about::About;
use crate::value::letters::table::{any_word, table};
use crate::value::letters::text::{all, is_digit, is_guid};

/// Providers of whose keys none is a GUID or a number, and that nobody chooses, by their documentation.
const WITHOUT_GUIDS: &[u8] = table!(
    "\
    airtable algolia amplitude apify asana brevo sendinblue cerebras circleci clickup cloudflare cohere databento datadog \
    deepgram digitalocean discord dropbox elevenlabs figma fivetran github gitlab groq hetzner hugging huggingface intercom jina klaviyo \
    langfuse linear linode mailchimp mailgun mapbox mistral netlify newrelic notion nvidia openrouter openweather openweathermap pagerduty \
    perplexity planetscale posthog postman prefect pulumi pypi render replicate resend rollbar sendgrid sentry serpapi shippo \
    shopify slack stripe tailscale tavily telegram terraform tiingo together trello twilio typeform vercel voyage vultr xai"
);

/// A GUID, or a number that is no code to log in with, at one of them.
pub(super) fn is_no_key(text: &str, provider: &str) -> bool {
    let is = is_guid(text) || matches!(text.len(), 9..=20) && all(text, is_digit);
    is && any_word(WITHOUT_GUIDS, &|word| has_word(provider, word))
}

/// Whether it is a word of the name: in `my-render`, and not in `surrender`.
fn has_word(provider: &str, word: &[u8]) -> bool {
    provider
        .split(|c: char| !c.is_ascii_alphanumeric())
        .any(|part| part.as_bytes().eq_ignore_ascii_case(word))
}

/// What it is, if the name asks for a key of such a provider.
pub(in crate::value) fn kind(text: &str, about: &About) -> Option<&'static str> {
    let is = is_no_key(text, about.provider) && is_asked_for_issued(about);
    is.then_some("a GUID or a number, as IDs are")
}

/// Whether the name asks for what the provider itself makes.
fn is_asked_for_issued(about: &About) -> bool {
    const KEYS: &[u8] =
        table!("api_key api_token access_token auth_token secret_key personal_token");
    const OF_ONES_OWN: &[u8] = table!("hook callback metrics encrypt sign client public verif");

    about.is_of_key()
        && any_word(KEYS, &|words| about.has_chosen_words(words))
        && !about.has_name_of(OF_ONES_OWN)
        && !about.is_called(table!("id"))
}

#[cfg(test)]
mod tests {
    use crate::report::Doubt;
    use crate::value::judged::judged;

    const ID: &str = "7d1f0a93-c5e8-4264-a091-7ac3d5be8246";

    #[test]
    fn a_guid_or_a_number_is_no_key_of_many() {
        for (provider, variable) in [
            ("groq", "GROQ_API_KEY"),
            ("vultr", "VULTR_API_KEY"),
            ("stripe", "STRIPE_SECRET_KEY"),
            ("my-render", "RENDER_API_KEY"),
        ] {
            for text in [ID, "7081926344557081926"] {
                let doubts = judged(provider, variable, text);
                assert!(matches!(*doubts, [Doubt::Beside(_)]), "{variable} {text} {doubts:?}");
            }
        }
        for (provider, variable) in [
            ("acme", "ACME_API_KEY"),
            ("surrender", "SURRENDER_API_KEY"),
            ("linearb", "LINEARB_API_KEY"),
            ("snyk", "SNYK_API_TOKEN"),
            ("firecrawl", "FIRECRAWL_API_KEY"),
            ("gitlab", "GITLAB_WEBHOOK_SECRET_KEY"),
            ("vultr", "VULTR_INSTANCE"),
            ("slack", "SLACK_APP_ID"),
        ] {
            for text in [ID, "7081926344557081926"] {
                assert_eq!(judged(provider, variable, text), [], "{variable} {text}");
            }
        }
    }
}
