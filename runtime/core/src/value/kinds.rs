//! Keys of one provider that its other keys are taken for.

use super::about::About;
use super::document::PUTTY;
use super::json;
use super::table::{any_word, exact_head, table};
use super::text::{all, all_of, any, holds, is_digit, is_hex_digit, is_lower};

/// How they begin, for the fast look, where no table of providers has them.
pub(super) static HEADS: &[u8] = table!(
    "\
        whsec_ ya29. GOCSPX- FwoGZXIvYXdz IQoJb3JpZ2lu xoxe. xoxe- shpss_ shpat_ 4/0 1// GR1348941 mob- sdk- \
        api- NRAK- phx_ sb_secret_ glsa_ sntrys_ sntryu_ dckr_pat_"
);

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
static KINDS: [Row; 48] = [
    row("xapp-", b"slack", b"bot_token", "an app-level token of Slack"),
    row("xoxb-", b"slack", b"app_token", "a bot token of Slack"),
    row("xoxp-", b"slack", b"bot_token", "a user token of Slack"),
    row("xoxe.xoxp-", b"slack", b"bot_token", "a user token of Slack"),
    row("xoxb-", b"slack", b"signing_secret", "a bot token of Slack"),
    row("xoxp-", b"slack", b"signing_secret", "a user token of Slack"),
    row("xapp-", b"slack", b"signing_secret", "an app-level token of Slack"),
    row("AIza", b"google", b"client_secret", "an API key of Google"),
    row("sbp_", b"supabase", b"service_role", "an access token of Supabase's management"),
    row("access_token$", b"paypal", b"client_secret", "an access token of Braintree"),
    row("access_token$", b"paypal", b"paypal_secret", "an access token of Braintree"),
    row("shpss_", b"shopify", b"token", "the secret of an app at Shopify"),
    row("shpat_", b"shopify", b"client_secret", "an access token of Shopify"),
    row("shpat_", b"shopify", b"api_secret", "an access token of Shopify"),
    row("ya29.", b"google", b"api_key", "an access token of Google, which ends soon"),
    row("GOCSPX-", b"google", b"api_key", "the secret of a client at Google"),
    row("xoxe-", b"slack", b"bot_token", "a refresh token of Slack"),
    row("xoxe-", b"slack", b"app_token", "a refresh token of Slack"),
    row("xoxe-", b"slack", b"signing_secret", "a refresh token of Slack"),
    row("4/0", b"google", b"refresh", "an authorization code of Google, which is used once"),
    row("4/0", b"google", b"access_token", "an authorization code of Google, which is used once"),
    row("4/0", b"google", b"api_key", "an authorization code of Google, which is used once"),
    row("ya29.", b"google", b"refresh", "an access token of Google, which ends soon"),
    row("1//", b"google", b"access_token", "a refresh token of Google"),
    row("1//", b"google", b"api_key", "a refresh token of Google"),
    row("sk-ant-oat", b"anthropic", b"anthropic_api_key", "an OAuth token of Anthropic"),
    row("sk-ant-ort", b"anthropic", b"anthropic_api_key", "a refresh token of Anthropic"),
    row("sk-ant-sid", b"anthropic", b"anthropic_api_key", "a session of Claude in a browser"),
    row("sk-ant-admin", b"anthropic", b"anthropic_api_key", "an admin key of Anthropic"),
    row("sk-ant-api", b"anthropic", b"admin_key", "an API key of Anthropic that is no admin key"),
    row("sk-ant-api", b"anthropic", b"admin_api", "an API key of Anthropic that is no admin key"),
    row("sk-admin-", b"openai", b"openai_api_key", "an admin key of OpenAI"),
    row("sk-proj-", b"openai", b"admin_key", "the key of a project at OpenAI"),
    row("sk-proj-", b"openai", b"admin_api", "the key of a project at OpenAI"),
    row("sk-svcacct-", b"openai", b"admin_key", "the key of a service account at OpenAI"),
    row("sk-svcacct-", b"openai", b"admin_api", "the key of a service account at OpenAI"),
    row("mob-", b"launchdarkly", b"sdk_key", "a mobile key of LaunchDarkly"),
    row("api-", b"launchdarkly", b"sdk_key", "an access token of LaunchDarkly's API"),
    row("sdk-", b"launchdarkly", b"mobile", "the key of a server at LaunchDarkly"),
    row("NRAK-", b"relic", b"license", "a user key of New Relic"),
    row("phc_", b"posthog", b"personal", "the key of a project at PostHog"),
    row("phx_", b"posthog", b"project_api_key", "a personal key of PostHog"),
    row("FwoGZXIvYXdz", b"aws", b"secret_access", "a session token of AWS"),
    row("IQoJb3JpZ2lu", b"aws", b"secret_access", "a session token of AWS"),
    row("whsec_", b"stripe", b"secret_key", "the secret of a webhook of Stripe"),
    row("whsec_", b"stripe", b"api_key", "the secret of a webhook of Stripe"),
    row("sk_live_", b"stripe", b"webhook_secret", "an API key of Stripe"),
    row("sk_test_", b"stripe", b"webhook_secret", "an API key of Stripe"),
];

/// What it is, if one of its names asks for another key of its provider.
pub(super) fn other(text: &str, about: &About) -> Option<&'static str> {
    let first = text.as_bytes().first();
    let is = |row: &&Row| {
        // Of most, the first letter tells, or the last.
        let head = row.head.as_bytes();
        head.first() == first
            && text.as_bytes().get(head.len() - 1) == head.last()
            && text.starts_with(row.head)
            && text.len() > row.head.len()
            && holds(about.provider, row.provider)
            && about.has_name_with(row.name)
    };
    let kind = KINDS.iter().find(is).map(|row| row.what);
    kind.or_else(|| of_cloudflare(text, about))
        .or_else(|| of_datadog(text, about))
        .or_else(|| of_gitlab(text, about))
        .or_else(|| of_aws(text, about))
        .or_else(|| of_google(text, about))
}

/// A key in the format of `PuTTY` and other programs of Windows, where PEM is asked for.
pub(super) fn is_of_putty(text: &str, about: &About) -> bool {
    const OF_PEM: &[u8] = table!("ssh github gitlab bitbucket snowflake pem");

    text.starts_with(PUTTY)
        && any_word(OF_PEM, &|word| holds(about.provider, word) || about.has_name_with(word))
}

/// The secret where its ID belongs, which has twenty letters.
fn of_aws(text: &str, about: &About) -> Option<&'static str> {
    let is = text.len() == 40
        && holds(about.provider, b"aws")
        && about.is_called(table!("id"))
        && about.has_name_of(table!("access_key accesskey"))
        && any(text, is_lower)
        && all_of(text, "+/");
    is.then_some("a secret access key of AWS")
}

/// What a client of OAuth has, where the key of a service account is asked for.
fn of_google(text: &str, about: &About) -> Option<&'static str> {
    let is = text.starts_with('{')
        && about.has_name_of(table!("service_account serviceaccount"))
        && json::is_client_of_google(text);
    is.then_some("the file of an OAuth client")
}

fn is_of_r2(provider: &str) -> bool {
    provider.rsplit(['-', '_', ' ']).next().is_some_and(|word| word.eq_ignore_ascii_case("r2"))
}

/// A token, where the secret for S3 is asked for: that is the token's SHA-256 (Cloudflare's documentation of R2).
fn of_cloudflare(text: &str, about: &About) -> Option<&'static str> {
    let is = text.len() == 40
        && (holds(about.provider, b"cloudflare") || is_of_r2(about.provider))
        && about.has_name_of(table!("secret_access secretaccess"))
        && any(text, is_lower)
        && all_of(text, "-_");
    is.then_some("a token of Cloudflare's API")
}

/// What registers runners or is their own, where the name asks for a token of the API.
fn of_gitlab(text: &str, about: &About) -> Option<&'static str> {
    let is_of_runner = text.starts_with("GR1348941") || text.starts_with("glrt-");
    let is = is_of_runner
        && holds(about.provider, b"gitlab")
        && !holds(about.provider, b"runner")
        && about.ends_in(table!("token pat"))
        && !about.has_name_with(b"runner")
        && !about.has_name_with(b"regist");
    is.then_some("a token of a runner at GitLab")
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

/// How keys begin that no table of providers has.
pub(super) const PREFIXES: &[u8] =
    table!("whsec_ GOCSPX- xoxe- shpss_ shpat_ phx_ sb_secret_ glsa_ sntrys_ sntryu_ dckr_pat_");

/// `whsec_whsec_…`: a key that was pasted behind a beginning that stood there.
pub(super) fn is_doubled(text: &str) -> bool {
    let prefix = exact_head(text, PREFIXES);
    prefix.is_some_and(|prefix| {
        matches!(text.as_bytes().get(prefix.len()..), Some(rest) if rest.starts_with(prefix))
    })
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
    fn a_beginning_that_stands_twice_is_told() {
        assert!(is_doubled("whsec_whsec_k9q") && is_doubled("GOCSPX-GOCSPX-k9q"));
        for text in ["whsec_k9q", "shpat_shpss_k9q", "k9q_k9q_m77", "whsec_"] {
            assert!(!is_doubled(text), "{text}");
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
            ("slack", "SLACK_BOT_TOKEN", "xoxe-1-example"),
            ("google", "GOOGLE_REFRESH_TOKEN", "4/0Aexample"),
            ("google", "GOOGLE_REFRESH_TOKEN", "ya29.example"),
            ("google", "GOOGLE_API_KEY", "1//0example"),
            ("anthropic", "ANTHROPIC_API_KEY", "sk-ant-admin01-example"),
            ("anthropic", "ANTHROPIC_ADMIN_KEY", "sk-ant-api03-example"),
            ("openai", "OPENAI_API_KEY", "sk-admin-example"),
            ("openai", "OPENAI_ADMIN_API_KEY", "sk-proj-example"),
            ("launchdarkly", "LAUNCHDARKLY_SDK_KEY", "mob-example"),
            ("newrelic", "NEW_RELIC_LICENSE_KEY", "NRAK-EXAMPLE"),
            ("posthog", "POSTHOG_PERSONAL_API_KEY", "phc_example"),
            ("gitlab", "GITLAB_TOKEN", "GR1348941example"),
            ("gitlab", "GITLAB_TOKEN", "glrt-example"),
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
            ("slack", "SLACK_REFRESH_TOKEN", "xoxe-1-example"),
            ("google", "GOOGLE_AUTH_CODE", "4/0Aexample"),
            ("google", "GOOGLE_REFRESH_TOKEN", "1//0example"),
            ("anthropic", "ANTHROPIC_ADMIN_KEY", "sk-ant-admin01-example"),
            ("anthropic", "ADMIN_BOT_OF_ANTHROPIC", "sk-ant-api03-example"),
            ("openai", "OPENAI_ADMIN_KEY", "sk-admin-example"),
            ("openai", "OPENAI_API_KEY", "sk-admin-"),
            ("launchdarkly", "LAUNCHDARKLY_MOBILE_KEY", "mob-example"),
            ("newrelic", "NEW_RELIC_API_KEY", "NRAK-EXAMPLE"),
            ("posthog", "POSTHOG_API_KEY", "phc_example"),
            ("gitlab", "GITLAB_RUNNER_TOKEN", "glrt-example"),
            ("gitlab", "GITLAB_REGISTRATION_TOKEN", "GR1348941example"),
            ("datadog", "DD_API_KEY", &"7d1f0a93".repeat(4)),
            ("datadog", "DD_APP_KEY", &"7d1f0a93".repeat(5)),
        ] {
            assert_eq!(of(provider, variable, text), None, "{variable}");
        }
    }
}
