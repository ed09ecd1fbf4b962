//! Keys that are whole, and what is made of them.

use super::super::forms::{FORMS, has_inside, is_near, near};
use super::super::row::Row;
use crate::report::Doubt;
use crate::value::about::About;
use crate::value::judged::{filled, judged, judged_as_it_is};

/// A provider, a variable, and a pattern of the key that is whole.
const WHOLE: &[(&str, &str, &str)] = &[
    ("abuseipdb", "ABUSEIPDB_API_KEY", "<hex:80>"),
    ("adyen", "ADYEN_HMAC_KEY", "<HEX:64>"),
    ("algolia", "ALGOLIA_ADMIN_KEY", "<hex:32>"),
    ("dropbox-sign", "DROPBOX_SIGN_API_KEY", "<hex:64>"),
    ("etherscan", "ETHERSCAN_API_KEY", "QXVKJBZWGP7EXAMPLE9NOTAKEY7QDRMTHS"),
    ("fedex", "FEDEX_SECRET_KEY", "<hex:32>"),
    ("klaviyo", "KLAVIYO_API_KEY", "pk_<hex:34>"),
    ("line", "LINE_CHANNEL_SECRET", "<hex:32>"),
    ("linode", "LINODE_TOKEN", "<hex:64>"),
    ("mailjet", "MAILJET_API_KEY", "<hex:32>"),
    ("newsapi", "NEWSAPI_KEY", "<hex:32>"),
    ("openweather", "OPENWEATHER_API_KEY", "<hex:32>"),
    ("pinata", "PINATA_API_SECRET", "<hex:64>"),
    ("plaid", "PLAID_SECRET", "<hex:30>"),
    ("postmark", "POSTMARK_SERVER_TOKEN", "<guid>"),
    ("sparkpost", "SPARKPOST_API_KEY", "<hex:40>"),
    ("spotify", "SPOTIFY_CLIENT_SECRET", "<hex:32>"),
    ("tmdb", "TMDB_API_KEY", "<hex:32>"),
    ("twitch", "TWITCH_CLIENT_SECRET", "<small:30>"),
    ("adafruit", "ADAFRUIT_IO_KEY", "aio_<any:28>"),
    ("apify", "APIFY_TOKEN", "apify_api_<any:36>"),
    ("assemblyai", "ASSEMBLYAI_API_KEY", "<hex:32>"),
    ("aws", "AWS_SECRET_ACCESS_KEY", "k9qZm77xR3vT/yW8LdPqNs+HbXcVtY6uGaJ4wEoR"),
    ("binance", "BINANCE_SECRET_KEY", "<any:64>"),
    ("buildkite", "BUILDKITE_API_TOKEN", "bkua_<hex:40>"),
    ("circleci", "CIRCLECI_TOKEN", "CCIPAT_<any:22>_<hex:40>"),
    ("clickhouse", "CLICKHOUSE_KEY_SECRET", "4b1d<any:38>"),
    ("cohere", "COHERE_API_KEY", "k9qZm77xR3vT5yW8LdPqNs8HbXcVtY6uGaJ4wEoR"),
    ("databento", "DATABENTO_API_KEY", "db-<any:29>"),
    ("coingecko", "COINGECKO_API_KEY", "CG-<any:24>"),
    ("coinmarketcap", "COINMARKETCAP_API_KEY", "<guid>"),
    ("datadog", "DD_API_KEY", "<hex:32>"),
    ("datadog", "DD_APP_KEY", "<hex:40>"),
    ("deepgram", "DEEPGRAM_API_KEY", "<hex:40>"),
    ("deepseek", "DEEPSEEK_API_KEY", "sk-<hex:32>"),
    ("elevenlabs", "ELEVENLABS_API_KEY", "<hex:32>"),
    ("elevenlabs", "ELEVENLABS_API_KEY", "sk_<hex:48>"),
    ("emby", "EMBY_API_KEY", "<hex:32>"),
    ("etherscan", "ETHERSCAN_API_KEY", "K9QZM77XR3VT5YW8LDPQNS8HBXCVTY6UGA"),
    ("exa", "EXA_API_KEY", "<guid>"),
    ("firecrawl", "FIRECRAWL_API_KEY", "fc-<hex:32>"),
    ("fred", "FRED_API_KEY", "<small:32>"),
    ("hubspot", "HUBSPOT_ACCESS_TOKEN", "pat-na1-<guid>"),
    ("infracost", "INFRACOST_API_KEY", "ico-<any:32>"),
    ("geoapify", "GEOAPIFY_API_KEY", "<hex:32>"),
    ("jellyfin", "JELLYFIN_API_KEY", "<hex:32>"),
    ("jina", "JINA_API_KEY", "jina_<any:60>"),
    ("lastfm", "LASTFM_API_KEY", "<hex:32>"),
    ("lidarr", "LIDARR_API_KEY", "<hex:32>"),
    ("logfire", "LOGFIRE_TOKEN", "pylf_v1_us_<any:44>"),
    ("mistral", "MISTRAL_API_KEY", "k9qZm77xR3vT5yW8LdPqNs8HbXcVtY6u"),
    ("newsapi", "NEWSAPI_KEY", "<hex:32>"),
    ("notion", "NOTION_TOKEN", "secret_<any:43>"),
    ("openweathermap", "OPENWEATHER_API_KEY", "<hex:32>"),
    ("opsgenie", "OPSGENIE_API_KEY", "<guid>"),
    ("porkbun", "PORKBUN_SECRET_API_KEY", "sk1_<hex:64>"),
    ("prefect", "PREFECT_API_KEY", "pnu_<any:36>"),
    ("opencage", "OPENCAGE_API_KEY", "<hex:32>"),
    ("openweather", "OPENWEATHER_API_KEY", "<hex:32>"),
    ("prowlarr", "PROWLARR_API_KEY", "<hex:32>"),
    ("radarr", "RADARR_API_KEY", "<hex:32>"),
    ("rawg", "RAWG_API_KEY", "<hex:32>"),
    ("scrapingbee", "SCRAPINGBEE_API_KEY", "<large:80>"),
    ("segment", "SEGMENT_WRITE_KEY", "<any:32>"),
    ("sentry", "SENTRY_AUTH_TOKEN", "<hex:64>"),
    ("sentry", "SENTRY_AUTH_TOKEN", "sntryu_<hex:64>"),
    ("serpapi", "SERPAPI_API_KEY", "<hex:64>"),
    ("sonarqube", "SONAR_TOKEN", "sqp_<hex:40>"),
    ("serper", "SERPER_API_KEY", "<hex:40>"),
    ("sonarr", "SONARR_API_KEY", "<hex:32>"),
    ("steam", "STEAM_WEB_API_KEY", "<HEX:32>"),
    ("tautulli", "TAUTULLI_API_KEY", "<hex:32>"),
    ("telegram", "TELEGRAM_BOT_TOKEN", "8747558945:AA<any:33>"),
    ("tiingo", "TIINGO_TOKEN", "<hex:40>"),
    ("thunderforest", "THUNDERFOREST_API_KEY", "<hex:32>"),
    ("together", "TOGETHER_API_KEY", "<hex:64>"),
    ("twilio", "TWILIO_AUTH_TOKEN", "<hex:32>"),
    ("vultr", "VULTR_API_KEY", "<large:36>"),
    ("viber", "VIBER_AUTH_TOKEN", "<hex:16>-<hex:16>-<hex:16>"),
    ("virustotal", "VIRUSTOTAL_API_KEY", "<hex:64>"),
    ("wechat", "WECHAT_PAY_API_V3_KEY", "k9qZm77xR3vT5yW8LdPqNs8HbXcVtY6u"),
    ("wechat", "WECHAT_ENCODING_AES_KEY", "k9qZm77xR3vT5yW8LdPqNs8HbXcVtY6uGaJ4wEoRk9q"),
    ("wecom", "WECOM_ENCODING_AES_KEY", "k9qZm77xR3vT5yW8LdPqNs8HbXcVtY6uGaJ4wEoRk9q"),
];

#[test]
fn a_key_without_its_beginning_is_told() {
    for (provider, variable, pattern) in [
        ("databento", "DATABENTO_API_KEY", "<any:29>"),
        ("hubspot", "HUBSPOT_ACCESS_TOKEN", "eu1-<guid>"),
        ("infracost", "INFRACOST_API_KEY", "<any:32>"),
        ("logfire", "LOGFIRE_TOKEN", "v1_us_<any:44>"),
        ("logfire", "LOGFIRE_TOKEN", "us_<any:44>"),
        ("notion", "NOTION_TOKEN", "<any:43>"),
        ("prefect", "PREFECT_API_KEY", "<any:36>"),
    ] {
        let doubts = judged(provider, variable, pattern);
        assert!(matches!(*doubts, [Doubt::Headless(_)]), "{provider} {pattern} {doubts:?}");
        assert_eq!(judged("acme", variable, pattern), [], "{provider} {pattern}");
        assert_eq!(judged(provider, "ACME", pattern), [], "{provider} {pattern}");
    }
    for (provider, variable, pattern) in [
        ("buildkite", "BUILDKITE_API_TOKEN", "<hex:40>"),
        ("databento", "DATABENTO_API_KEY", "<any:30>"),
        ("firecrawl", "FIRECRAWL_API_KEY", "<hex:32>"),
        ("hubspot", "HUBSPOT_CLIENT_SECRET", "<guid>"),
        ("sentry", "SENTRY_AUTH_TOKEN", "<hex:64>"),
    ] {
        assert_eq!(judged(provider, variable, pattern), [], "{provider} {pattern}");
    }
}

#[test]
fn a_beginning_in_other_capitals_is_told() {
    let of = |pattern| judged("firecrawl", "FIRECRAWL_API_KEY", pattern);
    for pattern in ["Fc-<hex:32>", "FC-<hex:32>"] {
        assert_eq!(of(pattern), [Doubt::OtherCase("Firecrawl")], "{pattern}");
        assert_eq!(judged("acme", "ACME_API_KEY", pattern), [], "{pattern}");
    }
    for pattern in ["fc-<hex:32>", "Fc-<hex:20>", "Fc_<hex:32>"] {
        assert_eq!(of(pattern), [], "{pattern}");
    }
}

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
    About::new(provider, Some(variable), ["it", "secret", ""])
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
