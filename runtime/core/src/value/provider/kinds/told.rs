use super::keystore;
use super::modes;
use super::rows::{self, Row};
use crate::value::about::About;
use crate::value::copied::document::PUTTY;
use crate::value::encoded::json;
use crate::value::encoded::token::has_role;
use crate::value::letters::table::{any_word, exact_head, table};
use crate::value::letters::text::{
    all, all_of, any, begins_as, holds, is_digit, is_hex_digit, is_lower,
};
use crate::value::provider::documented;
use crate::value::provider::publishable;

/// What it is, if one of its names asks for another key of its provider.
pub(in crate::value) fn other(text: &str, about: &About) -> Option<&'static str> {
    let is = |row: &Row| {
        // Of most, the last letter tells.
        let head = row.head.as_bytes();
        text.as_bytes().get(head.len() - 1) == head.last()
            && text.starts_with(row.head)
            && text.len() > row.head.len()
            && is_of(about.provider, row.provider)
            && about.has_words(row.name)
            && (row.meant.is_empty() || !about.has_chosen_name_with(row.meant))
    };
    let kind = rows::of(text, &is).map(|row| row.what);
    kind.or_else(|| modes::other(text, about))
        .or_else(|| of_gitlab(text, about))
        .or_else(|| publishable::secret(text, about))
}

/// Whether the provider is that one: Google also by what runs in its cloud.
fn is_of(provider: &str, name: &[u8]) -> bool {
    const OF_GOOGLE: &[u8] =
        table!("gcp gcs bigquery pubsub firebase firestore spanner earthengine youtube gmail");

    holds(provider, name) || name == b"google" && any_word(OF_GOOGLE, &|word| holds(provider, word))
}

/// The same of what no beginning tells.
pub(in crate::value) fn by_form(text: &str, about: &About) -> Option<&'static str> {
    of_cloudflare(text, about)
        .or_else(|| of_discord(text, about))
        .or_else(|| of_facebook(text, about))
        .or_else(|| of_datadog(text, about))
        .or_else(|| of_aws(text, about))
        .or_else(|| of_google(text, about))
        .or_else(|| of_supabase(text, about))
        .or_else(|| of_azure(text, about))
        .or_else(|| documented::other(text, about))
        .or_else(|| keystore::kind(text, about))
}

/// A key in the format of `PuTTY` and other programs of Windows, where PEM is asked for.
pub(in crate::value) fn is_of_putty(text: &str, about: &About) -> bool {
    const OF_PEM: &[u8] = table!("ssh sftp github gitlab bitbucket snow pem");

    text.starts_with(PUTTY)
        && !about.has_name_of(table!("putty ppk winscp"))
        && (any_word(OF_PEM, &|word| holds(about.provider, word) || about.has_name_with(word))
            || about.has_chosen_words(b"private_key"))
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
        && about.has_name_of(table!(
            "service_account serviceaccount application_credentials applicationcredentials"
        ))
        && json::is_client_of_google(text);
    is.then_some("the file of an OAuth client")
}

/// `sv=…&sig=…`, where the key is asked for that signs such.
fn of_azure(text: &str, about: &About) -> Option<&'static str> {
    let query = text.strip_prefix('?').unwrap_or(text);
    let is = query.starts_with("sv=")
        && query.contains("&sig=")
        && holds(about.provider, b"azure")
        && (about.has_words(b"storage_key") || about.has_words(b"account_key"));
    is.then_some("a shared access signature")
}

/// What may do everything, where the key that everybody may see is asked for.
fn of_supabase(text: &str, about: &About) -> Option<&'static str> {
    let is = text.starts_with("eyJ")
        && holds(about.provider, b"supabase")
        && about.has_name_of(table!("anon publishable"))
        && has_role(text, "service_role");
    // What manages projects is none of a project's own keys.
    let is_for_management = || {
        text.starts_with("eyJ")
            && holds(about.provider, b"supabase")
            && about.has_chosen_words(b"supabase_access_token")
            && (has_role(text, "service_role") || has_role(text, "anon"))
    };
    if is {
        Some("a key of the role `service_role`")
    } else {
        is_for_management().then_some("a key of a project at Supabase")
    }
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

/// The token of a bot: its ID in base64, a time and the secret.
fn of_discord(text: &str, about: &About) -> Option<&'static str> {
    if !holds(about.provider, b"discord") {
        return None;
    }
    let mut parts = text.split('.');
    let lengths = [(); 4].map(|()| parts.next().map(str::len));
    let is = matches!(lengths, [Some(24..=30), Some(6), Some(27..), None])
        && (about.has_words(b"client_secret") || about.has_words(b"webhook_url"))
        && all_of(text, "-_.");
    is.then_some("the token of a bot at Discord")
}

/// `ID|…`, which an app calls the API with.
fn of_facebook(text: &str, about: &About) -> Option<&'static str> {
    const NAMES: &[u8] = table!("facebook instagram whatsapp");

    if !begins_as(text, is_digit) {
        return None;
    }
    let (id, token) = text.split_once('|')?;
    let is = matches!(id.len(), 15..=17)
        && all(id, is_digit)
        && token.len() > 20
        && all_of(token, "-_")
        && any_word(NAMES, &|word| holds(about.provider, word))
        && (about.has_words(b"app_secret") || about.has_words(b"client_secret"));
    is.then_some("an access token of an app at Facebook")
}

/// Tokens of GitLab for one thing each (its documentation's "Token prefixes"), where the name asks for one of the API; and
/// what is in a name that asks for the thing.
pub(in crate::value) static OF_GITLAB: [(&[u8], &[u8], &str); 6] = [
    (
        table!("GR1348941 glrt-"),
        table!("runner regist server ci_"),
        "a token of a runner at GitLab",
    ),
    (table!("glptt-"), table!("trigger pipeline ci_"), "a token that triggers pipelines at GitLab"),
    (table!("glft-"), table!("feed rss calendar atom ical"), "a feed token of GitLab"),
    (table!("glimt-"), table!("mail incoming"), "a token for mails to GitLab"),
    (table!("glagent-"), table!("agent kas kube cluster"), "a token of an agent for GitLab"),
    (table!("gloas-"), table!("oauth app client secret"), "the secret of an application at GitLab"),
];

fn of_gitlab(text: &str, about: &About) -> Option<&'static str> {
    if !matches!(text.as_bytes(), [b'G' | b'g', ..]) {
        return None;
    }
    let (_, meant, what) =
        OF_GITLAB.iter().find(|(heads, ..)| exact_head(text, heads).is_some())?;
    let is_meant =
        any_word(meant, &|part| holds(about.provider, part) || about.has_chosen_name_with(part));
    let is = holds(about.provider, b"gitlab") && about.ends_in(table!("token pat")) && !is_meant;
    is.then_some(what)
}

/// A key of the API of Cloud Messaging that Google turned off in 2024.
pub(in crate::value) fn retired(text: &str, about: &About) -> Option<&'static str> {
    const NAMES: &[u8] = table!("firebase fcm google");

    let (id, key) = text.split_once(':')?;
    let is = text.starts_with("AAAA")
        && id.len() == 11
        && key.starts_with("APA91b")
        && all_of(id, "-_")
        && all_of(key, "-_")
        && any_word(NAMES, &|word| holds(about.provider, word))
        && about.is_of_key();
    is.then_some("a server key of Firebase Cloud Messaging")
}

/// API keys have 32 hexadecimal digits, and application keys forty.
fn of_datadog(text: &str, about: &About) -> Option<&'static str> {
    let kind = match text.len() {
        40 if about.has_name_with(b"api_key") => "an application key of Datadog",
        32 if about.has_name_with(b"app_key") => "an API key of Datadog",
        _ => return None,
    };
    (holds(about.provider, b"datadog") && all(text, is_hex_digit)).then_some(kind)
}

/// How keys begin that no table of providers has.
pub(in crate::value) const PREFIXES: &[u8] =
    table!("whsec_ GOCSPX- xoxe- shpss_ shpat_ phx_ sb_secret_ glsa_ sntrys_ sntryu_ dckr_pat_");

/// `whsec_whsec_…`: a key that was pasted behind a beginning that stood there.
pub(in crate::value) fn is_doubled(text: &str) -> bool {
    let prefix = exact_head(text, PREFIXES);
    prefix.is_some_and(|prefix| {
        matches!(text.as_bytes().get(prefix.len()..), Some(rest) if rest.starts_with(prefix))
    }) || is_word_doubled(text)
}

/// `skey_skey_…`: the same of any word, with what is random behind it.
fn is_word_doubled(text: &str) -> bool {
    const SHORTEST: usize = 16;
    const LONGEST: usize = 10;

    // A longer word is no beginning.
    let at = text.bytes().take(LONGEST + 1).position(|byte| byte == b'_');
    let Some((word, rest)) = at.and_then(|at| text.split_at_checked(at)) else { return false };
    let rest = rest.strip_prefix('_').unwrap_or_default();
    let behind = rest.strip_prefix(word).and_then(|rest| rest.strip_prefix('_'));
    matches!(word.len(), 3..=LONGEST)
        && all(word, is_lower)
        && matches!(behind, Some(key)
            if key.len() >= SHORTEST && any(key, is_digit) && all_of(key, "-_") && key.split('_').all(|part| part != word))
}

/// Whether `bot` stands before a bot's token of Telegram, as in the URLs of its API.
pub(in crate::value) fn is_of_url_of_telegram(text: &str, provider: &str) -> bool {
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
    fn a_key_of_putty_is_told_where_pem_is_asked_for() {
        let key = "PuTTY-User-Key-File-3: ssh-ed25519\r\nEncryption: none\r\n";
        let is =
            |variable| is_of_putty(key, &About::new("acme", Some(variable), ["it", "secret", ""]));
        for variable in ["SFTP_PRIVATE_KEY", "ACME_PRIVATE_KEY", "SSH_KEY"] {
            assert!(is(variable), "{variable}");
        }
        for variable in ["ACME_PUTTY_PRIVATE_KEY", "SFTP_PPK", "ACME_KEY", "WINSCP_SFTP_KEY"] {
            assert!(!is(variable), "{variable}");
        }
    }

    #[test]
    fn the_token_of_a_bot_begins_with_its_number() {
        let url = "bot8747558945:AAexampleNotAKey9";
        assert!(is_of_url_of_telegram(url, "telegram") && !is_of_url_of_telegram(url, "acme"));
        for text in ["8747558945:AAexample", "bot-of-k9q:AAexample", "bot8747558945:example"] {
            assert!(!is_of_url_of_telegram(text, "telegram"), "{text}");
        }
    }

    #[test]
    fn a_client_is_no_service_account() {
        let client = r#"{"installed": {"client_id": "x", "client_secret": "exampleNotAKey9"}}"#;
        let of = |variable| {
            let names = ["it", "secret", ""];
            of_google(client, &About::new("acme", Some(variable), names))
        };
        assert!(of("GOOGLE_APPLICATION_CREDENTIALS_JSON").is_some());
        assert!(of("GOOGLE_SERVICE_ACCOUNT_KEY").is_some());
        assert!(of("GOOGLE_CREDENTIALS").is_none() && of("GMAIL_OAUTH_CLIENT").is_none());
    }

    #[test]
    fn a_beginning_that_stands_twice_is_told() {
        assert!(is_doubled("whsec_whsec_k9q") && is_doubled("GOCSPX-GOCSPX-k9q"));
        assert!(is_doubled("skey_skey_test_exampleNotAKey9"));
        for text in
            ["whsec_k9q", "shpat_shpss_k9q", "k9q_k9q_m77", "whsec_", "cha_cha_cha_exampleNotAKey9"]
        {
            assert!(!is_doubled(text), "{text}");
        }
    }

    #[test]
    fn a_name_asks_for_one_kind() {
        let of = |provider, variable, text: &str| {
            let about = About::new(provider, Some(variable), ["it", "secret", ""]);
            other(text, &about).or_else(|| by_form(text, &about))
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
