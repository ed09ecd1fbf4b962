//! Of messages, calls, and the networks where people talk.

use super::forms::{bot_of_telegram, is_of_telegram};
use super::row::{
    Row, SECRET, has_digit, is_large, is_of_base64url, is_of_path, is_of_token, is_of_words,
    is_padded, is_small, row,
};
use crate::value::letters::table::table;
use crate::value::letters::text::{
    all, any, is_alphanumeric, is_digit, is_guid, is_lower, is_mixed, is_of_guid, is_small_hex,
    is_upper,
};

pub(super) static ROWS: &[Row] = &[
    row(b"ably", &[], is_of_token, [11, 20], "Ably")
        .that(is_name_of_ably)
        .named(table!("api_key ably_key"))
        .cut(),
    handle(b"atproto"),
    handle(b"bluesky"),
    handle(b"bsky"),
    row(b"dingtalk", table!("ding"), is_small, [18, 24], "the key of an app at DingTalk")
        .named(table!("secret"))
        .paired(),
    row(b"dingtalk", table!("SEC"), is_small_hex, [67, 67], "the secret that signs for a robot")
        .asked(table!("token"))
        .other(),
    row(b"dingtalk", &[], is_small_hex, [64, 64], "the token of a robot at DingTalk")
        .named(table!("robot_secret sign_secret signing"))
        .other(),
    row(b"discord", table!("mfa."), is_of_base64url, [60, 120], "the token of a user at Discord")
        .named(table!("bot"))
        .other(),
    row(b"discord", &[], is_small_hex, [64, 64], "the public key of an application at Discord")
        .asked(table!("token")),
    row(b"discord", &[], is_digit, [17, 20], "the ID of an application at Discord"),
    row(b"discord", &[], is_of_base64url, [32, 32], "the secret of a client at Discord")
        .that(is_mixed)
        .named(table!("bot_token discord_token"))
        .other(),
    row(b"discord", &[], is_of_token, [20, 68], "Discord")
        .that(is_cut_bot)
        .named(table!("bot_token discord_token"))
        .cut(),
    row(b"facebook", &[], is_digit, [15, 17], OF_FACEBOOK),
    row(b"facebook", &[], is_small_hex, [32, 32], APP_SECRET).named(OF_ACCESS).other(),
    row(b"facebook", &[], is_of_app, [16, 18], "Facebook").that(has_bar_at_end).cut(),
    row(b"feishu", table!("cli_"), is_small, [18, 26], OF_LARK).named(SECRET).paired(),
    row(b"gotify", table!("C"), is_of_token, [15, 15], "a token of a client at Gotify")
        .named(table!("app_token application_token"))
        .other(),
    row(b"gotify", table!("A"), is_of_token, [15, 15], "a token of an application at Gotify")
        .named(table!("client_token"))
        .other(),
    row(b"instagram", &[], is_digit, [15, 17], OF_FACEBOOK),
    row(b"instagram", &[], is_of_app, [16, 18], "Facebook").that(has_bar_at_end).cut(),
    row(b"instagram", &[], is_small_hex, [32, 32], APP_SECRET).named(OF_ACCESS).other(),
    row(b"whatsapp", &[], is_digit, [15, 17], OF_FACEBOOK),
    row(b"whatsapp", &[], is_of_app, [16, 18], "Facebook").that(has_bar_at_end).cut(),
    row(b"whatsapp", &[], is_small_hex, [32, 32], APP_SECRET).named(OF_ACCESS).other(),
    row(b"intercom", &[], is_of_guid, [36, 36], "the ID or the secret of a client at Intercom")
        .that(is_guid)
        .named(OF_ACCESS)
        .other()
        .whole(),
    row(b"intercom", table!("tok:"), is_of_token_of_intercom, [40, 60], "a token that was decoded")
        .named(table!("token api_key"))
        .whole(),
    row(b"ably", &[], is_of_token, [10, 24], "Ably")
        .that(has_dot)
        .named(table!("api_key ably_key"))
        .cut()
        .whole(),
    row(b"apns", &[], is_large, [10, 10], "the ID of a key or a team at Apple")
        .that(has_digit)
        .named(table!("private auth_key")),
    row(b"line", &[], is_small_hex, [32, 32], "the secret of a channel at LINE")
        .named(OF_LINE)
        .other()
        .whole(),
    row(b"line", &[], is_digit, [10, 10], "the ID of a channel at LINE")
        .asked(table!("token secret key"))
        .whole(),
    row(b"plivo", table!("MA SA"), is_large, [20, 20], "the ID of an account at Plivo")
        .named(table!("auth_token api_key secret"))
        .paired(),
    row(b"pusher", &[], is_digit, [6, 8], "the ID of an app at Pusher").named(SECRET).whole(),
    row(b"fcm", &[], is_of_device, [130, 300], OF_DEVICE).that(is_device).named(OF_SERVER),
    row(b"firebase", &[], is_of_device, [130, 300], OF_DEVICE).that(is_device).named(OF_SERVER),
    row(b"matrix", &[], is_large, [10, 10], "the ID of a device at Matrix")
        .named(table!("access_token matrix_token"))
        .whole(),
    row(b"svix", table!("ep_ app_ msg_"), is_alphanumeric, [28, 34], "the ID of something at Svix")
        .named(table!("webhook_secret auth_token api_key")),
    row(b"intercom", &[], is_small, [8, 8], "the ID of a workspace at Intercom")
        .named(OF_ACCESS)
        .whole(),
    row(b"postmark", &[], is_digit, [5, 9], "the ID of a server at Postmark")
        .asked(table!("token")),
    row(b"mailchimp", &[], is_small_hex, [10, 10], "the ID of an audience at Mailchimp")
        .named(table!("api_key mailchimp_key")),
    row(b"telnyx", &[], is_padded, [44, 44], "a public key of Telnyx")
        .that(|text| text.ends_with('='))
        .named(table!("api_key api_token telnyx_key")),
    row(b"lark", table!("cli_"), is_small, [18, 26], OF_LARK).named(SECRET).paired(),
    row(b"line", table!("U C R"), is_small_hex, [33, 33], "the ID of a user or a chat at LINE")
        .whole(),
    row(b"line", &[], is_alphanumeric, [43, 43], "a token of LINE Notify")
        .named(table!("line_notify notify_token"))
        .retired()
        .whole(),
    row(b"livekit", table!("API"), is_alphanumeric, [15, 15], "an API key of LiveKit")
        .named(SECRET)
        .paired(),
    row(
        b"matrix",
        table!("@ ! #"),
        is_of_words,
        [6, 120],
        "the name of a user or a room at Matrix",
    )
    .that(has_colon)
    .asked(table!("token")),
    row(b"onesignal", &[], is_of_guid, [36, 36], "the ID of an app at OneSignal")
        .that(is_guid)
        .named(table!("rest api auth")),
    row(b"pubnub", table!("sub-c- pub-c-"), is_of_guid, [42, 42], "a public key of PubNub")
        .named(SECRET),
    row(b"pubnub", table!("pub-c- sec-c-"), is_of_guid, [42, 46], "another key of PubNub")
        .named(table!("subscribe"))
        .other(),
    row(b"pubnub", table!("sub-c- sec-c-"), is_of_guid, [42, 46], "another key of PubNub")
        .named(table!("publish"))
        .other(),
    row(b"pubnub", table!("sec-c-"), is_of_base64url, [12, 53], "PubNub").named(SECRET).cut(),
    // Older ones have capitals, too, and do not tell what they are.
    row(b"pushover", table!("u"), is_small, [30, 30], "the key of a user at Pushover")
        .named(table!("api_token app_token application_token pushover_token api_key"))
        .other(),
    row(b"pushover", table!("a"), is_small, [30, 30], "the token of an app at Pushover")
        .named(table!("user_key"))
        .other(),
    row(
        b"slack",
        &[],
        is_small_hex,
        [32, 32],
        "a signing secret or the secret of a client at Slack",
    )
    .named(table!("bot_token user_token app_token slack_token"))
    .other()
    .whole(),
    row(b"slack", &[], is_small_hex, [20, 31], "Slack").named(table!("signing")).cut().whole(),
    row(b"slack", table!("T"), is_of_path, [28, 60], "Slack")
        .that(is_path_of_hook)
        .asked(table!("url"))
        .named(table!("webhook"))
        .cut()
        .whole(),
    // Of an app, a bot, a workspace, a channel or a user. A word in capitals is told as a placeholder.
    row(b"slack", table!("A B C D E G T U W"), is_large, [9, 13], "the ID of something at Slack")
        .that(has_digit)
        .whole(),
    row(b"slack", &[], is_of_numbers, [20, 28], "the ID of a client at Slack")
        .that(has_dot)
        .paired()
        .whole(),
    row(b"slack", &[], is_alphanumeric, [24, 24], "a verification token of Slack")
        .that(|text| any(text, is_lower) && any(text, is_upper))
        .named(table!("signing"))
        .other()
        .whole(),
    row(b"telegram", &[], is_digit, [8, 12], "the ID of a bot without its token"),
    row(b"telegram", table!("-100"), is_digit, [13, 15], "the ID of a chat at Telegram"),
    row(b"telegram", &[], is_small_hex, [32, 32], "the hash of an application at Telegram")
        .named(table!("bot_token"))
        .other(),
    row(b"telegram", table!(":AA"), is_of_base64url, [34, 38], "Telegram")
        .asked(table!("token"))
        .cut(),
    row(b"telegram", &[], is_of_telegram, [16, 47], "Telegram")
        .that(|text| matches!(bot_of_telegram(text), Some(0..35)))
        .asked(table!("token"))
        .cut(),
    row(b"telegram", &[], is_of_telegram, [44, 50], "Telegram")
        .that(|text| matches!(bot_of_telegram(text), Some(36 | 37)))
        .asked(table!("token"))
        .stray(),
    row(b"telegram", &[], is_of_telegram, [43, 48], "the token of a bot at Telegram")
        .that(|text| bot_of_telegram(text) == Some(35))
        .asked(table!("hash"))
        .other(),
    row(b"telegram", &[], is_digit, [5, 9], "the ID of an application at Telegram")
        .asked(table!("hash")),
    row(b"telegram", &[], is_of_name, [5, 33], "the name of a bot at Telegram")
        .that(|text| text.ends_with("bot") || text.ends_with("Bot"))
        .asked(table!("token")),
    row(b"threema", table!("*"), is_large, [8, 8], "the ID of a gateway at Threema").named(SECRET),
    row(b"vonage", &[], is_of_guid, [36, 36], OF_VONAGE).that(is_guid).named(SECRET),
    row(b"wechat", table!("wx"), is_small_hex, [18, 18], OF_WECHAT).named(SECRET).paired(),
    row(b"wecom", table!("ww"), is_small_hex, [18, 18], "the ID of a company at WeCom")
        .named(SECRET)
        .paired(),
    row(b"weixin", table!("wx"), is_small_hex, [18, 18], OF_WECHAT).named(SECRET).paired(),
    row(b"zoom", &[], is_of_base64url, [22, 22], "the ID of a client or an account at Zoom")
        .that(is_mixed)
        .named(table!("client_secret"))
        .paired()
        .whole(),
];

const OF_DEVICE: &str = "the token of a device for push messages";
const OF_SERVER: &[u8] = table!("server_key api_key fcm_key");
const OF_LINE: &[u8] = table!("access_token channel_token line_token");
const OF_LARK: &str = "the ID of an app at Feishu or Lark";
const OF_WECHAT: &str = "the ID of an app at WeChat";
const OF_FACEBOOK: &str = "the ID of an app at Facebook";
const APP_SECRET: &str = "the secret of an app at Facebook";
const OF_VONAGE: &str = "an API key or the ID of an application at Vonage";
const OF_ACCESS: &[u8] = table!("access_token page_token user_token");

const fn handle(provider: &'static [u8]) -> Row {
    row(provider, &[], is_of_token, [15, 80], "the name of an account at Bluesky")
        .that(|text| text.ends_with(".bsky.social"))
}

/// The ID of an app, a dot, and the ID of a key, which `:` and a secret stand behind.
fn is_name_of_ably(text: &str) -> bool {
    matches!(text.split_once('.'), Some((app, key)) if app.len() == 6 && key.len() == 6)
}

fn has_colon(text: &str) -> bool {
    text.contains(':')
}

/// `708192634455708|`, where an app's access token goes on.
fn is_of_app(c: char) -> bool {
    is_digit(c) || c == '|'
}

/// `tok:7d1f0a93_c5e8_4264_a091_7ac3d5be8246:1:0`
fn is_of_token_of_intercom(c: char) -> bool {
    is_small_hex(c) || matches!(c, '_' | ':')
}

fn has_bar_at_end(text: &str) -> bool {
    matches!(text.strip_suffix('|'), Some(id) if all(id, is_digit))
}

fn is_of_device(c: char) -> bool {
    is_of_base64url(c) || c == ':'
}

/// `…:APA91b…`. What a server had until 2024 begins with `AAAA`.
fn is_device(text: &str) -> bool {
    matches!(text.split_once(":APA91b"), Some((id, _)) if id.len() > 11)
}

fn is_of_numbers(c: char) -> bool {
    is_digit(c) || c == '.'
}

fn has_dot(text: &str) -> bool {
    any(text, |c| c == '.')
}

/// As people call one, with `@` before it.
fn is_of_name(c: char) -> bool {
    is_alphanumeric(c) || matches!(c, '_' | '@')
}

/// The ID of a bot in base64, a time, and less of the secret than one has.
fn is_cut_bot(text: &str) -> bool {
    let mut parts = text.split('.');
    let lengths = [(); 4].map(|()| parts.next().map(str::len));
    matches!(lengths, [Some(24..=30), Some(6), None | Some(0..27), None])
        || matches!(lengths, [Some(24..=30), Some(0..6), None, None])
}

/// `T…/B…/…`, of the URL of a webhook.
fn is_path_of_hook(rest: &str) -> bool {
    let mut parts = rest.split('/');
    matches!((parts.next(), parts.next(), parts.next(), parts.next()),
        (Some(_), Some(hook), Some(token), None) if hook.starts_with('B') && token.len() > 15)
}
