//! Whether a text that begins as the keys of a provider is one of its own, and whole.

use super::checksum;
use super::owners::{Provider, is_of_others, of_provider, owner};
use super::sizes::{is_cut, is_long};
use crate::report::Doubt;
use crate::value::about::About;
use crate::value::encoded::hex;
use crate::value::letters::alphabet::{Alphabet, DOT, OF_KEYS};
use crate::value::letters::table::{any_word, exact_head, has_end, table};
use crate::value::letters::text::{
    all, all_of, any, count, holds, is_alphanumeric, is_digit, is_guid, is_hex_digit, is_lower,
    is_upper, letters_of, place_of, split_at, without_end, without_start,
};

/// Whose key it is not: the manifest names another of these as its provider, or the end is missing.
pub(in crate::value) fn told(about: &About, text: &str, signs: Alphabet) -> Option<Doubt> {
    told_of_owner(about, text, signs, owner(text)?)
}

/// The same of a text that begins as this provider's keys do.
pub(in crate::value) fn told_of_owner(
    about: &About,
    text: &str,
    signs: Alphabet,
    (owner, prefix): (&Provider, &[u8]),
) -> Option<Doubt> {
    let letters = letters_of(about.provider.as_bytes());
    // What one of the others takes from this one is called after it.
    let is_foreign = !owner.is_of(about.provider, letters)
        && (of_provider(about.provider).next().is_some()
            || is_of_others(about.provider) && !about.has_name_of(owner.words));
    if is_foreign {
        return Some(Doubt::OtherProvider(owner.name));
    }
    if is_doubled(owner, prefix, text) {
        return Some(Doubt::StraySign);
    }
    if !signs.is_within(OF_KEYS | DOT) && has_foreign_sign(owner, text) && !are_several(text) {
        return Some(Doubt::ForeignSign(owner.name));
    }
    if is_cut(owner, prefix, text) {
        return Some(Doubt::CutKey(owner.name));
    }
    if has_label(owner, prefix, text) {
        return Some(Doubt::StraySign);
    }
    if is_long(owner, text) {
        return Some(if checksum::wrong(text, about).is_some() {
            Doubt::Misspelt(owner.name)
        } else {
            Doubt::StraySign
        });
    }
    if hex::is_misread(text) {
        return Some(Doubt::Lookalike);
    }
    if has_wrong_digit(owner, prefix, text) {
        return Some(Doubt::WrongDigit(owner.name));
    }
    if checksum::wrong(text, about).is_some() {
        return Some(Doubt::Misspelt(owner.name));
    }
    // Paystack has hexadecimal digits behind the same beginning.
    let is_of_paystack = holds(about.provider, b"paystack");
    (!is_of_paystack && is_in_one_size(owner, prefix, text)).then_some(Doubt::OtherCase(owner.name))
}

/// Whether a letter stands where only digits are: so many, of some.
fn has_wrong_digit(owner: &Provider, prefix: &[u8], text: &str) -> bool {
    const OF_HEX: [(&str, usize); 1] = [("Shopify", 32)];

    let rest = text.get(prefix.len()..).unwrap_or_default();
    OF_HEX.contains(&(owner.name, rest.len()))
        && all(rest, is_alphanumeric)
        && !all(rest, is_hex_digit)
}

/// Whether the label of a button stands behind the key, which was copied along.
fn has_label(owner: &Provider, prefix: &[u8], text: &str) -> bool {
    const LABELS: &[u8] =
        table!("Copy Copied copy copied COPY COPIED Show Hide Reveal Delete Revoke Regenerate");

    has_end(text, LABELS)
        && any_word(LABELS, &|label| {
            let at = text.len().saturating_sub(label.len());
            match text.split_at_checked(at) {
                Some((key, end)) => end.as_bytes() == label && !is_cut(owner, prefix, key),
                None => false,
            }
        })
}

/// `sk-ant-sk-ant-…`: a key that was pasted behind a beginning that stood there.
fn is_doubled(owner: &Provider, prefix: &[u8], text: &str) -> bool {
    let rest = text.get(prefix.len()..).unwrap_or_default();
    let has_sign = matches!(prefix.last(), Some(last) if !last.is_ascii_alphanumeric());
    // Where keys have one length, it is longer than that: what begins with letters alone may do so twice by chance.
    exact_head(rest, owner.prefixes).is_some() && (rest.len() >= owner.least || has_sign)
        || matches!(first_again(text), Some(at) if at < NEAR)
}

/// Long beginnings, which stand in no key by chance.
const LONG: [&str; 5] = ["sk-proj-", "sk-ant-api", "sk-or-v1-", "github_pat_", "nvapi-"];

/// A key is longer than that.
const NEAR: usize = 20;

/// Where such a beginning stands for the second time.
fn first_again(text: &str) -> Option<usize> {
    for head in &LONG {
        if let Some(rest) = text.strip_prefix(head) {
            return Some(head.len() + place_of(rest, head.as_bytes())?);
        }
    }
    None
}

/// Whether the random letters of a key, of which there are so many that some are small and some are not, are in one size:
/// a program made them so.
fn is_in_one_size(owner: &Provider, prefix: &[u8], text: &str) -> bool {
    /// With both sizes and digits, by their documentation and public rule sets.
    const MIXED: [&str; 12] = [
        "Anthropic",
        "Google",
        "Groq",
        "Hugging Face",
        "Linear",
        "npm",
        "NVIDIA",
        "OpenAI",
        "Perplexity",
        "SendGrid",
        "Stripe",
        "xAI",
    ];
    const SHORTEST: usize = 32;

    let rest = text.get(prefix.len()..).unwrap_or_default();
    let rest = rest.strip_prefix("api03-").unwrap_or(rest);
    // Of nearly all, the first few letters tell.
    rest.len() >= SHORTEST
        && (!any(rest, is_upper) || !any(rest, is_lower))
        && MIXED.contains(&owner.name)
        // As Checkout.com has it, whose keys begin like Stripe's.
        && !is_guid(rest)
        && any(rest, is_digit)
        // Words have `-` between them, and few digits.
        && (all(rest, is_alphanumeric) || all_of(rest, "-_") && count(rest, is_digit) > 4)
}

/// Whether a whole key of the manifest's provider stands in the text behind something else.
pub(in crate::value) fn has_key_inside(provider: &str, text: &str) -> bool {
    // The ID of a key of AWS is a part of what it signs.
    of_provider(provider).any(|row| {
        row.name != "AWS"
            && any_word(row.prefixes, &|prefix| has_whole(text.as_bytes(), prefix, row.least))
    })
}

fn has_whole(text: &[u8], prefix: &[u8], least: usize) -> bool {
    const SHORTEST: usize = 16;

    let is_of_key = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    let mut rest = text;
    while let [before, behind @ ..] = rest {
        rest = behind;
        if is_of_key(before) || !behind.starts_with(prefix) {
            continue;
        }
        let (mut length, mut has_digit) = (0, false);
        for byte in behind {
            if !is_of_key(byte) {
                break;
            }
            length += 1;
            has_digit |= byte.is_ascii_digit();
        }
        // Keys of a known length may be of letters alone.
        let is_random = least > 0 || has_digit;
        if is_random && length >= least.max(prefix.len() + SHORTEST) {
            return true;
        }
    }
    false
}

/// Whether it has a sign that no key of theirs has. Some write what belongs to the key behind it: AWS's own secret, and
/// the name that GitHub gives it where a password is asked for.
fn has_foreign_sign(owner: &Provider, text: &str) -> bool {
    let key = text.strip_suffix(":x-oauth-basic").unwrap_or(text);
    let is_of_rest = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    // `=` stands before the checksum of its tokens.
    let may_have = |c| c == '=' && owner.name == "Atlassian";
    owner.name != "AWS" && split_at(key, &mut |c| !is_of_rest(c) && !may_have(c)).1.is_some()
}

/// Whether only keys begin as the text does: at AWS, their IDs do, too.
pub(in crate::value) fn is_of_key_alone(text: &str) -> bool {
    matches!(owner(text), Some((row, _)) if row.name != "AWS")
}

/// Whether the text begins as the keys of one do.
pub(in crate::value) fn is_of_provider(text: &str) -> bool {
    owner(text).is_some()
}

/// Whether the beginning of a key stands far behind it once more.
pub(in crate::value) fn is_one_behind_another(text: &str) -> bool {
    matches!(first_again(text), Some(at) if at >= NEAR)
}

/// Whether keys stand in a row, as the old one and the new one, perhaps with nothing between them.
pub(in crate::value) fn are_several(text: &str) -> bool {
    if is_one_behind_another(text) {
        return true;
    }
    if !is_of_provider(text.trim_start()) {
        return are_alike(text);
    }
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

/// `abc_…,abc_…`: two keys that begin alike, up to a sign.
fn are_alike(text: &str) -> bool {
    const SHORTEST: usize = 24;

    let Some((one, other)) = text.split_once([',', ';']) else { return false };
    let (one, other) = (one.trim(), other.trim());
    let Some((head, rest)) = one.split_once('_') else { return false };
    matches!(head.len(), 2..=8)
        && all(head, is_lower)
        && one.len() == other.len()
        && one.len() >= SHORTEST
        && other.strip_prefix(head).is_some_and(|rest| rest.starts_with('_'))
        && any(rest, is_digit)
        && all(one, is_of_key)
        && all(other, is_of_key)
}

fn is_of_key(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '=' | '+' | '/')
}

/// Whether a sign stands before or behind a key, as where it was cut out of code, a sentence or a prompt.
pub(in crate::value) fn has_stray_sign(text: &str) -> bool {
    let start = without_start(text, |c| !c.is_ascii_alphanumeric());
    let key = without_end(start, |c| !c.is_ascii_alphanumeric() && !"-_=".contains(c));
    key.len() < text.len() && all(key, is_of_key) && is_of_provider(key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::judged::judged;
    use crate::value::letters::table::words;
    use crate::value::provider::owners::PROVIDERS;
    use crate::value::provider::sizes::OF_OPENAI;

    fn of(provider: &'static str, variable: &'static str, text: &str) -> Option<Doubt> {
        let about = About::new(provider, Some(variable), ["it", "secret", ""]);
        told(&about, text, Alphabet::of(text))
    }

    fn doubt(provider: &'static str, text: &str) -> Option<Doubt> {
        of(provider, "ACME_TOKEN", text)
    }

    #[test]
    fn a_key_without_its_end_is_told() {
        for text in ["sk-proj-", "sk-proj-k9qZ", "ghp_k9qZm77xR3vT5yW8", "AIzak9qZm77xR3vT5yW8"] {
            assert!(matches!(doubt("acme", text), Some(Doubt::CutKey(_))), "{text}");
        }
        let whole = "gho_".to_owned() + &"k9qZm7".repeat(6);
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
        for text in ["AKIAk9qZm77xR3vT5yW8:k9q/", "glow_k9q.Zm77x-_R3vT", "k9q+Zm77x"] {
            assert_eq!(doubt("acme", text), None, "{text}");
        }
    }

    #[test]
    fn keys_in_a_row_are_told() {
        let key = "sk-proj-k9qZm77xR3vT5yW8";
        for sign in [",", ";", ", "] {
            assert!(are_several(&format!("{key}{sign}ghp_k9qZm77x")), "{sign}");
        }
        assert!(are_several("acme_k9qZm77xR3vT5yW8k9qZm77x,acme_7xR3vT5yW8k9qZm77xk9qZm7"));
        assert!(!are_several("acme_k9qZm77xR3vT5yW8k9qZm77x,7xR3vT5yW8k9qZm77xk9qZm7acme_"));
        assert!(are_several(&key.repeat(2)) && !are_several(&format!("sk-proj-{key}")));
        for text in [key, "sk-proj-k9q,", "sk-proj-k9q,Zm77x", "k9q,sk-proj-k9q", "a,b", ""] {
            assert!(!are_several(text), "{text}");
        }
    }

    #[test]
    fn a_key_of_openai_has_two_halves() {
        for half in [20, 58, 74] {
            let key = letters("sk-proj-", 8 + half) + OF_OPENAI + &letters("", half);
            assert_eq!(doubt("acme", &key), None, "{key}");
            for cut in [1, 5, half] {
                let text = key.get(..key.len() - cut).unwrap();
                let is_short = !matches!(half - cut, 20 | 58);
                assert_eq!(doubt("acme", text).is_some(), is_short, "{text}");
            }
        }
    }

    fn letters(head: &str, length: usize) -> String {
        head.chars().chain("k9qZm77xR3vT5yW8".chars().cycle()).take(length).collect()
    }

    #[test]
    fn keys_of_a_known_length_are_counted() {
        for (head, length) in [
            ("sk-ant-api03-", 108),
            ("sk-ant-admin01-", 110),
            ("github_pat_", 93),
            ("SG.", 69),
            ("glpat-", 26),
            ("hf_", 37),
            ("dop_v1_", 71),
            ("lin_api_", 48),
            ("pplx-", 53),
            ("pypi-", 70),
            ("ntn_", 50),
            ("gsk_", 56),
            ("lsv2_pt_", 51),
            ("nvapi-", 70),
            ("r8_", 40),
            ("sbp_", 44),
            ("xai-", 84),
            ("sk-or-v1-", 73),
            ("xoxb-1234567890-1234567890-", 51),
        ] {
            assert_eq!(doubt("acme", &letters(head, length)), None, "{head}");
        }
        for (head, length) in [
            ("sk-ant-api03-", 107),
            ("github_pat_", 92),
            ("SG.", 68),
            ("SG.", 25),
            ("glpat-", 25),
            ("hf_", 36),
            ("dop_v1_", 70),
            ("gsk_", 55),
            ("lsv2_pt_", 50),
            ("nvapi-", 69),
            ("r8_", 39),
            ("sbp_", 43),
            ("xai-", 83),
            ("sk-or-v1-", 72),
        ] {
            let text = letters(head, length);
            assert!(matches!(doubt("acme", &text), Some(Doubt::CutKey(_))), "{head}");
        }
        for (head, length) in [
            ("sk-ant-api03-", 108),
            ("AIza", 39),
            ("glpat-", 26),
            ("hf_", 37),
            ("SG.", 69),
            ("sk-or-v1-", 73),
        ] {
            for more in 1..=2 {
                let text = letters(head, length + more);
                assert_eq!(doubt("acme", &text), Some(Doubt::StraySign), "{text}");
            }
            assert_eq!(doubt("acme", &letters(head, length + 3)), None, "{head}");
        }
        assert_eq!(doubt("acme", &letters("nfp_", 41)), None, "they have several lengths");
        for text in ["xoxb-216572942589", "xoxb-216572942589-4276196345633"] {
            assert_eq!(doubt("slack", text), Some(Doubt::CutKey("Slack")), "{text}");
        }
        assert_eq!(doubt("slack", "xoxb-216572942589-k9qZm77xR3vT5yW8k9qZ"), None);
    }

    #[test]
    fn a_beginning_that_stands_twice_is_told() {
        for row in PROVIDERS {
            for prefix in words(row.prefixes) {
                let prefix = core::str::from_utf8(prefix).unwrap();
                let key = letters(prefix, row.least.max(111));
                let doubled = prefix.to_owned() + &key;
                assert_eq!(doubt("acme", &doubled), Some(Doubt::StraySign), "{prefix}");
                assert_ne!(doubt("acme", &key), Some(Doubt::StraySign), "{prefix}");
            }
        }
        let text = letters("sk-ant-api03-sk-ant-api03-", 121);
        assert_eq!(doubt("acme", &text), Some(Doubt::StraySign));
        assert_eq!(doubt("aws", "AKIAAKIAEXAMPLENOTAK"), None, "by chance");
    }

    #[test]
    fn a_token_of_mapbox_is_of_no_other() {
        for head in ["pk.eyJ", "sk.eyJ", "tk.eyJ"] {
            let text = letters(head, 80) + ".exampleNotAKey9example";
            assert_eq!(judged("google_maps", "GOOGLE_MAPS_API_KEY", &text), [MAPBOX], "{head}");
            assert_eq!(judged("mapbox", "MAPBOX_ACCESS_TOKEN", &text), [], "{head}");
            assert_eq!(judged("acme", "ACME_KEY", &text), [], "{head}");
        }
        // As of LocationIQ.
        let text = "pk.7d1f0a93c5e84264a0917ac3d5be8246";
        assert!(!judged("google_maps", "GOOGLE_MAPS_API_KEY", text).contains(&MAPBOX));
    }

    const MAPBOX: Doubt = Doubt::OtherProvider("Mapbox");

    #[test]
    fn a_letter_among_digits_is_told() {
        let digits = "7d1f0a93".repeat(4);
        let several = digits.replace('1', "l").replace('0', "O");
        for head in ["shpat_", "shpca_", "shppa_", "shpss_"] {
            let of = |digits: &str| doubt("shopify", &(head.to_owned() + digits));
            assert_eq!(of(&digits), None, "{head}");
            assert_eq!(of(&digits.to_uppercase()), None, "{head}");
            assert_eq!(of(&digits.replacen('1', "l", 1)), Some(Doubt::Lookalike), "{head}");
            for wrong in [&several, &digits.replacen('1', "k", 1)] {
                let text = head.to_owned() + wrong;
                let told = Doubt::WrongDigit("Shopify");
                assert_eq!(judged("shopify", "SHOPIFY_VALUE", &text), [told], "{text}");
            }
            assert_eq!(of(&several.repeat(2)), None, "of another kind");
        }
    }

    #[test]
    fn letters_in_one_size_are_told() {
        for (head, length) in [("hf_", 37), ("npm_", 40), ("gsk_", 56), ("sk-ant-api03-", 108)] {
            let random = letters("", length - head.len());
            assert_eq!(doubt("acme", &(head.to_owned() + &random)), None, "{head}");
            for random in [random.to_lowercase(), random.to_uppercase()] {
                let told = doubt("acme", &(head.to_owned() + &random));
                assert!(matches!(told, Some(Doubt::OtherCase(_))), "{head}{random}");
            }
        }
        for (head, random) in [
            ("sk-proj-", "k9qzm77xr3vt5yw8-k9qzm77xr3_vt5yw8k9q"),
            ("sk_live_51", "k9qzm77xr3vt5yw8k9qzm77xr3vt5yw8k9q"),
        ] {
            let told = doubt("acme", &(head.to_owned() + random));
            assert!(matches!(told, Some(Doubt::OtherCase(_))), "{head}{random}");
        }
        for text in ["sk-proj-example-not-a-key-of-small-letters-7", "dop_v1_7d1f0a93"] {
            let told = doubt("acme", text);
            assert!(!matches!(told, Some(Doubt::OtherCase(_))), "{text}");
        }
    }

    #[test]
    fn a_token_of_atlassian_has_its_checksum() {
        let token = letters("ATATT3xFfGF0", 183);
        assert_eq!(doubt("acme", &token), Some(Doubt::CutKey("Atlassian")));
        assert_eq!(doubt("acme", &(token.clone() + "=7D1F0A9")), Some(Doubt::CutKey("Atlassian")));
        assert_eq!(doubt("acme", &(token.clone() + "=7D1F0A93")), None);
        assert_eq!(
            doubt("openai", &(token + "=7D1F0A93")),
            Some(Doubt::OtherProvider("Atlassian"))
        );
    }

    #[test]
    fn a_key_inside_a_text_is_whole_and_of_its_provider() {
        let key = letters("ghp_", 40);
        for text in [format!("https://me:{key}@x.example"), format!("\u{e4}:{key}")] {
            assert!(has_key_inside("github", &text), "{text}");
            assert!(!has_key_inside("gitlab", &text), "{text}");
        }
        for text in [key.clone(), format!("k9q_{key}"), letters("a:ghp_", 30)] {
            assert!(!has_key_inside("github", &text), "{text}");
        }
    }

    #[test]
    fn a_key_is_told_where_only_keys_without_a_beginning_are_known() {
        let key = letters("SG.", 69);
        for provider in ["mailgun", "datadog", "twilio", "telegram"] {
            assert_eq!(doubt(provider, &key), Some(Doubt::OtherProvider("SendGrid")), "{provider}");
            assert_eq!(of(provider, "SENDGRID_API_KEY", &key), None, "{provider}");
        }
        assert_eq!(doubt("acme", &key), None);
    }

    #[test]
    fn a_label_behind_a_key_is_told() {
        for row in PROVIDERS {
            for prefix in words(row.prefixes) {
                let prefix = core::str::from_utf8(prefix).unwrap();
                let key = letters(prefix, row.least.max(111));
                let key = if row.name == "Atlassian" { key + "=7D1F0A93" } else { key };
                for label in ["Copy", "Copied", "Show"] {
                    let told = doubt("acme", &format!("{key}{label}"));
                    let is_told = matches!(told, Some(Doubt::StraySign | Doubt::CutKey(_)));
                    assert!(is_told, "{prefix} {label} {told:?}");
                }
                assert_ne!(doubt("acme", &key), Some(Doubt::StraySign), "{prefix}");
            }
        }
        assert_eq!(doubt("acme", &letters("hf_", 37).replace("W8", "Co")), None);
    }

    #[test]
    fn a_letter_among_hexadecimal_digits_is_told() {
        let digits = "7d1f0a93".repeat(8);
        for text in [format!("dop_v1_{digits}"), format!("sbp_{}", digits.get(..40).unwrap())] {
            assert_eq!(doubt("acme", &text), None, "{text}");
            for letter in ["O", "l", "I"] {
                let misread = text.clone().replacen("f0", &format!("f{letter}"), 1);
                assert_eq!(doubt("acme", &misread), Some(Doubt::Lookalike), "{misread}");
            }
        }
    }
}
