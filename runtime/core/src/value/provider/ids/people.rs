//! Of mails, messages, documents, and what else people see.

use super::row::{
    Row, SECRET, has_digit, is_large, is_of_base64url, is_of_path, is_of_token, is_small, row,
};
use crate::value::letters::table::table;
use crate::value::letters::text::{
    all, count, is_alphanumeric, is_digit, is_guid, is_letter, is_lower, is_mixed, is_of_guid,
    is_small_hex,
};

pub(super) static ROWS: &[Row] = &[
    row(b"hubspot", table!("eu1- na1- na2-"), is_of_guid, [36, 40], "an API key of HubSpot")
        .named(table!("hubspot_api_key hapikey"))
        .retired(),
    row(
        b"airtable",
        table!("app tbl viw rec usr wsp"),
        is_alphanumeric,
        [17, 17],
        "the ID of a base or a table at Airtable",
    ),
    row(
        b"airtable",
        table!("app"),
        is_of_path,
        [30, 60],
        "the ID of a base with a table at Airtable",
    )
    .that(|rest| rest.contains("/tbl")),
    row(b"airtable", table!("pat"), is_of_token, [18, 81], "Airtable")
        .that(|rest| rest.get(14..15) == Some("."))
        .cut(),
    row(b"airtable", table!("key"), is_alphanumeric, [17, 17], "an API key of Airtable").retired(),
    row(b"adobe", table!("CBJCHBCAABAA"), is_of_base64url, [28, 60], "an ID of Adobe Sign"),
    row(b"clickup", &[], is_digit, [6, 12], "the ID of something at ClickUp")
        .asked(table!("token key apikey")),
    row(b"descope", table!("P2"), is_alphanumeric, [26, 34], "the ID of a project at Descope")
        .named(table!("management_key api_key")),
    row(b"monday", &[], is_digit, [6, 12], "the ID of something at monday.com")
        .asked(table!("token key apikey")),
    row(b"mapbox", table!("mapbox://"), is_of_path_of_style, [12, 120], "the URL of a style"),
    row(b"algolia", &[], is_large, [10, 10], "the ID of an application at Algolia").paired(),
    row(b"apple", &[], is_large, [10, 10], "the ID of a key or a team at Apple")
        .that(has_digit)
        .named(table!("private"))
        .whole(),
    row(b"asana", &[], is_digit, [13, 19], "the ID of something at Asana"),
    row(b"atlassian", &[], is_of_account, [43, 43], ACCOUNT),
    row(b"atlassian", table!("5 6 7"), is_small, [24, 24], ACCOUNT),
    row(b"jira", &[], is_of_account, [43, 43], ACCOUNT),
    row(b"jira", table!("5 6 7"), is_small, [24, 24], ACCOUNT),
    row(b"confluence", &[], is_of_account, [43, 43], ACCOUNT),
    row(b"confluence", table!("5 6 7"), is_small, [24, 24], ACCOUNT),
    row(b"bitbucket", &[], is_of_account, [43, 43], ACCOUNT),
    row(b"bitbucket", table!("5 6 7"), is_small, [24, 24], ACCOUNT),
    row(b"cloudinary", &[], is_digit, [15, 15], "an API key of Cloudinary")
        .asked(table!("secret"))
        .paired(),
    row(b"contentful", &[], is_small, [12, 12], "the ID of a space at Contentful")
        .that(has_digit)
        .asked(table!("token")),
    row(b"dropbox", &[], is_small, [15, 15], "the key or the secret of an app at Dropbox")
        .asked(table!("token"))
        .other(),
    row(b"firebase", table!("1:"), is_of_firebase, [30, 50], "the ID of an app at Firebase"),
    row(b"google", table!("G- AW- GTM-"), is_large, [10, 14], OF_ANALYTICS).named(OF_SECRETS),
    row(b"google", table!("UA-"), is_of_property, [9, 15], OF_ANALYTICS).named(OF_SECRETS),
    row(b"ga", table!("G- AW- GTM-"), is_large, [10, 14], OF_ANALYTICS).named(OF_SECRETS).whole(),
    row(b"ga", table!("UA-"), is_of_property, [9, 15], OF_ANALYTICS).named(OF_SECRETS).whole(),
    row(b"google", &[], is_of_engine, [33, 33], OF_ENGINE).that(is_engine).named(OF_KEYS),
    row(b"google", &[], is_small_hex, [17, 17], OF_ENGINE).named(OF_KEYS),
    no_app_password(b"gmail"),
    cut_app_password(b"gmail"),
    no_app_password(b"google"),
    cut_app_password(b"google"),
    row(b"hubspot", &[], is_of_guid, [36, 36], "the ID or the secret of a client at HubSpot")
        .that(is_guid)
        .named(OF_ACCESS)
        .other(),
    row(b"hubspot", &[], is_of_guid, [36, 36], "an API key of HubSpot")
        .that(is_guid)
        .named(table!("hubspot_api_key hapikey"))
        .retired(),
    row(b"hubspot", &[], is_digit, [6, 10], "the ID of an account at HubSpot")
        .asked(table!("token key")),
    row(b"linear", &[], is_of_guid, [36, 36], "the ID of something at Linear")
        .that(is_guid)
        .named(OF_KEYS)
        .whole(),
    row(b"linear", &[], is_small_hex, [32, 32], "the ID or the secret of a client at Linear")
        .named(OF_KEYS)
        .other()
        .whole(),
    row(b"linkedin", &[], is_small, [14, 14], "the ID of a client at LinkedIn")
        .that(has_digit)
        .named(SECRET)
        .paired(),
    row(b"mux", &[], is_of_guid, [36, 36], "the ID of a token at Mux")
        .that(is_guid)
        .named(SECRET)
        .paired()
        .whole(),
    row(b"mailchimp", &[], is_of_mailchimp, [33, 35], "Mailchimp").that(is_cut_mailchimp).cut(),
    row(b"mandrill", &[], is_of_mailchimp_key, [36, 38], OF_MAILCHIMP)
        .that(is_key_of_mailchimp)
        .other(),
    row(b"mailchimp", &[], is_of_mailchimp_key, [36, 38], OF_MAILCHIMP)
        .that(is_key_of_mailchimp)
        .named(table!("transactional mandrill"))
        .other(),
    row(b"mailchimp", table!("md-"), is_of_base64url, [25, 25], "a key of Mailchimp Transactional")
        .named(table!("mailchimp_api mailchimp_key marketing"))
        .other(),
    row(b"notion", &[], is_small_hex, [32, 32], "the ID of a page or a database at Notion").whole(),
    row(b"notion", &[], is_of_guid, [36, 36], "the ID of a page or a database at Notion").whole(),
    row(
        b"notion",
        table!("v02: v03: v02% v03%"),
        is_of_cookie,
        [80, 900],
        "a cookie of Notion in a browser",
    )
    .whole(),
    row(b"pinata", &[], is_small_hex, [20, 20], "an API key of Pinata").named(SECRET).paired(),
    row(b"reddit", &[], is_of_base64url, [14, 14], OF_REDDIT).that(is_mixed).named(SECRET),
    row(b"reddit", &[], is_of_base64url, [22, 22], OF_REDDIT).that(is_mixed).named(SECRET).paired(),
    row(b"resend", &[], is_of_guid, [36, 36], "the ID of a key at Resend").that(is_guid),
    row(
        b"salesforce",
        table!("3MVG9"),
        is_of_consumer,
        [80, 90],
        "the ID of a client at Salesforce",
    )
    .named(SECRET),
    row(
        b"salesforce",
        table!("00D"),
        is_alphanumeric,
        [15, 18],
        "the ID of something at Salesforce",
    ),
    row(b"sanity", &[], is_small, [8, 8], "the ID of a project at Sanity").asked(table!("token")),
    row(b"sendgrid", table!("d-"), is_small_hex, [34, 34], "the ID of a template at SendGrid"),
    row(b"sendgrid", &[], is_of_base64url, [22, 22], "the ID of a key at SendGrid"),
    row(b"office365", &[], is_of_guid, [36, 36], OF_MICROSOFT).that(is_guid).named(CLIENT_SECRET),
    row(b"onedrive", &[], is_of_guid, [36, 36], OF_MICROSOFT).that(is_guid).named(CLIENT_SECRET),
    row(b"outlook", &[], is_of_guid, [36, 36], OF_MICROSOFT).that(is_guid).named(CLIENT_SECRET),
    row(b"sharepoint", &[], is_of_guid, [36, 36], OF_MICROSOFT).that(is_guid).named(CLIENT_SECRET),
    row(b"msgraph", &[], is_of_guid, [36, 36], OF_MICROSOFT).that(is_guid).named(CLIENT_SECRET),
    row(b"tmdb", &[], is_small_hex, [32, 32], "an API key of TMDB")
        .named(table!("access_token bearer"))
        .other(),
    row(b"trello", &[], is_small_hex, [32, 32], "an API key of Trello")
        .asked(table!("token"))
        .whole(),
    row(b"trello", &[], is_small_hex, [24, 24], "the ID of a board or another thing at Trello")
        .whole(),
    row(b"twitter", &[], is_alphanumeric, [34, 34], "the ID of a client at X")
        .that(is_client_of_x)
        .named(SECRET),
    row(b"twitter", &[], is_alphanumeric, [25, 25], "an API key of X")
        .that(is_mixed)
        .named(SECRET)
        .paired(),
    row(b"twitter", &[], is_alphanumeric, [25, 25], "an API key of X")
        .that(is_mixed)
        .named(table!("bearer"))
        .other(),
    row(b"x-twitter", &[], is_alphanumeric, [25, 25], "an API key of X")
        .that(is_mixed)
        .named(table!("bearer"))
        .other(),
    row(b"twitter", &[], is_of_user, [50, 50], "an access token of a user at X")
        .that(is_token_of_user)
        .named(table!("bearer"))
        .other(),
    row(b"yelp", &[], is_of_base64url, [22, 22], "the ID of a client at Yelp").that(is_mixed),
    row(b"zoho", table!("1000."), is_large, [30, 45], "the ID of a client at Zoho").named(SECRET),
];

const OF_MAILCHIMP: &str = "a key of Mailchimp's marketing";
const OF_MICROSOFT: &str = "a GUID, as Microsoft Entra has for IDs";
const CLIENT_SECRET: &[u8] = table!("client_secret");
const ACCOUNT: &str = "the ID of an account at Atlassian";
const OF_ACCESS: &[u8] = table!("access_token page_token user_token");
const OF_ANALYTICS: &str = "the ID of a property or a tag at Google";
const OF_SECRETS: &[u8] = table!("secret api_key");
const OF_ENGINE: &str = "the ID of a search engine at Google";
const OF_KEYS: &[u8] = table!("api_key");
const OF_REDDIT: &str = "the ID of a client at Reddit";
fn is_of_mailchimp(c: char) -> bool {
    is_small_hex(c) || matches!(c, '-' | 'u' | 's')
}

fn is_of_path_of_style(c: char) -> bool {
    is_of_path(c) || matches!(c, '-' | '.' | '_' | ',')
}

fn is_of_mailchimp_key(c: char) -> bool {
    is_of_mailchimp(c) || is_digit(c)
}

/// `…-us21`.
fn is_key_of_mailchimp(text: &str) -> bool {
    matches!(text.split_once("-us"), Some((digits, center))
        if digits.len() == 32 && !center.is_empty() && all(center, is_digit))
}

/// `…-us`, without the number of a data centre.
fn is_cut_mailchimp(text: &str) -> bool {
    matches!(text.split_once('-'), Some((digits, "" | "u" | "us")) if digits.len() == 32)
}

const fn no_app_password(provider: &'static [u8]) -> Row {
    row(provider, &[], is_of_password, [6, 40], "another password than one for an app at Google")
        .that(is_no_app_password)
        .named(table!("app_password"))
        .other()
}

const fn cut_app_password(provider: &'static [u8]) -> Row {
    row(provider, &[], is_of_app_password, [3, 18], "Google")
        .that(is_cut_app_password)
        .named(table!("app_password"))
        .cut()
}

fn is_of_password(c: char) -> bool {
    c == ' ' || c.is_ascii_graphic()
}

/// Those of Google have sixteen small letters, and spaces between them.
fn is_no_app_password(text: &str) -> bool {
    !all(text, |c| is_letter(c) || c.is_ascii_whitespace())
}

fn is_of_app_password(c: char) -> bool {
    is_lower(c) || c == ' '
}

/// It has four groups of four letters.
fn is_cut_app_password(text: &str) -> bool {
    matches!(count(text, is_lower), 3..16)
}

/// Of base64url, and the sign behind `v03` as a browser escapes it.
fn is_of_cookie(c: char) -> bool {
    is_of_base64url(c) || matches!(c, '.' | ':' | '%')
}

/// Digits, `:`, and a GUID.
fn is_of_account(c: char) -> bool {
    is_small_hex(c) || matches!(c, '-' | ':')
}

/// `UA-70819263-1`
fn is_of_property(c: char) -> bool {
    is_digit(c) || c == '-'
}

fn is_of_engine(c: char) -> bool {
    is_small(c) || matches!(c, ':' | '-' | '_')
}

/// 21 digits, `:`, and eleven letters.
fn is_engine(text: &str) -> bool {
    matches!(text.split_once(':'), Some((account, id)) if account.len() == 21 && all(account, is_digit) && !id.contains(':'))
}

/// `1:708192634455:web:7d1f0a93c5e84264`
fn is_of_firebase(c: char) -> bool {
    is_small(c) || c == ':'
}

fn is_of_consumer(c: char) -> bool {
    is_of_base64url(c) || c == '.'
}

/// Base64 of what ends in `:1:ci`.
fn is_client_of_x(text: &str) -> bool {
    text.ends_with("MTpjaQ")
}

fn is_of_user(c: char) -> bool {
    is_alphanumeric(c) || c == '-'
}

/// The number of the user, `-` and letters.
fn is_token_of_user(text: &str) -> bool {
    text.split_once('-').is_some_and(|(user, rest)| {
        matches!(user.len(), 5..=20) && all(user, is_digit) && all(rest, is_alphanumeric)
    })
}
