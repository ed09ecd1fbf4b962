//! GUIDs and numbers, which IDs are, and no key of many providers.

use crate::value::about::About;
use crate::value::letters::table::{any_word, is_one, table};
use crate::value::letters::text::{all, has_word, is_digit, is_guid};

/// Providers of whose keys none is a GUID or a number, and that nobody chooses, by their documentation.
const WITHOUT_GUIDS: &[u8] = table!(
    "\
    adyen airtable algolia amplitude apify asana assemblyai braintree brave brevo calendly cerebras circleci clerk \
    clickup cloudflare cohere dashscope databento datadog deepgram digitalocean discord dropbox duffel e2b \
    easypost elevenlabs figma fivetran flutterwave github gitlab grafana grok groq hcloud hetzner honeycomb \
    hugging huggingface intercom jina klaviyo langfuse linear linode lob mailchimp mailersend mailgun mailjet \
    mandrill mapbox maptiler midtrans mistral mixpanel mollie monday moonshot netlify newrelic notion npm nvidia \
    nylas omise onfido openrouter openweather openweathermap paddle pagerduty paystack perplexity persona plaid planetscale plivo \
    posthog postman prefect pubnub pulumi pushover pypi razorpay render replicate resend riot rollbar sendbird \
    sendgrid sendinblue sentry serpapi shipengine shippo shopify slack sparkpost stability stripe tailscale tavily \
    telegram telnyx terraform tiingo together togetherai trello twilio typeform vercel voyage voyageai vultr \
    workos xai xendit zhipu"
);

/// Of these, which other names have as a word, those that are the whole of it.
const COMMON: &[u8] = table!(
    "brave clerk intercom linear lob monday notion paddle persona render resend square stability together"
);

/// A GUID, or a number that is no code to log in with, at one of them.
pub(super) fn is_no_key(text: &str, provider: &str) -> bool {
    let is = is_guid(text) || matches!(text.len(), 9..=20) && all(text, is_digit);
    is && (is_one(provider, WITHOUT_GUIDS)
        || has_word(provider, |word| is_one(word, WITHOUT_GUIDS) && !is_one(word, COMMON)))
}

/// What it is, if the name asks for a key of such a provider.
pub(in crate::value) fn kind(text: &str, about: &About) -> Option<&'static str> {
    let is = is_no_key(text, about.provider) && is_asked_for_issued(about);
    is.then_some("a GUID or a number, as IDs are")
}

/// Whether the name asks for what the provider itself makes.
fn is_asked_for_issued(about: &About) -> bool {
    const KEYS: &[u8] = table!(
        "api_key api_token access_token auth_token secret_key personal_token bot_token server_token"
    );
    const OF_ONES_OWN: &[u8] = table!("hook callback metrics encrypt sign client publi verif site");

    /// Who runs these sets a key of one's own.
    const OF_SERVERS: &[u8] = table!("grafana posthog sentry langfuse");

    let is_of_server = || has_word(about.provider, |word| is_one(word, OF_SERVERS));
    about.is_of_key()
        && !(about.has_chosen_words(b"secret_key") && is_of_server())
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
            ("render", "RENDER_API_KEY"),
        ] {
            for text in [ID, "7081926344557081926"] {
                let doubts = judged(provider, variable, text);
                assert!(matches!(*doubts, [Doubt::Beside(_)]), "{variable} {text} {doubts:?}");
            }
        }
        for (provider, variable) in [
            ("acme", "ACME_API_KEY"),
            ("surrender", "SURRENDER_API_KEY"),
            ("render-farm", "RENDER_FARM_API_KEY"),
            ("grafana", "GF_SECURITY_SECRET_KEY"),
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

    #[test]
    fn a_guid_is_no_key_where_keys_have_another_form() {
        for (provider, variable) in [
            ("nylas", "NYLAS_API_KEY"),
            ("hugging_face", "HUGGINGFACE_API_TOKEN"),
            ("groq", "GROQ_API_KEY"),
            ("my_slack", "SLACK_BOT_TOKEN"),
            ("workos", "WORKOS_API_KEY"),
        ] {
            let doubts = judged(provider, variable, "<guid>");
            assert!(matches!(*doubts, [Doubt::Beside(_)]), "{variable} {doubts:?}");
            assert_eq!(judged("acme", variable, "<guid>"), [], "{variable}");
        }
        for (provider, variable) in [
            ("nylas", "NYLAS_CLIENT_ID"),
            ("nylas", "NYLAS_WEBHOOK_SECRET"),
            ("nylas", "NYLAS_GRANT"),
            ("groq", "GROQ_ENCRYPTION_KEY"),
            ("slackware", "SLACKWARE_API_KEY"),
            ("wise", "WISE_API_TOKEN"),
            ("railway", "RAILWAY_API_TOKEN"),
            ("postmark", "POSTMARK_SERVER_TOKEN"),
            ("openai", "OPENAI_API_KEY"),
            ("anthropic", "ANTHROPIC_AUTH_TOKEN"),
        ] {
            assert_eq!(judged(provider, variable, "<guid>"), [], "{variable}");
        }
    }
}
