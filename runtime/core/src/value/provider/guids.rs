//! Providers of which no API key is a GUID, and many IDs are.

use crate::value::about::About;
use crate::value::letters::table::{any_word, is_one, table};
use crate::value::letters::text::{has_word, is_guid};

/// By the documentation of each, which says how its keys look. Not those whose clients are used with servers of one's own, where
/// a key may be anything.
const PROVIDERS: &[u8] = table!(
    "\
    groq perplexity openrouter huggingface hugging replicate cerebras moonshot dashscope stability voyage \
    voyageai jina brave assemblyai elevenlabs cohere zhipu apify e2b github gitlab npm pypi digitalocean \
    postman brevo sendinblue sendgrid mailgun mailchimp mandrill mailjet mailersend sparkpost telnyx twilio telegram \
    discord slack pushover stripe adyen paddle paystack razorpay xendit midtrans omise mollie flutterwave braintree plaid \
    shopify shippo easypost shipengine lob duffel clerk workos persona onfido nylas airtable asana trello typeform \
    figma calendly dropbox planetscale grafana honeycomb posthog mixpanel amplitude mapbox maptiler algolia render vultr \
    linode hetzner hcloud sendbird riot clickup monday pubnub plivo"
);

/// What such a text is called.
const WHAT: &str = "a GUID, as IDs are";

/// Whether it is one, and its provider one of these.
pub(in crate::value) fn is_of(text: &str, provider: &str) -> bool {
    is_guid(text) && has_word(provider, |word| is_one(word, PROVIDERS))
}

/// What it is, where a key is asked for that the provider gives out.
pub(in crate::value) fn kind(text: &str, about: &About) -> Option<&'static str> {
    const KEYS: &[u8] = table!("api_key api_token access_token auth_token bot_token server_token");
    const OF_ONES_OWN: &[u8] = table!("hook callback encrypt verif publi client site");

    let is = is_of(text, about.provider)
        && about.is_of_key()
        && any_word(KEYS, &|words| about.has_chosen_words(words))
        && !about.has_name_of(OF_ONES_OWN);
    is.then_some(WHAT)
}

#[cfg(test)]
mod tests {
    use crate::report::Doubt;
    use crate::value::judged::judged;

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
