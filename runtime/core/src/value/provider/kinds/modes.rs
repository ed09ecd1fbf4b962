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
pub(in crate::value) static MODES: [Mode; 17] = [
    mode(b"braintree", table!("access_token$sandbox$"), table!("access_token$production$")),
    mode(b"cashfree", table!("cfsk_ma_test_"), table!("cfsk_ma_prod_")),
    mode(b"duffel", table!("duffel_test_"), table!("duffel_live_")),
    mode(b"easypost", table!("EZTK"), table!("EZAK")),
    mode(b"flutterwave", table!("FLWSECK_TEST-"), table!("FLWSECK-")),
    mode(b"gocardless", table!("sandbox_"), table!("live_")),
    mode(b"lob", table!("test_"), table!("live_")),
    mode(b"midtrans", table!("SB-Mid-server-"), table!("Mid-server-")),
    mode(b"mollie", table!("test_"), table!("live_")),
    mode(b"omise", table!("skey_test_"), table!("skey_live_")),
    mode(b"onfido", table!("api_sandbox."), table!("api_live.")),
    mode(b"paddle", table!("pdl_sdbx_"), table!("pdl_live_")),
    mode(b"persona", table!("persona_sandbox_"), table!("persona_production_")),
    mode(b"plaid", table!("access-sandbox-"), table!("access-production-")),
    mode(b"razorpay", table!("rzp_test_"), table!("rzp_live_")),
    mode(b"shippo", table!("shippo_test_"), table!("shippo_live_")),
    mode(b"xendit", table!("xnd_development_"), table!("xnd_production_")),
];

/// How keys for tests begin, whoever gives them out.
pub(in crate::value) static OF_ANYBODY: &[u8] =
    table!("test_ sk_test_ rk_test_ secret-test- sandbox_ sandbox- SBX-");
/// The same of keys that move money.
pub(in crate::value) static LIVE_OF_ANYBODY: &[u8] = table!("sk_live_ rk_live_ live_sk_");

/// What it is, if a word of the name asks for the other.
pub(super) fn other(text: &str, about: &About) -> Option<&'static str> {
    const TESTS: &[u8] = table!("test tests testing sandbox");
    const LIVE: &[u8] = table!("live prod prd production");

    let is_for_tests = is_of_tests(text, about.provider)?;
    let (asks_for_tests, asks_for_live) = (about.has_word(TESTS), about.has_word(LIVE));
    match is_for_tests {
        true if asks_for_live && !asks_for_tests => Some("a key for tests"),
        false if asks_for_tests && !asks_for_live => Some("a key for production"),
        _ => None,
    }
}

/// Whether it is a key for tests, or one that moves money; nothing where its beginning does not tell.
fn is_of_tests(text: &str, provider: &str) -> Option<bool> {
    if exact_head(text, OF_ANYBODY).is_some() {
        return Some(true);
    }
    if exact_head(text, LIVE_OF_ANYBODY).is_some() {
        return Some(false);
    }
    let first = text.as_bytes().first();
    for mode in &MODES {
        // Of most, the first letter tells.
        let may_be = may_begin(mode.tests, first) || may_begin(mode.live, first);
        if !may_be || !holds(provider, mode.provider) {
            continue;
        }
        if exact_head(text, mode.tests).is_some() {
            return Some(true);
        }
        if exact_head(text, mode.live).is_some() {
            return Some(false);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Doubt;
    use crate::value::judged::judged;

    #[test]
    fn a_key_for_tests_is_told_of_anybody() {
        for text in [
            "test_exampleNotAKey9exa",
            "sandbox_exampleNotAKey9",
            "SBX-7d1f0a93-c5e8-4264-a091",
            "sk_test_exampleNotAKey9",
            "secret-test-exampleNotAKey9",
        ] {
            let doubts = judged("acme", "ACME_LIVE_API_KEY", text);
            assert!(matches!(*doubts, [Doubt::OtherKind(_)]), "{text} {doubts:?}");
        }
        let live = "sk_live_exampleNotAKey9exampleNotAKey9";
        assert_eq!(
            judged("acme", "ACME_SANDBOX_SECRET_KEY", live),
            [Doubt::OtherKind("a key for production")]
        );
        assert_eq!(judged("acme", "ACME_SECRET_KEY", live), []);
    }

    #[test]
    fn a_key_for_tests_is_told_through_the_fast_look() {
        for (provider, variable, pattern) in [
            ("onfido", "ONFIDO_LIVE_API_TOKEN", "api_sandbox.<any:11>.<any:32>"),
            ("midtrans", "MIDTRANS_PRODUCTION_SERVER_KEY", "SB-Mid-server-<any:24>"),
            ("midtrans", "MIDTRANS_SANDBOX_SERVER_KEY", "Mid-server-<any:24>"),
            ("xendit", "XENDIT_LIVE_SECRET_KEY", "xnd_development_<any:50>"),
            ("persona", "PERSONA_PRODUCTION_API_KEY", "persona_sandbox_<guid>"),
            ("omise", "OMISE_TEST_SECRET_KEY", "skey_live_<small:19>"),
            ("cashfree", "CASHFREE_PROD_SECRET", "cfsk_ma_test_<hex:32>_<hex:8>"),
            ("lob", "LOB_TEST_API_KEY", "live_<hex:35>"),
        ] {
            let doubts = judged(provider, variable, pattern);
            assert!(matches!(*doubts, [Doubt::OtherKind(_)]), "{variable} {doubts:?}");
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
        ] {
            assert!(of(provider, variable, text).is_some(), "{variable}");
            let is_of_anybody = text.starts_with("sk_") || text.starts_with("rk_");
            assert_eq!(of("acme", variable, text).is_some(), is_of_anybody, "{variable}");
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
            ("acme", "ACME_SANDBOX_PROD_KEY", "sandbox_example"),
        ] {
            assert_eq!(of(provider, variable, text), None, "{variable}");
        }
    }
}
