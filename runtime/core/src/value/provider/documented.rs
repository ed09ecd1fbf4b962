//! Keys and names of users that a provider's documentation gives to everybody: some work.

use crate::value::about::About;
use crate::value::letters::table::{is_exactly, table};
use crate::value::letters::text::holds;

/// A provider, and its key: any will do at some, and others tell by it what the user's name is.
const KEYS: [(&[u8], &str); 19] = [
    (b"artifacts", "az"),
    (b"bamboohr", "x"),
    (b"dex", "ZXhhbXBsZS1hcHAtc2VjcmV0"),
    (b"freshdesk", "X"),
    (b"freshservice", "X"),
    (b"graylog", "token"),
    (b"livekit", "devkey"),
    (b"livekit", "secret"),
    (b"localstack", "test"),
    (b"nasa", "DEMO_KEY"),
    (b"ollama", "ollama"),
    (b"openbao", "root"),
    (b"pinecone-local", "pclocal"),
    (b"polkadot", "//Alice"),
    (b"sglang", "EMPTY"),
    (b"themealdb", "1"),
    (b"vault", "root"),
    (b"vault", "myroot"),
    (b"vllm", "EMPTY"),
];

/// Who logs in with a token, at NVIDIA's registry, `PyPI`, Google's registries, Azure's, GitHub, GitLab, Bitbucket, `SendGrid`, IBM
/// and `ZeptoMail`, and at ECR.
const USERS: &[u8] = table!(
    "\
    $oauthtoken __token__ _json_key _json_key_base64 _token oauth2accesstoken 00000000-0000-0000-0000-000000000000 \
    x-access-token oauth2 gitlab-ci-token x-token-auth x-bitbucket-api-token-auth apikey iamapikey emailapikey token AWS"
);

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

/// Whether its name asks for a user, and it is one of these.
pub(in crate::value) fn is_user(text: &str, about: &About) -> bool {
    is_exactly(text, USERS) && about.is_called(table!("user username login"))
}

#[cfg(test)]
mod tests {
    use super::{KEYS, OTHERS, USERS};
    use crate::report::Doubt;
    use crate::value::judged::{judged, judged_as_it_is};
    use crate::value::letters::table::words;

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

    #[test]
    fn a_documented_user_is_right_where_a_user_is_asked_for() {
        for user in words(USERS) {
            let user = core::str::from_utf8(user).unwrap();
            for variable in ["REGISTRY_USERNAME", "SMTP_USER", "ACME_LOGIN"] {
                assert_eq!(judged_as_it_is("acme", variable, user), [], "{variable} {user}");
            }
        }
        for user in ["$oauthtoken", "__token__", "apikey", "00000000-0000-0000-0000-000000000000"] {
            assert_ne!(judged_as_it_is("acme", "ACME_TOKEN", user), [], "{user}");
        }
        for user in ["<user>", "changeme", "$REGISTRY_USERNAME"] {
            assert_ne!(judged_as_it_is("acme", "REGISTRY_USERNAME", user), [], "{user}");
        }
    }
}
