//! A public key in base64 without the lines of PEM.

use crate::value::about::About;
use crate::value::letters::signs::has;
use crate::value::letters::table::{exact_head, table};

/// How one begins (RFC 5280, section 4.1): of RSA, of elliptic curves, and of Ed25519.
pub(in crate::value) static HEADS: &[u8] = table!(
    "\
    MIIBIjANBgkqhkiG9w0BAQEFAAOC MIIBojANBgkqhkiG9w0BAQEFAAOC MIICIjANBgkqhkiG9w0BAQEFAAOC MIGfMA0GCSqGSIb3DQEBAQUA \
    MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcD MFYwEAYHKoZIzj0CAQYFK4EE MHYwEAYHKoZIzj0CAQYFK4EE MCowBQYDK2VwAyEA"
);

/// Whether it stands where a private key is asked for.
pub(in crate::value) fn is_misplaced(text: &str, about: &About) -> bool {
    is_public(text)
        && (about.has_chosen_name_with(b"private") || about.has_chosen_words(b"client_secret"))
}

/// Whether it is such a key, alone or in a record of DNS (RFC 6376, section 3.6.1).
fn is_public(text: &str) -> bool {
    exact_head(text, HEADS).is_some() || text.starts_with("v=DKIM1") && has(text, "p=MI")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Doubt;
    use crate::value::judged::judged_as_it_is;

    #[test]
    fn a_public_key_without_its_lines_is_told() {
        for text in [
            "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAexample",
            "MCowBQYDK2VwAyEAexampleNotAKey9",
            "v=DKIM1; k=rsa; p=MIIBIjANBgkqhkiG9w0BAQEFAAOC",
        ] {
            for variable in ["DKIM_PRIVATE_KEY", "ACME_APP_PRIVATE_KEY"] {
                assert_eq!(judged_as_it_is("acme", variable, text), [Doubt::Public], "{text}");
            }
            for variable in ["ACME_PUBLIC_KEY", "ACME_VERIFICATION_KEY", "ACME_DNS_RECORD"] {
                let doubts = judged_as_it_is("acme", variable, text);
                assert!(!doubts.contains(&Doubt::Public), "{variable} {doubts:?}");
            }
        }
        // PKCS #8 and PKCS #1.
        for text in ["MIIEvgIBADANBgkqhkiG9w0BAQEFAASC", "MIIEpAIBAAKCAQEAexampleNotAKey9"] {
            assert!(!is_public(text), "{text}");
        }
    }
}
