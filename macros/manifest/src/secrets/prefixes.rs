//! Keys whose issuers gave them a prefix to be found by.

use super::words::is_key_char;
use crate::chars::{any, leading};

/// A prefix, the least number of key characters after it, and whose it is. Longer prefixes first.
static PREFIXES: &[(&str, usize, &str)] = &[
    ("sk-ant-", 16, "an Anthropic key"),
    ("sk-proj-", 16, "an OpenAI key"),
    ("sk-or-", 16, "an OpenRouter key"),
    ("sk-svcacct-", 16, "an OpenAI key"),
    ("sk-lf-", 16, "a Langfuse key"),
    ("sk-", 20, "an API key"),
    ("AKIA", 16, "an AWS access key"),
    ("ASIA", 16, "an AWS access key"),
    ("ABSK", 40, "an Amazon Bedrock key"),
    ("ghp_", 20, "a GitHub token"),
    ("gho_", 20, "a GitHub token"),
    ("ghs_", 20, "a GitHub token"),
    ("ghu_", 20, "a GitHub token"),
    ("ghr_", 20, "a GitHub token"),
    ("github_pat_", 20, "a GitHub token"),
    ("glpat-", 16, "a GitLab token"),
    ("gldt-", 16, "a GitLab token"),
    ("glrt-", 16, "a GitLab token"),
    ("xoxb-", 16, "a Slack token"),
    ("xoxp-", 16, "a Slack token"),
    ("xoxa-", 16, "a Slack token"),
    ("xoxe-", 16, "a Slack token"),
    ("xoxr-", 16, "a Slack token"),
    ("xoxs-", 16, "a Slack token"),
    ("xapp-", 16, "a Slack token"),
    ("AIza", 30, "a Google API key"),
    ("GOCSPX-", 16, "a Google client secret"),
    ("ya29.", 20, "a Google access token"),
    ("hf_", 20, "a Hugging Face token"),
    ("gsk_", 20, "a Groq key"),
    ("npm_", 30, "an npm token"),
    ("pypi-AgE", 16, "a PyPI token"),
    ("SG.", 30, "a SendGrid key"),
    ("sk_live_", 16, "a Stripe key"),
    ("sk_test_", 16, "a Stripe key"),
    ("rk_live_", 16, "a Stripe key"),
    ("rk_test_", 16, "a Stripe key"),
    ("whsec_", 16, "a webhook secret"),
    ("dop_v1_", 20, "a DigitalOcean token"),
    ("shpat_", 20, "a Shopify token"),
    ("shpss_", 20, "a Shopify secret"),
    ("xai-", 20, "an xAI key"),
    ("r8_", 20, "a Replicate token"),
    ("pplx-", 24, "a Perplexity key"),
    ("tvly-", 16, "a Tavily key"),
    ("nvapi-", 20, "an NVIDIA key"),
    ("fw_", 20, "a Fireworks key"),
    ("lsv2_pt_", 16, "a LangSmith key"),
    ("lsv2_sk_", 16, "a LangSmith key"),
    ("dapi", 32, "a Databricks token"),
    ("sbp_", 20, "a Supabase token"),
    ("sntrys_", 20, "a Sentry token"),
    ("hvs.", 20, "a Vault token"),
    ("lin_api_", 20, "a Linear key"),
    ("secret_", 30, "a Notion token"),
    ("ntn_", 30, "a Notion token"),
    ("AGE-SECRET-KEY-1", 20, "an age private key"),
];

/// The shortest that any of them is with its key.
pub(super) const MIN_BYTES: usize = 16;

/// Addresses that are secrets themselves, up to the part that makes them so.
static WEBHOOKS: &[(&str, &str)] = &[
    ("hooks.slack.com/services/T", "a Slack webhook"),
    ("discord.com/api/webhooks/", "a Discord webhook"),
    ("discordapp.com/api/webhooks/", "a Discord webhook"),
];

/// Whose key stands in this word.
pub(super) fn find(word: &str) -> Option<&'static str> {
    if word.len() < MIN_BYTES {
        return None;
    }
    // Every URL is asked; of what they have in common the search is quick.
    if word.contains("hooks") {
        for &(part, what) in WEBHOOKS {
            if word.split_once(part).is_some_and(|(_, rest)| rest.len() >= 16) {
                return Some(what);
            }
        }
    }
    // Only where a key could begin: not in the middle of another word, as in `task-1`.
    let mut previous = ' ';
    for (i, c) in word.char_indices() {
        let before = std::mem::replace(&mut previous, c);
        if before.is_alphanumeric() || !c.is_ascii_alphabetic() {
            continue;
        }
        let joined = is_key_char(before);
        if joined && i > MAX_JOINED {
            continue;
        }
        let rest = word.get(i..).unwrap_or_default();
        if is_jwt(rest) {
            return Some("a JSON Web Token");
        }
        let first = rest.as_bytes().first();
        for &(prefix, least, what) in PREFIXES {
            if prefix.as_bytes().first() != first {
                continue;
            }
            if rest.strip_prefix(prefix).is_some_and(|rest| is_key(rest, least, joined)) {
                return Some(what);
            }
        }
    }
    None
}

/// No name in front of a key is longer.
const MAX_JOINED: usize = 512;

/// As much of a key as tells; the rest is not read again from every place where one could begin.
const MAX_KEY: usize = 128;

/// Enough key characters; a name in plain words has neither digits nor capitals. `joined`: behind
/// another word, where `my_secret_manager_of_2024` is a name as well.
fn is_key(rest: &str, least: usize, joined: bool) -> bool {
    let (key, _) = leading(rest.get(..MAX_KEY).unwrap_or(rest), |c| is_key_char(c) || c == '.');
    key.len() >= least
        && any(key, |c| c.is_ascii_digit() || c.is_ascii_uppercase())
        && (!joined || key.split(['-', '_', '.']).any(is_mixed))
}

/// Long, with a letter behind a digit.
fn is_mixed(word: &str) -> bool {
    let mut digit = false;
    let mut mixed = false;
    for byte in word.bytes() {
        mixed |= digit && byte.is_ascii_alphabetic();
        digit = byte.is_ascii_digit();
    }
    mixed && word.len() >= 12
}

/// Three parts in base64url, of which the first is a JSON object.
fn is_jwt(text: &str) -> bool {
    if !text.starts_with("eyJ") {
        return false;
    }
    let mut rest = text;
    for &least in &[10, 8, 8] {
        let (part, tail) = leading(rest, is_key_char);
        if part.len() < least {
            return false;
        }
        rest = tail.strip_prefix('.').unwrap_or_default();
    }
    true
}
