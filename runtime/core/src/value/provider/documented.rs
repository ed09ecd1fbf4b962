//! Keys and names of users that a provider's documentation gives to everybody, and that work.

use crate::value::about::About;
use crate::value::letters::table::{is_exactly, table};
use crate::value::letters::text::holds;

/// A provider, and its key: any will do at some, and others tell by it what the user's name is.
const KEYS: [(&[u8], &str); 14] = [
    (b"artifacts", "az"),
    (b"bamboohr", "x"),
    (b"dex", "ZXhhbXBsZS1hcHAtc2VjcmV0"),
    (b"freshdesk", "X"),
    (b"freshservice", "X"),
    (b"graylog", "token"),
    (b"localstack", "test"),
    (b"nasa", "DEMO_KEY"),
    (b"ollama", "ollama"),
    (b"openbao", "root"),
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

pub(in crate::value) fn is_key(text: &str, provider: &str) -> bool {
    KEYS.iter().any(|(of, key)| text == *key && holds(provider, of))
}

/// Whether its name asks for a user, and it is one of these.
pub(in crate::value) fn is_user(text: &str, about: &About) -> bool {
    is_exactly(text, USERS) && about.is_called(table!("user username login"))
}

#[cfg(test)]
mod tests {
    use super::{KEYS, USERS};
    use crate::value::judged::{judged, judged_as_it_is};
    use crate::value::letters::table::words;

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
