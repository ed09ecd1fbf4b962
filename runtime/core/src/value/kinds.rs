//! Keys of one provider that its other keys are taken for.

use super::about::About;
use super::table::table;
use super::text::{all, holds, is_digit, is_hex_digit};

/// How they begin, for the fast look, where no table of providers has them.
pub(super) static HEADS: &[u8] =
    table!("whsec_ ya29. GOCSPX- FwoGZXIvYXdz IQoJb3JpZ2lu xoxe. shpss_ shpat_");

struct Row {
    head: &'static str,
    provider: &'static [u8],
    /// What a name has in it that asks for another.
    name: &'static [u8],
    what: &'static str,
}

const fn row(
    head: &'static str,
    provider: &'static [u8],
    name: &'static [u8],
    what: &'static str,
) -> Row {
    Row { head, provider, name, what }
}

/// By the documentation of each.
static KINDS: [Row; 21] = [
    row("xapp-", b"slack", b"bot_token", "an app-level token of Slack"),
    row("xoxb-", b"slack", b"app_token", "a bot token of Slack"),
    row("xoxp-", b"slack", b"bot_token", "a user token of Slack"),
    row("xoxe.xoxp-", b"slack", b"bot_token", "a user token of Slack"),
    row("xoxb-", b"slack", b"signing_secret", "a bot token of Slack"),
    row("xoxp-", b"slack", b"signing_secret", "a user token of Slack"),
    row("xapp-", b"slack", b"signing_secret", "an app-level token of Slack"),
    row("AIza", b"google", b"client_secret", "an API key of Google"),
    row("sbp_", b"supabase", b"service_role", "an access token of Supabase's management"),
    row("shpss_", b"shopify", b"token", "the secret of an app at Shopify"),
    row("shpat_", b"shopify", b"client_secret", "an access token of Shopify"),
    row("shpat_", b"shopify", b"api_secret", "an access token of Shopify"),
    row("ya29.", b"google", b"api_key", "an access token of Google, which ends soon"),
    row("GOCSPX-", b"google", b"api_key", "the secret of a client at Google"),
    row("sk-ant-oat", b"anthropic", b"anthropic_api_key", "an OAuth token of Anthropic"),
    row("FwoGZXIvYXdz", b"aws", b"secret_access", "a session token of AWS"),
    row("IQoJb3JpZ2lu", b"aws", b"secret_access", "a session token of AWS"),
    row("whsec_", b"stripe", b"secret_key", "the secret of a webhook of Stripe"),
    row("whsec_", b"stripe", b"api_key", "the secret of a webhook of Stripe"),
    row("sk_live_", b"stripe", b"webhook_secret", "an API key of Stripe"),
    row("sk_test_", b"stripe", b"webhook_secret", "an API key of Stripe"),
];

/// What it is, if one of its names asks for another key of its provider.
pub(super) fn other(text: &str, about: &About) -> Option<&'static str> {
    let is = |row: &&Row| {
        text.starts_with(row.head)
            && holds(about.provider, row.provider)
            && about.has_name_with(row.name)
    };
    KINDS.iter().find(is).map(|row| row.what).or_else(|| of_datadog(text, about))
}

/// API keys have 32 hexadecimal digits, and application keys forty.
fn of_datadog(text: &str, about: &About) -> Option<&'static str> {
    if !holds(about.provider, b"datadog") || !all(text, is_hex_digit) {
        return None;
    }
    match text.len() {
        40 if about.has_name_with(b"api_key") => Some("an application key of Datadog"),
        32 if about.has_name_with(b"app_key") => Some("an API key of Datadog"),
        _ => None,
    }
}

/// Whether `bot` stands before a bot's token of Telegram, as in the URLs of its API.
pub(super) fn is_of_url_of_telegram(text: &str, provider: &str) -> bool {
    let token = text.strip_prefix("bot").and_then(|rest| rest.split_once(':'));
    holds(provider, b"telegram")
        && token.is_some_and(|(bot, rest)| {
            bot.len() > 5 && all(bot, is_digit) && rest.starts_with("AA")
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_token_of_a_bot_begins_with_its_number() {
        let url = "bot8747558945:AAexampleNotAKey9";
        assert!(is_of_url_of_telegram(url, "telegram") && !is_of_url_of_telegram(url, "acme"));
        for text in ["8747558945:AAexample", "bot-of-k9q:AAexample", "bot8747558945:example"] {
            assert!(!is_of_url_of_telegram(text, "telegram"), "{text}");
        }
    }

    #[test]
    fn a_name_asks_for_one_kind() {
        let of = |provider, variable, text: &str| {
            other(text, &About { provider, variable: Some(variable), names: ["it", "secret", ""] })
        };
        for (provider, variable, text) in [
            ("slack", "SLACK_BOT_TOKEN", "xapp-1-example"),
            ("slack", "SLACK_APP_TOKEN", "xoxb-1-example"),
            ("slack", "SLACK_BOT_TOKEN", "xoxp-1-example"),
            ("slack", "SLACK_SIGNING_SECRET", "xoxb-1-example"),
            ("slack", "SLACK_SIGNING_SECRET", "xoxp-1-example"),
            ("slack", "SLACK_SIGNING_SECRET", "xapp-1-example"),
            ("google", "GOOGLE_CLIENT_SECRET", "AIzaSyexample"),
            ("supabase", "SUPABASE_SERVICE_ROLE_KEY", "sbp_example"),
            ("shopify", "SHOPIFY_ACCESS_TOKEN", "shpss_example"),
            ("shopify", "SHOPIFY_CLIENT_SECRET", "shpat_example"),
            ("shopify", "SHOPIFY_API_SECRET", "shpat_example"),
            ("google", "GOOGLE_API_KEY", "ya29.example"),
            ("google", "GEMINI_API_KEY", "GOCSPX-example"),
            ("anthropic", "ANTHROPIC_API_KEY", "sk-ant-oat01-example"),
            ("aws", "AWS_SECRET_ACCESS_KEY", "FwoGZXIvYXdzEexample"),
            ("aws", "AWS_SECRET_ACCESS_KEY", "IQoJb3JpZ2luX2Vjexample"),
            ("stripe", "STRIPE_SECRET_KEY", "whsec_example"),
            ("stripe", "STRIPE_WEBHOOK_SECRET", "sk_live_example"),
            ("datadog", "DD_API_KEY", &"7d1f0a93".repeat(5)),
            ("datadog", "DD_APP_KEY", &"7d1f0a93".repeat(4)),
        ] {
            assert!(of(provider, variable, text).is_some(), "{variable}");
            assert_eq!(of("acme", variable, text), None, "{variable}");
            assert_eq!(of(provider, "SLACK_OR_STRIPE", text), None, "{variable}");
        }
        for (provider, variable, text) in [
            ("slack", "SLACK_BOT_TOKEN", "xoxb-1-example"),
            ("slack", "SLACK_APP_TOKEN", "xapp-1-example"),
            ("slack", "SLACK_USER_TOKEN", "xoxp-1-example"),
            ("google", "GOOGLE_API_KEY", "AIzaSyexample"),
            ("supabase", "SUPABASE_ACCESS_TOKEN", "sbp_example"),
            ("shopify", "SHOPIFY_ACCESS_TOKEN", "shpat_example"),
            ("shopify", "SHOPIFY_API_SECRET", "shpss_example"),
            ("google", "GOOGLE_ACCESS_TOKEN", "ya29.example"),
            ("google", "GOOGLE_CLIENT_SECRET", "GOCSPX-example"),
            ("anthropic", "ANTHROPIC_AUTH_TOKEN", "sk-ant-oat01-example"),
            ("aws", "AWS_SESSION_TOKEN", "FwoGZXIvYXdzEexample"),
            ("stripe", "STRIPE_SECRET_KEY", "sk_live_example"),
            ("stripe", "STRIPE_WEBHOOK_SECRET", "whsec_example"),
            ("datadog", "DD_API_KEY", &"7d1f0a93".repeat(4)),
            ("datadog", "DD_APP_KEY", &"7d1f0a93".repeat(5)),
        ] {
            assert_eq!(of(provider, variable, text), None, "{variable}");
        }
    }
}
