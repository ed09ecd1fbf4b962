//! Names: of secrets, which programs and people write where the secret should be, and of things that are none.

use crate::value::letters::signs::begins;
use crate::value::letters::table::{exact_head, has_end, is_exactly, is_one, table};
use crate::value::letters::text::{
    all, any, begins_as, count, is_alphanumeric, is_digit, is_letter, is_lower, is_upper, split_at,
    without_end,
};

/// What such a name ends in.
const LAST: &[u8] = table!("key keys apikey authkey token secret password passwd");

/// What else it has, so that no password of words is taken for one.
const WITH: &[u8] = table!(
    "\
    api auth access my your test fake mock dummy sample client enter \
    app jwt bearer user db prod staging dev default private signing encryption apikey authkey \
    account service admin dein deine mein ihr tu su votre uw din"
);

/// How texts end that may be names, for the fast look.
pub(in crate::value) static TAILS: &[u8] = table!(
    "\
    -key _key .key ikey oken cret word sswd rnal ocal .svc .com .org .net .dev .app .io .ai .so .eu .de e.co loud work \
    5432 3306 6379 8080 7017"
);

/// `my-secret-token`, `module.secrets.api_key`.
pub(in crate::value) fn is_name_of_secret(text: &str) -> bool {
    const MOST: usize = 5;

    let text = text.strip_suffix("()").unwrap_or(text);
    // As YAML refers to it.
    let text = text.strip_prefix('*').unwrap_or(text);
    // What tells the quickest comes first.
    let before = without_end(text, |c| !is_separator(c));
    if !is_one(text.get(before.len()..).unwrap_or_default(), LAST) {
        return false;
    }
    // A key is of random letters.
    if any(text, is_upper) && any(text, is_lower) && !text.contains('.') {
        return false;
    }
    let (mut count, mut is_known) = (0, false);
    let mut rest = Some(text);
    while let Some(text) = rest {
        let (part, behind) = split_at(text, &mut is_separator);
        let is_word = all(part, is_letter) || part.len() < 4 && all(part, is_digit);
        if part.is_empty() || !is_word || part.len() > 12 {
            return false;
        }
        is_known |= is_one(part, WITH);
        count += 1;
        rest = behind;
    }
    (2..=MOST).contains(&count) && is_known
}

fn is_separator(c: char) -> bool {
    matches!(c, '-' | '_' | '.')
}

/// How names of things begin, for the fast look.
pub(in crate::value) static HEADS: &[u8] = table!(
    "\
    claude-3 claude-opus claude-sonnet claude-haiku gemini-1 gemini-2 gemini-pro gpt-4 gpt-5 \
    text-embedding- llama-3 mistral-large mistral-medium mistral-small codestral- mixtral-8x deepseek- \
    whisper-large claude-instant eleven_ jina-embeddings voyage- rerank-v embed-english embed-multilingual chatgpt-4o glm-4 kimi-k2 \
    moonshot-v1 qwen-max qwen-plus qwen-turbo stable-diffusion imagen- magistral- ministral- pixtral- devstral- nomic-embed \
    localhost api. www. console. platform. dashboard. docs. org- proj_ asst_ /subscriptions/ 2023 2024 2025 2026 2027"
);

/// A mailbox, a host, a model, a region, a time: each is beside a secret in a manifest or on a page of a provider.
pub(in crate::value) fn is_name_of_thing(text: &str, provider: &str) -> bool {
    const MODELS: &[u8] = table!(
        "\
        gpt-3 gpt-4 gpt-5 claude-3 claude-opus claude-sonnet claude-haiku gemini-1 gemini-2 \
        gemini-pro text-embedding- llama-2 llama-3 llama3. mistral-large mistral-medium mistral-small mistral-embed \
        mixtral-8x codestral- deepseek-chat deepseek-coder deepseek-reasoner deepseek-r1 deepseek-v3 qwen2 qwen3 \
        whisper-1 whisper-large dall-e-2 dall-e-3 gpt-image- voyage-2 voyage-3 command-r grok-2 grok-3 grok-4 \
        o1-mini o1-preview o3-mini o4-mini sonar-pro sonar-reasoning claude-2 claude-instant gemma-2 gemma-3 \
        eleven_multilingual eleven_turbo eleven_flash nova-2 nova-3 \
        jina-embeddings- jina-reranker- jina-clip- jina-colbert- voyage-code- voyage-law- voyage-large- rerank-v embed-english- \
        embed-multilingual- chatgpt-4o glm-4 kimi-k2 moonshot-v1 qwen-max qwen-plus qwen-turbo stable-diffusion- imagen-3 \
        imagen-4 veo-2 veo-3 magistral- ministral- pixtral- devstral- nomic-embed-"
    );

    let is_model = || {
        exact_head(text, MODELS).is_some()
            && text.len() < 40
            && all(text, |c| is_of_host(c) || c == '_')
    };
    is_mailbox(text)
        || is_host(text)
        || is_address_of_api(text)
        || is_page_of_settings(text)
        || is_model()
        || is_region(text)
        || is_time(text)
        // A resource of Azure.
        || text.starts_with("/subscriptions/")
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
    begins_as(user, is_lower)
        && all(user, |c| is_of_host(c) || matches!(c, '_' | '+'))
        && all(domain, is_of_host)
        && is_exactly(last, DOMAINS)
}

pub(super) fn is_of_host(c: char) -> bool {
    c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '.')
}

/// `db.internal:5432`, `localhost`, `10.0.0.1`, `api.example.com`.
fn is_host(text: &str) -> bool {
    const INSIDE: &[u8] = table!(".internal .local .svc .lan .localhost");

    let (host, port) = text.rsplit_once(':').unwrap_or((text, "0"));
    if port.is_empty() || port.len() > 5 || !all(port, is_digit) {
        return false;
    }
    let is_known = host == "localhost"
        || !host.starts_with('.') && has_end(host, INSIDE)
        || exact_head(host, OF_API).is_some() && is_domain(host);
    is_known && all(host, is_of_host) || is_address(host)
}

/// `10.0.0.1`.
fn is_address(host: &str) -> bool {
    let mut count = 0;
    for part in host.split('.') {
        if !matches!(part.parse::<u64>(), Ok(0..=255)) {
            return false;
        }
        count += 1;
    }
    count == 4
}

/// A domain that has a letter of each: what comes behind the last dot is no number.
fn is_domain(host: &str) -> bool {
    let Some((_, last)) = host.rsplit_once('.') else { return false };
    matches!(last.len(), 2..=8) && all(last, is_lower) && count(host, |c| c == '.') > 1
}

/// `https://api.example.com/v1`: what is secret in a URL is longer.
fn is_address_of_api(text: &str) -> bool {
    const LONGEST: usize = 16;

    let rest = text.strip_prefix("https://").or(text.strip_prefix("http://"));
    let Some(rest) = rest else { return false };
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let is_known = exact_head(host, OF_API).is_some() || host.starts_with("localhost");
    is_known
        && is_host(host)
        && path.len() <= LONGEST
        && count(path, is_digit) < 2
        && all(path, |c| is_of_host(c) || c == '/')
}

/// `https://github.com/settings/tokens`: the page of a provider, where one makes a key.
fn is_page_of_settings(text: &str) -> bool {
    const PAGES: &[u8] = table!(
        "tokens token keys api-keys api-tokens apikeys api credentials secrets access-tokens developers"
    );
    const BEFORE: &[u8] =
        table!("settings profile account user dashboard console organization organizations -");

    let rest = text.strip_prefix("https://").or(text.strip_prefix("http://"));
    let Some((_, path)) = rest.and_then(|rest| rest.split_once('/')) else { return false };
    let path = path.strip_suffix('/').unwrap_or(path);
    let Some((before, last)) = path.rsplit_once('/') else { return false };
    if !is_exactly(last, PAGES) {
        return false;
    }
    for part in before.split('/') {
        if is_exactly(part, BEFORE) {
            return true;
        }
    }
    false
}

/// Where in an area a region is, as AWS and Google call it.
pub(super) const SIDES: &[u8] =
    table!("east west north south central northeast southeast northwest southwest");

/// `eu-west-1`.
fn is_region(text: &str) -> bool {
    let mut parts = text.split('-');
    let (Some(area), Some(side), Some(number), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    area.len() == 2 && is_exactly(side, SIDES) && number.len() == 1 && all(number, is_digit)
}

/// `2024-05-01T10:00:00Z`.
fn is_time(text: &str) -> bool {
    /// Each `0` stands for a digit.
    const LIKE: &str = "0000-00-00T00:00";

    for (at, sign) in LIKE.bytes().enumerate() {
        let is_so = match text.as_bytes().get(at) {
            Some(byte) if sign == b'0' => byte.is_ascii_digit(),
            Some(byte) => *byte == sign,
            None => false,
        };
        if !is_so {
            return false;
        }
    }
    text.len() < 36
}

/// The organization, the project and the assistant, which stand beside the key.
fn is_of_openai(text: &str) -> bool {
    const LENGTH: usize = 24;

    let Some(head) = exact_head(text, table!("org- proj_ asst_")) else { return false };
    let rest = text.get(head.len()..).unwrap_or_default();
    rest.len() == LENGTH && all(rest, is_alphanumeric)
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
            "*my_api_key",
            "TS_AUTHKEY",
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
            "http://localhost:8080",
            "https://platform.openai.com/api-keys",
            "https://github.com/settings/tokens",
            "https://app.example.com/settings/api-keys/",
            "gpt-4o-mini",
            "claude-3-5-sonnet",
            "llama-3.3-70b-versatile",
            "mistral-large-latest",
            "deepseek-chat",
            "dall-e-3",
            "jina-embeddings-v3",
            "embed-english-v3.0",
            "moonshot-v1-128k",
            "stable-diffusion-xl-1024-v1-0",
            "eleven_multilingual_v2",
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
            "mistral-wind-blows",
            "deepseek-my-secret",
            "llama-farm-2",
            "https://api.telegram.org/bot12345:AAk9qZm77x",
            "https://k9qzm77xr3vt5.m.example.net",
            "https://hooks.example/services/T0/B0/x",
            "https://vault.example/v1/secrets",
            "https://hooks.example/settings/k9qZm77x",
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
