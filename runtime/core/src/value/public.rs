//! What stands beside a secret, and everybody may see: IDs, publishable keys, fingerprints.

use super::about::About;
use super::signs::begins_with;
use super::table::table;
use super::text::{all, holds, is_hex_digit, is_upper};

/// How some begin, for the fast look.
pub(super) static HEADS: &[u8] = table!("pk_live_ pk_test_ SHA1: SHA256: MD5:");

/// What the text is, if it is no secret; not where its name says that it shall be that.
pub(super) fn kind(text: &str, about: About) -> Option<&'static str> {
    const OF_ID: &[u8] = table!("id user username login");

    if is_fingerprint(text) {
        return (!about.has_name_with(b"fingerprint")).then_some("a fingerprint");
    }
    if is_publishable(text) {
        let is_meant = about.has_name_with(b"publi") || about.is_called(table!("pk"));
        return (!is_meant).then_some("a publishable key");
    }
    if is_id_of_aws(text) {
        return (!about.is_called(OF_ID)).then_some("the ID of an access key of AWS");
    }
    if text.len() == GUID && is_guid_of_microsoft(text, about.provider) {
        // The keys of Application Insights are GUIDs, too.
        let is_meant = about.is_called(table!("id guid uuid"))
            || about.has_name_with(b"instrumentation")
            || about.has_name_with(b"insights");
        return (!is_meant).then_some("a GUID, as Microsoft Entra has for IDs");
    }
    None
}

/// Of Stripe, Clerk and Paystack.
fn is_publishable(text: &str) -> bool {
    begins_with(text, &["pk_live_", "pk_test_"])
        && text.len() > 16
        && all(text, |c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '=' | '$'))
}

/// Four letters for its kind and sixteen of base32, as IAM has them.
fn is_id_of_aws(text: &str) -> bool {
    text.len() == 20
        && begins_with(text, &["AKIA", "ASIA"])
        && all(text, |c| is_upper(c) || matches!(c, '2'..='7'))
}

/// As OpenSSH and OpenSSL print one: in base64, or pairs of digits with colons between.
fn is_fingerprint(text: &str) -> bool {
    if let Some(digest) = text.strip_prefix("SHA256:") {
        let digits = digest.strip_suffix('=').unwrap_or(digest);
        if digits.len() == 43 {
            return all(digits, |c| c.is_ascii_alphanumeric() || matches!(c, '+' | '/'));
        }
    }
    let pairs = match text.split_once(':') {
        Some(("MD5" | "SHA1" | "SHA256", pairs)) => pairs,
        _ => text,
    };
    // Of MD5, SHA-1 and SHA-256.
    matches!(pairs.len(), 47 | 59 | 95) && is_of_pairs(pairs)
}

/// `a1:b2:…`
fn is_of_pairs(text: &str) -> bool {
    for pair in text.split(':') {
        if pair.len() != 2 || !all(pair, is_hex_digit) {
            return false;
        }
    }
    true
}

/// How long one is in letters.
pub(super) const GUID: usize = 36;

/// Of a text so long. Microsoft's client secrets never are GUIDs, and their IDs are.
#[cold]
pub(super) fn is_guid_of_microsoft(text: &str, provider: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.get(8) == Some(&b'-')
        && bytes.get(23) == Some(&b'-')
        && all(text, |c| is_hex_digit(c) || c == '-')
        && (holds(provider, b"azure") || holds(provider, b"entra") || holds(provider, b"microsoft"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(provider: &'static str, text: &str) -> Option<&'static str> {
        kind(text, About { provider, variable: None, names: ["key", "secret", ""] })
    }

    const ID: &str = "7d1f0a93-c5e8-4264-a091-7ac3d5be8246";

    #[test]
    fn what_may_be_seen_is_told_from_secrets() {
        let md5 = ["a1"; 16].join(":");
        for text in [
            "AKIAEXAMPLENOTAKEY77",
            "ASIAEXAMPLENOTAKEY77",
            "pk_live_exampleNotAKey",
            "pk_test_Y2xlcmsuZXhhbXBsZSQ=",
            "SHA256:exampleexampleexampleexampleexampleexample7",
            "SHA256:exampleexampleexampleexampleexampleexample7=",
            &["A1"; 20].join(":"),
            &["a1"; 32].join(":"),
            &md5,
            &format!("MD5:{md5}"),
        ] {
            assert!(of("acme", text).is_some(), "{text}");
        }
        for text in [
            "AKIAEXAMPLENOTAKEY7",
            "AKIAEXAMPLENOTAKEY771",
            "AKIAEXAMPLENOTAKEY18",
            "AKIAexamplenotakey77",
            "pk_example_not_a_key",
            "sk_live_exampleNotAKey",
            "SHA256:example",
            "a1:b2:c3:d4:e5:f6",
            "a1:b2:c3:d4:e5:f6:correct-horse-battery-staple-",
            ID,
        ] {
            assert_eq!(of("acme", text), None, "{text}");
        }
    }

    #[test]
    fn a_guid_of_microsoft_is_an_id() {
        for provider in ["azure", "microsoft_entra", "entra-id"] {
            assert!(of(provider, ID).is_some(), "{provider}");
            assert_eq!(of(provider, "k9q8Q~m77xR3vT5yW8k9qZm77xR3vT5yW8k9qZm"), None);
            assert_eq!(of(provider, "7d1f0a93-c5e8-4264-a091-7ac3d5be824x"), None);
        }
    }

    #[test]
    fn what_is_called_so_is_meant() {
        let about = |id| About { provider: "azure", variable: None, names: [id, "secret", ""] };
        for (id, text) in [
            ("aws_access_key_id", "AKIAEXAMPLENOTAKEY77"),
            ("stripe_publishable_key", "pk_live_exampleNotAKey"),
            ("host_fingerprint", "SHA256:exampleexampleexampleexampleexampleexample7"),
            ("tenant_id", ID),
            ("instrumentation_key", ID),
        ] {
            assert_eq!(kind(text, about(id)), None, "{id}");
            assert!(kind(text, about("key")).is_some(), "{id}");
        }
    }
}
