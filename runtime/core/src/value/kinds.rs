//! Keys of one provider that its other keys are taken for.

use super::about::About;
use super::table::table;
use super::text::holds;

/// How they begin, for the fast look, where no table of providers has them.
pub(super) static HEADS: &[u8] = table!("whsec_");

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
static KINDS: [Row; 6] = [
    row("xapp-", b"slack", b"bot_token", "an app-level token of Slack"),
    row("xoxb-", b"slack", b"app_token", "a bot token of Slack"),
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
    KINDS.iter().find(is).map(|row| row.what)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_asks_for_one_kind() {
        let of = |provider, variable, text: &str| {
            other(text, &About { provider, variable: Some(variable), names: ["it", "secret", ""] })
        };
        for (provider, variable, text) in [
            ("slack", "SLACK_BOT_TOKEN", "xapp-1-example"),
            ("slack", "SLACK_APP_TOKEN", "xoxb-1-example"),
            ("stripe", "STRIPE_SECRET_KEY", "whsec_example"),
            ("stripe", "STRIPE_WEBHOOK_SECRET", "sk_live_example"),
        ] {
            assert!(of(provider, variable, text).is_some(), "{variable}");
            assert_eq!(of("acme", variable, text), None, "{variable}");
            assert_eq!(of(provider, "SLACK_OR_STRIPE", text), None, "{variable}");
        }
        for (provider, variable, text) in [
            ("slack", "SLACK_BOT_TOKEN", "xoxb-1-example"),
            ("slack", "SLACK_APP_TOKEN", "xapp-1-example"),
            ("stripe", "STRIPE_SECRET_KEY", "sk_live_example"),
            ("stripe", "STRIPE_WEBHOOK_SECRET", "whsec_example"),
        ] {
            assert_eq!(of(provider, variable, text), None, "{variable}");
        }
    }
}
