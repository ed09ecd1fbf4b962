//! DER in base64 without the lines that PEM has around it.

use super::encoding::{decode, sextet};
use crate::report::Doubt;
use crate::spec::Encoding;
use crate::value::about::About;
use crate::value::letters::table::{exact_head, table};

/// How keys, certificates and files of both begin, for the fast look: sequences of more than 127 bytes, and public keys on curves.
pub(in crate::value) static HEADS: &[u8] = table!(
    "MIIB MIIC MIID MIIE MIIF MIIG MIIH MIII MIIJ MIIK MIIL MIIM MIIN MIIO MIIP MIGf MIGH MFkw MHYw MHcC MCow MC4C"
);

/// Public keys of RSA with 1024, 2048 and 4096 bits, on the curves P-256 and P-384, and of Ed25519 (RFC 5280, section 4.1.2.7).
const PUBLIC: &[u8] = table!(
    "\
    MIGfMA0GCSqGSIb3DQEBAQUAA4GN MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A MIICIjANBgkqhkiG9w0BAQEFAAOCAg8A MFkwEwYHKoZIzj0CAQYI \
    MHYwEAYHKoZIzj0CAQYF MCowBQYDK2VwAyEA MIIBojANBgkqhkiG9w0BAQEFAAOCAY8A MFYwEAYHKoZIzj0CAQYFK4EEAAoDQgAE MCowBQYDK2VuAyEA"
);

/// What it is, where the name asks for another one of these, or for PEM.
pub(in crate::value) fn told(text: &str, about: &About) -> Option<Doubt> {
    exact_head(text, HEADS)?;
    let is_private = about.has_word(table!("private priv privatekey"))
        && !about.has_name_with(b"publi")
        && !about.ends_in(table!("cert certificate crt ca"));
    if exact_head(text, PUBLIC).is_some() {
        return is_private.then_some(Doubt::Public);
    }
    let first = decode(text.get(..24)?, Encoding::Base64)?;
    let [0x30, 0x82, _, _, rest @ ..] = first.as_slice() else { return None };
    let is_for_pem = about.has_word(table!("pem"));
    match rest {
        // A version in brackets of its own, of X.509.
        [0x30, 0x82, _, _, 0xa0, 3, 2, 1, ..] => {
            let is_for_both = about.has_name_of(table!("p12 pfx pkcs12"));
            (is_private || is_for_both).then_some(Doubt::Public)
        }
        // The version of PKCS #12 (RFC 7292, section 4), and of private keys (RFC 5958, RFC 8017).
        [2, 1, 3, ..] => is_for_pem.then_some(Doubt::Container),
        [2, 1, 0 | 1, ..] => {
            let is_cut = is_private && is_short(text, &first);
            (is_cut || is_for_pem).then_some(Doubt::CutPem)
        }
        _ => None,
    }
}

/// Whether less is there than the two bytes of the length in front say (X.690, section 8.1.3).
fn is_short(text: &str, first: &[u8]) -> bool {
    let [_, _, high, low, ..] = first else { return false };
    let said = usize::from(*high) << 8 | usize::from(*low);
    let digits = text.bytes().filter(|byte| sextet(*byte).is_some()).count();
    digits * 3 / 4 < said + 4
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::judged::judged;
    use crate::value::letters::table::words;

    // Beginnings of a file of PKCS #12, a certificate and a private key of RSA, of which no more is there.
    const BOTH: &str = "MIIJ1gIBAzCCCYwGCSqGSIb3DQEHAaCC<any:40>";
    const CERTIFICATE: &str = "MIIDATCCAemgAwIBAgITexampleNotAK<any:40>";
    const PRIVATE: &str = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASC<any:40>";

    #[test]
    fn what_the_name_does_not_ask_for_is_told() {
        for head in words(PUBLIC) {
            let text = format!("{}<any:40>", core::str::from_utf8(head).unwrap());
            assert_eq!(judged("acme", "ACME_PRIVATE_KEY", &text), [Doubt::Public], "{text}");
            for variable in ["ACME_PUBLIC_KEY", "ACME_LICENSE_KEY", "PRIVATE_OR_PUBLIC_KEY"] {
                assert_eq!(judged("acme", variable, &text), [], "{variable}");
            }
        }
        for (variable, text, doubt) in [
            ("APPLE_P12_BASE64", CERTIFICATE, Doubt::Public),
            ("TLS_PRIVATE_KEY", CERTIFICATE, Doubt::Public),
            ("TLS_PRIVATE_KEY_PEM", BOTH, Doubt::Container),
            ("TLS_PRIVATE_KEY_PEM", PRIVATE, Doubt::CutPem),
            ("ALIPAY_PRIVATE_KEY", PRIVATE, Doubt::CutPem),
            ("ALIPAY_PRIVATE_KEY", "MIIEvQIBADANBgkqhkiG9w0BAQEFAASC<any:992>", Doubt::CutPem),
        ] {
            assert_eq!(judged("acme", variable, text), [doubt], "{variable}");
        }
        for (variable, text) in [
            ("APPLE_CERTIFICATE_BASE64", CERTIFICATE),
            ("APPLE_P12_BASE64", BOTH),
            ("SIGNING_KEY", PRIVATE),
            ("TLS_PRIVATE_KEY", "MIIEvQIBADANBgkqhkiG9w0BAQEFAASC<any:1591>="),
            ("ACME_PEM_KEY", "MIIDk9qZm77xR3vT5yW8k9qZm77xR3vT5yW8"),
        ] {
            assert_eq!(judged("acme", variable, text), [], "{variable}");
        }
    }
}
