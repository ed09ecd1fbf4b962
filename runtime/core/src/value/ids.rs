//! IDs of things at a provider, which stand beside its keys, by the documentation of each.

use super::about::About;
use super::table::{exact_head, table};
use super::text::{
    all, any, holds, is_alphanumeric, is_digit, is_lower, is_of_guid, is_small_hex, is_upper,
};

/// How some begin, for the fast look. Of the others the length tells, or they are shorter than keys.
pub(super) static HEADS: &[u8] = table!(
    "\
    apikey_01 wrkspc_01 rzp_live_ rzp_test_ msg_01 req_01 key_ file- thread_ run_ vs_ batch_ ftjob- prj_ \
    team_ sq0idp- sandbox-sq0idb-"
);

struct Row {
    provider: &'static [u8],
    /// They begin with one of these, if there are any.
    heads: &'static [u8],
    is_of_rest: fn(char) -> bool,
    lengths: [usize; 2],
    what: &'static str,
    /// What the name ends in, where any key is not enough.
    asked: &'static [u8],
}

impl Row {
    /// Only where the name ends so: other keys of theirs have the same form, or are called the ID by some.
    const fn asked(mut self, words: &'static [u8]) -> Self {
        self.asked = words;
        self
    }
}

const fn row(
    provider: &'static [u8],
    heads: &'static [u8],
    is_of_rest: fn(char) -> bool,
    lengths: [usize; 2],
    what: &'static str,
) -> Row {
    Row { provider, heads, is_of_rest, lengths, what, asked: &[] }
}

static ROWS: [Row; 35] = [
    row(
        b"airtable",
        table!("app tbl viw rec usr wsp"),
        is_alphanumeric,
        [17, 17],
        "the ID of a base or a table at Airtable",
    ),
    row(b"algolia", &[], is_of_slack, [10, 10], "the ID of an application at Algolia"),
    row(
        b"anthropic",
        table!("apikey_01 wrkspc_01 msg_01 req_01"),
        is_alphanumeric,
        [24, 34],
        "the ID of a key, a workspace or a message at Anthropic",
    ),
    row(b"atlassian", &[], is_of_account, [43, 43], ACCOUNT),
    row(b"atlassian", table!("5 6 7"), is_small, [24, 24], ACCOUNT),
    row(b"jira", &[], is_of_account, [43, 43], ACCOUNT),
    row(b"jira", table!("5 6 7"), is_small, [24, 24], ACCOUNT),
    row(b"confluence", &[], is_of_account, [43, 43], ACCOUNT),
    row(b"confluence", table!("5 6 7"), is_small, [24, 24], ACCOUNT),
    row(b"bitbucket", &[], is_of_account, [43, 43], ACCOUNT),
    row(b"bitbucket", table!("5 6 7"), is_small, [24, 24], ACCOUNT),
    row(b"aws", &[], is_digit, [12, 12], "the ID of an account at AWS"),
    row(b"cloudflare", &[], is_small_hex, [32, 32], "the ID of an account or a zone at Cloudflare")
        .asked(table!("token")),
    row(b"cloudinary", &[], is_digit, [15, 15], "an API key of Cloudinary, which is public")
        .asked(table!("secret")),
    row(b"datadog", &[], is_of_guid, [36, 36], "the ID of a key at Datadog"),
    row(b"discord", &[], is_small_hex, [64, 64], "the public key of an application at Discord")
        .asked(table!("token")),
    row(b"discord", &[], is_digit, [17, 20], "the ID of an application at Discord"),
    row(b"elastic", &[], is_of_sendgrid, [20, 20], "the ID of a key at Elasticsearch")
        .asked(table!("key apikey")),
    row(b"facebook", &[], is_digit, [15, 17], "the ID of an app at Facebook"),
    row(b"github", &[], is_of_code, [9, 9], "a code that one types at GitHub to log in"),
    row(b"google", &[], is_small_hex, [40, 40], "the ID of a private key at Google")
        .asked(table!("key")),
    row(b"notion", &[], is_small_hex, [32, 32], "the ID of a page or a database at Notion"),
    row(b"notion", &[], is_of_guid, [36, 36], "the ID of a page or a database at Notion"),
    row(b"okta", table!("00T"), is_alphanumeric, [20, 20], "the ID of a token at Okta"),
    row(
        b"openai",
        table!("key_ file- thread_ run_ vs_ batch_ ftjob-"),
        is_alphanumeric,
        [20, 44],
        "the ID of something at OpenAI",
    ),
    row(b"plaid", &[], is_small_hex, [24, 24], "the ID of a client at Plaid")
        .asked(table!("secret")),
    row(
        b"razorpay",
        table!("rzp_live_ rzp_test_"),
        is_alphanumeric,
        [20, 32],
        "the ID of a key at Razorpay",
    )
    .asked(table!("secret")),
    row(b"sendgrid", &[], is_of_sendgrid, [22, 22], "the ID of a key at SendGrid"),
    row(b"sentry", &[], is_small_hex, [32, 32], "the public key of a DSN at Sentry")
        .asked(table!("token")),
    // Of an app, a workspace, a channel or a user.
    row(b"slack", table!("A C D G T U W"), is_of_slack, [9, 13], "the ID of something at Slack"),
    row(
        b"square",
        table!("sq0idp- sandbox-sq0idb-"),
        is_of_sendgrid,
        [25, 50],
        "the ID of an application at Square",
    ),
    row(b"supabase", &[], is_lower, [20, 20], "the reference of a project at Supabase"),
    row(b"telegram", &[], is_digit, [8, 12], "the ID of a bot without its token"),
    row(b"telegram", table!("-100"), is_digit, [13, 15], "the ID of a chat at Telegram"),
    row(
        b"vercel",
        table!("prj_ team_"),
        is_alphanumeric,
        [20, 40],
        "the ID of a project or a team at Vercel",
    ),
];

const ACCOUNT: &str = "the ID of an account at Atlassian";

/// Digits, `:`, and a GUID.
fn is_of_account(c: char) -> bool {
    is_small_hex(c) || matches!(c, '-' | ':')
}

/// Tokens are of both sizes.
fn is_small(c: char) -> bool {
    is_lower(c) || is_digit(c)
}

/// Four capitals or digits, `-`, and four more.
fn is_of_code(c: char) -> bool {
    is_of_slack(c) || c == '-'
}

fn is_of_sendgrid(c: char) -> bool {
    is_alphanumeric(c) || matches!(c, '-' | '_')
}

fn is_of_slack(c: char) -> bool {
    is_upper(c) || is_digit(c)
}

/// What the text is, if it is an ID at its provider; not where its name says that it shall be one.
pub(super) fn kind(text: &str, about: &About) -> Option<&'static str> {
    let row = of(text, about.provider)?;
    let is_asked = if row.asked.is_empty() { about.is_of_key() } else { about.ends_in(row.asked) };
    // Of a service account. The keys of other things at Google may look so.
    let is_meant = row.provider == b"google" && !about.has_name_with(b"private");
    (is_asked && !is_meant && !about.is_called(table!("id"))).then_some(row.what)
}

/// Whether it is an ID at its provider, whatever its name.
pub(super) fn is_id(text: &str, provider: &str) -> bool {
    of(text, provider).is_some()
}

fn of(text: &str, provider: &str) -> Option<&'static Row> {
    let is = |row: &&Row| {
        let [least, most] = row.lengths;
        if !(least..=most).contains(&text.len()) {
            return false;
        }
        if !holds(provider, row.provider) {
            return false;
        }
        let head = exact_head(text, row.heads);
        let rest = text.get(head.map_or(0, <[u8]>::len)..).unwrap_or_default();
        head.is_some() != row.heads.is_empty()
            && all(rest, row.is_of_rest)
            // A word in capitals is told as a placeholder.
            && (row.provider != b"slack" || any(rest, is_digit))
            && (row.provider != b"github" || rest.get(4..5) == Some("-"))
    };
    ROWS.iter().find(is)
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
