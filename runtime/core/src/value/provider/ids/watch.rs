//! Of what watches programs, and of what searches their logs.

use super::row::{
    Row, is_large, is_long_guid, is_of_base64url, is_of_words, is_padded, is_small, row,
};
use crate::spec::Encoding;
use crate::value::encoded::encoding::decode;
use crate::value::letters::table::table;
use crate::value::letters::text::{
    all, is_alphanumeric, is_cut_guid, is_digit, is_of_guid, is_small_hex,
};

pub(super) static ROWS: &[Row] = &[
    row(b"grafana", table!("glc_"), is_padded, [20, 400], "Grafana Cloud")
        .that(is_cut_object)
        .cut(),
    row(b"datadog", &[], is_of_guid, [36, 36], "the ID of a key at Datadog"),
    row(b"datadog", &[], is_small_hex, [33, 34], "Datadog").asked(KEYS).stray(),
    row(b"datadog", &[], is_small_hex, [41, 42], "Datadog").asked(KEYS).stray(),
    row(b"datadog", table!("pub"), is_small_hex, [35, 35], "a client token of Datadog")
        .asked(table!("key apikey")),
    row(b"dynatrace", table!("dt0c01."), is_large, [31, 31], "the ID of a token at Dynatrace"),
    row(b"elastic", &[], is_of_base64url, [20, 20], "the ID of a key at Elasticsearch")
        .asked(table!("key apikey")),
    row(b"elastic", &[], is_of_cloud_id, [48, 300], "the ID of a deployment at Elastic Cloud")
        .that(is_cloud_id),
    row(b"grafana", &[], is_digit, [5, 8], "the ID of a stack at Grafana Cloud")
        .asked(table!("token key apikey")),
    row(b"honeycomb", table!("hc"), is_of_honeycomb, [32, 32], "the ID of a key at Honeycomb")
        .that(is_key_of_honeycomb),
    row(b"honeycomb", table!("hc"), is_of_honeycomb, [33, 63], "Honeycomb")
        .that(is_key_of_honeycomb)
        .cut(),
    row(b"launchdarkly", &[], is_small_hex, [24, 24], "a client-side ID of LaunchDarkly")
        .named(table!("sdk_key api_key access_token")),
    row(b"newrelic", &[], is_alphanumeric, [16, 39], "New Relic").that(is_license).cut(),
    row(b"new_relic", &[], is_alphanumeric, [16, 39], "New Relic").that(is_license).cut(),
    row(b"pagerduty", &[], is_small_hex, [32, 32], "an integration key of PagerDuty")
        .named(table!("api_token"))
        .other(),
    row(b"opsgenie", &[], is_of_guid, [16, 35], "Opsgenie").that(is_cut_guid).cut(),
    row(b"opsgenie", &[], is_of_guid, [37, 38], "Opsgenie").that(is_long_guid).stray(),
    row(b"pagerduty", &[], is_small_hex, [21, 31], "PagerDuty")
        .named(table!("routing_key integration_key"))
        .cut(),
    row(b"pagerduty", &[], is_of_pagerduty, [20, 20], "an API key of PagerDuty")
        .named(table!("routing_key integration_key"))
        .other(),
    row(b"sentry", &[], is_small_hex, [32, 32], "the public key of a DSN at Sentry")
        .asked(table!("token"))
        .whole(),
    row(b"sentry", &[], is_small_hex, [32, 32], "the public key of a DSN at Sentry")
        .asked(table!("dsn"))
        .other()
        .whole(),
    row(b"sentry", &[], is_digit, [12, 16], "the ID of an organization or a project at Sentry")
        .asked(table!("token"))
        .whole(),
];

fn is_of_cloud_id(c: char) -> bool {
    is_of_words(c) || matches!(c, '+' | '=')
}

/// A name, `:`, and hosts and IDs in base64.
fn is_cloud_id(text: &str) -> bool {
    matches!(text.split_once(':'), Some((name, hosts)) if !name.is_empty() && hosts.len() >= 40 && all(hosts, is_padded))
}

/// What a license key ends in, which has forty letters.
fn is_license(text: &str) -> bool {
    text.ends_with("NRAL")
}

fn is_of_honeycomb(c: char) -> bool {
    is_small(c) || c == '_'
}

/// `hcaik_…`, of which the third letter may be any.
fn is_key_of_honeycomb(rest: &str) -> bool {
    matches!(rest.get(1..4), Some("ik_" | "lk_" | "mk_"))
}

fn is_of_pagerduty(c: char) -> bool {
    is_of_base64url(c) || c == '+'
}

const KEYS: &[u8] = table!("key apikey");

/// Whether base64 of an object ends before the object does.
fn is_cut_object(text: &str) -> bool {
    let bytes = if text.starts_with("eyJ") { decode(text, Encoding::Base64) } else { None };
    bytes.is_some_and(|bytes| bytes.last() != Some(&b'}'))
}
