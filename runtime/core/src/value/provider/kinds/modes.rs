//! Keys that move money, and those to try it with, where the name says which one is meant.

use crate::value::about::About;
use crate::value::letters::signs::has;
use crate::value::letters::table::{exact_head, may_begin, table};
use crate::value::letters::text::{any, holds, is_lower};

pub(in crate::value) struct Mode {
    provider: &'static [u8],
    pub(in crate::value) tests: &'static [u8],
    pub(in crate::value) live: &'static [u8],
}

const fn mode(provider: &'static [u8], tests: &'static [u8], live: &'static [u8]) -> Mode {
    Mode { provider, tests, live }
}

/// By the documentation of each.
pub(in crate::value) static MODES: [Mode; 22] = [
    mode(b"alpaca", table!("PK"), table!("AK")),
    mode(b"autumn", table!("am_sk_test_"), table!("am_sk_live_")),
    mode(b"braintree", table!("access_token$sandbox$"), table!("access_token$production$")),
    mode(b"clerk", table!("sk_test_"), table!("sk_live_")),
    mode(b"duffel", table!("duffel_test_"), table!("duffel_live_")),
    mode(b"easypost", table!("EZTK"), table!("EZAK")),
    mode(b"flutterwave", table!("FLWSECK_TEST-"), table!("FLWSECK-")),
    mode(b"gocardless", table!("sandbox_"), table!("live_")),
    mode(b"midtrans", table!("SB-Mid-server-"), &[]),
    mode(b"mollie", table!("test_"), table!("live_")),
    mode(b"moyasar", table!("sk_test_"), table!("sk_live_")),
    mode(b"onfido", table!("api_sandbox."), table!("api_live.")),
    mode(b"paddle", table!("pdl_sdbx_"), table!("pdl_live_")),
    mode(b"paystack", table!("sk_test_"), table!("sk_live_")),
    mode(b"paymongo", table!("sk_test_"), table!("sk_live_")),
    mode(b"persona", table!("persona_sandbox_"), table!("persona_production_")),
    mode(b"plaid", table!("access-sandbox-"), table!("access-production-")),
    mode(b"razorpay", table!("rzp_test_"), table!("rzp_live_")),
    mode(b"shippo", table!("shippo_test_"), table!("shippo_live_")),
    mode(b"stripe", table!("sk_test_ rk_test_"), table!("sk_live_ rk_live_")),
    mode(b"workos", table!("sk_test_"), table!("sk_live_")),
    mode(b"xendit", table!("xnd_development_"), table!("xnd_production_")),
];

/// How keys for tests begin, whoever gives them out: those of emulators and of captchas that everybody has, too.
pub(in crate::value) static OF_ANYBODY: &[u8] = table!(
    "\
    test_ sandbox_ sandbox- SBX- fakeMyKeyId fakeSecretAccessKey C2y6yDjf5/ Eby8vdM02xNO UseDevelopmentStorage=true \
    AccountName=devstoreaccount1 6LeIxAcTAAAAA 1x0000000000000000 2x0000000000000000 3x0000000000000000"
);

/// The key of an emulator, and how the hosts of accounts end that have others.
const OF_EMULATORS: [(&str, &str); 2] = [
    ("AccountKey=C2y6yDjf5/R+", ".documents.azure.com"),
    ("AccountKey=Eby8vdM02xNO", ".core.windows.net"),
];

/// What it is, if a word of the name asks for the other.
pub(super) fn other(text: &str, about: &About) -> Option<&'static str> {
    const TESTS: &[u8] = table!("test tests testing sandbox paper");
    const LIVE: &[u8] = table!("live prod production");

    if exact_head(text, OF_ANYBODY).is_some() && about.has_word(LIVE) && !about.has_word(TESTS) {
        return Some("a key for tests");
    }
    for (key, host) in OF_EMULATORS {
        if has(text, key) && (has(text, host) || about.has_word(LIVE) && !about.has_word(TESTS)) {
            return Some("the key of an emulator, which everybody has");
        }
    }
    let first = text.as_bytes().first();
    let mode = MODES.iter().find(|mode| {
        // Of most, the first letter tells.
        let is_of = |heads| exact_head(text, heads).is_some();
        (may_begin(mode.tests, first) || may_begin(mode.live, first))
            && holds(about.provider, mode.provider)
            && (is_of(mode.tests) || is_of(mode.live))
            // Secrets may begin like the IDs of its keys.
            && (mode.provider != b"alpaca" || !any(text, is_lower))
    })?;
    let (is_for_tests, is_live) = (about.has_word(TESTS), about.has_word(LIVE));
    match exact_head(text, mode.tests) {
        Some(_) if is_live && !is_for_tests => Some("a key for tests"),
        None if is_for_tests && !is_live => Some("a key for production"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Doubt;
    use crate::value::judged::judged;

    #[test]
    fn a_key_for_tests_is_told_of_anybody() {
        for text in
            ["test_exampleNotAKey9exa", "sandbox_exampleNotAKey9", "SBX-7d1f0a93-c5e8-4264-a091"]
        {
            let doubts = judged("acme", "ACME_LIVE_API_KEY", text);
            assert!(matches!(*doubts, [Doubt::OtherKind(_)]), "{text} {doubts:?}");
        }
    }

    #[test]
    fn the_key_of_an_emulator_is_none_of_an_account() {
        let cosmos = |host| format!("AccountEndpoint=https://{host}/;AccountKey=C2y6yDjf5/R+ex9;");
        let storage = |host: &str| {
            format!("AccountName=acme;AccountKey=Eby8vdM02xNOex9;BlobEndpoint=http://{host}/")
        };
        for (variable, text) in [
            ("COSMOS_CONNECTION_STRING", cosmos("acme.documents.azure.com")),
            ("COSMOS_PROD_CONNECTION_STRING", cosmos("localhost:8081")),
            ("AZURE_CONNECTION_STRING", storage("acme.blob.core.windows.net")),
            ("AZURE_STORAGE_PROD", storage("127.0.0.1:10000")),
            ("AZURE_STORAGE_PROD", "UseDevelopmentStorage=true".to_owned()),
            ("DYNAMODB_PROD_ACCESS_KEY_ID", "fakeMyKeyId".to_owned()),
            ("TURNSTILE_PROD_SECRET", "1x0000000000000000000000000000000AA".to_owned()),
        ] {
            let doubts = judged("acme", variable, &text);
            assert!(matches!(*doubts, [Doubt::OtherKind(_)]), "{variable} {text} {doubts:?}");
        }
        for (variable, text) in [
            ("COSMOS_CONNECTION_STRING", cosmos("localhost:8081")),
            ("AZURE_CONNECTION_STRING", storage("127.0.0.1:10000")),
            ("AZURE_STORAGE", "UseDevelopmentStorage=true".to_owned()),
            ("DYNAMODB_ACCESS_KEY_ID", "fakeMyKeyId".to_owned()),
            ("TURNSTILE_SECRET", "1x0000000000000000000000000000000AA".to_owned()),
        ] {
            assert_eq!(judged("acme", variable, &text), [], "{variable} {text}");
        }
    }

    #[test]
    fn a_name_says_which_mode_it_asks_for() {
        let of = |provider, variable, text: &str| {
            let about = About { provider, variable: Some(variable), names: ["it", "secret", ""] };
            other(text, &about)
        };
        for (provider, variable, text) in [
            ("stripe", "STRIPE_LIVE_SECRET_KEY", "sk_test_example"),
            ("stripe", "STRIPE_PROD_KEY", "rk_test_example"),
            ("stripe", "STRIPE_TEST_SECRET_KEY", "sk_live_example"),
            ("mollie", "mollieTestKey", "live_example"),
            ("razorpay", "RAZORPAY_TEST_KEY_ID", "rzp_live_example"),
            ("alpaca", "ALPACA_LIVE_API_KEY_ID", "PKEXAMPLENOTAKEY9EXA"),
            ("alpaca", "ALPACA_PAPER_API_KEY_ID", "AKEXAMPLENOTAKEY9EXA"),
            ("midtrans", "MIDTRANS_PROD_SERVER_KEY", "SB-Mid-server-example"),
            ("xendit", "XENDIT_PROD_KEY", "xnd_development_example"),
        ] {
            assert!(of(provider, variable, text).is_some(), "{variable}");
            assert_eq!(of("acme", variable, text), None, "{variable}");
            assert_eq!(of(provider, "ACME_KEY", text), None, "{variable}");
        }
        for (provider, variable, text) in [
            ("stripe", "STRIPE_LIVE_SECRET_KEY", "sk_live_example"),
            ("stripe", "STRIPE_TEST_SECRET_KEY", "sk_test_example"),
            ("stripe", "STRIPE_TEST_KEY_OF_LIVE_ACCOUNT", "sk_test_example"),
            ("stripe", "STRIPE_DELIVERY_KEY", "sk_test_example"),
            ("stripe", "STRIPE_LATEST_KEY", "sk_live_example"),
            ("stripe", "STRIPE_PRODUCT_KEY", "sk_test_example"),
            ("mollie", "MOLLIE_LIVE_KEY", "access_example"),
            ("alpaca", "ALPACA_LIVE_API_KEY_ID", "AKEXAMPLENOTAKEY9EXA"),
            ("alpaca", "ALPACA_LIVE_SECRET_KEY", "PKexampleNotAKey9exampleNotAKey9"),
            ("alpaca", "ALPACA_PAPER_API_KEY_ID", "PKEXAMPLENOTAKEY9EXA"),
            ("midtrans", "MIDTRANS_PROD_SERVER_KEY", "Mid-server-example"),
            ("acme", "ACME_KEY", "test_example"),
            ("acme", "ACME_SANDBOX_PROD_KEY", "sandbox_example"),
        ] {
            assert_eq!(of(provider, variable, text), None, "{variable}");
        }
    }
}
