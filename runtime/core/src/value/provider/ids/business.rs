//! Of payments, trade, and what identifies and bills customers.

use super::row::{
    Row, SECRET, has_digit, is_large, is_large_hex, is_of_base64, is_of_base64url, is_of_slug,
    is_of_words, is_padded, is_small, row,
};
use crate::value::letters::table::table;
use crate::value::letters::text::{
    all, is_alphanumeric, is_digit, is_guid, is_mixed, is_of_guid, is_small_hex,
};

pub(super) static ROWS: &[Row] = &[
    row(b"amazon", table!("amzn1.application-oa2-client."), is_small_hex, [50, 70], OF_LWA)
        .named(SECRET),
    row(b"lwa", table!("amzn1.application-oa2-client."), is_small_hex, [50, 70], OF_LWA)
        .named(SECRET),
    row(b"apple", &[], is_large, [10, 10], "the ID of a key or a team at Apple")
        .that(has_digit)
        .named(table!("client_secret"))
        .whole(),
    row(b"checkout", table!("pk_"), is_small, [20, 50], "a public key of Checkout.com")
        .named(SECRET),
    row(b"finnhub", table!("sandbox_"), is_small, [20, 40], "a key of Finnhub's sandbox").retired(),
    row(b"fivetran", &[], is_alphanumeric, [16, 16], "an API key of Fivetran")
        .named(SECRET)
        .paired(),
    row(b"woocommerce", table!("ck_"), is_small_hex, [43, 43], "a consumer key of WooCommerce")
        .named(SECRET)
        .paired(),
    row(b"mercado", table!("APP_USR- TEST-"), is_of_guid, [41, 44], "a public key of Mercado Pago")
        .that(is_guid)
        .named(table!("access_token secret private")),
    row(b"fedex", table!("l7"), is_small_hex, [34, 34], "an API key of FedEx")
        .named(SECRET)
        .paired(),
    row(b"authorize", &[], is_large_hex, [128, 128], "a signature key of Authorize.net")
        .named(table!("transaction_key"))
        .other(),
    row(b"authorize", &[], is_alphanumeric, [16, 16], "a transaction key of Authorize.net")
        .named(table!("signature_key"))
        .other(),
    row(b"wechat", &[], is_large_hex, [40, 40], OF_WECHAT).named(V3_KEY),
    row(b"weixin", &[], is_large_hex, [40, 40], OF_WECHAT).named(V3_KEY),
    row(b"wechat", table!("wx"), is_small_hex, [18, 18], "the ID of an app at WeChat")
        .named(table!("secret api_key v3_key")),
    row(b"weixin", table!("wx"), is_small_hex, [18, 18], "the ID of an app at WeChat")
        .named(table!("secret api_key v3_key")),
    row(b"truelayer", table!("sandbox-"), is_of_slug, [12, 60], "the ID of a client at TrueLayer")
        .named(SECRET),
    row(
        b"revenuecat",
        table!("appl_ goog_ amzn_ strp_ rcb_"),
        is_alphanumeric,
        [20, 50],
        "a public key of RevenueCat",
    )
    .named(SECRET),
    row(
        b"persona",
        table!("itmpl_ itmplv_ inq_ act_ ver_ rep_ case_ evt_ doc_"),
        is_alphanumeric,
        [20, 40],
        "the ID of something at Persona",
    )
    .whole(),
    row(b"hellosign", &[], is_small_hex, [32, 32], OF_DROPBOX_SIGN).named(API_KEY),
    row(b"dropbox-sign", &[], is_small_hex, [32, 32], OF_DROPBOX_SIGN).named(API_KEY),
    row(b"dropbox_sign", &[], is_small_hex, [32, 32], OF_DROPBOX_SIGN).named(API_KEY),
    row(b"xendit", table!("xnd_public_"), is_of_base64url, [20, 120], "a public key of Xendit"),
    row(b"omise", table!("pkey_"), is_of_base64url, [15, 60], "a public key of Omise")
        .named(SECRET),
    row(b"midtrans", MIDTRANS, is_of_base64url, [20, 60], "a client key of Midtrans")
        .named(table!("server secret")),
    row(b"paypal", table!("sb-"), is_of_mailbox, [20, 80], "a mailbox of PayPal's sandbox")
        .that(|text| text.contains('@'))
        .named(table!("secret api_key")),
    row(b"klarna", table!("K PK"), is_of_merchant, [12, 40], "the name of a user at Klarna")
        .that(is_user_of_klarna)
        .named(table!("password secret")),
    row(b"shipengine", table!("se-"), is_digit, [6, 14], "the ID of something at ShipEngine"),
    row(b"zoho", table!("1000."), is_large, [30, 40], "the ID of a client at Zoho")
        .named(table!("secret refresh_token access_token")),
    row(b"adyen", &[], is_large_hex, [64, 64], "an HMAC key of Adyen")
        .named(table!("api_key"))
        .other(),
    row(b"adyen", &[], is_large_hex, [40, 63], "Adyen").named(table!("hmac")).cut(),
    row(b"adyen", &[], is_padded, [44, 44], "base64, where hexadecimal digits are asked for")
        .that(|text| text.ends_with('='))
        .named(table!("hmac")),
    // A key has `-` and more behind its base64.
    row(b"adyen", table!("AQE"), is_padded, [40, 200], "Adyen").named(table!("api_key")).cut(),
    row(b"adyen", table!("test_ live_"), is_large, [20, 48], "a client key of Adyen")
        .named(table!("api_key")),
    row(b"alpaca", table!("PK AK"), is_large, [20, 26], "the ID of a key at Alpaca")
        .named(SECRET)
        .paired(),
    row(b"auth0", &[], is_alphanumeric, [32, 32], "the ID of a client at Auth0")
        .that(is_mixed)
        .named(table!("client_secret"))
        .paired(),
    row(b"braintree", &[], is_small, [16, 16], "a public key or the ID of a merchant at Braintree")
        .named(table!("private"))
        .paired(),
    // A shell put nothing in the place of `$production` and what stands behind it.
    row(b"braintree", table!("access_token"), is_alphanumeric, [16, 90], "Braintree")
        .named(table!("access_token"))
        .cut(),
    row(
        b"braintree",
        table!("sandbox_ production_"),
        is_of_base64url,
        [20, 48],
        "a tokenization key of Braintree",
    )
    .named(table!("private")),
    row(
        b"clerk",
        table!("ins_ user_ org_"),
        is_alphanumeric,
        [31, 32],
        "the ID of a thing at Clerk",
    ),
    row(
        b"coinbase",
        table!("organizations/"),
        is_of_words,
        [60, 120],
        "the name of a key at Coinbase",
    )
    .named(SECRET),
    row(b"coinbase", &[], is_of_guid, [36, 36], "the ID of a key at Coinbase")
        .that(is_guid)
        .named(table!("api_secret private")),
    row(b"duo", table!("DI"), is_large, [20, 20], "an integration key of Duo")
        .named(table!("secret"))
        .paired()
        .whole(),
    row(b"hcaptcha", &[], is_of_guid, [36, 36], "a site key of hCaptcha")
        .that(is_guid)
        .named(SECRET),
    row(
        b"klarna",
        table!("klarna_live_client_ klarna_test_client_ klarna_playground_client_"),
        is_of_klarna,
        [24, 200],
        "a client identifier of Klarna",
    )
    .named(table!("api_key password secret")),
    row(b"kraken", &[], is_of_base64, [56, 56], "an API key of Kraken")
        .that(is_mixed)
        .named(SECRET),
    row(b"mollie", table!("pfl_"), is_alphanumeric, [14, 14], "the ID of a profile at Mollie"),
    row(b"okta", table!("00T 00u 0oa"), is_alphanumeric, [20, 20], OF_OKTA).paired(),
    row(
        b"paddle",
        table!("live_ test_"),
        is_alphanumeric,
        [32, 32],
        "a client-side token of Paddle",
    )
    .named(table!("api_key")),
    row(b"paypal", table!("A"), is_of_base64url, [80, 80], "the ID of a client at PayPal")
        .named(SECRET)
        .paired(),
    row(b"plaid", &[], is_small_hex, [24, 24], "the ID of a client at Plaid")
        .asked(table!("secret"))
        .paired()
        .whole(),
    row(b"quickbooks", table!("AB"), is_alphanumeric, [50, 50], OF_INTUIT).named(SECRET).paired(),
    row(b"intuit", table!("AB"), is_alphanumeric, [50, 50], OF_INTUIT).named(SECRET).paired(),
    row(
        b"razorpay",
        table!("rzp_live_ rzp_test_"),
        is_alphanumeric,
        [20, 32],
        "the ID of a key at Razorpay",
    )
    .asked(table!("secret"))
    .paired(),
    row(
        b"revenuecat",
        table!("appl_ goog_ amzn_ strp_ rcb_ mac_"),
        is_alphanumeric,
        [20, 60],
        "a public key of RevenueCat for an app",
    )
    .named(table!("secret api_v2")),
    row(
        b"square",
        table!("sq0idp- sandbox-sq0idb-"),
        is_of_base64url,
        [25, 50],
        "the ID of an application at Square",
    ),
    row(b"square", table!("L"), is_large, [13, 13], "the ID of a location at Square")
        .that(has_digit)
        .whole(),
    row(
        b"stytch",
        table!("project-test- project-live- public-token-test- public-token-live-"),
        is_of_guid,
        [49, 54],
        "the ID of a project or a public token at Stytch",
    )
    .named(SECRET),
    row(b"sumsub", table!("prd: sbx:"), is_of_sumsub, [61, 61], "an app token of Sumsub")
        .that(is_token_of_sumsub)
        .named(SECRET)
        .other(),
    row(
        b"workos",
        table!("client_01 org_01 conn_01 user_01"),
        is_large,
        [29, 35],
        "the ID of something at WorkOS",
    ),
    row(b"xero", &[], is_large_hex, [32, 32], "the ID of a client at Xero")
        .that(has_digit)
        .named(SECRET)
        .paired()
        .whole(),
    row(b"mpesa", &[], |c| c.is_ascii_graphic(), [4, 100], OF_MPESA)
        .asked(CREDENTIAL)
        .named(OF_SECURITY)
        .other(),
    row(b"safaricom", &[], |c| c.is_ascii_graphic(), [4, 100], OF_MPESA)
        .asked(CREDENTIAL)
        .named(OF_SECURITY)
        .other(),
    row(b"phonepe", &[], |c| is_of_guid(c) || c == '#', [40, 40], "PhonePe")
        .that(is_salt_with_number)
        .named(table!("salt_key"))
        .stray(),
    // As its documentation has it, for everybody.
    row(b"transbank", table!("579B532A7440BB0C9079DED94D31EA16"), is_large_hex, [64, 64], OF_TESTS)
        .that(|rest| rest == "15BACEB56610332264630D42D0A36B1C")
        .named(table!("prod_ production live_"))
        .other(),
];

const API_KEY: &[u8] = table!("api_key");
const OF_DROPBOX_SIGN: &str = "the ID of a client at Dropbox Sign";
const OF_WECHAT: &str = "the serial number of a certificate";
const V3_KEY: &[u8] = table!("api_v3 v3_key private_key");
const MIDTRANS: &[u8] = table!("Mid-client- SB-Mid-client-");

fn is_of_mailbox(c: char) -> bool {
    is_of_slug(c) || matches!(c, '@' | '.' | '_')
}

/// `K992557_1b462f93e214`
fn is_of_merchant(c: char) -> bool {
    is_small_hex(c) || c == '_'
}

/// The number of a merchant, `_`, and twelve digits.
fn is_user_of_klarna(rest: &str) -> bool {
    matches!(rest.split_once('_'), Some((merchant, end))
        if matches!(merchant.len(), 5..=8) && all(merchant, is_digit) && end.len() == 12)
}

/// Base64, of either kind.
fn is_of_klarna(c: char) -> bool {
    is_of_base64url(c) || matches!(c, '+' | '/' | '=')
}

fn is_of_sumsub(c: char) -> bool {
    is_alphanumeric(c) || c == '.'
}

/// 24 letters, `.`, and 32.
fn is_token_of_sumsub(rest: &str) -> bool {
    matches!(rest.split_once('.'), Some((id, token)) if id.len() == 24 && all(token, is_alphanumeric))
}

const OF_LWA: &str = "the ID of a client of Login with Amazon";
const OF_INTUIT: &str = "the ID of a client at Intuit";
const OF_OKTA: &str = "the ID of a token, a user or an application at Okta";

/// A security credential is the password in base64 after it was encrypted for a key of RSA: 344 characters.
const OF_MPESA: &str = "the password of an initiator, which is not encrypted yet";
const CREDENTIAL: &[u8] = table!("credential");
const OF_SECURITY: &[u8] = table!("security_credential");
const OF_TESTS: &str = "the key of Transbank's test environment";

/// A salt with the number behind it that a header has.
fn is_salt_with_number(text: &str) -> bool {
    matches!(text.split_once("###"), Some((salt, number)) if is_guid(salt) && all(number, is_digit))
}
