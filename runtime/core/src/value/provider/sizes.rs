//! How long the keys of each provider are: which is cut, and which has a letter too many.

use super::owners::Provider;
use crate::spec::Encoding;
use crate::value::encoded::encoding::decode;
use crate::value::letters::text::{all, is_alphanumeric, is_digit, place_of};

/// `OpenAI` in base64, in the middle of its keys.
pub(super) const OF_OPENAI: &str = "T3BlbkFJ";

/// Of kinds of keys that are longer than others of their provider.
const LENGTHS: [(&str, usize); 5] = [
    ("sk-ant-api03-", 108),
    ("sk-ant-admin01-", 110),
    ("github_pat_", 93),
    ("glpat-", 26),
    ("sk-or-v1-", 73),
];

/// How long a key of its kind is at least.
fn least(owner: &Provider, text: &str) -> usize {
    match LENGTHS.iter().find(|(head, _)| text.starts_with(head)) {
        Some((_, least)) => *least,
        None => owner.least,
    }
}

/// Whether the text begins as a key does, and is a letter or two longer than all of its kind. What is longer may be of a new
/// kind.
pub(super) fn is_long(owner: &Provider, text: &str) -> bool {
    /// With keys of several lengths.
    const OTHERS: [&str; 6] = ["AWS", "Brevo", "Groq", "Netlify", "Pinecone", "PyPI"];

    let least = least(owner, text);
    least > 0
        && matches!(text.len() - least, 1 | 2)
        && all(text, |c| is_alphanumeric(c) || matches!(c, '-' | '_' | '.'))
        && !OTHERS.contains(&owner.name)
}

/// Whether the text begins as a key does, and is too short for its kind.
pub(super) fn is_cut(owner: &Provider, prefix: &[u8], text: &str) -> bool {
    /// No provider puts less behind its sign.
    const SHORTEST: usize = 8;

    text.len() < least(owner, text).max(prefix.len() + SHORTEST)
        || text.starts_with("xoxb-") && is_cut_token_of_slack(text)
        || owner.name == "OpenAI" && is_cut_in_half(prefix, text)
        || owner.name == "Slack" && text.ends_with('-')
        || owner.name == "Atlassian" && !has_checksum(text)
        || owner.name == "Mapbox" && lacks_signature(text)
}

/// Whether less stands behind what is in the middle of each key than such a key has: twice 58 or 74 letters, by public sets of
/// rules, and twice twenty in older ones.
fn is_cut_in_half(prefix: &[u8], text: &str) -> bool {
    let Some(at) = place_of(text, OF_OPENAI.as_bytes()) else { return false };
    let before = at.saturating_sub(prefix.len());
    let behind = text.len() - at - OF_OPENAI.len();
    behind < before && !matches!(behind, 20 | 58 | 74)
}

/// Whether nothing stands behind what a token of Mapbox says, or less than all of the signature.
fn lacks_signature(text: &str) -> bool {
    const SIGNATURE: usize = 22;

    let mut parts = text.splitn(3, '.').skip(1);
    let said = parts.next().and_then(|said| decode(said, Encoding::Base64Url));
    said.is_some_and(|said| said.last() == Some(&b'}'))
        && parts.next().is_none_or(|signature| signature.len() < SIGNATURE)
}

/// Whether `=` and eight digits stand at the end of a token of Atlassian's, which a double click leaves out.
fn has_checksum(text: &str) -> bool {
    matches!(text.rsplit_once('='), Some((_, sum)) if sum.len() == 8 && all(sum, is_alphanumeric))
}

/// Numbers of a workspace and of a bot, and nothing of 18 letters or more behind them.
fn is_cut_token_of_slack(text: &str) -> bool {
    const SHORTEST: usize = 18;

    let last = text.rsplit('-').next().unwrap_or_default();
    last.len() < SHORTEST && all(text.get(5..).unwrap_or_default(), |c| is_digit(c) || c == '-')
}

#[cfg(test)]
mod tests {
    use super::lacks_signature;

    #[test]
    fn a_token_of_mapbox_has_a_signature() {
        // `{"u":"acme"}`
        let said = "pk.eyJ1IjoiYWNtZSJ9";
        for end in ["", ".", ".k9qZm77xR3vT5yW8k9qZm"] {
            assert!(lacks_signature(&format!("{said}{end}")), "{end}");
        }
        assert!(!lacks_signature(&format!("{said}.k9qZm77xR3vT5yW8k9qZm7")));
        assert!(!lacks_signature("pk.eyJk9qZm77xR3vT5yW8"));
    }
}
