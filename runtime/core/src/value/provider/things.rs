//! What is never a key, a token or a password, whoever gives those out: URLs without a secret, people, times, versions, places,
//! models, images, repositories, and words of protocols.

use super::names::SIDES;
use super::providers::is_of_provider;
use crate::value::about::About;
use crate::value::copied::reference::is_parameter;
use crate::value::letters::alphabet::{AT, Alphabet, COLON, DASH, DOT, PLUS, SLASH, STAR};
use crate::value::letters::table::{exact_head, has_end, is_exactly, is_one, table};
use crate::value::letters::text::{
    all, all_of, any, begins_as, count, is_alphanumeric, is_digit, is_letter, is_lower,
    is_small_hex,
};

/// How some begin, for the fast look; of others, a sign or the length tells.
pub(in crate::value) static HEADS: &[u8] = table!(
    "\
    models/ accounts/ auth/ secret/ stability-ai/ anthropic.claude us.anthropic. eu.anthropic. apac.anthropic. amazon.nova \
    amazon.titan scram-sha- sasl_ anthropic/ openai/ google/ meta-llama/ mistralai/ deepseek/ deepseek-ai/ qwen/ cohere/ x-ai/ nvidia/ \
    application/ multipart/ america/ github.com/ gitlab.com/ bitbucket.org/ docker.io/ ghcr.io/ \
    quay.io/ client_credentials authorization_code"
);

/// Whether the text is such a thing, where its name asks for a key or a token; a password may be a word or a time.
pub(in crate::value) fn is_thing(text: &str, signs: Alphabet, about: &About) -> bool {
    const PASSWORDS: &[u8] = table!("password passwd pwd pgpassword");
    const LONGEST: usize = 128;

    // What the text tells comes first: it is asked of every key that is looked at.
    let is_of_any = || signs.has(COLON) && is_url(text) || is_mechanism(text);
    let is_of_key = || {
        text.len() < LONGEST
            && (signs.has(AT | PLUS) && is_person(text)
                || signs.has(DASH | DOT | SLASH) && (is_date(text) || is_version(text))
                || (text.len() < 36 || signs.has(SLASH)) && is_word(text)
                || text.len() < 24 && is_place(text)
                || signs.has(SLASH | STAR) && is_address(text)
                || signs.has(SLASH | DOT) && is_model(text)
                || signs.has(SLASH) && is_of_code(text))
    };
    let is = is_of_any();
    (is || is_of_key())
        && about.is_of_key()
        // Of these, the host may be the secret.
        && !about.has_name_of(table!("hook callback ping"))
        && (about.ends_in_key() && !about.has_name_with(b"publi") || is && about.ends_in(PASSWORDS))
}

/// Hosts of what people see in a browser, of which no path is a secret that a program takes.
const OF_PAGES: &[u8] = table!(
    "\
    www.notion.so notion.so airtable.com linear.app github.com gitlab.com huggingface.co wandb.ai docs.google.com drive.google.com \
    console.cloud.google.com aistudio.google.com portal.azure.com app.datadoghq.com gateway.ai.cloudflare.com dash.cloudflare.com \
    openrouter.ai console.anthropic.com platform.openai.com"
);

/// `https://acme.example/api/v1`: no user, no query, and no path that may be a secret.
fn is_url(text: &str) -> bool {
    const SCHEMES: &[u8] = table!(
        "\
        http https ws wss grpc grpcs tcp unix rtmp rtmps srt rtsp mqtt mqtts ftp sftp smtp smtps imap imaps ldap ldaps postgres postgresql mysql mariadb \
        mongodb mongodb+srv redis rediss amqp amqps nats kafka clickhouse"
    );
    /// A longer word of small letters may be random.
    const LONGEST: usize = 14;

    let Some((scheme, rest)) = text.split_once("://") else { return false };
    let (rest, fragment) = rest.split_once('#').unwrap_or((rest, ""));
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    // Hooks that are told by their host alone are secrets, too.
    let is_of_words = path.split(['/', '-', '_', '.']).all(|word| word.len() <= LONGEST)
        && all(path, |c| is_of_path(c) || c == '/')
        && count(path, is_digit) < 3;
    is_one(scheme, SCHEMES)
        && (all(host, is_of_host) && count(host, is_digit) < 13)
        && (is_of_words || is_exactly(host, OF_PAGES) && all_of(path, "-_./"))
        && all(fragment, |c| is_lower(c) || c == '-')
        && !(host.is_empty() && path.is_empty())
}

fn is_of_host(c: char) -> bool {
    is_alphanumeric(c) || matches!(c, '-' | '.' | ':')
}

fn is_of_path(c: char) -> bool {
    is_lower(c) || is_digit(c) || matches!(c, '-' | '_' | '.')
}

/// `Me.Myself@acme.example`; the name of a bot is of its provider.
fn is_person(text: &str) -> bool {
    let Some((user, domain)) = text.split_once('@') else { return false };
    let Some((name, last)) = domain.rsplit_once('.') else { return false };
    begins_as(user, is_letter)
        && all_of(user, "-_.+")
        && begins_as(name, is_letter)
        && all_of(name, "-.")
        && matches!(last.len(), 2..=8)
        && all(last, is_lower)
}

/// `2026-11-30`, `30.11.2026`, `11/30/2026`.
fn is_date(text: &str) -> bool {
    // As Azure's versions are called.
    let text = text.strip_suffix("-preview").unwrap_or(text);
    if text.len() != 10 {
        return false;
    }
    ['-', '.', '/'].into_iter().any(|sign| {
        let mut parts = text.split(sign);
        let parts = [(); 4].map(|()| parts.next());
        let is = |part: Option<&str>, length: usize| {
            part.is_some_and(|part| part.len() == length && all(part, is_digit))
        };
        let [a, b, c, None] = parts else { return false };
        let is_year = |part: Option<&str>| {
            part.is_some_and(|part| matches!(part.get(..2), Some("19" | "20")))
        };
        is(a, 4) && is_year(a) && is(b, 2) && is(c, 2)
            || is(a, 2) && is(b, 2) && is(c, 4) && is_year(c)
    })
}

/// `2.14.0`, `v1.2.3-rc.1`.
fn is_version(text: &str) -> bool {
    let text = text.strip_prefix('v').unwrap_or(text);
    let (numbers, rest) = text.split_once(['-', '+']).unwrap_or((text, ""));
    let mut parts = 0;
    for part in numbers.split('.') {
        if !matches!(part.len(), 1..=4) || !all(part, is_digit) {
            return false;
        }
        parts += 1;
    }
    matches!(parts, 3 | 4) && rest.len() < 12 && all_of(rest, ".-")
}

/// How a client of Kafka or `MongoDB` logs in.
fn is_mechanism(text: &str) -> bool {
    is_exactly(text, table!("SCRAM-SHA-256 SCRAM-SHA-512 SCRAM-SHA-1 SASL_SSL SASL_PLAINTEXT"))
}

/// Of protocols and of settings.
fn is_word(text: &str) -> bool {
    const WORDS: &[u8] = table!(
        "\
        development client_credentials authorization_code refresh_token access_token id_token urn:ietf:wg:oauth:2.0:oob"
    );
    const TYPES: &[u8] = table!("application/ text/ multipart/ image/ audio/ video/");

    let kind = exact_head(text, TYPES).and_then(|head| text.get(head.len()..));
    is_exactly(text, WORDS)
        || matches!(text.strip_prefix('#'), Some(channel) if channel.len() > 2 && all(channel, |c| is_lower(c) || c == '-'))
        || kind.is_some_and(|kind| kind.len() > 2 && all(kind, |c| is_of_path(c) || c == '+'))
        || text.starts_with("system:serviceaccount:")
}

/// A region of Google or Azure, a zone of AWS, and a zone of time.
fn is_place(text: &str) -> bool {
    const OF_AZURE: &[u8] = table!(
        "\
        westeurope northeurope eastus eastus2 westus westus2 westus3 centralus northcentralus southcentralus westcentralus uksouth \
        ukwest francecentral germanywestcentral switzerlandnorth swedencentral norwayeast australiaeast japaneast \
        koreacentral southeastasia eastasia centralindia southindia canadacentral canadaeast brazilsouth"
    );
    const OF_GOOGLE: &[u8] = table!("us europe asia australia northamerica southamerica me africa");
    const OF_TIME: &[u8] = table!("Africa/ America/ Asia/ Atlantic/ Australia/ Europe/ Pacific/");

    let zone = exact_head(text, OF_TIME).and_then(|head| text.get(head.len()..));
    if is_exactly(text, OF_AZURE)
        || zone.is_some_and(|zone| all(zone, is_of_zone) && zone.len() > 2)
    {
        return true;
    }
    let mut parts = text.split('-');
    let (Some(area), Some(side), rest) = (parts.next(), parts.next(), parts.next()) else {
        return false;
    };
    let is_of_google = || {
        let word = side.trim_end_matches(|c: char| c.is_ascii_digit());
        is_exactly(area, OF_GOOGLE)
            && is_exactly(word, SIDES)
            && matches!(side.len() - word.len(), 1 | 2)
            && rest.is_none_or(|zone| zone == "gcp" || zone.len() == 1 && all(zone, is_lower))
    };
    // Its region is told of any value.
    let is_of_aws = || {
        area.len() == 2
            && is_exactly(side, SIDES)
            && matches!(rest.map(str::as_bytes), Some([b'1'..=b'9', b'a'..=b'f']))
    };
    (is_of_google() || is_of_aws()) && parts.next().is_none()
}

fn is_of_zone(c: char) -> bool {
    is_letter(c) || matches!(c, '_' | '/')
}

/// `10.0.0.0/24`, `*.acme.example`.
fn is_address(text: &str) -> bool {
    let is_network = || {
        let Some((address, bits)) = text.split_once('/') else { return false };
        matches!(bits.len(), 1 | 2)
            && all(bits, is_digit)
            && address.split('.').count() == 4
            && all(address, |c| is_digit(c) || c == '.')
    };
    let is_of_any = || matches!(text.strip_prefix("*."), Some(host) if host.contains('.') && all_of(host, "-."));
    is_network() || is_of_any()
}

/// `anthropic/claude-3.5-sonnet`, as gateways call them, and Bedrock's `us.anthropic.claude-…-v1:0`.
fn is_model(text: &str) -> bool {
    const OWNERS: &[u8] = table!(
        "anthropic openai google meta-llama mistralai deepseek deepseek-ai qwen cohere x-ai nvidia perplexity microsoft"
    );

    const OF_BEDROCK: &[u8] = table!(
        "anthropic.claude us.anthropic.claude eu.anthropic.claude apac.anthropic.claude amazon.nova amazon.titan"
    );

    if exact_head(text, OF_BEDROCK).is_some() {
        return text.len() < 60 && all(text, |c| is_of_path(c) || c == ':');
    }
    let Some((owner, name)) = text.split_once('/') else { return false };
    is_path_of_words(text) && !is_of_provider(text) && !is_parameter(text) && !is_file(text)
        || is_one(owner, OWNERS)
            && matches!(name.len(), 3..=60)
            && name.contains(['-', '.'])
            && all_of(name, "-._:")
}

/// `acme/app`, `auth/approle/login`, `models/gemini-2.5-pro`: two to four words in small letters.
fn is_path_of_words(text: &str) -> bool {
    let is_word = |word: &str| {
        matches!(word.len(), 2..=32) && begins_as(word, is_lower) && all(word, is_of_path)
    };
    let text = match text.split_once(':') {
        // The version of a model at Replicate.
        Some((name, version)) if version.len() == 64 && all(version, is_small_hex) => name,
        _ => text,
    };
    matches!(count(text, |c| c == '/'), 1..=3)
        && text.split('/').all(is_word)
        && count(text, is_digit) < 5
        && text.split(['/', '-', '_', '.']).all(|word| word.len() < 15)
}

/// `secrets/openai.txt`
fn is_file(text: &str) -> bool {
    matches!(text.rsplit_once('.'), Some((_, end)) if all(end, is_letter))
}

/// Where code and images are kept.
fn is_of_code(text: &str) -> bool {
    const HOSTS: &[u8] =
        table!("github.com/ gitlab.com/ bitbucket.org/ docker.io/ ghcr.io/ quay.io/ gcr.io/");
    const REMOTES: &[u8] = table!("git@ ssh://git@ https://");

    let is_remote = exact_head(text, REMOTES).is_some()
        && has_end(text, table!(".git"))
        && !any(text, |c| matches!(c, '?' | '#'))
        && !text.strip_prefix("https://").is_some_and(|rest| rest.contains('@'));
    let path = exact_head(text, HOSTS).and_then(|head| text.get(head.len()..));
    is_remote || path.is_some_and(|path| path.len() > 2 && all_of(path, "-_./:@"))
}

#[cfg(test)]
mod tests {
    use crate::report::Doubt;
    use crate::value::judged::judged_as_it_is;

    const THINGS: &[&str] = &[
        "https://acme.example",
        "https://acme.example/api/v1",
        "https://acme.example/oauth/token",
        "https://acme.example/docs/authentication#keys",
        "http://10.0.0.12:8080",
        "wss://acme.example/socket",
        "https://www.notion.so/acme/My-Page-7d1f0a93c5e84264a0917ac3d5be8246",
        "https://acme.example/organization-settings/api-keys",
        "acme/app",
        "auth/approle/login",
        "models/gemini-2.5-pro",
        "accounts/fireworks/models/llama-v3p1-8b-instruct",
        "stability-ai/sdxl:7d1f0a93c5e84264a0917ac3d5be82467d1f0a93c5e84264a0917ac3d5be8246",
        "us.anthropic.claude-sonnet-4-20250514-v1:0",
        "#general",
        "SASL_SSL",
        "2024-12-01-preview",
        "us-east1-gcp",
        "unix:///var/run/docker.sock",
        "Me.Myself@acme.com",
        "Me@acme-shop.de",
        "+4930123456",
        "2026-11-30",
        "30.11.2026",
        "11/30/2026",
        "2.14.0-rc1",
        "v12.14.0",
        "development",
        "client_credentials",
        "application/json",
        "application/x-www-form-urlencoded",
        "system:serviceaccount:default:app",
        "us-central1",
        "europe-west3-b",
        "westeurope",
        "us-east-1a",
        "Europe/Berlin",
        "America/New_York",
        "10.0.0.0/24",
        "*.acme.com",
        "anthropic/claude-3.5-sonnet",
        "meta-llama/Llama-3.3-70B-Instruct",
        "git@github.com:acme/app.git",
        "https://github.com/acme/app.git",
        "github.com/acme/app",
        "ghcr.io/acme/app:latest",
    ];

    #[test]
    fn a_key_or_a_token_is_no_such_thing() {
        for text in THINGS {
            for variable in ["ACME_TOKEN", "ACME_API_KEY", "acmePat"] {
                let doubts = judged_as_it_is("acme", variable, text);
                assert_eq!(doubts, [Doubt::Name], "{variable} {text}");
            }
            for variable in ["ACME_URL", "ACME_SECRET", "ACME_PUBLIC_KEY", "ACME"] {
                let is_told = judged_as_it_is("acme", variable, text).contains(&Doubt::Name);
                // Of any value.
                let is_known = text.starts_with("git");
                assert!(!is_told || is_known, "{variable} {text}");
            }
        }
    }

    #[test]
    fn what_comes_near_may_be_a_key() {
        for text in [
            "https://hooks.example/k9qZm77xR3vT5yW8",
            "https://hooks.example/7081926344557081",
            "https://hooks.example/correcthorsebatterystaple",
            "http_k9qZm77xR3vT",
            "k9q@Zm77x.R3vT5y",
            "2026-11-30-k9qZm77x",
            "9999-11-30",
            "1.2.k9qZm77x",
            "00:1a:2b:3c:4d:5e",
            "us-k9qZm77x",
            "us-east1-k9qZm77x",
            "Europe/Berlin-9",
            "openai/k9qZm77xR3vT5yW8",
            "github.com-k9qZm77x",
            "+49k9qZm77x",
            "k9qzm77x/r3vt5yw8",
            "acme/K9qZm77xR3vT",
            "#k9qZm77x",
            "https://k9q.notion.so.example/k9qZm77xR3vT5yW8",
            "10.0.0.0/k9",
        ] {
            assert_eq!(judged_as_it_is("acme", "ACME_TOKEN", text), [], "{text}");
        }
        for text in
            ["2026-11-30", "development", "Europe/Berlin", "us-central1", "Me.Myself@acme.com"]
        {
            assert_eq!(judged_as_it_is("acme", "ACME_PASSWORD", text), [], "{text}");
        }
    }
}
