//! IDs of things at a provider, which stand beside its keys, by the documentation of each.

use super::about::About;
use super::table::{exact_head, table};
use super::text::{all, any, holds, is_alphanumeric, is_digit, is_upper};

/// How some begin, for the fast look. Of the others the length tells, or they are shorter than keys.
pub(super) static HEADS: &[u8] = table!("apikey_01 wrkspc_01 rzp_live_ rzp_test_");

struct Row {
    provider: &'static [u8],
    /// They begin with one of these, if there are any.
    heads: &'static [u8],
    is_of_rest: fn(char) -> bool,
    lengths: [usize; 2],
    what: &'static str,
}

const fn row(
    provider: &'static [u8],
    heads: &'static [u8],
    is_of_rest: fn(char) -> bool,
    lengths: [usize; 2],
    what: &'static str,
) -> Row {
    Row { provider, heads, is_of_rest, lengths, what }
}

static ROWS: [Row; 7] = [
    row(
        b"airtable",
        table!("app tbl viw rec usr wsp"),
        is_alphanumeric,
        [17, 17],
        "the ID of a base or a table at Airtable",
    ),
    row(
        b"anthropic",
        table!("apikey_01 wrkspc_01"),
        is_alphanumeric,
        [30, 34],
        "the ID of a key or a workspace at Anthropic",
    ),
    row(b"discord", &[], is_digit, [17, 20], "the ID of an application at Discord"),
    row(b"facebook", &[], is_digit, [15, 17], "the ID of an app at Facebook"),
    // Other keys of theirs are called the ID by some.
    row(
        b"razorpay",
        table!("rzp_live_ rzp_test_"),
        is_alphanumeric,
        [20, 32],
        "the ID of a key at Razorpay",
    ),
    // Of an app, a workspace, a channel or a user.
    row(b"slack", table!("A C D G T U W"), is_of_slack, [9, 13], "the ID of something at Slack"),
    row(b"telegram", &[], is_digit, [8, 12], "the ID of a bot without its token"),
];

fn is_of_slack(c: char) -> bool {
    is_upper(c) || is_digit(c)
}

/// What the text is, if it is an ID at its provider; not where its name says that it shall be one.
pub(super) fn kind(text: &str, about: &About) -> Option<&'static str> {
    let row = of(text, about.provider)?;
    // What others call the key is the ID at Razorpay.
    let is_asked = if row.provider == b"razorpay" {
        about.ends_in(table!("secret"))
    } else {
        about.is_of_key()
    };
    (is_asked && !about.is_called(table!("id"))).then_some(row.what)
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
        let head = exact_head(text, row.heads);
        let rest = text.get(head.map_or(0, <[u8]>::len)..).unwrap_or_default();
        head.is_some() != row.heads.is_empty()
            && all(rest, row.is_of_rest)
            // A word in capitals is told as a placeholder.
            && (row.provider != b"slack" || any(rest, is_digit))
            && holds(provider, row.provider)
    };
    ROWS.iter().find(is)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(provider: &'static str, variable: &'static str, text: &str) -> Option<&'static str> {
        kind(text, &About { provider, variable: Some(variable), names: ["it", "secret", ""] })
    }

    #[test]
    fn an_id_is_told_where_a_key_is_asked_for() {
        for (provider, variable, text) in [
            ("airtable", "AIRTABLE_API_KEY", "appExampleNotKey9"),
            ("airtable", "AIRTABLE_TOKEN", "tblExampleNotKey9"),
            ("anthropic", "ANTHROPIC_API_KEY", "apikey_01ExampleNotAKey9ExampleN"),
            ("anthropic", "ANTHROPIC_API_KEY", "wrkspc_01ExampleNotAKey9ExampleN"),
            ("discord", "DISCORD_TOKEN", "1098765432109876543"),
            ("facebook", "FACEBOOK_APP_SECRET", "1098765432109876"),
            ("razorpay", "RAZORPAY_KEY_SECRET", "rzp_test_ExampleNotKey9"),
            ("slack", "SLACK_SIGNING_SECRET", "A0EXAMPLE77"),
            ("slack", "SLACK_BOT_TOKEN", "T0EXAMPLE77"),
            ("telegram", "TELEGRAM_BOT_TOKEN", "8747558945"),
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
            ("razorpay", "RAZORPAY_KEY", "rzp_test_ExampleNotKey9"),
            ("razorpay", "RAZORPAY_KEY_SECRET", "exampleNotAKey9exampleNo"),
            ("slack", "SLACK_SIGNING_SECRET", "a0example77"),
            ("slack", "SLACK_SIGNING_SECRET", "AEXAMPLENOT"),
            ("telegram", "TELEGRAM_BOT_TOKEN", "8747558945:AAexample"),
        ] {
            assert_eq!(of(provider, variable, text), None, "{text}");
        }
    }
}
