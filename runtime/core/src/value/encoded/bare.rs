//! Public keys that stand where a private one belongs, without the lines of PEM.

use crate::value::about::About;
use crate::value::letters::table::{any_word, exact_head, table};

/// How public keys begin that lack the lines around them: in DER, of RSA of four sizes, of three curves, and of Ed25519 and
/// X25519 (RFC 5280, section 4.1).
pub(in crate::value) static HEADS: &[u8] = table!(
    "\
    MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCB MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A MIIBojANBgkqhkiG9w0BAQEFAAOCAY8A \
    MIICIjANBgkqhkiG9w0BAQEFAAOCAg8A MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE MHYwEAYHKoZIzj0CAQYFK4EEACIDYgAE \
    MFYwEAYHKoZIzj0CAQYFK4EEAAoDQgAE MCowBQYDK2VwAyEA MCowBQYDK2VuAyEA"
);

const PRIVATE: &[u8] = table!("private client_secret service_account serviceaccount");

/// Whether it is such a key, where its name asks for a private one: others are asked for to check signatures.
pub(in crate::value) fn is_bare_public(text: &str, about: &About) -> bool {
    exact_head(text, HEADS).is_some()
        && any_word(PRIVATE, &|word| about.has_chosen_name_with(word))
        && !about.has_name_with(b"publi")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Doubt;
    use crate::value::judged::judged;
    use crate::value::letters::table::words;

    #[test]
    fn a_public_key_without_its_lines_is_no_private_one() {
        for head in words(HEADS) {
            let text = format!("{}exampleNotAKey9example", core::str::from_utf8(head).unwrap());
            for name in ["ACME_PRIVATE_KEY", "ACME_SERVICE_ACCOUNT", "ACME_CLIENT_SECRET"] {
                assert_eq!(judged("acme", name, &text), [Doubt::Public], "{name} {text}");
            }
            for name in ["ACME_PUBLIC_KEY", "ACME_VERIFICATION_KEY", "ACME_LICENSE_KEY"] {
                assert_eq!(judged("acme", name, &text), [], "{name} {text}");
            }
        }
    }
}
