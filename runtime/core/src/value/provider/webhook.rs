//! URLs of webhooks, where another key of the same service is asked for.

use crate::value::about::About;
use crate::value::letters::table::{exact_head, has_end, table};

/// Whether it is a URL that a message is sent to, which is a secret of its own, where its name asks for a token.
pub(in crate::value) fn is_misplaced(text: &str, about: &About) -> bool {
    let Some(rest) = text.strip_prefix("https://") else { return false };
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let is_of_page = exact_head(rest, PAGES).is_some();
    let is_of_host = has_end(host, HOSTS) && exact_head(path, PATHS).is_some();
    (is_of_page || is_of_host) && about.is_of_key() && !about.has_name_with(b"hook")
}

/// By the documentation of Slack, Discord, Microsoft Teams, Google Chat, Zapier, IFTTT, Feishu, `DingTalk` and `WeCom`.
const PAGES: &[u8] = table!(
    "\
    hooks.slack.com/services/ hooks.slack.com/workflows/ hooks.slack.com/triggers/ \
    discord.com/api/webhooks/ discordapp.com/api/webhooks/ ptb.discord.com/api/webhooks/ \
    canary.discord.com/api/webhooks/ outlook.office.com/webhook/ chat.googleapis.com/v1/spaces/ \
    hooks.zapier.com/hooks/ maker.ifttt.com/trigger/ open.feishu.cn/open-apis/bot/ \
    open.larksuite.com/open-apis/bot/ oapi.dingtalk.com/robot/send qyapi.weixin.qq.com/cgi-bin/webhook/"
);

/// Where each customer has a host.
const HOSTS: &[u8] = table!(".webhook.office.com .logic.azure.com .api.powerplatform.com");
const PATHS: &[u8] = table!("webhookb2/ workflows/ powerautomate/");

/// Whose URL ends before the part of it that is secret: at Discord the token behind the ID, at Slack the last of three.
pub(in crate::value) fn cut(text: &str) -> Option<&'static str> {
    const OF_DISCORD: &[u8] =
        table!("https://discord.com/api/webhooks/ https://discordapp.com/api/webhooks/");
    const OF_SLACK: &[u8] = table!("https://hooks.slack.com/services/");

    for (heads, parts, name) in [(OF_DISCORD, 2, "Discord"), (OF_SLACK, 3, "Slack")] {
        if let Some(head) = exact_head(text, heads) {
            let rest = text.get(head.len()..).unwrap_or_default();
            let given = rest.split(['/', '?']).filter(|part| !part.is_empty()).count();
            return (given < parts).then_some(name);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(variable: &'static str, text: &str) -> bool {
        let names = ["it", "secret", ""];
        is_misplaced(text, &About { provider: "acme", variable: Some(variable), names })
    }

    #[test]
    fn a_webhook_is_no_token() {
        for text in [
            "https://hooks.slack.com/services/T0EXAMPLE/B0EXAMPLE/exampleNotAKey9",
            "https://discord.com/api/webhooks/123456789012345678/exampleNotAKey9",
            "https://acme.webhook.office.com/webhookb2/7d1f0a93/IncomingWebhook/7d1f0a93/c5e84264",
            "https://hooks.zapier.com/hooks/catch/1234567/exampl9/",
        ] {
            assert!(of("SLACK_BOT_TOKEN", text) && of("ACME_API_KEY", text), "{text}");
            for name in ["SLACK_WEBHOOK_URL", "SLACK_WEBHOOK_SECRET", "SLACK_ALERTS", "SLACK_URL"] {
                assert!(!of(name, text), "{name}");
            }
        }
        for text in [
            "https://discord.com/api/v10/gateway",
            "https://hooks.slack.com/",
            "https://webhook.office.com.example/webhookb2/k9q",
            "discord.com/api/webhooks/1/k9q",
        ] {
            assert!(!of("SLACK_BOT_TOKEN", text), "{text}");
        }
    }

    #[test]
    fn a_webhook_ends_in_its_token() {
        for (text, name) in [
            ("https://discord.com/api/webhooks/123456789012345678", "Discord"),
            ("https://discord.com/api/webhooks/123456789012345678/", "Discord"),
            ("https://hooks.slack.com/services/T0EXAMPLE/B0EXAMPLE", "Slack"),
        ] {
            assert_eq!(cut(text), Some(name), "{text}");
        }
        for text in [
            "https://discord.com/api/webhooks/123456789012345678/exampleNotAKey9",
            "https://hooks.slack.com/services/T0EXAMPLE/B0EXAMPLE/exampleNotAKey9",
            "https://hooks.slack.com/workflows/T0EXAMPLE",
            "https://acme.example/api/webhooks/1",
        ] {
            assert_eq!(cut(text), None, "{text}");
        }
    }
}
