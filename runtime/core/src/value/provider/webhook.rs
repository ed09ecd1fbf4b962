//! URLs of webhooks, where another key of the same service is asked for.

use crate::value::about::About;
use crate::value::letters::table::{exact_head, has_end, is_exactly, table};
use crate::value::letters::text::{all, all_of, holds, is_digit};

/// Whether it is a URL that a message is sent to, which is a secret of its own, where its name asks for a token.
pub(in crate::value) fn is_misplaced(text: &str, about: &About) -> bool {
    let Some(rest) = text.strip_prefix("https://") else { return false };
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let is_of_page = exact_head(rest, PAGES).is_some();
    let is_of_host = has_end(host, HOSTS) && exact_head(path, PATHS).is_some();
    (is_of_page || is_of_host)
        && about.is_of_key()
        && !about.has_name_with(b"hook")
        && (!about.ends_in(table!("secret")) || exact_head(rest, SIGNED).is_some())
}

/// Whether it has the key in it that its name asks for: the service is called by an address that a program puts together.
pub(in crate::value) fn has_key(text: &str, about: &About) -> bool {
    const PAGES: &[u8] = table!("https://maker.ifttt.com/use/ https://maker.ifttt.com/trigger/");

    exact_head(text, PAGES).is_some() && about.ends_in_key()
}

/// Whose URL it is without the token at its end, where its name asks for one.
pub(in crate::value) fn cut(text: &str, about: &About) -> Option<&'static str> {
    let (host, path) = text.strip_prefix("https://")?.split_once('/')?;
    let path = path.strip_suffix('/').unwrap_or(path);
    let is_of_discord = || {
        is_exactly(host, OF_DISCORD)
            && matches!(path.strip_prefix("api/webhooks/"), Some(id) if id.len() > 16 && all(id, is_digit))
    };
    let is_of_slack = || {
        // A workspace and a channel.
        let ids = path.strip_prefix("services/").and_then(|ids| ids.split_once('/'));
        host == "hooks.slack.com"
            && matches!(ids, Some((team, hook)) if team.starts_with('T') && all_of(hook, ""))
    };
    if !about.has_name_with(b"hook") {
        return None;
    }
    if is_of_discord() {
        return Some("Discord");
    }
    // A shell ends a word at `&`.
    if host == "chat.googleapis.com" && holds(path, b"/messages") && !holds(path, b"token=") {
        return Some("Google Chat");
    }
    is_of_slack().then_some("Slack")
}

const OF_DISCORD: &[u8] = table!("discord.com discordapp.com ptb.discord.com canary.discord.com");

/// Where a secret beside the URL signs the messages, so that its name asks for no URL (the documentation of `DingTalk` and
/// Feishu).
const SIGNED: &[u8] = table!(
    "oapi.dingtalk.com/robot/send open.feishu.cn/open-apis/bot/ open.larksuite.com/open-apis/bot/"
);

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Doubt;
    use crate::value::judged::judged;

    fn of(variable: &'static str, text: &str) -> bool {
        let names = ["it", "secret", ""];
        is_misplaced(text, &About::new("acme", Some(variable), names))
    }

    #[test]
    fn a_url_of_a_webhook_has_its_token() {
        let of = |variable, text: &str| {
            let names = ["it", "secret", ""];
            cut(text, &About::new("acme", Some(variable), names))
        };
        for text in [
            "https://discord.com/api/webhooks/1098765432109876543",
            "https://canary.discord.com/api/webhooks/1098765432109876543/",
            "https://hooks.slack.com/services/T0EXAMPLE/B0EXAMPLE",
            "https://chat.googleapis.com/v1/spaces/AAAAk9q/messages?key=exampleNotAKey9",
        ] {
            let doubts = judged("acme", "ACME_WEBHOOK_URL", text);
            assert!(matches!(*doubts, [Doubt::CutKey(_)]), "{text} {doubts:?}");
            assert_eq!(of("ACME_URL", text), None, "{text}");
        }
        for text in [
            "https://discord.com/api/webhooks/1098765432109876543/exampleNotAKey9",
            "https://discord.com/api/webhooks",
            "https://hooks.slack.com/services/T0EXAMPLE/B0EXAMPLE/exampleNotAKey9",
            "https://hooks.slack.com/services/T0EXAMPLE",
            "https://hooks.example/services/T0EXAMPLE/B0EXAMPLE",
            "https://chat.googleapis.com/v1/spaces/AAAAk9q/messages?key=exampleNotAKey9&token=k9q",
            "https://prod-7.westeurope.logic.azure.com/workflows/7d1f/triggers/manual/paths/invoke?api-version=2016-06-01&sig=k9q",
        ] {
            assert_eq!(of("ACME_WEBHOOK_URL", text), None, "{text}");
        }
    }

    #[test]
    fn a_url_with_the_key_in_it_is_no_key() {
        let text = "https://maker.ifttt.com/use/k9qZm77xR3vT5yW8k9qZ";
        for variable in ["IFTTT_WEBHOOKS_KEY", "IFTTT_KEY"] {
            let doubts = judged("ifttt", variable, text);
            assert!(matches!(*doubts, [Doubt::Within(_)]), "{variable} {doubts:?}");
        }
        assert_eq!(judged("ifttt", "IFTTT_WEBHOOKS_URL", text), []);
    }

    #[test]
    fn what_signs_a_message_is_no_url() {
        let text = "https://oapi.dingtalk.com/robot/send?access_token=7d1f0a93c5e84264";
        assert!(of("DINGTALK_ROBOT_SECRET", text) && !of("DINGTALK_WEBHOOK_SECRET", text));
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
}
