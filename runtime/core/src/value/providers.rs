//! How the keys of providers begin, as their documentation says.

use super::table::{exact_head, table, words};
use super::text::{all, holds, split_at, without_end, without_start};
use crate::report::Doubt;

pub(super) struct Provider {
    /// For people.
    pub(super) name: &'static str,
    /// What a manifest's `provider` has in it if it is this one, in small letters.
    pub(super) words: &'static [u8],
    pub(super) prefixes: &'static [u8],
    /// No key of theirs is shorter; 0 where it is not known.
    least: usize,
}

const fn row(name: &'static str, words: &'static [u8], prefixes: &'static [u8]) -> Provider {
    sized(name, words, prefixes, 0)
}

const fn sized(
    name: &'static str,
    words: &'static [u8],
    prefixes: &'static [u8],
    least: usize,
) -> Provider {
    Provider { name, words, prefixes, least }
}

pub(super) static PROVIDERS: &[Provider] = &[
    row("Anthropic", table!("anthropic claude"), table!("sk-ant-")),
    sized("AWS", table!("aws amazon bedrock"), table!("AKIA ASIA"), 20),
    row("DigitalOcean", table!("digitalocean digital_ocean"), table!("dop_v1_ doo_v1_")),
    row("Figma", table!("figma"), table!("figd_")),
    sized("GitHub", table!("github"), table!("ghp_ gho_ ghs_ ghu_ ghr_ github_pat_"), 40),
    row("GitLab", table!("gitlab"), table!("glpat- gldt- glrt-")),
    sized("Google", table!("google gemini vertex gcp firebase youtube palm"), table!("AIza"), 39),
    row("Groq", table!("groq"), table!("gsk_")),
    row("Hugging Face", table!("hugging"), table!("hf_")),
    row("LangSmith", table!("langsmith langchain"), table!("lsv2_")),
    row("Linear", table!("linear"), table!("lin_api_")),
    row("Notion", table!("notion"), table!("ntn_")),
    sized("npm", table!("npm"), table!("npm_"), 40),
    row("NVIDIA", table!("nvidia"), table!("nvapi-")),
    row("OpenAI", table!("openai gpt"), table!("sk-proj- sk-svcacct- sk-admin-")),
    row("OpenRouter", table!("openrouter"), table!("sk-or-")),
    row("Perplexity", table!("perplexity pplx"), table!("pplx-")),
    row("Pinecone", table!("pinecone"), table!("pcsk_")),
    row("PyPI", table!("pypi"), table!("pypi-")),
    row("Replicate", table!("replicate"), table!("r8_")),
    row("SendGrid", table!("sendgrid"), table!("SG.")),
    row("Slack", table!("slack"), table!("xoxb- xoxp- xoxa- xapp-")),
    row("Stripe", table!("stripe"), table!("sk_live_ sk_test_ rk_live_ rk_test_")),
    row("Supabase", table!("supabase"), table!("sbp_")),
    row("Tavily", table!("tavily"), table!("tvly-")),
    row("Vault", table!("vault openbao"), table!("hvs. hvb.")),
    row("xAI", table!("xai grok"), table!("xai-")),
];

/// The provider whose keys begin as the text does, and how.
fn owner(text: &str) -> Option<(&'static Provider, &'static [u8])> {
    for row in PROVIDERS {
        if let Some(prefix) = exact_head(text, row.prefixes) {
            return Some((row, prefix));
        }
    }
    None
}

/// Whose key it is not: the manifest names another of these as its provider, or the end is missing.
pub(super) fn doubt(provider: &str, text: &str) -> Option<Doubt> {
    /// No provider puts less behind its sign.
    const SHORTEST: usize = 8;

    let (owner, prefix) = owner(text)?;
    let is = |row: &Provider| words(row.words).any(|word| holds(provider, word));
    if !is(owner) && PROVIDERS.iter().any(is) {
        return Some(Doubt::OtherProvider(owner.name));
    }
    if has_foreign_sign(owner, text) && !are_several(text) {
        return Some(Doubt::ForeignSign(owner.name));
    }
    let is_cut = text.len() < owner.least.max(prefix.len() + SHORTEST);
    is_cut.then_some(Doubt::CutKey(owner.name))
}

/// Whether it has a sign that no key of theirs has. Some write what belongs to the key behind it: AWS's own secret, and
/// the name that GitHub gives it where a password is asked for.
fn has_foreign_sign(owner: &Provider, text: &str) -> bool {
    let key = text.strip_suffix(":x-oauth-basic").unwrap_or(text);
    owner.name != "AWS" && !all(key, |c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))
}

/// Whether the text begins as the keys of one do.
pub(super) fn is_of_provider(text: &str) -> bool {
    owner(text).is_some()
}

/// Whether keys stand in a row, as the old one and the new one.
pub(super) fn are_several(text: &str) -> bool {
    let (mut count, mut rest) = (0, Some(text));
    while let Some(text) = rest {
        let (key, behind) = split_at(text, &mut |c| matches!(c, ',' | ';'));
        let key = key.trim();
        if !is_of_provider(key) || !all(key, is_of_key) {
            return false;
        }
        count += 1;
        rest = behind;
    }
    count > 1
}

fn is_of_key(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '=' | '+' | '/')
}

/// Whether a sign stands before or behind a key, as where it was cut out of code, a sentence or a prompt.
pub(super) fn has_stray_sign(text: &str) -> bool {
    let start = without_start(text, |c| !c.is_ascii_alphanumeric());
    let key = without_end(start, |c| !c.is_ascii_alphanumeric() && !"-_=".contains(c));
    key.len() < text.len() && all(key, is_of_key) && is_of_provider(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_without_its_end_is_told() {
        for text in ["sk-proj-", "sk-proj-k9qZ", "ghp_k9qZm77xR3vT5yW8", "AIzak9qZm77xR3vT5yW8"] {
            assert!(matches!(doubt("acme", text), Some(Doubt::CutKey(_))), "{text}");
        }
        let whole = "ghp_".to_owned() + &"k9qZm7".repeat(6);
        for text in [
            &whole,
            &(whole.clone() + ":x-oauth-basic"),
            "sk-proj-k9qZm77xR3vT5yW8",
            "glow-k9q",
            "k9qZm77x",
        ] {
            assert_eq!(doubt("acme", text), None, "{text}");
        }
    }

    #[test]
    fn a_sign_that_no_key_has_is_told() {
        for sign in [":wq", ":x", "+", "/", "^C", "~", "=", "@", "\u{e9}"] {
            let text = format!("sk-proj-k9qZm77xR3vT5yW8{sign}");
            assert_eq!(doubt("acme", &text), Some(Doubt::ForeignSign("OpenAI")), "{text}");
        }
        for text in ["AKIAk9qZm77xR3vT5yW8:k9q/", "SG.k9q.Zm77x-_R3vT", "k9q+Zm77x"] {
            assert_eq!(doubt("acme", text), None, "{text}");
        }
    }

    #[test]
    fn keys_in_a_row_are_told() {
        let key = "sk-proj-k9qZm77xR3vT5yW8";
        for sign in [",", ";", ", "] {
            assert!(are_several(&format!("{key}{sign}ghp_k9qZm77x")), "{sign}");
        }
        for text in [key, "sk-proj-k9q,", "sk-proj-k9q,Zm77x", "k9q,sk-proj-k9q", "a,b", ""] {
            assert!(!are_several(text), "{text}");
        }
    }
}
