//! Of databases, warehouses, streams, dashboards, maps and markets: where data is kept, moved, shown and bought.

use super::row::{
    Row, SECRET, has_digit, is_large, is_of_base64, is_of_base64url, is_of_slug, is_of_words,
    is_padded, is_small, row,
};
use crate::value::letters::table::table;
use crate::value::letters::text::{
    all, is_alphanumeric, is_digit, is_guid, is_lower, is_mixed, is_of_guid, is_small_hex,
};

pub(super) static ROWS: &[Row] = &[
    row(b"airbyte", &[], is_of_guid, [36, 36], "the ID of a client at Airbyte")
        .that(is_guid)
        .named(CLIENT_SECRET)
        .paired(),
    row(b"azure", &[], is_padded, [88, 88], "an account key of Azure")
        .that(|text| text.ends_with("=="))
        .named(table!("sas_token"))
        .other(),
    of_private_key(b"bigquery"),
    of_private_key(b"earthengine"),
    of_private_key(b"firebase"),
    of_private_key(b"gcp"),
    of_private_key(b"gcs"),
    of_private_key(b"pubsub"),
    of_private_key(b"vertex"),
    of_store(b"google"),
    of_store(b"gcp"),
    of_store(b"gcs"),
    row(b"confluent", &[], is_large, [16, 16], "the ID of a key at Confluent")
        .that(has_digit)
        .asked(PASSWORD),
    row(
        b"confluent",
        table!("lkc- pkc-"),
        is_of_words,
        [8, 80],
        "the ID of a cluster or another thing at Confluent",
    )
    .asked(PASSWORD),
    row(b"databricks", &[], is_small_hex, [64, 64], "the ID of a token at Databricks")
        .asked(table!("token")),
    of_service(b"cds"),
    of_service(b"copernicus"),
    row(b"dbt", &[], is_digit, [3, 18], "the ID of an account or a project at dbt")
        .asked(table!("token"))
        .whole(),
    row(b"looker", &[], is_alphanumeric, [20, 20], "the ID of a client at Looker")
        .that(is_mixed)
        .named(CLIENT_SECRET)
        .paired(),
    row(b"mixpanel", &[], is_of_words, [20, 90], "the user name of a service account at Mixpanel")
        .that(|text| text.ends_with(".mp-service-account"))
        .named(SECRET)
        .paired(),
    of_microsoft(b"dynamics"),
    of_microsoft(b"intune"),
    of_microsoft(b"m365"),
    of_microsoft(b"msteams"),
    of_microsoft(b"o365"),
    of_microsoft(b"power_bi"),
    of_microsoft(b"power-bi"),
    of_microsoft(b"powerbi"),
    row(b"neon", &[], is_of_slug, [12, 60], "the ID of a project at Neon")
        .that(is_project_of_neon)
        .asked(table!("key apikey"))
        .whole(),
    row(b"oanda", &[], is_of_account, [15, 24], "the ID of an account at OANDA")
        .that(|text| text.contains('-'))
        .asked(table!("token key apikey")),
    row(b"planetscale", &[], is_small, [12, 12], "the ID of a token at PlanetScale")
        .that(has_digit)
        .asked(table!("token")),
    row(b"planetscale", &[], is_small, [20, 20], "the user name for a branch at PlanetScale")
        .that(has_digit)
        .asked(table!("password"))
        .paired(),
    row(b"preset", &[], is_of_guid, [36, 36], "the name of a token at Preset")
        .that(is_guid)
        .named(table!("secret"))
        .whole(),
    of_sentinel(b"sentinelhub"),
    of_sentinel(b"sentinel_hub"),
    of_sentinel(b"sentinel-hub"),
    of_sentinel(b"copernicus"),
    row(b"tableau", &[], is_of_guid, [36, 36], "the ID of a token at Tableau")
        .that(is_guid)
        .named(OF_TABLEAU),
    row(b"tableau", &[], is_padded, [24, 24], "Tableau")
        .that(|text| text.ends_with("=="))
        .named(OF_TABLEAU)
        .cut(),
    row(b"tableau", &[], is_alphanumeric, [32, 32], "Tableau")
        .that(is_mixed)
        .named(OF_TABLEAU)
        .cut(),
    row(b"turso", &[], is_of_guid, [36, 36], "the ID of a database at Turso")
        .that(is_guid)
        .asked(table!("token")),
    // A key of an unsealed one is of 32 bytes and a number.
    of_unseal(b"vault"),
    of_unseal(b"openbao"),
    row(b"bitwarden", table!("0."), is_of_machine, [50, 90], "Bitwarden")
        .that(is_cut_machine)
        .named(table!("access_token"))
        .cut(),
    row(b"bws", table!("0."), is_of_machine, [50, 90], "Bitwarden")
        .that(is_cut_machine)
        .named(table!("access_token"))
        .cut(),
    row(b"duo", table!("DI"), is_large, [20, 20], "an integration key of Duo")
        .asked(table!("skey"))
        .whole(),
];

const PASSWORD: &[u8] = table!("password");
const CLIENT_SECRET: &[u8] = table!("client_secret");
/// What a personal access token has behind its name: base64, `:` and 32 letters.
const OF_TABLEAU: &[u8] = table!("pat_secret token_secret access_token_secret");

/// Its number in the file of a service account's key, or that of the account.
const fn of_private_key(provider: &'static [u8]) -> Row {
    row(provider, &[], is_small_hex, [21, 40], "the ID of a private key or an account at Google")
        .that(|text| text.len() == 40 || text.len() == 21 && all(text, is_digit))
        .named(table!("private_key"))
}

/// Of Cloud Storage's keys like those of S3: 61 letters of a service account, and 24 of a user.
const fn of_store(provider: &'static [u8]) -> Row {
    row(provider, table!("GOOG"), is_large, [24, 61], "the ID of an HMAC key of Cloud Storage")
        .that(has_digit)
        .named(SECRET)
        .paired()
}

/// `70819:…`, of the Climate Data Store before September 2024.
const fn of_service(provider: &'static [u8]) -> Row {
    row(provider, &[], is_of_user, [38, 46], "a key of the Climate Data Store with a user's number")
        .that(is_user_with_guid)
        .asked(table!("key apikey"))
        .retired()
}

const fn of_microsoft(provider: &'static [u8]) -> Row {
    row(provider, &[], is_of_guid, [36, 36], "a GUID, as Microsoft Entra has for IDs")
        .that(is_guid)
        .named(CLIENT_SECRET)
}

const fn of_sentinel(provider: &'static [u8]) -> Row {
    row(provider, table!("sh-"), is_of_guid, [39, 39], "the ID of a client at Sentinel Hub")
        .that(is_guid)
        .named(SECRET)
        .paired()
}

const fn of_unseal(provider: &'static [u8]) -> Row {
    row(provider, &[], is_of_base64, [44, 44], "a share of the key that unseals Vault")
        .that(is_mixed)
        .asked(table!("token"))
        .other()
}

/// `cool-darkness-70819263`: two or three words and a number.
fn is_project_of_neon(text: &str) -> bool {
    let Some((words, number)) = text.rsplit_once('-') else { return false };
    matches!(number.len(), 6..=9)
        && all(number, is_digit)
        && words.contains('-')
        && words.split('-').all(|word| word.len() > 2 && all(word, is_lower))
}

/// `001-004-7081926-001`
fn is_of_account(c: char) -> bool {
    is_digit(c) || c == '-'
}

fn is_of_user(c: char) -> bool {
    is_of_guid(c) || c == ':'
}

fn is_user_with_guid(text: &str) -> bool {
    matches!(text.split_once(':'), Some((user, guid)) if all(user, is_digit) && is_guid(guid))
}

fn is_of_machine(c: char) -> bool {
    is_of_base64url(c) || matches!(c, '.' | ':')
}

/// A GUID, `.` and letters, without the key behind `:`.
fn is_cut_machine(rest: &str) -> bool {
    matches!(rest.split_once('.'), Some((guid, secret))
        if is_guid(guid) && all(secret.strip_suffix(':').unwrap_or(secret), is_alphanumeric))
}
