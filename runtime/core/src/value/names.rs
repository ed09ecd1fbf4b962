//! Names: of secrets, which programs and people write where the secret should be, and of things that are none.

use super::signs::begins;
use super::table::{exact_head, has_end, is_exactly, is_one, table};

/// What such a name ends in.
const LAST: &[u8] = table!("key keys apikey token secret password passwd");

/// What else it has, so that no password of words is taken for one.
const WITH: &[u8] = table!(
    "\
    api auth access my your test fake mock dummy sample client enter \
    app jwt bearer user db prod staging dev default private signing encryption apikey \
    account service admin dein deine mein ihr tu su votre uw din"
);

/// How texts end that may be names, for the fast look.
pub(super) static TAILS: &[u8] =
    table!("-key _key .key ikey oken cret word sswd rnal ocal .svc 5432 3306 6379 8080 7017");

/// `my-secret-token`, `module.secrets.api_key`.
pub(super) fn is_name_of_secret(text: &str) -> bool {
    const MOST: usize = 5;

    let is_separator = |c| matches!(c, '-' | '_' | '.');
    let text = text.strip_suffix("()").unwrap_or(text);
    let is_upper = text.bytes().any(|byte| byte.is_ascii_uppercase());
    let is_lower = text.bytes().any(|byte| byte.is_ascii_lowercase());
    // A key is of random letters.
    if is_upper && is_lower && !text.contains('.') {
        return false;
    }
    // What tells the quickest comes first.
    if !text.rsplit(is_separator).next().is_some_and(|last| is_one(last, LAST)) {
        return false;
    }
    let (mut count, mut is_known) = (0, false);
    for part in text.split(is_separator) {
        let is_word = part.bytes().all(|byte| byte.is_ascii_alphabetic())
            || part.len() < 4 && part.bytes().all(|byte| byte.is_ascii_digit());
        if part.is_empty() || !is_word || part.len() > 12 {
            return false;
        }
        is_known |= is_one(part, WITH);
        count += 1;
    }
    (2..=MOST).contains(&count) && is_known
}

/// How names of things begin, for the fast look.
pub(super) static HEADS: &[u8] = table!(
    "\
    claude-3 claude-opus claude-sonnet claude-haiku gemini-1 gemini-2 gemini-pro \
    text-embedding- localhost api. www. console. platform. dashboard. docs. org- proj_ asst_ 2023 2024 2025 2026 2027"
);

/// A mailbox, a host, a model, a region, a time: each is beside a secret in a manifest or on a page of a provider.
pub(super) fn is_name_of_thing(text: &str, provider: &str) -> bool {
    const MODELS: &[u8] = table!(
        "\
        gpt-3 gpt-4 gpt-5 claude-3 claude-opus claude-sonnet claude-haiku gemini-1 gemini-2 \
        gemini-pro text-embedding-"
    );

    let is_model = || {
        exact_head(text, MODELS).is_some()
            && text.len() < 40
            && text.bytes().all(|byte| {
                byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'.')
            })
    };
    is_mailbox(text)
        || is_host(text)
        || is_address_of_api(text)
        || is_model()
        || is_region(text)
        || is_time(text)
        || begins(provider, "openai") && is_of_openai(text)
}

/// How hosts begin that everybody knows.
const OF_API: &[u8] = table!("api. www. console. platform. dashboard. docs.");

/// `me@example.com`, in small letters.
fn is_mailbox(text: &str) -> bool {
    const DOMAINS: &[u8] =
        table!("com org net io dev app co ai de fr uk eu example internal local");

    let Some((user, domain)) = text.split_once('@') else { return false };
    let Some((_, last)) = domain.rsplit_once('.') else { return false };
    let is_of_user = |byte: u8| is_of_host(byte) || matches!(byte, b'_' | b'+');
    user.starts_with(|c: char| c.is_ascii_lowercase())
        && user.bytes().all(is_of_user)
        && domain.bytes().all(is_of_host)
        && is_exactly(last, DOMAINS)
}

fn is_of_host(byte: u8) -> bool {
    byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'.')
}

/// `db.internal:5432`, `localhost`, `10.0.0.1`, `api.example.com`.
fn is_host(text: &str) -> bool {
    const INSIDE: &[u8] = table!(".internal .local .svc .lan .localhost");

    let (host, port) = text.rsplit_once(':').unwrap_or((text, "0"));
    if port.is_empty() || port.len() > 5 || !port.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let is_address =
        host.split('.').count() == 4 && host.split('.').all(|part| part.parse::<u8>().is_ok());
    let is_known = host == "localhost"
        || !host.starts_with('.') && has_end(host, INSIDE)
        || exact_head(host, OF_API).is_some() && is_domain(host);
    is_address || is_known && host.bytes().all(is_of_host)
}

/// A domain that has a letter of each: what comes behind the last dot is no number.
fn is_domain(host: &str) -> bool {
    host.rsplit_once('.').is_some_and(|(_, last)| {
        matches!(last.len(), 2..=8) && last.bytes().all(|byte| byte.is_ascii_lowercase())
    }) && host.matches('.').count() > 1
}

/// `https://api.example.com/v1`: what is secret in a URL is longer.
fn is_address_of_api(text: &str) -> bool {
    const LONGEST: usize = 16;

    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let Some((host, path)) = rest.map(|rest| rest.split_once('/').unwrap_or((rest, ""))) else {
        return false;
    };
    let digits = path.bytes().filter(u8::is_ascii_digit).count();
    let is_of_path = |byte: u8| is_of_host(byte) || byte == b'/';
    exact_head(host, OF_API).is_some()
        && is_host(host)
        && path.len() <= LONGEST
        && digits < 2
        && path.bytes().all(is_of_path)
}

/// `eu-west-1`.
fn is_region(text: &str) -> bool {
    const SIDES: &[u8] =
        table!("east west north south central northeast southeast northwest southwest");

    let mut parts = text.split('-');
    let (Some(area), Some(side), Some(number), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    area.len() == 2
        && is_exactly(side, SIDES)
        && number.len() == 1
        && number.bytes().all(|byte| byte.is_ascii_digit())
}

/// `2024-05-01T10:00:00Z`.
fn is_time(text: &str) -> bool {
    let is_digit = |at: &usize| text.as_bytes().get(*at).is_some_and(u8::is_ascii_digit);
    text.len() < 36
        && [0, 1, 2, 3, 5, 6, 8, 9, 11, 12, 14, 15].iter().all(is_digit)
        && [(4, b'-'), (7, b'-'), (10, b'T'), (13, b':')]
            .iter()
            .all(|(at, sign)| text.as_bytes().get(*at) == Some(sign))
}

/// The organization, the project and the assistant, which stand beside the key.
fn is_of_openai(text: &str) -> bool {
    const LENGTH: usize = 24;

    exact_head(text, table!("org- proj_ asst_")).is_some_and(|head| {
        let rest = text.as_bytes().get(head.len()..).unwrap_or_default();
        rest.len() == LENGTH && rest.iter().all(u8::is_ascii_alphanumeric)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_secrets_are_told_from_passwords() {
        for text in [
            "my-secret-token",
            "module.secrets.api_key",
            "settings.API_KEY",
            "your_auth_token",
            "fake-api-key",
            "dein_api_key",
        ] {
            assert!(is_name_of_secret(text), "{text}");
        }
        for text in [
            "skeleton-key",
            "team-blue-key",
            "correct-horse-battery-key",
            "my-k9qZm77x-key",
            "api-key-7f3a9c",
            "apiKEY.k9",
            "password",
            "my-secret-",
        ] {
            assert!(!is_name_of_secret(text), "{text}");
        }
    }

    #[test]
    fn things_are_told_from_secrets() {
        for text in [
            "me@example.com",
            "db.internal:5432",
            "localhost",
            "10.0.0.1:80",
            "api.openai.com",
            "https://api.openai.com/v1",
            "https://platform.openai.com/api-keys",
            "gpt-4o-mini",
            "claude-3-5-sonnet",
            "us-east-1",
            "2024-05-01T10:00:00Z",
            "org-k9qZm77xR3vT5yW8k9qZm77x",
        ] {
            assert!(is_name_of_thing(text, "openai"), "{text}");
        }
        for text in [
            "m9@k3.qz",
            "Summer@home.com",
            "claude-monet-paints",
            "https://api.telegram.org/bot12345:AAk9qZm77x",
            "https://k9qzm77xr3vt5.m.example.net",
            "https://hooks.example/services/T0/B0/x",
            "api.k9qzm77xr3vt5",
            "1984-05-01",
            "org-k9qZm77x",
            "us-east-k9",
            "user:5432",
        ] {
            assert!(!is_name_of_thing(text, "openai"), "{text}");
        }
        assert!(!is_name_of_thing("org-k9qZm77xR3vT5yW8k9qZm77x", "acme"));
    }
}
