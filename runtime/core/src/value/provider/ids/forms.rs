//! The forms of keys that have one each, by the documentation of each and public sets of rules: what is nearly so is a key that
//! lacks a letter, has one too many, or has a sign at its end.

use super::row::{Row, is_large, is_of_base64, is_of_base64url, is_small, row};
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
    shortest: usize,
    /// The letters of the provider's name.
    letters: u32,
}

/// A form of keys that others of the same provider may be like.
const fn one(row: Row) -> Form {
    only(row, 0)
}

/// The only form that begins so, or has such letters.
const fn only(row: Row, shortest: usize) -> Form {
    Form { letters: letters_of(row.provider), row, shortest }
}

pub(in crate::value) static FORMS: &[Form] = &[
    only(row(b"apify", table!("apify_api_"), is_alphanumeric, [46, 46], "Apify"), 14),
    only(row(b"assemblyai", &[], is_small, [32, 32], "AssemblyAI"), 16),
    one(row(b"aws", &[], is_of_base64, [40, 40], "AWS")
        .that(is_mixed)
        .named(table!("secret_access"))
        .whole()),
    only(row(b"buildkite", table!("bkua_"), is_small, [45, 45], "Buildkite"), 9),
    only(row(b"circleci", table!("CCIPAT_ CCIPRJ_"), is_of_words, [70, 70], "CircleCI"), 12),
    only(row(b"clickhouse", table!("4b1d"), is_alphanumeric, [42, 42], "ClickHouse"), 21)
        .named(table!("secret")),
    only(row(b"cohere", &[], is_alphanumeric, [40, 40], "Cohere").that(is_mixed), 16),
    one(row(b"datadog", &[], is_small_hex, [32, 32], "Datadog").asked(KEYS)),
    one(row(b"datadog", &[], is_small_hex, [40, 40], "Datadog").asked(KEYS)),
    only(row(b"deepgram", &[], is_small, [40, 40], "Deepgram"), 16),
    only(row(b"deepseek", table!("sk-"), is_small, [35, 35], "DeepSeek"), 11),
    only(row(b"elevenlabs", &[], is_small_hex, [32, 32], "ElevenLabs").asked(KEYS), 16),
    only(row(b"elevenlabs", table!("sk_"), is_small_hex, [51, 51], "ElevenLabs"), 11),
    one(row(b"exa", &[], is_of_guid, [36, 36], "Exa").that(is_guid).whole()),
    only(row(b"firecrawl", table!("fc-"), is_small_hex, [35, 35], "Firecrawl"), 11),
    only(row(b"hubspot", table!("pat-na1- pat-eu1-"), is_of_guid, [44, 44], "HubSpot"), 12),
    only(row(b"jina", table!("jina_"), is_alphanumeric, [65, 65], "Jina").whole(), 13),
    only(row(b"logfire", OF_LOGFIRE, is_alphanumeric, [55, 55], "Logfire"), 15),
    only(row(b"mistral", &[], is_alphanumeric, [32, 32], "Mistral").that(is_mixed), 16),
    only(row(b"notion", table!("secret_"), is_alphanumeric, [50, 50], "Notion").whole(), 15),
    one(row(b"opsgenie", &[], is_of_guid, [36, 36], "Opsgenie").that(is_guid)),
    only(row(b"scrapingbee", &[], is_large, [80, 80], "ScrapingBee"), 16),
    only(row(b"sentry", table!("sntryu_"), is_small_hex, [71, 71], "Sentry").whole(), 15),
    // 32 are the public key of a DSN.
    only(row(b"sentry", &[], is_small_hex, [64, 64], "Sentry").asked(TOKENS).whole(), 33),
    only(row(b"serpapi", &[], is_small_hex, [64, 64], "SerpApi"), 41),
    only(row(b"serper", &[], is_small_hex, [40, 40], "Serper").whole(), 16),
    one(row(b"telegram", &[], is_of_telegram, [43, 48], "Telegram")
        .that(is_token_of_telegram)
        .asked(TOKENS)),
    one(row(b"together", &[], is_small_hex, [64, 64], "Together").whole()),
    only(row(b"twilio", &[], is_small_hex, [32, 32], "Twilio").named(table!("auth_token")), 16),
];

const KEYS: &[u8] = table!("key apikey");
const TOKENS: &[u8] = table!("token");
const OF_LOGFIRE: &[u8] = table!("pylf_v1_us_ pylf_v1_eu_");

impl Form {
    const fn named(self, parts: &'static [u8]) -> Self {
        Self { row: self.row.named(parts), ..self }
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
    of(text, about.provider, &|row| row.is_asked(about))
}

/// Whether it is nearly one, if its name asks for one.
pub(in crate::value) fn is_near(text: &str, provider: &str, name: &str) -> bool {
    of(text, provider, &|row| row.is_named(name)).is_some()
}

fn of(text: &str, provider: &str, is: &dyn Fn(&Row) -> bool) -> Option<Doubt> {
    let mut near = None;
    let letters = letters_of(provider.as_bytes());
    for form in FORMS {
        // Of most, a letter tells.
        if form.letters & !letters == 0 && form.row.is_of_provider(provider) && is(&form.row) {
            if form.row.is(text) {
                return None;
            }
            near = near.or_else(|| form.near(text));
        }
    }
    near
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
            && form.letters & !letters == 0
            && form.row.is_of_provider(provider)
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

fn is_of_telegram(c: char) -> bool {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::judged::{filled, judged, judged_as_it_is};

    /// A provider, a variable, and a pattern of the key that is whole.
    const WHOLE: &[(&str, &str, &str)] = &[
        ("apify", "APIFY_TOKEN", "apify_api_<any:36>"),
        ("assemblyai", "ASSEMBLYAI_API_KEY", "<hex:32>"),
        ("aws", "AWS_SECRET_ACCESS_KEY", "k9qZm77xR3vT/yW8LdPqNs+HbXcVtY6uGaJ4wEoR"),
        ("buildkite", "BUILDKITE_API_TOKEN", "bkua_<hex:40>"),
        ("circleci", "CIRCLECI_TOKEN", "CCIPAT_<any:22>_<hex:40>"),
        ("clickhouse", "CLICKHOUSE_KEY_SECRET", "4b1d<any:38>"),
        ("cohere", "COHERE_API_KEY", "k9qZm77xR3vT5yW8LdPqNs8HbXcVtY6uGaJ4wEoR"),
        ("datadog", "DD_API_KEY", "<hex:32>"),
        ("datadog", "DD_APP_KEY", "<hex:40>"),
        ("deepgram", "DEEPGRAM_API_KEY", "<hex:40>"),
        ("deepseek", "DEEPSEEK_API_KEY", "sk-<hex:32>"),
        ("elevenlabs", "ELEVENLABS_API_KEY", "<hex:32>"),
        ("elevenlabs", "ELEVENLABS_API_KEY", "sk_<hex:48>"),
        ("exa", "EXA_API_KEY", "<guid>"),
        ("firecrawl", "FIRECRAWL_API_KEY", "fc-<hex:32>"),
        ("hubspot", "HUBSPOT_ACCESS_TOKEN", "pat-na1-<guid>"),
        ("jina", "JINA_API_KEY", "jina_<any:60>"),
        ("logfire", "LOGFIRE_TOKEN", "pylf_v1_us_<any:44>"),
        ("mistral", "MISTRAL_API_KEY", "k9qZm77xR3vT5yW8LdPqNs8HbXcVtY6u"),
        ("notion", "NOTION_TOKEN", "secret_<any:43>"),
        ("opsgenie", "OPSGENIE_API_KEY", "<guid>"),
        ("scrapingbee", "SCRAPINGBEE_API_KEY", "<large:80>"),
        ("sentry", "SENTRY_AUTH_TOKEN", "<hex:64>"),
        ("sentry", "SENTRY_AUTH_TOKEN", "sntryu_<hex:64>"),
        ("serpapi", "SERPAPI_API_KEY", "<hex:64>"),
        ("serper", "SERPER_API_KEY", "<hex:40>"),
        ("telegram", "TELEGRAM_BOT_TOKEN", "8747558945:AA<any:33>"),
        ("together", "TOGETHER_API_KEY", "<hex:64>"),
        ("twilio", "TWILIO_AUTH_TOKEN", "<hex:32>"),
    ];

    #[test]
    fn what_is_nearly_a_key_is_told() {
        for &(provider, variable, pattern) in WHOLE {
            let key = filled(pattern);
            assert_eq!(judged(provider, variable, pattern), [], "{provider}");
            for text in [
                format!("{key}."),
                format!("{key})"),
                format!("{key}:"),
                format!("{key}]}}"),
                format!("({key})"),
                format!(">{key}"),
                format!("@{key}"),
                format!("/{key}?"),
            ] {
                // Slashes may be a part of some.
                let is_of_key = provider == "aws" && text.starts_with('/');
                let doubts = judged_as_it_is(provider, variable, &text);
                let is_told = matches!(*doubts, [Doubt::StraySign | Doubt::Within(_)]);
                assert!(is_told || is_of_key, "{provider} {text} {doubts:?}");
                for (provider, variable) in [("acme", variable), (provider, "ACME")] {
                    assert_eq!(near(&text, &about(provider, variable)), None, "{text}");
                }
            }
        }
    }

    fn about(provider: &'static str, variable: &'static str) -> About {
        About { provider, variable: Some(variable), names: ["it", "secret", ""] }
    }

    #[test]
    fn a_colon_may_be_written_as_in_a_url() {
        let text = filled("8747558945%3AAA<any:33>");
        let doubts = judged_as_it_is("telegram", "TELEGRAM_BOT_TOKEN", &text);
        assert_eq!(doubts, [Doubt::Escaped]);
        assert_eq!(judged_as_it_is("acme", "ACME_TOKEN", &text), []);
    }

    #[test]
    fn keys_of_one_form_are_counted() {
        for &(provider, variable, pattern) in WHOLE {
            let key = filled(pattern);
            let about = about(provider, variable);
            let is = |row: &Row| row.is_of_provider(provider) && row.is_asked(&about);
            let form = FORMS.iter().find(|form| form.row.is(&key) && is(&form.row)).unwrap();
            let [least, most] = form.row.lengths;
            for count in form.shortest.max(8)..key.len() + 4 {
                let text = key.clone() + key.get(key.len() - 4..).unwrap();
                let text = text.get(..count).unwrap();
                let expected = match count {
                    _ if form.shortest == 0 => continue,
                    count if count < least => Some(Doubt::CutKey(form.row.what)),
                    count if count > most && count <= most + 2 => Some(Doubt::StraySign),
                    _ => None,
                };
                assert_eq!(near(text, &about), expected, "{provider} {text}");
                assert_eq!(is_near(text, provider, variable), expected.is_some(), "{text}");
                let is_told = !judged_as_it_is(provider, variable, text).is_empty();
                assert!(is_told || expected.is_none(), "{text}");
            }
        }
    }

    #[test]
    fn a_text_around_a_key_is_told() {
        for &(provider, variable, pattern) in WHOLE {
            let key = filled(pattern);
            if provider == "aws" {
                continue;
            }
            let behind = if provider == "telegram" { "/bot" } else { "key:" };
            for text in [format!("https://x.example/?k={key}&v=1"), format!("{behind}{key}/")] {
                let doubts = judged_as_it_is(provider, variable, &text);
                assert!(!doubts.is_empty(), "{provider} {text}");
                assert!(has_inside(provider, &text) && !has_inside("acme", &text), "{text}");
            }
            assert!(!has_inside(provider, &key), "{provider}");
        }
    }

    #[test]
    fn what_only_comes_near_is_not_told() {
        for (provider, variable, text) in [
            ("cohere", "COHERE_API_KEY", "k9qzm77xr3vt5yw8ldpqns8h"),
            ("coherent", "COHERENT_API_SECRET", "k9qZm77xR3vT5yW8LdPq.x"),
            ("deepgram", "DEEPGRAM_API_KEY", "correcthorsebatterystaple"),
            ("example", "EXAMPLE_API_KEY", "7d1f0a93-c5e8-4264-a091-7ac3d5be8246."),
            ("elevenlabs", "ELEVENLABS_WEBHOOK_SECRET", "wsec_7d1f0a93c5e84264"),
            ("twilio", "TWILIO_API_KEY_SECRET", "7d1f0a93c5e84264a0917ac3d5be824"),
            ("jinadev", "JINADEV_API_KEY", "jina_k9qZm77xR3vT5yW8"),
            ("serpstack", "SERPSTACK_API_KEY", "7d1f0a93c5e84264a0917ac3d5be8246"),
            ("mistral", "MISTRAL_API_KEY", "k9qZm77xR3vT5yW8LdPqNs8HbXcVtY6uGaJ4"),
        ] {
            assert_eq!(judged_as_it_is(provider, variable, text), [], "{provider} {text}");
        }
    }

    #[test]
    fn each_form_has_an_example() {
        for form in FORMS {
            let has_one = WHOLE.iter().any(|&(provider, variable, pattern)| {
                let about = about(provider, variable);
                form.row.is_of_provider(provider)
                    && form.row.is(&filled(pattern))
                    && form.row.is_asked(&about)
            });
            assert!(has_one, "{}", form.row.what);
        }
    }
}
