//! What is left of a password when it is stored to be compared: nobody can log in with it.

use crate::value::letters::signs::begins_with;
use crate::value::letters::table::{exact_head, head, is_one, table};
use crate::value::letters::text::{all, all_of, is_digit, is_hex_digit};

/// How the usual formats begin (crypt(5), PHC, LDAP's RFC 2307, RFC 5803, Django), in small letters where letters
/// are.
pub(in crate::value) static HASHES: &[u8] = table!(
    "\
    pbkdf2_ pbkdf2:sha pbkdf2$ -pbkdf2- -pbkdf2: -hashed- scram-sha-1$ scram-sha-256$ bcrypt_sha256$ argon2$ sha256$ \
    $shiro1$ aad3b435b51404eeaad3b435b51404ee:"
);

/// How digests begin that have nothing but digits behind that.
pub(in crate::value) static DIGESTS: &[u8] =
    table!("md5 sha1: sha256: 0x0200 scrypt: sha256- sha384- sha512-");

/// Of no bytes, and of a line break alone, which is what a broken pipe leaves.
pub(in crate::value) static OF_NOTHING: &[u8] = table!(
    "\
    e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 \
    01ba4719c80b6fe911b091a7c05124b64eeece964e09c058ef8f9805daca546b \
    da39a3ee5e6b4b0d3255bfef95601890afd80709 d41d8cd98f00b204e9800998ecf8427e"
);

pub(in crate::value) fn is_hash(text: &str) -> bool {
    // As Jenkins has it.
    is_of_crypt(text.strip_prefix("#jbcrypt:").unwrap_or(text))
        || head(text, HASHES).is_some()
        || begins_with(
            text,
            &[
                "{SSHA", "{SHA", "{CRYPT}", "{PBKDF2", "{ARGON2", "{BCRYPT", "{BLF-CRYPT}", "{MD5", "{SMD5}",
                "{x-issha,", "$P$", "$S$", "$H$", "$A$005$", "scrypt:",
            ],
        )
        || matches!(
            text.split_once(':'),
            Some((user, hash)) if all_of(user, "-_.@+") && is_of_crypt(hash)
        )
        || is_of_bitcoin(text)
        || is_of_hex(text, "*", 40)
        || is_of_hex(text, "md5", 32)
        || is_of_hex(text, "sha1:", 40)
        || is_of_hex(text, "sha256:", 64)
        // As GitHub and Slack sign a message, and SQL Server keeps a password.
        || is_of_hex(text, "sha256=", 64)
        || is_of_hex(text, "v0=", 64)
        || is_signature(text)
        || is_of_hex(text, "0x0200", 136)
        // As Oracle keeps a password.
        || text.starts_with("S:") && is_of_hex(text.split(';').next().unwrap_or_default(), "S:", 60)
        || text.starts_with('{')
            && matches!(text.split_once("}$"), Some((name, _)) if is_one(name, OF_SPRING))
        || is_of_integrity(text)
        || is_one(text, OF_NOTHING)
}

/// `$$argon2id$$…`, or a key of Asaas as `$$aact_…`, as Docker Compose wants it, which writes one sign for two.
pub(in crate::value) fn is_doubled(text: &str) -> bool {
    const KINDS: &[u8] =
        table!("$$argon2 $$2a$$ $$2b$$ $$2y$$ $$5$$ $$6$$ $$y$$ $$apr1$$ $$pbkdf2 $$aact_");

    exact_head(text, KINDS).is_some() && text.matches("$$").count() * 2 == text.matches('$').count()
}

/// How Spring Security names what follows.
const OF_SPRING: &[u8] = table!("{bcrypt {argon2 {pbkdf2 {scrypt");

/// `user:salt$digest`, as Bitcoin Core's `rpcauth.py` prints it.
fn is_of_bitcoin(text: &str) -> bool {
    const SHORTEST: usize = 31 + 64 + 3;

    if text.len() < SHORTEST {
        return false;
    }
    let parts = text.split_once(':').and_then(|(_, hash)| hash.split_once('$'));
    matches!(parts, Some((salt, digest))
        if matches!(salt.len(), 31 | 32) && digest.len() == 64 && all(salt, is_hex_digit) && all(digest, is_hex_digit))
}

/// As database servers and container registries write them.
fn is_of_hex(text: &str, head: &str, length: usize) -> bool {
    let Some(digits) = text.strip_prefix(head) else { return false };
    digits.len() == length && all(digits, is_hex_digit)
}

/// As Stripe signs a message (`t=…,v1=…`), and all who keep to Standard Webhooks (`v1,…`, perhaps several).
fn is_signature(text: &str) -> bool {
    let of_stripe = text.strip_prefix("t=").and_then(|rest| rest.split_once(",v1="));
    if let Some((time, digits)) = of_stripe {
        return all(time, is_digit)
            && all(digits.get(..64).unwrap_or_default(), is_hex_digit)
            && digits.len() >= 64;
    }
    text.starts_with("v1,")
        && text.split(' ').all(|one| {
            matches!(one.strip_prefix("v1,"), Some(digest) if digest.len() == 44 && all_of(digest, "+/="))
        })
}

/// As packages and pages name what they load (W3C, Subresource Integrity).
fn is_of_integrity(text: &str) -> bool {
    let Some((name, digest)) = text.split_once('-') else { return false };
    let length = match name {
        "sha256" => 44,
        "sha384" => 64,
        "sha512" => 88,
        _ => return false,
    };
    digest.len() == length && all_of(digest, "+/=")
}

/// `$2b$12$…`, `$6$…`, `$argon2id$…`.
fn is_of_crypt(text: &str) -> bool {
    const SCHEMES: &[u8] = table!("1 2a 2b 2y 5 6 7 y gy apr1 argon2i argon2d argon2id scrypt");

    // As WordPress has it, which hashes a digest of the password.
    let text = text.strip_prefix("$wp").unwrap_or(text);
    let Some(text) = text.strip_prefix('$') else { return false };
    let Some((scheme, rest)) = text.split_once('$') else { return false };
    (is_one(scheme, SCHEMES) || scheme.starts_with("pbkdf2")) && rest.contains('$')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Doubt;
    use crate::value::judged::judged_as_it_is;

    #[test]
    fn a_hash_may_have_each_sign_twice() {
        for text in [
            "$$argon2id$$v=19$$m=65540,t=3,p=4$$c2FsdA$$aGFzaA",
            "$$2y$$10$$abcdefghijklmnopqrstuv",
        ] {
            assert!(is_doubled(text), "{text}");
            for provider in ["vaultwarden", "acme"] {
                let doubts = judged_as_it_is(provider, "ADMIN_TOKEN", text);
                assert_eq!(doubts, [Doubt::Escaped], "{provider} {text}");
            }
        }
        for text in ["$argon2id$v=19$m=65540,t=3,p=4$c2FsdA$aGFzaA", "$$k9q$$Zm7", "$$2y$10$$a"] {
            assert!(!is_doubled(text), "{text}");
        }
    }

    #[test]
    fn a_key_that_begins_with_a_dollar_may_have_two() {
        let of = |text| judged_as_it_is("asaas", "ASAAS_API_KEY", text);
        assert_eq!(of("$$aact_prod_000k9qZm77xR3vT5yW8"), [Doubt::Escaped]);
        assert_eq!(of("$aact_prod_000k9qZm77xR3vT5yW8"), []);
    }

    #[test]
    fn hashes_are_told_from_secrets() {
        for text in [
            "$2b$12$abcdefghijklmnopqrstuv",
            "$6$salt$abc",
            "#jbcrypt:$2a$10$abcdefghijklmnopqrstuv",
            "acme-gateway:$7$101$k9qZm77xR3vT5yW8$k9qZm77xR3vT5yW8==",
            "app@acme.example:$6$salt$abc",
            "$wp$2y$10$abcdefghijklmnopqrstuv",
            "$argon2id$v=19$m=65536,t=3,p=4$c2FsdA$aGFzaA",
            "bob:$apr1$salt$abc",
            "pbkdf2_sha256$600000$salt$abc",
            "{SSHA}abc",
            "SCRAM-SHA-256$4096:abc$x:y",
            "sha1:da39a3ee5e6b4b0d3255bfef95601890afd80709",
            &format!("app:{}${}", "7d1f0a93".repeat(4), "7d1f0a93".repeat(8)),
            "sha256=9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            &format!("0x0200{}", "7d1f0a93".repeat(17)),
            "{bcrypt}$2a$10$anexampleofahash",
            "-pbkdf2-7d1f0a93c5e84264,7d1f0a93,10",
            "pbkdf2:sha256:600000$salt$7d1f0a93",
            "$shiro1$SHA-256$500000$salt$hash",
            "{BLF-CRYPT}$2y$05$anexampleofahash",
            "$A$005$anexampleofahash",
            "aad3b435b51404eeaad3b435b51404ee:7d1f0a93c5e84264a0917ac3d5be8246",
            "v1,k9qZm77xR3vT5yW8k9qZm77xR3vT5yW8k9qZm77xR3v=",
            &format!("v0={}", "7d1f0a93".repeat(8)),
            &format!("t=1708192634,v1={}", "7d1f0a93".repeat(8)),
            "sha256-k9qZm77xR3vT5yW8k9qZm77xR3vT5yW8k9qZm77xR3v=",
            "E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855",
        ] {
            assert!(is_hash(text), "{text}");
        }
        for text in [
            "$2b",
            "app:7d1f0a93$7d1f0a93",
            "sha256=k9q",
            "0x0200k9q",
            "{k9q}$2a",
            "-pbk-7d1f0a93",
            "v1,k9qZm77xR3",
            "t=k9q,v1=Zm7",
            "$ecret$word",
            "$wp$ecret$word",
            "$wp2y$10$k9q",
            "a:$b$",
            "sha256-of-nothing",
            "sha512-k9qZm77xR3vT5yW8",
            "$1$",
        ] {
            assert!(!is_hash(text), "{text}");
        }
    }
}
