use super::super::about::About;
use super::super::text::{letters_of, split_at};
use super::row::{Row, Says};
use super::rows::TABLES;

/// What the text is, if it is no secret; not where its name says that it shall be that.
pub(in super::super) fn kind(text: &str, about: &About) -> Option<&'static str> {
    told(text, about, &|row| row.says == Says::Beside)
}

/// What the text is, if it is another secret of its provider than the name asks for.
pub(in super::super) fn other(text: &str, about: &About) -> Option<&'static str> {
    told(text, about, &|row| row.says == Says::OtherKind)
}

/// What the text is, if its provider does not take it any longer.
pub(in super::super) fn retired(text: &str, about: &About) -> Option<&'static str> {
    told(text, about, &|row| row.says == Says::Retired)
}

/// What stands before a secret, with `:` between, as a program is given both.
pub(in super::super) fn of_pair(text: &str, about: &About) -> Option<&'static str> {
    /// Of a secret.
    const SHORTEST: usize = 12;

    let (id, secret) = split_at(text, &mut |c| c == ':');
    if secret?.len() < SHORTEST {
        return None;
    }
    told(id, about, &|row| row.is_of_pair)
}

/// Whether it has such a form at its provider, whatever its name.
pub(in super::super) fn is_id(text: &str, provider: &str) -> bool {
    first(text, provider, &|_| true).is_some()
}

fn told(text: &str, about: &About, is: &dyn Fn(&Row) -> bool) -> Option<&'static str> {
    first(text, about.provider, &|row| is(row) && row.is_asked(about)).map(|row| row.what)
}

fn first(text: &str, provider: &str, is: &dyn Fn(&Row) -> bool) -> Option<&'static Row> {
    let letters = letters_of(provider.as_bytes());
    for table in TABLES {
        for row in table {
            if row.is(text, provider, letters) && is(row) {
                return Some(row);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(provider: &'static str, variable: &'static str, text: &str) -> Option<&'static str> {
        kind(text, &About { provider, variable: Some(variable), names: ["it", "secret", ""] })
    }

    const HEX: &str = "7d1f0a93c5e84264a0917ac3d5be8246";
    const GUID: &str = "7d1f0a93-c5e8-4264-a091-7ac3d5be8246";

    #[test]
    fn an_id_is_told_where_a_key_is_asked_for() {
        for (provider, variable, text) in [
            ("airtable", "AIRTABLE_API_KEY", "appExampleNotKey9"),
            ("airtable", "AIRTABLE_TOKEN", "tblExampleNotKey9"),
            ("anthropic", "ANTHROPIC_API_KEY", "apikey_01ExampleNotAKey9ExampleN"),
            ("anthropic", "ANTHROPIC_API_KEY", "wrkspc_01ExampleNotAKey9ExampleN"),
            ("discord", "DISCORD_TOKEN", "1098765432109876543"),
            ("elasticsearch", "ELASTICSEARCH_API_KEY", "ExampleNotAKey9-Exam"),
            ("okta", "OKTA_API_TOKEN", "00TExampleNotAKey9Ex"),
            ("facebook", "FACEBOOK_APP_SECRET", "1098765432109876"),
            ("razorpay", "RAZORPAY_KEY_SECRET", "rzp_test_ExampleNotKey9"),
            ("slack", "SLACK_SIGNING_SECRET", "A0EXAMPLE77"),
            ("slack", "SLACK_BOT_TOKEN", "T0EXAMPLE77"),
            ("telegram", "TELEGRAM_BOT_TOKEN", "8747558945"),
            ("algolia", "ALGOLIA_API_KEY", "EXAMPL9N0T"),
            ("anthropic", "ANTHROPIC_API_KEY", "msg_01ExampleNotAKey9Example"),
            ("aws", "AWS_SECRET_ACCESS_KEY", "708192634455"),
            ("cloudflare", "CLOUDFLARE_API_TOKEN", HEX),
            ("cloudinary", "CLOUDINARY_API_SECRET", "708192634455708"),
            ("datadog", "DD_API_KEY", GUID),
            ("discord", "DISCORD_TOKEN", &HEX.repeat(2)),
            ("github", "GITHUB_TOKEN", "EXMP-1N0T"),
            ("google", "GOOGLE_PRIVATE_KEY", &HEX.chars().cycle().take(40).collect::<String>()),
            ("notion", "NOTION_TOKEN", HEX),
            ("notion", "NOTION_TOKEN", GUID),
            ("openai", "OPENAI_API_KEY", "key_ExampleNotAKey9Exam"),
            ("plaid", "PLAID_SECRET", HEX.get(..24).unwrap()),
            ("sendgrid", "SENDGRID_API_KEY", "ExampleNotAKey9Example"),
            ("sentry", "SENTRY_AUTH_TOKEN", HEX),
            ("square", "SQUARE_ACCESS_TOKEN", "sq0idp-ExampleNotAKey9ExampleN"),
            ("supabase", "SUPABASE_SERVICE_KEY", "exampleofaprojectref"),
            ("vercel", "VERCEL_TOKEN", "prj_ExampleNotAKey9ExampleNotAK"),
            ("jira", "JIRA_API_TOKEN", &format!("712020:{GUID}")),
            ("atlassian", "ATLASSIAN_API_TOKEN", "5b10a2844c20165700ede21g"),
            ("telegram", "TELEGRAM_BOT_TOKEN", "-1004743297412"),
        ] {
            assert!(of(provider, variable, text).is_some(), "{text}");
            assert_eq!(of("acme", variable, text), None, "{text}");
            assert_eq!(of(provider, "ACME_APP_ID", text), None, "{text}");
            assert_eq!(of(provider, "ACME", text), None, "{text}");
        }
        for (provider, variable, text) in [
            ("airtable", "AIRTABLE_API_KEY", "appExampleNotAKey9"),
            ("airtable", "AIRTABLE_API_KEY", "patExampleNotKey9"),
            ("anthropic", "ANTHROPIC_API_KEY", "apikey_01"),
            ("discord", "DISCORD_TOKEN", "10987654321098765432109"),
            ("discord", "DISCORD_TOKEN", "exampleNotAKey9exa"),
            ("elasticsearch", "ELASTICSEARCH_API_KEY", "ExampleNotAKey9-Exampl"),
            ("elasticsearch", "ELASTIC_PASSWORD", "ExampleNotAKey9Examp"),
            ("elasticache", "ELASTICACHE_AUTH_TOKEN", "ExampleNotAKey9Examp"),
            ("okta", "OKTA_API_TOKEN", "00ExampleNotAKey9ExampleNotAKey9ExampleNot"),
            ("razorpay", "RAZORPAY_KEY", "rzp_test_ExampleNotKey9"),
            ("razorpay", "RAZORPAY_KEY_SECRET", "exampleNotAKey9exampleNo"),
            ("slack", "SLACK_SIGNING_SECRET", "a0example77"),
            ("slack", "SLACK_SIGNING_SECRET", "AEXAMPLENOT"),
            ("telegram", "TELEGRAM_BOT_TOKEN", "8747558945:AAexample"),
            ("algolia", "ALGOLIA_API_KEY", HEX),
            ("cloudflare", "CLOUDFLARE_R2_KEY", HEX),
            ("cloudinary", "CLOUDINARY_API_KEY", "708192634455708"),
            ("datadog", "DD_API_KEY", HEX),
            ("discord", "DISCORD_CLIENT_SECRET", &HEX.repeat(2)),
            ("github", "GITHUB_TOKEN", "EXAMPL-9N"),
            ("google", "GOOGLE_API_KEY", &HEX.chars().cycle().take(40).collect::<String>()),
            ("openai", "OPENAI_API_KEY", "key_to_my_house_in_town"),
            ("plaid", "PLAID_KEY", HEX.get(..24).unwrap()),
            ("sentry", "SENTRY_AUTH_TOKEN", &HEX.repeat(2)),
            ("square", "SQUARE_ACCESS_TOKEN", "sq0atp-ExampleNotAKey9ExampleN"),
            ("vercel", "VERCEL_TOKEN", "ExampleNotAKey9ExampleNo"),
            ("jira", "JIRA_API_TOKEN", "5b10a2844c20165700edE21g"),
            ("telegram", "TELEGRAM_CHAT_ID", "-1004743297412"),
        ] {
            assert_eq!(of(provider, variable, text), None, "{text}");
        }
    }
}
