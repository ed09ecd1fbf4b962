//! Keys that a provider's documentation gives to everybody, and that work.

use crate::value::letters::text::holds;

/// A provider, and its key.
const KEYS: [(&[u8], &str); 8] = [
    (b"livekit", "devkey"),
    (b"livekit", "secret"),
    (b"localstack", "test"),
    (b"nasa", "DEMO_KEY"),
    (b"ollama", "ollama"),
    (b"polkadot", "//Alice"),
    (b"themealdb", "1"),
    (b"vllm", "EMPTY"),
];

pub(in crate::value) fn is_key(text: &str, provider: &str) -> bool {
    KEYS.iter().any(|(of, key)| text == *key && holds(provider, of))
}

#[cfg(test)]
mod tests {
    use super::KEYS;
    use crate::value::judged::judged;

    #[test]
    fn a_documented_key_is_right_at_its_provider() {
        for (provider, key) in KEYS {
            let provider = core::str::from_utf8(provider).unwrap();
            assert_eq!(judged(provider, "AN_API_KEY", key), [], "{provider}");
            assert_ne!(judged("acme", "AN_API_KEY", key), [], "{provider}");
        }
    }
}
