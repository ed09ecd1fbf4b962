//! Of homes, sensors, and maps.

use super::row::{
    Row, SECRET, has_digit, is_large, is_of_base64url, is_of_token, is_padded, is_small, row,
};
use crate::value::letters::table::table;
use crate::value::letters::text::{
    all, is_alphanumeric, is_digit, is_hex_digit, is_mixed, is_small_hex,
};

pub(super) static ROWS: &[Row] = &[
    row(b"blynk", table!("TMPL"), is_of_base64url, [10, 18], "the ID of a template at Blynk")
        .asked(table!("token")),
    row(b"chirpstack", &[], is_hex_digit, [16, 16], OF_DEVICE).that(has_digit).named(OF_LORAWAN),
    row(b"esphome", &[], is_padded, [20, 43], "ESPHome")
        .named(table!("api_key encryption_key noise_psk"))
        .cut(),
    row(b"here", &[], is_alphanumeric, [20, 20], "the ID of an app at HERE")
        .that(is_mixed)
        .named(table!("api_key"))
        .whole(),
    row(b"lorawan", &[], is_hex_digit, [16, 16], OF_DEVICE).that(has_digit).named(OF_LORAWAN),
    row(b"lorawan", &[], is_hex_digit, [20, 31], "LoRaWAN").named(OF_LORAWAN).cut(),
    row(b"netatmo", &[], is_small_hex, [24, 24], "the ID of a client at Netatmo")
        .named(SECRET)
        .paired(),
    row(b"octopus", table!("A-"), is_large, [10, 10], "the number of an account at Octopus Energy")
        .asked(KEYS),
    row(b"openrouteservice", OF_ROUTES, is_small_hex, [24, 55], "openrouteservice").cut(),
    row(b"ors", OF_ROUTES, is_small_hex, [24, 55], "openrouteservice").whole().cut(),
    row(b"particle", &[], is_small_hex, [24, 24], "the ID of a device at Particle")
        .asked(table!("token")),
    row(b"pixabay", &[], is_small_hex, [25, 25], "Pixabay").asked(KEYS).cut(),
    row(b"pixabay", &[], is_digit, [6, 9], "the ID of an account at Pixabay").asked(KEYS),
    row(b"switchbot", &[], is_small_hex, [96, 96], "a token of SwitchBot").named(SECRET).other(),
    row(b"switchbot", &[], is_small_hex, [32, 32], "the secret of a client at SwitchBot")
        .asked(table!("token"))
        .other(),
    row(b"the-things", &[], is_hex_digit, [16, 16], OF_DEVICE).that(has_digit).named(OF_LORAWAN),
    row(b"the-things", OF_VERSION_2, is_of_token, [30, 90], OF_THINGS).retired(),
    row(b"thethings", OF_VERSION_2, is_of_token, [30, 90], OF_THINGS).retired(),
    row(b"ttn", &[], is_hex_digit, [16, 16], OF_DEVICE).that(has_digit).named(OF_LORAWAN),
    row(b"ttn", OF_VERSION_2, is_of_token, [30, 90], OF_THINGS).retired(),
    row(b"tuya", &[], is_small, [20, 22], "the ID of a device at Tuya")
        .that(has_digit)
        .named(table!("local_key")),
    row(b"yandex", table!("trnsl.1.1."), is_of_token, [50, 110], "a key of Yandex for version 1.5")
        .retired(),
    row(b"zwave", &[], is_hex_digit, [20, 31], "Z-Wave").asked(KEYS).cut(),
    row(b"z-wave", &[], is_hex_digit, [20, 31], "Z-Wave").asked(KEYS).cut(),
    row(b"hue", &[], is_of_base64url, [40, 40], "the name of a user at a bridge of Hue")
        .that(is_mixed)
        .named(table!("client_key clientkey"))
        .whole(),
    row(b"netatmo", &[], is_small_hex, [24, 24], "Netatmo").named(OF_NETATMO).cut(),
    row(b"tencent", &[], is_of_groups, [29, 29], "Tencent Maps")
        .that(|text| are_groups(text, is_large))
        .named(table!("map_key maps_key location_key lbs_key"))
        .cut(),
    row(b"zwave", &[], is_of_groups, [47, 47], OF_ZWAVE)
        .that(|text| are_groups(text, is_digit))
        .asked(KEYS),
    row(b"z-wave", &[], is_of_groups, [47, 47], OF_ZWAVE)
        .that(|text| are_groups(text, is_digit))
        .asked(KEYS),
];

const KEYS: &[u8] = table!("key apikey");
const OF_DEVICE: &str = "the ID of a device or an application in LoRaWAN";
const OF_LORAWAN: &[u8] = table!("app_key nwk_key network_key session_key app_s_key nwk_s_key");
const OF_ROUTES: &[u8] = table!("5b3ce3597851110001cf6248");
const OF_THINGS: &str = "a key of version 2 of The Things Network";
const OF_VERSION_2: &[u8] = table!("ttn-account-v2.");
/// Before the `|` in a token there stands the ID of the user.
const OF_NETATMO: &[u8] = table!("refresh_token access_token");
const OF_ZWAVE: &str = "the DSK of a device";

fn is_of_groups(c: char) -> bool {
    is_large(c) || c == '-'
}

/// Whether it is groups of five such signs, with `-` between.
fn are_groups(text: &str, is: fn(char) -> bool) -> bool {
    text.split('-').all(|group| group.len() == 5 && all(group, is))
}
