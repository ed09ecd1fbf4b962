//! How the keys of providers begin, as their documentation says.

use super::signs::has;
use super::text::{all, any_word, split_before, without_end};

pub(super) struct Provider {
    /// For people.
    pub(super) name: &'static str,
    /// What a manifest's `provider` has in it if it is this one, in small letters.
    pub(super) words: &'static str,
    pub(super) prefixes: &'static str,
}

const fn row(name: &'static str, words: &'static str, prefixes: &'static str) -> Provider {
    Provider { name, words, prefixes }
}

pub(super) static PROVIDERS: &[Provider] = &[
    row("Anthropic", "anthropic claude", "sk-ant-"),
    row("AWS", "aws amazon bedrock", "AKIA ASIA"),
    row("DigitalOcean", "digitalocean digital_ocean", "dop_v1_ doo_v1_"),
    row("Figma", "figma", "figd_"),
    row("GitHub", "github", "ghp_ gho_ ghs_ ghu_ ghr_ github_pat_"),
    row("GitLab", "gitlab", "glpat- gldt- glrt-"),
    row("Google", "google gemini vertex gcp firebase youtube palm", "AIza"),
    row("Groq", "groq", "gsk_"),
    row("Hugging Face", "hugging", "hf_"),
    row("LangSmith", "langsmith langchain", "lsv2_"),
    row("Linear", "linear", "lin_api_"),
    row("Notion", "notion", "ntn_"),
    row("npm", "npm", "npm_"),
    row("NVIDIA", "nvidia", "nvapi-"),
    row("OpenAI", "openai gpt", "sk-proj- sk-svcacct- sk-admin-"),
    row("OpenRouter", "openrouter", "sk-or-"),
    row("Perplexity", "perplexity pplx", "pplx-"),
    row("Pinecone", "pinecone", "pcsk_"),
    row("PyPI", "pypi", "pypi-"),
    row("Replicate", "replicate", "r8_"),
    row("SendGrid", "sendgrid", "SG."),
    row("Slack", "slack", "xoxb- xoxp- xoxa- xapp-"),
    row("Stripe", "stripe", "sk_live_ sk_test_ rk_live_ rk_test_"),
    row("Supabase", "supabase", "sbp_"),
    row("Tavily", "tavily", "tvly-"),
    row("Vault", "vault openbao", "hvs. hvb."),
    row("xAI", "xai grok", "xai-"),
];

/// Whose key it is, if the manifest names another of these as its provider.
pub(super) fn other_than(provider: &str, text: &str) -> Option<&'static str> {
    let owner = owner(text)?;
    let provider = provider.to_ascii_lowercase();
    let is = |row: &Provider| any_word(row.words, &|word| has(&provider, word));
    (!is(owner) && PROVIDERS.iter().any(is)).then_some(owner.name)
}

/// Who gives out keys that begin as the text does.
fn owner(text: &str) -> Option<&'static Provider> {
    PROVIDERS.iter().find(|row| any_word(row.prefixes, &|prefix| text.starts_with(prefix)))
}

/// Whether a sign stands before or behind a key, as where it was cut out of code, a sentence or a prompt.
pub(super) fn has_stray_sign(text: &str) -> bool {
    let (_, start) = split_before(text, |c| c.is_ascii_alphanumeric());
    let key = without_end(start, |c| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_' | '='));
    key.len() < text.len()
        && all(key, |c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '=' | '+' | '/'))
        && owner(key).is_some()
}
