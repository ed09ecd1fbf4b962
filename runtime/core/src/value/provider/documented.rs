//! Keys that a provider's documentation gives to everybody: some work.

use crate::value::about::About;
use crate::value::letters::table::table;
use crate::value::letters::text::holds;

/// A provider, and its key.
const KEYS: [(&[u8], &str); 5] = [
    (b"localstack", "test"),
    (b"nasa", "DEMO_KEY"),
    (b"ollama", "ollama"),
    (b"themealdb", "1"),
    (b"vllm", "EMPTY"),
];

/// How the keys below begin, for the fast look.
pub(in crate::value) static HEADS: &[u8] =
    table!("b54bcf4d 4372eff7 2e10e5e8 6c79ee8e d6d0f006 6LeIxAcT");

/// A key of everybody that does not do what the name asks for: its provider, its beginning and length, the words of which the
/// name has one then, and what it is.
struct Other {
    provider: &'static [u8],
    head: &'static str,
    length: usize,
    names: &'static [u8],
    what: &'static str,
}

/// `OpenCage` has one for each error.
const OTHERS: [Other; 6] = [
    Other {
        provider: b"coinmarketcap",
        head: "b54bcf4d-1bca",
        length: 36,
        names: table!("pro prod production live"),
        what: "the key of CoinMarketCap's sandbox",
    },
    of_opencage("4372eff77b83"),
    of_opencage("2e10e5e82826"),
    of_opencage("6c79ee8e1ca4"),
    of_opencage("d6d0f0065f43"),
    Other {
        provider: b"captcha",
        head: "6LeIxAcTAAAAAJcZ",
        length: 40,
        names: table!("secret private"),
        what: "a site key of reCAPTCHA for tests",
    },
];

const fn of_opencage(head: &'static str) -> Other {
    Other {
        provider: b"opencage",
        head,
        length: 32,
        names: table!("key apikey token"),
        what: "a key for tests that OpenCage always refuses",
    }
}

/// What it is, where the name asks for one that works, and not for a test.
pub(in crate::value) fn other(text: &str, about: &About) -> Option<&'static str> {
    let is = |other: &&Other| {
        text.len() == other.length
            && text.starts_with(other.head)
            && holds(about.provider, other.provider)
            && about.has_word(other.names)
            && !about.has_word(table!("test tests testing sandbox"))
    };
    OTHERS.iter().find(is).map(|other| other.what)
}

pub(in crate::value) fn is_key(text: &str, provider: &str) -> bool {
    KEYS.iter().any(|(of, key)| text == *key && holds(provider, of))
}

#[cfg(test)]
mod tests {
    use super::{KEYS, OTHERS};
    use crate::report::Doubt;
    use crate::value::judged::{judged, judged_as_it_is};

    #[test]
    fn a_documented_key_may_be_none_that_works() {
        for other in OTHERS {
            let provider = core::str::from_utf8(other.provider).unwrap();
            let text: String =
                other.head.chars().chain("7d1f0a93".chars().cycle()).take(other.length).collect();
            let doubts = judged_as_it_is(provider, "PRO_SECRET_KEY", &text);
            assert!(matches!(*doubts, [Doubt::OtherKind(_)]), "{text} {doubts:?}");
            assert_eq!(judged_as_it_is("acme", "PRO_SECRET_KEY", &text), [], "{text}");
            assert_eq!(judged_as_it_is(provider, "TEST_PRO_SECRET_KEY", &text), [], "{text}");
        }
    }

    #[test]
    fn a_documented_key_is_right_at_its_provider() {
        for (provider, key) in KEYS {
            let provider = core::str::from_utf8(provider).unwrap();
            assert_eq!(judged(provider, "AN_API_KEY", key), [], "{provider}");
            assert_ne!(judged("acme", "AN_API_KEY", key), [], "{provider}");
        }
    }
}
