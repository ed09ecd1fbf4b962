//! Keys that a provider gives out for browsers, where the name asks for a secret one.

use crate::value::about::About;
use crate::value::letters::table::{any_word, table};
use crate::value::letters::text::holds;

/// What a provider says everybody may see.
struct ForBrowsers {
    provider: &'static [u8],
    head: &'static str,
    /// What is in a name that asks for another key.
    names: &'static [u8],
    what: &'static str,
}

const fn for_browsers(
    provider: &'static [u8],
    head: &'static str,
    names: &'static [u8],
    what: &'static str,
) -> ForBrowsers {
    ForBrowsers { provider, head, names, what }
}

/// By the documentation of each.
static FOR_BROWSERS: [ForBrowsers; 19] = [
    for_browsers(b"devcycle", "dvc_client_", table!("server"), "a key of DevCycle for browsers"),
    for_browsers(b"growthbook", "sdk-", table!("secret api"), "a client key of GrowthBook"),
    for_browsers(b"liveblocks", "pk_", table!("secret"), "a public key of Liveblocks"),
    for_browsers(b"statsig", "client-", table!("secret server"), "a client key of Statsig"),
    for_browsers(b"imagekit", "public_", table!("private"), "a public key of ImageKit"),
    for_browsers(b"knock", "pk_", table!("secret"), "a public key of Knock"),
    for_browsers(b"midtrans", "Mid-client-", table!("server secret"), "a client key of Midtrans"),
    for_browsers(
        b"midtrans",
        "SB-Mid-client-",
        table!("server secret"),
        "a client key of Midtrans",
    ),
    for_browsers(b"omise", "pkey_", table!("secret"), "a public key of Omise"),
    for_browsers(
        b"porkbun",
        "pk1_",
        table!("secret"),
        "the API key beside a secret one of Porkbun",
    ),
    for_browsers(b"recurly", "ewr1-", table!("api_key secret private"), "a public key of Recurly"),
    for_browsers(b"toss", "live_ck_", table!("secret"), "a client key of Toss Payments"),
    for_browsers(b"toss", "test_ck_", table!("secret"), "a client key of Toss Payments"),
    for_browsers(b"xendit", "xnd_public_", table!("secret api_key"), "a public key of Xendit"),
    for_browsers(b"mapbox", "pk.", table!("secret"), "a public token of Mapbox"),
    for_browsers(b"langfuse", "pk-lf-", table!("secret"), "a public key of Langfuse"),
    for_browsers(b"supabase", "sb_publishable_", table!("secret service"), "a publishable key"),
    for_browsers(b"flutterwave", "FLWPUBK", table!("secret"), "a public key of Flutterwave"),
    for_browsers(
        b"mailgun",
        "pubkey-",
        table!("api_key secret private"),
        "a public key of Mailgun",
    ),
];

/// What it is, where another key is asked for.
pub(in crate::value) fn kind(text: &str, about: &About) -> Option<&'static str> {
    let is = |row: &&ForBrowsers| {
        text.starts_with(row.head)
            && holds(about.provider, row.provider)
            && any_word(row.names, &|name| about.has_chosen_name_with(name))
            && !about.has_name_with(b"publi")
    };
    FOR_BROWSERS.iter().find(is).map(|row| row.what)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_for_browsers_is_told_where_a_secret_one_is_asked_for() {
        let of = |provider, variable, text: &str| {
            kind(text, &About { provider, variable: Some(variable), names: ["it", "secret", ""] })
        };
        for (provider, variable, text) in [
            ("mapbox", "MAPBOX_SECRET_TOKEN", "pk.eyJexample"),
            ("langfuse", "LANGFUSE_SECRET_KEY", "pk-lf-7d1f0a93"),
            ("supabase", "SUPABASE_SERVICE_KEY", "sb_publishable_example"),
            ("flutterwave", "FLW_SECRET_KEY", "FLWPUBK-example"),
            ("mailgun", "MAILGUN_API_KEY", "pubkey-7d1f0a93"),
            ("devcycle", "DEVCYCLE_SERVER_SDK_KEY", "dvc_client_7d1f0a93"),
            ("growthbook", "GROWTHBOOK_API_KEY", "sdk-ExampleNotAKey9"),
            ("liveblocks", "LIVEBLOCKS_SECRET_KEY", "pk_prod_example"),
            ("statsig", "STATSIG_SERVER_SECRET", "client-example"),
            ("imagekit", "IMAGEKIT_PRIVATE_KEY", "public_example"),
            ("knock", "KNOCK_SECRET_KEY", "pk_example"),
            ("midtrans", "MIDTRANS_SERVER_KEY", "Mid-client-example"),
            ("midtrans", "MIDTRANS_SERVER_KEY", "SB-Mid-client-example"),
            ("omise", "OMISE_SECRET_KEY", "pkey_example"),
            ("porkbun", "PORKBUN_SECRET_API_KEY", "pk1_example"),
            ("recurly", "RECURLY_API_KEY", "ewr1-example"),
            ("toss", "TOSS_SECRET_KEY", "live_ck_example"),
            ("toss", "TOSS_SECRET_KEY", "test_ck_example"),
            ("xendit", "XENDIT_SECRET_KEY", "xnd_public_example"),
        ] {
            assert!(of(provider, variable, text).is_some(), "{variable}");
            assert_eq!(of("acme", variable, text), None, "{variable}");
        }
        for (provider, variable, text) in [
            ("mapbox", "MAPBOX_ACCESS_TOKEN", "pk.eyJexample"),
            ("mapbox", "MAPBOX_SECRET_TOKEN", "sk.eyJexample"),
            ("langfuse", "LANGFUSE_PUBLIC_KEY", "pk-lf-7d1f0a93"),
            ("supabase", "SUPABASE_KEY", "sb_publishable_example"),
            ("mailgun", "MAILGUN_PUBLIC_API_KEY", "pubkey-7d1f0a93"),
            ("devcycle", "DEVCYCLE_CLIENT_SDK_KEY", "dvc_client_7d1f0a93"),
            ("growthbook", "GROWTHBOOK_CLIENT_KEY", "sdk-ExampleNotAKey9"),
            ("liveblocks", "LIVEBLOCKS_PUBLIC_KEY", "pk_prod_example"),
            ("statsig", "STATSIG_CLIENT_KEY", "client-example"),
            ("imagekit", "IMAGEKIT_PUBLIC_KEY", "public_example"),
            ("midtrans", "MIDTRANS_SERVER_KEY", "Mid-server-example"),
            ("porkbun", "PORKBUN_API_KEY", "pk1_example"),
            ("porkbun", "PORKBUN_SECRET_API_KEY", "sk1_example"),
        ] {
            assert_eq!(of(provider, variable, text), None, "{variable}");
        }
    }
}
