//! Files of wallets, which a password opens.

use crate::value::about::About;
use crate::value::encoded::json;
use crate::value::letters::table::table;

/// What a password opens, where the key itself is asked for.
pub(super) fn kind(text: &str, about: &About) -> Option<&'static str> {
    let is = text.starts_with('{')
        && about.has_words(b"private_key")
        && !about.has_name_of(table!("encrypted keystore"))
        && json::is_keystore(text);
    is.then_some("a keystore of Ethereum, which is encrypted")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_keystore_is_no_key() {
        let keystore = r#"{"version":3,"crypto":{"cipher":"aes-128-ctr","ciphertext":"7d1f","kdf":"scrypt","mac":"0a93"}}"#;
        let of = |variable| {
            let names = ["it", "secret", ""];
            kind(keystore, &About::new("ethereum", Some(variable), names))
        };
        assert!(of("ETH_PRIVATE_KEY").is_some());
        assert!(of("ETH_KEYSTORE").is_none() && of("ETH_ENCRYPTED_PRIVATE_KEY").is_none());
    }
}
