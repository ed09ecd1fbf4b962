//! Keys of one length that are a letter or more shorter, or lack a part.

use super::checksum;
use super::digits::{is_cut_hex, is_cut_list};
use super::ids;
use super::nearly::{OF_MAILGUN, is_headless, is_of_mailgun};
use super::public;
use super::within::{PAIR_OF_TWILIO, is_pair_of_twilio};
use crate::report::Doubt;
use crate::value::about::About;
use crate::value::encoded::fernet::is_name_of_key;
use crate::value::letters::table::table;
use crate::value::letters::text::{
    all, all_of, has_word, holds, is_alphanumeric, is_cut_guid, is_mixed, is_small_hex, lacks_group,
};
use crate::value::quick::look::{OF_AWS, OF_SENDGRID};

/// 64 bytes in base64 without the `==` at their end.
const OF_AZURE: usize = 86;
/// The ID in front of a token, up to its dot, or that of a base or a table.
const OF_AIRTABLE: usize = 17;
/// A key without the name of its data centre, such as `-us6`.
const OF_MAILCHIMP: usize = 32;
/// A token without the bot's number.
const OF_TELEGRAM: usize = 35;
/// A fingerprint of `GnuPG`; 16 are the end of one.
const OF_GPG: usize = 40;
/// The 32 bytes of a key of Fernet in digits that it does not take.
const OF_FERNET_IN_HEX: usize = 64;

/// Whether a text so long may be something else than the secret, by its provider: or one of 64 more or less.
#[inline]
#[allow(clippy::indexing_slicing, reason = "evaluated while it compiles")]
pub(in crate::value) fn may_be_odd(length: usize) -> bool {
    const LENGTHS: u64 = {
        let lengths = [
            16,
            17,
            18,
            19,
            20,
            23,
            27,
            31,
            34,
            35,
            36,
            37,
            38,
            39,
            47,
            63,
            OF_GPG,
            OF_FERNET_IN_HEX,
            OF_MAILGUN,
            OF_AZURE,
            PAIR_OF_TWILIO,
        ];
        let (mut bits, mut at) = (0, 0);
        while at < lengths.len() {
            bits |= 1 << (lengths[at] % 64);
            at += 1;
        }
        bits
    };

    LENGTHS >> (length % 64) & 1 == 1
}

/// Whether its provider makes a text of such a length worth a closer look.
#[cold]
#[inline(never)]
pub(in crate::value) fn is_odd(text: &str, provider: &str, name: &str) -> bool {
    is_name_of_key(name)
        || lacks_group(text)
        || is_cut_hex(text)
        || public::is_id(text, provider, name)
        || is_pair_of_twilio(text, provider)
        || without_part(text, provider).is_some()
        || is_of_mailgun(text) && !holds(provider, b"mailgun")
        || is_headless(text, provider)
        || ids::is_near(text, provider, name)
}

/// A provider, how its keys begin, and how long all of them are at least; of others, a text may begin so.
pub(in crate::value) static WHOLE: [(&[u8], &str, usize, &str); 18] = [
    (b"databricks", "dapi", 36, "Databricks"),
    (b"docker", "dckr_pat_", 36, "Docker"),
    (b"easypost", "EZAK", 58, "EasyPost"),
    (b"easypost", "EZTK", 58, "EasyPost"),
    (b"facebook", "EAA", 80, "Facebook"),
    (b"instagram", "EAA", 80, "Facebook"),
    (b"whatsapp", "EAA", 80, "Facebook"),
    (b"paddle", "pdl_live_apikey_", 69, "Paddle"),
    (b"paddle", "pdl_sdbx_apikey_", 69, "Paddle"),
    (b"plaid", "access-production-", 54, "Plaid"),
    (b"plaid", "access-sandbox-", 51, "Plaid"),
    (b"prefect", "pnu_", 40, "Prefect"),
    (b"readme", "rdme_", 75, "ReadMe"),
    (b"shippo", "shippo_live_", 52, "Shippo"),
    (b"shippo", "shippo_test_", 52, "Shippo"),
    (b"typeform", "tfp_", 48, "Typeform"),
    (b"pulumi", "pul-", 44, "Pulumi"),
    (b"rubygems", "rubygems_", 57, "RubyGems"),
];

/// How identities of age begin, and how long they are.
const OF_AGE: &str = "AGE-SECRET-KEY-1";
const KEY_OF_AGE: usize = OF_AGE.len() + 58;
const OF_CLOUDFLARE: usize = 40;
const GUID: usize = 36;
/// Newer ones have five letters before them.
const GUID_OF_HEROKU: usize = GUID + 4;

/// What is missing, if the name asks for that key.
pub(in crate::value) fn doubt(text: &str, about: &About) -> Option<Doubt> {
    if lacks_group(text) && about.is_of_key() {
        return Some(Doubt::CutGuid);
    }
    if let Some(owner) = checksum::cut(text) {
        return Some(Doubt::CutKey(owner));
    }
    if is_cut_list(text) {
        return Some(Doubt::CutKey("Solana"));
    }
    let (doubt, names) = without_part(text, about.provider)?;
    (about.is_of_key() && about.has_name_of(names)).then_some(doubt)
}

/// `aws`, `my-aws`, and not `lawsuit`.
fn is_of_aws(provider: &str) -> bool {
    has_word(provider, |word| word.starts_with("aws"))
}

/// What is missing, and what one of the names has in it.
fn without_part(text: &str, provider: &str) -> Option<(Doubt, &'static [u8])> {
    for (of, head, length, name) in WHOLE {
        // Of most, the first letter tells.
        let is_first = text.as_bytes().first() == head.as_bytes().first();
        if is_first && text.len() < length && text.starts_with(head) && holds(provider, of) {
            return Some((Doubt::CutKey(name), table!("key token pat password")));
        }
    }
    let of_sentry = text.strip_prefix("sntrys_eyJ");
    if matches!(of_sentry, Some(rest) if !rest.contains('_')) && holds(provider, b"sentry") {
        return Some((Doubt::CutKey("Sentry"), table!("token")));
    }
    if lacks_signature(text) && holds(provider, b"mapbox") {
        return Some((Doubt::CutKey("Mapbox"), table!("key token")));
    }
    if text.starts_with(OF_AGE) && text.len() < KEY_OF_AGE {
        return Some((Doubt::CutKey("age"), table!("key identity age")));
    }
    let is_base64 = |text| all_of(text, "+/");
    match text.len() {
        // Stores like S3 have secrets of their own: those of `MinIO`, Alibaba and Tencent are so long.
        16..OF_AWS if is_of_aws(provider) && !matches!(text.len(), 20 | 30 | 32) => {
            let is_key = is_mixed(text) && is_base64(text) && !is_of_another_store(text);
            is_key.then_some((Doubt::CutKey("AWS"), table!("secret_access secretaccess")))
        }
        16..OF_CLOUDFLARE if holds(provider, b"cloudflare") && !text.starts_with("0x") => {
            let is_key = all_of(text, "-_") && is_mixed(text);
            is_key.then_some((Doubt::CutKey("Cloudflare"), table!("api_token")))
        }
        16..=GUID_OF_HEROKU if holds(provider, b"heroku") => {
            let guid = text.strip_prefix("HRKU-").unwrap_or(text);
            is_cut_guid(guid).then_some((Doubt::CutKey("Heroku"), table!("key token")))
        }
        16..GUID if holds(provider, b"postmark") => {
            is_cut_guid(text).then_some((Doubt::CutKey("Postmark"), table!("token")))
        }
        OF_MAILCHIMP if holds(provider, b"mailchimp") => {
            let is_key = all(text, is_small_hex);
            is_key.then_some((Doubt::CutKey("Mailchimp"), table!("mailchimp_api mailchimp_key")))
        }
        31 | 39 if holds(provider, b"datadog") => {
            let is_key = all(text, is_small_hex);
            is_key.then_some((Doubt::CutKey("Datadog"), table!("key")))
        }
        OF_AIRTABLE if holds(provider, b"airtable") => {
            let is_key = text.starts_with("pat") && all(text, is_alphanumeric);
            is_key.then_some((Doubt::CutKey("Airtable"), table!("key token pat")))
        }
        OF_TELEGRAM if holds(provider, b"telegram") => {
            let is_key = text.starts_with("AA") && all_of(text, "-_");
            is_key.then_some((Doubt::Headless("Telegram"), table!("token")))
        }
        OF_SENDGRID if holds(provider, b"sendgrid") => {
            let is_key = text.split_once('.').is_some_and(|(id, secret)| {
                id.len() == 22 && all_of(id, "-_") && all_of(secret, "-_")
            });
            is_key.then_some((Doubt::Headless("SendGrid"), table!("key")))
        }
        OF_AZURE if holds(provider, b"azure") => is_base64(text)
            .then_some((Doubt::CutKey("Azure Storage"), table!("storage account cosmos"))),
        _ => None,
    }
}

/// Whether it is a token of Mapbox without the last of its three parts, or with less than its sixteen bytes there.
fn lacks_signature(text: &str) -> bool {
    const SIGNATURE: usize = 22;

    let mut parts = text.split('.');
    let is_token = matches!(
        (parts.next(), parts.next()),
        (Some("pk" | "sk" | "tk"), Some(claims)) if claims.starts_with("eyJ")
    );
    is_token && !matches!(parts.next(), Some(signature) if signature.len() >= SIGNATURE)
}

/// Programs for AWS are used with other stores, too: Backblaze's keys begin with `K00`, and have 31 letters.
fn is_of_another_store(text: &str) -> bool {
    text.len() == 31 && text.starts_with("K00")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spec::Spec;
    use crate::value::provider::providers::is_of_provider;
    use crate::value::quick::look::is_worth_a_look;

    fn of(provider: &'static str, variable: &'static str, text: &str) -> Option<Doubt> {
        doubt(text, &About::new(provider, Some(variable), ["it", "secret", ""]))
    }

    #[test]
    fn an_identity_of_age_is_counted() {
        let whole = format!("{OF_AGE}{}", "QPZRY9X8GF".repeat(6).get(..58).unwrap());
        let cut = whole.get(..73).unwrap();
        for (variable, text) in [("AGE_KEY", cut), ("SOPS_AGE_KEY", OF_AGE), ("AGE_IDENTITY", cut)]
        {
            let about = About::new("acme", Some(variable), ["it", "", ""]);
            let is_told = doubt(text, &about) == Some(Doubt::CutKey("age"));
            assert!(is_told == about.is_of_key(), "{variable}");
            assert_eq!(doubt(&whole, &about), None, "{variable}");
        }
    }

    #[test]
    fn a_part_that_is_missing_is_told_by_the_length() {
        let letters = "k9qZm77xR3".repeat(9);
        let letters = |count: usize| letters.get(..count).unwrap();
        let digits = "7d1f0a93c5".repeat(4);
        let digits = |count: usize| digits.get(..count).unwrap();
        let of_bot = format!("AA{}", letters(33));
        for (provider, name, text) in [
            ("aws", "AWS_SECRET_ACCESS_KEY", letters(39)),
            ("aws", "AWS_SECRET_ACCESS_KEY", letters(37)),
            ("aws", "AWS_SECRET_ACCESS_KEY", letters(31)),
            ("aws", "AWS_SECRET_ACCESS_KEY", letters(16)),
            ("datadog", "DD_API_KEY", digits(31)),
            ("datadog", "DD_APP_KEY", digits(39)),
            ("telegram", "TELEGRAM_BOT_TOKEN", &of_bot),
            ("azure", "AZURE_STORAGE_KEY", letters(86)),
            ("airtable", "AIRTABLE_TOKEN", "patexampleNotKey9"),
            ("cloudflare", "CLOUDFLARE_API_TOKEN", letters(38)),
            ("heroku", "HEROKU_API_KEY", "HRKU-7d1f0a93-c5e8-4264-a091"),
            ("mapbox", "MAPBOX_ACCESS_TOKEN", "pk.eyJ1IjoiYWNtZSJ9"),
            ("sentry", "SENTRY_AUTH_TOKEN", "sntrys_eyJpYXQiOjE3MDA"),
            ("facebook", "FACEBOOK_ACCESS_TOKEN", "EAAexampleNotAKey9exampleNotAKey9"),
            ("azure", "COSMOS_KEY", letters(86)),
            ("mapbox", "MAPBOX_SECRET_TOKEN", "sk.eyJ1IjoiYWNtZSJ9.exampleNotAKey9"),
            ("heroku", "HEROKU_API_KEY", "7d1f0a93-c5e8-4264-a091-7ac3d5"),
            ("mailchimp", "MAILCHIMP_API_KEY", digits(32)),
            ("databricks", "DATABRICKS_TOKEN", "dapi7d1f0a93c5e84264a0917ac3d5be824"),
            ("docker", "DOCKER_PASSWORD", "dckr_pat_exampleNotAKey9"),
            ("pulumi", "PULUMI_ACCESS_TOKEN", "pul-7d1f0a93c5e84264a0917ac3d5be8246"),
            ("easypost", "EASYPOST_API_KEY", "EZAK7d1f0a93c5e84264a0917ac3d5be8246"),
            ("easypost", "EASYPOST_TEST_KEY", "EZTK7d1f0a93c5e84264a0917ac3d5be8246"),
            (
                "paddle",
                "PADDLE_API_KEY",
                "pdl_live_apikey_01exampl9notakey7exampl9no_exampleNotAKey9",
            ),
            (
                "paddle",
                "PADDLE_API_KEY",
                "pdl_sdbx_apikey_01exampl9notakey7exampl9no_exampleNotAKey9",
            ),
            ("plaid", "PLAID_ACCESS_TOKEN", "access-production-7d1f0a93-c5e8-4264-a091"),
            ("plaid", "PLAID_ACCESS_TOKEN", "access-sandbox-7d1f0a93-c5e8-4264-a091"),
            ("prefect", "PREFECT_API_KEY", "pnu_exampleNotAKey9exampleNotAKey9"),
            ("readme", "README_API_KEY", "rdme_exampleNotAKey9exampleNotAKey9"),
            ("shippo", "SHIPPO_TOKEN", "shippo_live_7d1f0a93c5e84264a0917ac3d5be8246"),
            ("shippo", "SHIPPO_TOKEN", "shippo_test_7d1f0a93c5e84264a0917ac3d5be8246"),
            ("typeform", "TYPEFORM_TOKEN", "tfp_exampleNotAKey9exampleNotAKey9"),
            ("rubygems", "RUBYGEMS_API_KEY", "rubygems_7d1f0a93c5e84264a0917ac3d5be8246"),
            ("postmark", "POSTMARK_SERVER_TOKEN", "7d1f0a93-c5e8-4264-a091-7ac3d5be824"),
        ] {
            let is_odd = may_be_odd(text.len()) && is_odd(text, provider, "KEY");
            let is_known = WHOLE.iter().any(|(_, head, ..)| text.starts_with(head))
                || is_of_provider(text)
                || text.starts_with("sntrys_");
            let is_seen = is_odd
                || is_worth_a_look(text.as_bytes(), &Spec::new("it", provider, true, &[]), name);
            assert!(is_seen || is_known, "{name}");
            assert!(of(provider, name, text).is_some(), "{name}");
            assert_eq!(of("acme", name, text), None, "{name}");
            assert_eq!(of(provider, "ACME", text), None, "{name}");
        }
        for (provider, name, text) in [
            ("aws", "AWS_SECRET_ACCESS_KEY", letters(40)),
            ("aws", "AWS_SECRET_ACCESS_KEY", letters(43)),
            ("aws", "AWS_SECRET_ACCESS_KEY", letters(15)),
            ("aws", "AWS_SECRET_ACCESS_KEY", "K00exampleNotAKey9exampleNotAKe"),
            ("aws", "AWS_SECRET_ACCESS_KEY", digits(39)),
            ("aws", "AWS_SESSION_TOKEN", letters(39)),
            ("datadog", "DD_API_KEY", digits(32)),
            ("datadog", "DD_API_KEY", letters(31)),
            ("telegram", "TELEGRAM_BOT_TOKEN", letters(35)),
            ("airtable", "AIRTABLE_TOKEN", "patexampleNotAKey9"),
            ("mailchimp", "MAILCHIMP_API_KEY", letters(32)),
            ("databricks", "DATABRICKS_TOKEN", "dapi7d1f0a93c5e84264a0917ac3d5be8246-2"),
            ("docker", "DOCKER_PASSWORD", "dckr_pat_exampleNotAKey9exampleNotAKe"),
            ("mailchimp", "MAILCHIMP_ACCESS_TOKEN", digits(32)),
            ("azure", "AZURE_CLIENT_KEY", letters(86)),
            ("azure", "AZURE_STORAGE_KEY", letters(85)),
            ("cloudflare", "CLOUDFLARE_API_TOKEN", letters(40)),
            ("mapbox", "MAPBOX_ACCESS_TOKEN", "pk.eyJ1IjoiYWNtZSJ9.exampleNotAKey9example"),
            ("sentry", "SENTRY_AUTH_TOKEN", "sntrys_eyJpYXQiOjE3MDA_exampleNotAKey9"),
            ("locationiq", "LOCATIONIQ_TOKEN", "pk.7d1f0a93c5e84264a0917ac3d5be8246"),
            ("cloudflare", "CLOUDFLARE_API_TOKEN", "0x4AAexampleNotAKey9exampleNotAKey9"),
            ("cloudflare", "CLOUDFLARE_TUNNEL_SECRET", letters(38)),
            ("heroku", "HEROKU_API_KEY", "HRKU-7d1f0a93-c5e8-4264-a091-7ac3d5be8246"),
            ("heroku", "HEROKU_API_KEY", "7d1f0a93-c5e8-4264-a091-7ac3d5be8246"),
            ("heroku", "HEROKU_API_KEY", "7d1f0a93c5e84264a0917ac3d5be82"),
        ] {
            assert_eq!(of(provider, name, text), None, "{name}");
        }
    }
}
