//! Keys that move money, and those to try it with, where the name says which one is meant.

use crate::value::about::About;
use crate::value::letters::table::{exact_head, may_begin, table};
use crate::value::letters::text::holds;

pub(in crate::value) struct Mode {
    provider: &'static [u8],
    pub(in crate::value) tests: &'static [u8],
    pub(in crate::value) live: &'static [u8],
}

const fn mode(provider: &'static [u8], tests: &'static [u8], live: &'static [u8]) -> Mode {
    Mode { provider, tests, live }
}

/// By the documentation of each.
pub(in crate::value) static MODES: [Mode; 25] = [
    mode(b"braintree", table!("access_token$sandbox$"), table!("access_token$production$")),
    mode(b"clerk", table!("sk_test_"), table!("sk_live_")),
    mode(
        b"doppler",
        table!("dp.st.dev. dp.st.dev_ dp.st.stg. dp.st.stg_"),
        table!("dp.st.prd. dp.st.prd_"),
    ),
    mode(b"duffel", table!("duffel_test_"), table!("duffel_live_")),
    mode(b"easypost", table!("EZTK"), table!("EZAK")),
    mode(b"flutterwave", table!("FLWSECK_TEST-"), table!("FLWSECK-")),
    mode(b"gocardless", table!("sandbox_"), table!("live_")),
    mode(b"inngest", table!("signkey-test-"), table!("signkey-prod-")),
    mode(b"liveblocks", table!("sk_dev_"), table!("sk_prod_")),
    mode(b"lob", table!("test_"), table!("live_")),
    mode(b"mollie", table!("test_"), table!("live_")),
    mode(b"onfido", table!("api_sandbox."), table!("api_live.")),
    mode(b"paddle", table!("pdl_sdbx_"), table!("pdl_live_")),
    mode(b"paystack", table!("sk_test_"), table!("sk_live_")),
    mode(b"persona", table!("persona_sandbox_"), table!("persona_production_")),
    mode(b"plaid", table!("access-sandbox-"), table!("access-production-")),
    mode(b"razorpay", table!("rzp_test_"), table!("rzp_live_")),
    mode(b"shippo", table!("shippo_test_"), table!("shippo_live_")),
    mode(b"square", table!("sandbox-sq0csb-"), table!("sq0csp-")),
    mode(b"stripe", table!("sk_test_ rk_test_"), table!("sk_live_ rk_live_")),
    mode(b"stytch", table!("secret-test-"), table!("secret-live-")),
    mode(b"toss", table!("test_sk_ test_gsk_"), table!("live_sk_ live_gsk_")),
    mode(b"trigger", table!("tr_dev_ tr_stg_"), table!("tr_prod_")),
    mode(b"workos", table!("sk_test_"), table!("sk_live_")),
    mode(b"xendit", table!("xnd_development_"), table!("xnd_production_")),
];

/// How keys for tests begin, whoever gives them out.
pub(in crate::value) static OF_ANYBODY: &[u8] = table!("test_ sandbox_ sandbox- SBX-");

/// What it is, if a word of the name asks for the other.
pub(super) fn other(text: &str, about: &About) -> Option<&'static str> {
    const TESTS: &[u8] = table!("test tests testing sandbox");
    const LIVE: &[u8] = table!("live prod production prd");

    if exact_head(text, OF_ANYBODY).is_some() && about.has_word(LIVE) && !about.has_word(TESTS) {
        return Some("a key for tests");
    }
    let first = text.as_bytes().first();
    let mode = MODES.iter().find(|mode| {
        // Of most, the first letter tells.
        let is_of = |heads| exact_head(text, heads).is_some();
        (may_begin(mode.tests, first) || may_begin(mode.live, first))
            && holds(about.provider, mode.provider)
            && (is_of(mode.tests) || is_of(mode.live))
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
            ("doppler", "DOPPLER_TOKEN_PRD", "dp.st.dev.example"),
            ("inngest", "INNGEST_PROD_SIGNING_KEY", "signkey-test-example"),
            ("liveblocks", "LIVEBLOCKS_PROD_KEY", "sk_dev_example"),
            ("onfido", "ONFIDO_LIVE_TOKEN", "api_sandbox.example"),
            ("persona", "PERSONA_PROD_API_KEY", "persona_sandbox_example"),
            ("square", "SQUARE_SANDBOX_SECRET", "sq0csp-example"),
            ("stytch", "STYTCH_LIVE_SECRET", "secret-test-example"),
            ("toss", "TOSS_TEST_SECRET_KEY", "live_sk_example"),
            ("trigger", "TRIGGER_PROD_SECRET_KEY", "tr_dev_example"),
            ("workos", "WORKOS_PROD_API_KEY", "sk_test_example"),
            ("xendit", "XENDIT_LIVE_KEY", "xnd_development_example"),
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
            ("acme", "ACME_KEY", "test_example"),
            ("doppler", "DOPPLER_TOKEN_PRD", "dp.st.prd_eu.example"),
            ("doppler", "DOPPLER_TOKEN_DEV", "dp.st.dev.example"),
            ("trigger", "TRIGGER_SECRET_KEY", "tr_dev_example"),
            ("acme", "ACME_SANDBOX_PROD_KEY", "sandbox_example"),
        ] {
            assert_eq!(of(provider, variable, text), None, "{variable}");
        }
    }
}
