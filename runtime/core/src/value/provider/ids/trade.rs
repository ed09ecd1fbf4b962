//! Of shops, parcels, journeys, and what people buy, play and watch.

use super::row::{Row, SECRET, has_digit, is_large, is_of_base64url, is_of_words, is_small, row};
use crate::value::letters::table::table;
use crate::value::letters::text::{
    all, is_alphanumeric, is_digit, is_guid, is_of_guid, is_small_hex,
};

pub(super) static ROWS: &[Row] = &[
    row(b"adyen", table!("ws"), is_of_user, [10, 80], "the name of a user at Adyen")
        .that(|rest| rest.contains("@Company."))
        .named(table!("api_key password secret")),
    row(b"avalara", &[], is_digit, [10, 10], "the number of an account at Avalara")
        .named(table!("license_key licence_key api_key")),
    row(b"docusign", &[], is_of_guid, [36, 36], "the ID of a client or a user at DocuSign")
        .that(is_guid)
        .named(table!("private rsa_key")),
    row(b"doordash", &[], is_of_guid, [36, 36], "the ID of a developer or a key at DoorDash")
        .that(is_guid)
        .named(table!("signing_secret")),
    row(b"duffel", table!("off_ ord_ orq_ pas_"), is_alphanumeric, [20, 40], OF_DUFFEL),
    row(
        b"easypost",
        table!("adr_ shp_ prcl_ trk_ ca_ rate_"),
        is_small_hex,
        [30, 40],
        "the ID of something at EasyPost",
    ),
    row(b"ebay", &[], is_of_base64url, [30, 70], "the ID of a client at eBay")
        .that(is_client_of_ebay)
        .named(table!("secret cert"))
        .paired()
        .whole(),
    row(b"etsy", &[], is_small, [24, 24], "an API key of Etsy").that(has_digit).named(SECRET),
    row(
        b"flutterwave",
        table!("FLWSECK_TEST"),
        is_small_hex,
        [24, 24],
        "the encryption key of Flutterwave",
    )
    .named(table!("secret_key"))
    .other(),
    row(b"lob", table!("adr_ psc_ ltr_ chk_ bank_"), is_alphanumeric, [18, 30], OF_LOB).whole(),
    row(
        b"mollie",
        table!("tr_ cst_ ord_ sub_ mdt_ org_"),
        is_alphanumeric,
        [8, 24],
        "the ID of something at Mollie",
    )
    .named(table!("api_key mollie_key")),
    row(b"paypal", &[], is_large, [13, 17], "the ID of a merchant or a webhook at PayPal")
        .that(|text| has_digit(text) && matches!(text.len(), 13 | 17))
        .named(SECRET),
    row(b"shippo", &[], is_small_hex, [32, 32], "the ID of something at Shippo")
        .named(table!("api_key api_token shippo_key shippo_token")),
    row(b"steam", &[], is_digit, [17, 17], "the number of an account at Steam")
        .that(|text| text.starts_with("7656119"))
        .named(table!("api_key steam_key")),
    row(b"youtube", table!("UC"), is_of_base64url, [24, 24], "the ID of a channel at YouTube")
        .named(table!("api_key youtube_key")),
    row(b"linkedin", table!("urn:li:"), is_of_words, [12, 80], "the name of something at LinkedIn")
        .asked(table!("token")),
    row(b"wise", &[], is_digit, [6, 10], "the ID of a profile at Wise")
        .named(table!("api_token api_key wise_token"))
        .whole(),
    row(b"shopware", table!("SWSC SWIA SWUA"), is_large, [26, 26], OF_SHOPWARE).named(SECRET),
];

const OF_DUFFEL: &str = "the ID of something at Duffel";
/// Of a sales channel, an integration or a user.
const OF_SHOPWARE: &str = "an access key of Shopware";
const OF_LOB: &str = "the ID of something at Lob";

/// `ws_708192@Company.Acme`
fn is_of_user(c: char) -> bool {
    is_of_words(c) || c == '@'
}

/// `AcmeInc-App-PRD-…`: a secret begins with `PRD-`.
fn is_client_of_ebay(text: &str) -> bool {
    let name = text.split_once("-PRD-").or(text.split_once("-SBX-"));
    matches!(name, Some((name, id)) if !name.is_empty() && all(id, |c| is_small_hex(c) || c == '-'))
}
