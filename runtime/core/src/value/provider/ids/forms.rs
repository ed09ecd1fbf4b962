//! The forms of keys that have one each, by the documentation of each and public sets of rules: what is nearly so is a key that
//! lacks a letter, has one too many, or has a sign at its end.

use super::row::{
    Row, is_large, is_large_hex, is_of_base64, is_of_base64url, is_of_slug, is_small, row,
};
use crate::report::Doubt;
use crate::value::about::About;
use crate::value::letters::table::table;
use crate::value::letters::text::{
    all, all_of, any, is_alphanumeric, is_digit, is_guid, is_mixed, is_of_guid, is_small_hex,
    letters_of,
};

pub(in crate::value) struct Form {
    pub(in crate::value) row: Row,
    /// Where no other key of that provider has its letters: from which length on a shorter text is a part of one, and not a word or
    /// an ID; 0 elsewhere.
    pub(super) shortest: usize,
    /// Whether all keys begin so, and no other text of that provider is like one without that.
    is_bare: bool,
    /// The letters of its provider.
    letters: u32,
}

/// A form of keys that others of the same provider may be like.
const fn one(row: Row) -> Form {
    only(row, 0)
}

/// The only form that begins so, or has such letters.
const fn only(row: Row, shortest: usize) -> Form {
    let letters = letters_of(row.provider);
    Form { row, shortest, is_bare: false, letters }
}

/// 32 hexadecimal digits, under the name of a key.
const fn of_digits(provider: &'static [u8], name: &'static str) -> Form {
    only(row(provider, &[], is_small_hex, [32, 32], name).asked(KEYS), 16)
}

pub(in crate::value) static FORMS: &[Form] = &[
    only(row(b"abuseipdb", &[], is_small_hex, [80, 80], "AbuseIPDB"), 16),
    one(row(b"adyen", &[], is_large_hex, [64, 64], "Adyen").named(table!("hmac"))),
    only(row(b"algolia", &[], is_small_hex, [32, 32], "Algolia"), 16)
        .named(table!("api_key admin_key search_key")),
    only(row(b"adafruit", table!("aio_"), is_alphanumeric, [32, 32], "Adafruit"), 12),
    only(row(b"apify", table!("apify_api_"), is_alphanumeric, [46, 46], "Apify"), 14),
    only(row(b"assemblyai", &[], is_small, [32, 32], "AssemblyAI"), 16),
    one(row(b"aws", &[], is_of_base64, [40, 40], "AWS")
        .that(is_mixed)
        .named(table!("secret_access"))
        .whole()),
    only(row(b"binance", &[], is_alphanumeric, [64, 64], "Binance").that(is_mixed), 33),
    only(row(b"buildkite", table!("bkua_"), is_small, [45, 45], "Buildkite"), 9),
    only(row(b"circleci", table!("CCIPAT_ CCIPRJ_"), is_of_words, [70, 70], "CircleCI"), 12),
    only(row(b"clickhouse", table!("4b1d"), is_alphanumeric, [42, 42], "ClickHouse"), 21)
        .named(table!("secret")),
    // Keys of Azure, which runs its models, too, have 32.
    only(row(b"cohere", &[], is_alphanumeric, [40, 40], "Cohere").that(is_mixed), 33),
    only(row(b"databento", table!("db-"), is_alphanumeric, [32, 32], "Databento"), 11).bare(),
    one(row(b"datadog", &[], is_small_hex, [32, 32], "Datadog").asked(KEYS)),
    one(row(b"datadog", &[], is_small_hex, [40, 40], "Datadog").asked(KEYS)),
    only(row(b"coingecko", table!("CG-"), is_alphanumeric, [27, 27], "CoinGecko"), 9),
    one(row(b"coinmarketcap", &[], is_of_guid, [36, 36], "CoinMarketCap").that(is_guid)),
    only(row(b"deepgram", &[], is_small, [40, 40], "Deepgram"), 16),
    only(row(b"deepseek", table!("sk-"), is_small, [35, 35], "DeepSeek"), 11),
    only(row(b"dropbox-sign", &[], is_small_hex, [64, 64], "Dropbox Sign"), 33)
        .named(table!("api_key")),
    only(row(b"elevenlabs", &[], is_small_hex, [32, 32], "ElevenLabs").asked(KEYS), 16),
    only(row(b"elevenlabs", table!("sk_"), is_small_hex, [51, 51], "ElevenLabs"), 11).bare(),
    only(row(b"etherscan", &[], is_large, [34, 34], "Etherscan"), 16),
    of_digits(b"emby", "Emby"),
    one(row(b"exa", &[], is_of_guid, [36, 36], "Exa").that(is_guid).whole()),
    only(row(b"fedex", &[], is_small_hex, [32, 32], "FedEx"), 16).named(table!("secret_key")),
    only(row(b"firecrawl", table!("fc-"), is_small_hex, [35, 35], "Firecrawl"), 11),
    only(row(b"fred", &[], is_small, [32, 32], "FRED").whole(), 16),
    only(row(b"hubspot", table!("pat-na1- pat-eu1-"), is_of_guid, [44, 44], "HubSpot"), 12),
    only(row(b"infracost", table!("ico-"), is_alphanumeric, [36, 36], "Infracost"), 12).bare(),
    only(row(b"jina", table!("jina_"), is_alphanumeric, [65, 65], "Jina").whole(), 13).bare(),
    only(row(b"logfire", OF_LOGFIRE, is_alphanumeric, [55, 55], "Logfire"), 15).bare(),
    only(row(b"mistral", &[], is_alphanumeric, [32, 32], "Mistral").that(is_mixed), 16),
    only(row(b"newsapi", &[], is_small_hex, [32, 32], "NewsAPI"), 16),
    only(row(b"notion", table!("secret_"), is_alphanumeric, [50, 50], "Notion").whole(), 15).bare(),
    only(row(b"openweather", &[], is_small_hex, [32, 32], "OpenWeather"), 16),
    one(row(b"opsgenie", &[], is_of_guid, [36, 36], "Opsgenie").that(is_guid)),
    only(row(b"porkbun", table!("pk1_ sk1_"), is_small_hex, [68, 68], "Porkbun"), 12),
    only(row(b"prefect", table!("pnu_ pnb_"), is_alphanumeric, [40, 40], "Prefect"), 12).bare(),
    only(row(b"klaviyo", table!("pk_"), is_small_hex, [37, 37], "Klaviyo"), 10)
        .named(table!("api_key private")),
    only(row(b"line", &[], is_small_hex, [32, 32], "LINE").whole(), 16)
        .named(table!("channel_secret")),
    only(row(b"linode", &[], is_small_hex, [64, 64], "Linode").asked(TOKENS), 16),
    only(row(b"mailjet", &[], is_small_hex, [32, 32], "Mailjet"), 16)
        .named(table!("api_key secret_key api_secret")),
    // 20 are the key beside it.
    only(row(b"pinata", &[], is_small_hex, [64, 64], "Pinata"), 21).named(table!("secret")),
    // 24 are the ID of a client.
    only(row(b"plaid", &[], is_small_hex, [30, 30], "Plaid").whole(), 25)
        .named(table!("plaid_secret")),
    one(row(b"postmark", &[], is_of_guid, [36, 36], "Postmark").that(is_guid).asked(TOKENS)),
    of_digits(b"geoapify", "Geoapify"),
    of_digits(b"jellyfin", "Jellyfin"),
    of_digits(b"lastfm", "Last.fm"),
    of_digits(b"lidarr", "Lidarr"),
    of_digits(b"opencage", "OpenCage"),
    of_digits(b"prowlarr", "Prowlarr"),
    of_digits(b"radarr", "Radarr"),
    of_digits(b"rawg", "RAWG"),
    only(row(b"scrapingbee", &[], is_large, [80, 80], "ScrapingBee"), 16),
    only(row(b"segment", &[], is_alphanumeric, [32, 32], "Segment"), 16).named(table!("write_key")),
    only(row(b"sentry", table!("sntryu_"), is_small_hex, [71, 71], "Sentry").whole(), 15),
    only(row(b"sonar", table!("sqa_ sqp_ squ_"), is_small_hex, [44, 44], "SonarQube"), 12),
    // 32 are the public key of a DSN.
    only(row(b"sentry", &[], is_small_hex, [64, 64], "Sentry").asked(TOKENS).whole(), 33),
    only(row(b"serpapi", &[], is_small_hex, [64, 64], "SerpApi"), 41),
    only(row(b"serper", &[], is_small_hex, [40, 40], "Serper").whole(), 16),
    only(row(b"sparkpost", &[], is_small_hex, [40, 40], "SparkPost"), 16),
    only(row(b"spotify", &[], is_small_hex, [32, 32], "Spotify"), 16)
        .named(table!("client_secret")),
    one(row(b"telegram", &[], is_of_telegram, [43, 48], "Telegram")
        .that(is_token_of_telegram)
        .asked(TOKENS)),
    only(row(b"tiingo", &[], is_small_hex, [40, 40], "Tiingo"), 16),
    only(row(b"tmdb", &[], is_small_hex, [32, 32], "TMDB"), 16).named(table!("api_key")),
    of_digits(b"sonarr", "Sonarr"),
    only(row(b"steam", &[], is_large_hex, [32, 32], "Steam").asked(KEYS), 16),
    of_digits(b"tautulli", "Tautulli"),
    of_digits(b"thunderforest", "Thunderforest"),
    one(row(b"together", &[], is_small_hex, [64, 64], "Together").whole()),
    only(row(b"twitch", &[], is_small, [30, 30], "Twitch"), 16).named(table!("client_secret")),
    only(row(b"twilio", &[], is_small_hex, [32, 32], "Twilio").named(table!("auth_token")), 16),
    only(row(b"viber", &[], is_of_slug, [50, 50], "Viber").named(table!("auth_token")), 16),
    only(row(b"vultr", &[], is_large, [36, 36], "Vultr").named(OF_VULTR), 16),
    only(row(b"virustotal", &[], is_small_hex, [64, 64], "VirusTotal"), 16),
    // The key itself has 32 bytes, which AES-256 wants.
    only(row(b"wechat", &[], is_alphanumeric, [32, 32], "WeChat Pay").named(OF_WECHAT), 20),
    only(row(b"wechat", &[], is_alphanumeric, [43, 43], "WeChat").named(OF_AES), 33),
    only(row(b"wecom", &[], is_alphanumeric, [43, 43], "WeCom").named(OF_AES), 33),
];

const KEYS: &[u8] = table!("key apikey");
const TOKENS: &[u8] = table!("token");
const OF_VULTR: &[u8] = table!("vultr_api vultr_key vultr_token");
const OF_WECHAT: &[u8] = table!("api_v3 apiv3 v3_key");
/// Of what decrypts calls back, which names may say.
const OF_AES: &[u8] = table!("aes_key aeskey callback_aes_key");
const OF_LOGFIRE: &[u8] = table!("pylf_v1_us_ pylf_v1_eu_");

impl Form {
    const fn named(self, parts: &'static [u8]) -> Self {
        only(self.row.named(parts), self.shortest)
    }

    /// What is left where the whole beginning is missing is told, too.
    const fn bare(mut self) -> Self {
        self.is_bare = true;
        self
    }

    /// Whether it is of a key of this provider, of these letters.
    #[inline]
    fn is_of(&self, provider: &str, letters: u32) -> bool {
        self.letters & !letters == 0 && self.row.is_of_provider(provider)
    }

    /// What the text is, if it is no such key, and nearly one.
    fn near(&self, text: &str) -> Option<Doubt> {
        /// So many signs stand around a key that was cut out of a line.
        const SIGNS: usize = 4;

        let key = text.trim_matches(|c: char| c.is_ascii_punctuation() && !self.row.may_have(c));
        let bare = without_signs(text);
        let is_around = |key: &str| matches!(text.len() - key.len(), 1..=SIGNS) && self.row.is(key);
        if is_around(key) || is_around(bare) {
            return Some(Doubt::StraySign);
        }
        if self.row.may_have(':') && secret_of_bot(text, "%3A") == Some(OF_TELEGRAM) {
            return Some(Doubt::Escaped);
        }
        if self.row.is_but_for_case(text) {
            return Some(Doubt::OtherCase(self.row.what));
        }
        if self.row.lacks_head(text, self.is_bare) {
            return Some(Doubt::Headless(self.row.what));
        }
        // A word has neither a beginning nor a digit.
        let is_part = self.shortest > 0
            && text.len() >= self.shortest
            && self.row.has_form(text)
            && (!self.row.heads.is_empty() || any(text, is_digit));
        let [least, most] = self.row.lengths;
        match text.len() {
            length if !is_part || length > most + 2 => None,
            length if length < least => Some(Doubt::CutKey(self.row.what)),
            _ => Some(Doubt::StraySign),
        }
    }
}

/// What is the matter with what is nearly a key of its provider.
pub(in crate::value) fn near(text: &str, about: &About) -> Option<Doubt> {
    of(text, about.provider, &|row| row.is_asked(about) && !about.is_for_password())
}

/// Whether it is nearly one, if its name asks for one.
pub(in crate::value) fn is_near(text: &str, provider: &str, name: &str) -> bool {
    of(text, provider, &|row| row.is_named(name)).is_some()
}

fn of(text: &str, provider: &str, is: &dyn Fn(&Row) -> bool) -> Option<Doubt> {
    let letters = letters_of(provider.as_bytes());
    let forms = || FORMS.iter().filter(|form| form.is_of(provider, letters));
    // The name is asked last: it takes longer.
    let near =
        forms().find_map(|form| form.near(text).filter(|_| !form.row.is(text) && is(&form.row)))?;
    let is_whole = forms().any(|form| form.row.is(text) && is(&form.row));
    if is_whole { None } else { Some(near) }
}

fn without_signs(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_ascii_punctuation())
}

/// Whether a whole key of that provider stands in the text, with more around it than signs. Those of AWS have signs that stand
/// between others, too.
pub(in crate::value) fn has_inside(provider: &str, text: &str) -> bool {
    let bare = without_signs(text).len();
    let letters = letters_of(provider.as_bytes());
    FORMS.iter().any(|form| {
        form.row.provider != b"aws"
            && form.is_of(provider, letters)
            && text
                .split(|c: char| {
                    !c.is_ascii_alphanumeric()
                        && !matches!(c, '-' | '_' | '.')
                        && !form.row.may_have(c)
                })
                // As URLs of Telegram have it.
                .map(|part| part.strip_prefix("bot").unwrap_or(part))
                .any(|part| part.len() < bare && form.row.is(part))
    })
}

/// Letters, digits and `_` between them.
fn is_of_words(c: char) -> bool {
    is_alphanumeric(c) || c == '_'
}

pub(super) fn is_of_telegram(c: char) -> bool {
    is_of_base64url(c) || c == ':'
}

/// How long the secret of a bot is.
const OF_TELEGRAM: usize = 35;

/// The number of a bot, `:`, and its secret.
fn is_token_of_telegram(text: &str) -> bool {
    bot_of_telegram(text) == Some(OF_TELEGRAM)
}

/// How long the secret is that stands behind the number of a bot.
pub(super) fn bot_of_telegram(text: &str) -> Option<usize> {
    secret_of_bot(text, ":")
}

fn secret_of_bot(text: &str, between: &str) -> Option<usize> {
    let (bot, secret) = text.split_once(between)?;
    let is = matches!(bot.len(), 7..=12)
        && all(bot, is_digit)
        && secret.starts_with("AA")
        && all_of(secret, "-_");
    is.then_some(secret.len())
}
