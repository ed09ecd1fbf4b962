//! Of games, and of what people watch and hear.

use super::row::{
    Row, SECRET, is_of_base64, is_of_base64url, is_of_slug, is_of_words, is_padded, is_small, row,
};
use crate::value::letters::table::table;
use crate::value::letters::text::{is_alphanumeric, is_digit, is_small_hex};

pub(super) static ROWS: &[Row] = &[
    row(b"agora", table!("007eJx 006"), is_padded, [60, 900], "a token of Agora for one channel")
        .asked(table!("certificate"))
        .other(),
    row(b"agora", table!("007eJx"), is_padded, [60, 900], "a token of Agora for one channel")
        .named(SECRET)
        .other(),
    row(b"battlenet", &[], is_small_hex, [32, 32], OF_BLIZZARD).named(OF_CLIENT).paired(),
    row(b"blizzard", &[], is_small_hex, [32, 32], OF_BLIZZARD).named(OF_CLIENT).paired(),
    // A shell takes `$2a` and the like for variables.
    row(b"curseforge", table!("a0 a$10$ 2a$10$ 10$"), is_of_bcrypt, [20, 59], "CurseForge")
        .asked(OF_KEYS)
        .cut(),
    row(b"eos", table!("xyza7891"), is_alphanumeric, [32, 32], OF_EPIC).named(SECRET).paired(),
    row(b"epic", table!("xyza7891"), is_alphanumeric, [32, 32], OF_EPIC).named(SECRET).paired(),
    row(b"fivem", OF_PLAYERS, is_small, [12, 60], OF_PLAYER),
    row(b"redm", OF_PLAYERS, is_small, [12, 60], OF_PLAYER),
    row(b"gameanalytics", &[], is_small_hex, [32, 32], "a game key of GameAnalytics")
        .named(SECRET)
        .paired(),
    row(b"gameanalytics", &[], is_small_hex, [40, 40], "a secret key of GameAnalytics")
        .named(table!("game_key"))
        .other(),
    row(b"modrinth", &[], is_alphanumeric, [8, 8], "the ID of a project or a user at Modrinth")
        .asked(OF_KEYS),
    row(b"modrinth", table!("mrp_"), is_alphanumeric, [8, 63], "Modrinth").cut(),
    row(b"pelican", table!("pacc_"), is_alphanumeric, [24, 60], OF_USER).named(OF_APP).other(),
    row(b"pelican", table!("papp_"), is_alphanumeric, [24, 60], OF_ADMIN).named(OF_OWNER).other(),
    row(b"pterodactyl", table!("ptlc_"), is_alphanumeric, [24, 60], OF_USER).named(OF_APP).other(),
    row(b"pterodactyl", table!("ptla_"), is_alphanumeric, [24, 60], OF_ADMIN)
        .named(OF_OWNER)
        .other(),
    row(b"plex", table!("claim-"), is_of_base64url, [26, 26], "a claim of Plex, which ends soon")
        .named(table!("plex_token auth_token access_token api_token"))
        .other()
        .whole(),
    row(b"riot", table!("RGAPI-"), is_of_slug, [10, 41], "Riot").whole().cut(),
    row(b"roblox", table!("_|WARNING:-DO-NOT-SHARE-THIS."), is_graphic, [60, 4000], OF_BROWSER)
        .named(table!("api_key open_cloud opencloud client_secret"))
        .other(),
    row(b"spotify", table!("BQ"), is_of_base64url, [90, 500], "an access token, which ends soon")
        .named(table!("refresh_token client_secret"))
        .other(),
    row(b"spotify", table!("AQ"), is_of_base64url, [90, 200], "a refresh token of Spotify")
        .named(table!("access_token client_secret"))
        .other(),
    row(b"steam", table!("7656119"), is_digit, [17, 17], "the ID of an account at Steam"),
    row(b"tiktok", table!("aw sbaw"), is_small, [18, 20], "a client key of TikTok").named(SECRET),
    row(b"twitch", table!("live_"), is_of_words, [30, 80], "a key for streams to Twitch")
        .named(table!("client_secret access_token api_token oauth"))
        .other(),
    row(b"youtube", &[], is_of_slug, [24, 24], "a key for streams to YouTube")
        .that(is_of_stream)
        .named(table!("api_key client_secret"))
        .other(),
];

const OF_KEYS: &[u8] = table!("key apikey token pat");
const OF_BLIZZARD: &str = "the ID of a client at Battle.net";
const OF_CLIENT: &[u8] = table!("client_secret");
const OF_EPIC: &str = "the ID of a client at Epic";
const OF_PLAYER: &str = "what a player is known by";
const OF_PLAYERS: &[u8] = table!("license: license2: steam: discord: fivem: xbl: live:");
const OF_USER: &str = "a key of a user, which does not manage the panel";
const OF_ADMIN: &str = "a key that manages the panel, and no user's";
const OF_APP: &[u8] = table!("application admin app_api");
const OF_OWNER: &[u8] = table!("client user account");
const OF_BROWSER: &str = "a cookie of Roblox in a browser";

fn is_of_bcrypt(c: char) -> bool {
    is_of_base64(c) || c == '.'
}

fn is_graphic(c: char) -> bool {
    c.is_ascii_graphic()
}

/// `k9qz-m77x-r3vt-5yw8-q2nb`
fn is_of_stream(text: &str) -> bool {
    text.split('-').count() == 5 && text.split('-').all(|group| group.len() == 4)
}
