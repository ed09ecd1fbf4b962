//! Keys that move money, and those to try it with, where the name says which one is meant.

use crate::value::about::About;
use crate::value::letters::signs::has;
use crate::value::letters::table::{exact_head, firsts_of, table};
use crate::value::letters::text::{any, holds, is_lower};

pub(in crate::value) struct Mode {
    provider: &'static [u8],
    pub(in crate::value) tests: &'static [u8],
    pub(in crate::value) live: &'static [u8],
    /// The letters that both begin with, by their lower five bits.
    firsts: u32,
}

const fn mode(provider: &'static [u8], tests: &'static [u8], live: &'static [u8]) -> Mode {
    Mode { provider, tests, live, firsts: firsts_of(tests) | firsts_of(live) }
}

/// By the documentation of each.
pub(in crate::value) static MODES: [Mode; 33] = [
    mode(b"alpaca", table!("PK"), table!("AK")),
    mode(b"autumn", table!("am_sk_test_"), table!("am_sk_live_")),
    mode(b"blockfrost", table!("preprod preview testnet"), table!("mainnet")),
    mode(b"braintree", table!("access_token$sandbox$"), table!("access_token$production$")),
    mode(b"cashfree", table!("cfsk_ma_test_"), table!("cfsk_ma_prod_")),
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
    mode(b"lootlocker", table!("dev_"), table!("prod_")),
    mode(b"midtrans", table!("SB-Mid-server-"), table!("Mid-server-")),
    mode(b"mollie", table!("test_"), table!("live_")),
    mode(b"moyasar", table!("sk_test_"), table!("sk_live_")),
    mode(b"omise", table!("skey_test_"), table!("skey_live_")),
    mode(b"onfido", table!("api_sandbox."), table!("api_live.")),
    mode(b"paddle", table!("pdl_sdbx_"), table!("pdl_live_")),
    mode(b"paystack", table!("sk_test_"), table!("sk_live_")),
    mode(b"paymongo", table!("sk_test_"), table!("sk_live_")),
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

/// How keys for tests begin, whoever gives them out: those of emulators and of captchas that everybody has, too.
pub(in crate::value) static OF_ANYBODY: &[u8] = table!(
    "\
    test_ sk_test_ rk_test_ secret-test- sandbox_ sandbox- SBX- dev_ fakeMyKeyId fakeSecretAccessKey C2y6yDjf5/ Eby8vdM02xNO UseDevelopmentStorage=true \
    AccountName=devstoreaccount1 6LeIxAcTAAAAA 1x0000000000000000 2x0000000000000000 3x0000000000000000"
);

/// The same of keys that move money.
pub(in crate::value) static LIVE_OF_ANYBODY: &[u8] = table!("sk_live_ rk_live_ live_sk_");

/// The key of an emulator, and how the hosts of accounts end that have others.
const OF_EMULATORS: [(&str, &str); 2] = [
    ("AccountKey=C2y6yDjf5/R+", ".documents.azure.com"),
    ("AccountKey=Eby8vdM02xNO", ".core.windows.net"),
];

/// What it is, if a word of the name asks for the other.
pub(super) fn other(text: &str, about: &About) -> Option<&'static str> {
    const TESTS: &[u8] = table!("test tests testing sandbox testnet preprod devnet");
    const LIVE: &[u8] = table!("live prod production prd mainnet");

    let is_for_paper = || holds(about.provider, b"alpaca") && about.has_word(table!("paper"));
    let asks = || (about.has_word(TESTS) || is_for_paper(), about.has_word(LIVE));
    let is_of_account = has(text, "AccountKey=");
    for (key, host) in OF_EMULATORS {
        if is_of_account && has(text, key) && (has(text, host) || asks() == (false, true)) {
            return Some("the key of an emulator, which everybody has");
        }
    }
    match (is_of_tests(text, about.provider)?, asks()) {
        (true, (false, true)) => Some("a key for tests"),
        (false, (true, false)) => Some("a key for production"),
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
    // Of most, the first letter tells.
    let first = 1_u32 << (text.as_bytes().first()? & 0x1f);
    if FIRSTS & first == 0 {
        return None;
    }
    let is_of = |heads| exact_head(text, heads).is_some();
    let mode = MODES.iter().find(|mode| {
        mode.firsts & first != 0
            && holds(provider, mode.provider)
            && (is_of(mode.tests) || is_of(mode.live))
            // Secrets may begin like the IDs of its keys.
            && (mode.provider != b"alpaca" || !any(text, is_lower))
    })?;
    Some(is_of(mode.tests))
}

/// The letters that all of [`MODES`] begin with.
const FIRSTS: u32 = {
    let (mut letters, mut rest) = (0, MODES.as_slice());
    while let [mode, others @ ..] = rest {
        letters |= mode.firsts;
        rest = others;
    }
    letters
};

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
        ] {
            let doubts = judged(provider, variable, pattern);
            assert!(matches!(*doubts, [Doubt::OtherKind(_)]), "{variable} {doubts:?}");
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
            let about = About::new(provider, Some(variable), ["it", "secret", ""]);
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
            ("alpaca", "ALPACA_LIVE_API_KEY_ID", "PKEXAMPLENOTAKEY9EXA"),
            ("alpaca", "ALPACA_PAPER_API_KEY_ID", "AKEXAMPLENOTAKEY9EXA"),
            ("midtrans", "MIDTRANS_PROD_SERVER_KEY", "SB-Mid-server-example"),
            ("xendit", "XENDIT_PROD_KEY", "xnd_development_example"),
        ] {
            assert!(of(provider, variable, text).is_some(), "{variable}");
            let is_of_anybody =
                [OF_ANYBODY, LIVE_OF_ANYBODY].iter().any(|heads| exact_head(text, heads).is_some());
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
            ("alpaca", "ALPACA_LIVE_API_KEY_ID", "AKEXAMPLENOTAKEY9EXA"),
            ("alpaca", "ALPACA_LIVE_SECRET_KEY", "PKexampleNotAKey9exampleNotAKey9"),
            ("alpaca", "ALPACA_PAPER_API_KEY_ID", "PKEXAMPLENOTAKEY9EXA"),
            ("midtrans", "MIDTRANS_PROD_SERVER_KEY", "Mid-server-example"),
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
