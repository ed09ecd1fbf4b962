//! Links that a mail filter put another in front of.

use crate::value::letters::table::{has_end, is_exactly, table};
use crate::value::letters::text::split_at;

/// Whether it is a URL of such a filter, behind which the one that was sent stands.
pub(in crate::value) fn is_rewritten(text: &str) -> bool {
    const HOSTS: &[u8] =
        table!("urldefense.com urldefense.us urldefense.proofpoint.com linkprotect.cudasvc.com");
    const ENDS: &[u8] = table!(
        ".safelinks.protection.outlook.com .safelinks.protection.office365.us .mimecastprotect.com"
    );

    let rest = text.strip_prefix("https://").or(text.strip_prefix("http://"));
    let Some(rest) = rest else { return false };
    let (host, path) = split_at(rest, &mut |c| matches!(c, '/' | '?'));
    path.is_some() && (is_exactly(host, HOSTS) || has_end(host, ENDS))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_of_filters_are_told_from_others() {
        for text in [
            "https://nam02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fhooks.example%2Fx",
            "https://urldefense.com/v3/__https://hooks.example/x__;!!k9q!x$",
            "https://urldefense.proofpoint.com/v2/url?u=https-3A__hooks.example",
        ] {
            assert!(is_rewritten(text), "{text}");
        }
        for text in [
            "https://hooks.example/?url=https://urldefense.com/v3/",
            "https://outlook.office.com/webhook/k9q",
            "https://notsafelinks.protection.outlook.com.example/x",
            "urldefense.com/v3/",
        ] {
            assert!(!is_rewritten(text), "{text}");
        }
    }
}
