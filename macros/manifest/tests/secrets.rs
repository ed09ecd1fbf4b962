//! What counts as a secret, and that no report ever shows one.
//!
//! No secret stands here as it would be issued: all are made from a prefix and generated text.

#![forbid(unsafe_code)]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::format_push_string,
    reason = "tests state what must hold by failing"
)]

use provider_credentials_manifest::{SourceFile, check};

/// Text as random as a key, the same on every run.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn text(&mut self, alphabet: &str, length: usize) -> String {
        let alphabet: Vec<char> = alphabet.chars().collect();
        (0..length).map(|_| alphabet[(self.next() >> 16) as usize % alphabet.len()]).collect()
    }
}

const BASE62: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const UPPER: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const HEX: &str = "0123456789abcdef";

fn manifest(key: &str, value: &str) -> String {
    format!(
        "provider_credentials:\n  - id: a\n    provider: p\n    \
         auth: {{ type: api_key, source: env, env_var: A }}\n    config:\n      {key}: '{value}'\n"
    )
}

fn codes(text: &str) -> Vec<&'static str> {
    match check(SourceFile::new("m.yaml", text)) {
        Ok(_) => Vec::new(),
        Err(report) => report.problems().map(|p| p.code().as_str()).collect(),
    }
}

const HARMLESS: &[&str] = &[
    "claude-sonnet-4",
    "claude-3-5-sonnet-20241022",
    "us.anthropic.claude-sonnet-4-20250514-v1:0",
    "anthropic.claude-3-5-sonnet-20241022-v2:0",
    "gpt-4o-mini-2024-07-18",
    "ft:gpt-4o-mini-2024-07-18:my-org:custom_suffix:AbCdEfGh",
    "meta-llama/Llama-3.3-70B-Instruct-Turbo",
    "mistralai/Mixtral-8x22B-Instruct-v0.1",
    "Qwen/Qwen2.5-Coder-32B-Instruct-AWQ",
    "accounts/fireworks/models/llama-v3p1-405b-instruct",
    "deepseek-ai/DeepSeek-R1-Distill-Llama-70B",
    "nomic-ai/nomic-embed-text-v1.5",
    "text-embedding-3-large",
    "arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.anthropic.claude-sonnet-4-20250514-v1:0",
    "arn:aws:secretsmanager:eu-central-1:123456789012:secret:prod/openai-AbCdEf",
    "arn:aws:iam::123456789012:role/ServiceRoleForDeployment2024",
    "550e8400-e29b-41d4-a716-446655440000",
    "6F9619FF-8B86-D011-B42D-00C04FC964FF",
    "urn:uuid:550e8400-e29b-41d4-a716-446655440000",
    "d41d8cd98f00b204e9800998ecf8427e",
    "da39a3ee5e6b4b0d3255bfef95601890afd80709",
    "sha256:e3b0c44298fc1c14",
    "000b4f1d0a6c9b3e7258d1c0b9a8f7e6d5c4b3a29180f1e2d3c4b5a697887960514c",
    "org-AbCdEfGh1234IjKlMnOp5678",
    "proj_AbCdEfGh1234IjKlMnOp5678",
    "asst_abc123def456ghi789jkl012",
    "123456789012-a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6.apps.googleusercontent.com",
    "Iv1.8a61f9b3a7aba766",
    "https://api.openai.com/v1",
    "https://my-resource.openai.azure.com/openai/deployments/gpt-4o/chat/completions?api-version=2024-06-01",
    "https://bedrock-runtime.us-east-1.amazonaws.com",
    "https://us-central1-aiplatform.googleapis.com/v1/projects/my-project-123456/locations/us-central1",
    "https://example.com/a/very/long/path/With/Mixed/Case/And/2024/Numbers/in/it",
    "https://user@example.com",
    "us-central1",
    "eu-west-1",
    "northamerica-northeast1",
    "/etc/agent-engine/secrets/credentials.json",
    "/nix/store/0c5j2p3l4m5n6o7p8q9r0s1t2u3v4w5x-openssl-3.0.14/lib",
    "~/.config/provider-credentials/keys.yaml",
    "./secrets/OpenAI/Production2024/KeyFile01.json",
    r"C:\Users\Someone\AppData\Roaming\Keys2024\key01.txt",
    "ANTHROPIC_API_KEY",
    "MY_COMPANY_PRODUCTION_OPENAI_API_KEY_2024_V2",
    "sk-",
    "sk-learn-compatible-estimators-and-more",
    "keys begin with sk-ant- or sk-proj-",
    "hf_text_generation_inference_server",
    "AKIA",
    "ghp_",
    "the key of the production account, rotated every 90 days by the platform team",
    "2024-06-01T12:00:00.000000Z",
    "2024-02-15-preview",
    "application/vnd.company.resource-v2+json",
    "Mozilla/5.0 (X11; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0",
    "anthropic-version-2023-06-01-and-some-beta-features",
    "someVeryLongCamelCaseIdentifierThatGoesOnAndOn12",
    "com.example.platform.credentials.ProviderCredentialsLoader2",
    "projects/123456789012/locations/us-central1/endpoints/4567890123456789",
    "/subscriptions/6f9619ff-8b86-d011-b42d-00c04fc964ff/resourceGroups/rg-1",
    "0123456789012345678901234567890123456789",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    "----------------------------------------",
    "registry.example.com:5000/team/image@sha256",
    "SGVsbG8=",
    "eyJ",
    "-----BEGIN CERTIFICATE-----",
    "株式会社のとても長い名前ですがこれは秘密ではありません",
];

#[test]
fn harmless_values_are_accepted() {
    for value in HARMLESS {
        let yaml = manifest("note", value);
        assert_eq!(codes(&yaml), [""; 0], "{value}");
    }
    for key in [
        "max_tokens",
        "token_url",
        "secret_name",
        "tokens",
        "key",
        "password_policy",
        "monkey",
        "keyboard",
    ] {
        let value = if key.ends_with("url") { "https://example.com" } else { "plain" };
        assert_eq!(codes(&manifest(key, value)), [""; 0], "{key}");
    }
}

#[test]
fn public_identifiers_may_be_random() {
    let mut random = Random(7);
    for key in ["client_id", "projectId", "digest", "image-sha256"] {
        assert_eq!(codes(&manifest(key, &random.text(BASE62, 40))), [""; 0], "{key}");
    }
}

/// AWS calls the pair by its ID, which is no secret: it may stand where the name of a user does, and nowhere else.
#[test]
fn the_id_of_an_access_key_may_be_a_user_name() {
    let mut random = Random(7);
    let of_basic = |user: &str, password: &str| {
        format!(
            "provider_credentials:\n  - id: a\n    provider: aws\n    \
             auth: {{ type: basic, username: {user}, password: {password} }}\n"
        )
    };
    let source = "{ source: env, env_var: A }";
    for prefix in ["AKIA", "ASIA"] {
        let id = format!("{prefix}{}", random.text(UPPER, 16));
        assert_eq!(codes(&of_basic(&id, source)), [""; 0], "{prefix}");
        assert_eq!(codes(&of_basic("app", &id)), ["secret_in_manifest"], "{prefix}");
        for other in [format!("{id} {id}"), format!("ghp_{id}")] {
            assert_eq!(codes(&of_basic(&other, source)), ["secret_in_manifest"], "{prefix}");
        }
    }
}

fn secrets() -> Vec<String> {
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let mut secrets = Vec::new();
    for (prefix, length) in [
        ("sk-ant-api03-", 80),
        ("sk-proj-", 60),
        ("sk-", 48),
        ("sk-or-v1-", 48),
        ("ghp_", 36),
        ("gho_", 36),
        ("ghs_", 36),
        ("ghu_", 36),
        ("github_pat_", 60),
        ("glpat-", 20),
        ("xoxb-1234567890-", 24),
        ("xoxp-1234567890-", 24),
        ("AIza", 35),
        ("hf_", 34),
        ("gsk_", 52),
        ("npm_", 36),
        ("pypi-AgE", 60),
        ("SG.", 60),
        ("sk_live_", 24),
        ("rk_live_", 24),
        ("dop_v1_", 64),
        ("shpat_", 32),
        ("ya29.", 60),
        ("whsec_", 32),
        ("xai-", 80),
        ("r8_", 37),
        ("pplx-", 48),
        ("tvly-", 32),
        ("nvapi-", 64),
        ("AGE-SECRET-KEY-1", 58),
    ] {
        secrets.push(format!("{prefix}{}", random.text(BASE62, length)));
    }
    secrets.push(format!("AKIA{}", random.text(UPPER, 16)));
    secrets.push(format!("ASIA{}", random.text(UPPER, 16)));
    secrets.push(format!("Bearer sk-{}", random.text(BASE62, 48)));
    secrets.push(format!("https://example.com/?key=AIza{}", random.text(BASE62, 35)));
    secrets.push(format!("https://example.com/?q={}", random.text(BASE62, 40)));
    secrets.push(format!("https://user:{}@example.com", random.text(BASE62, 8)));
    secrets.push(format!("postgres://user:{}@db/name", random.text(BASE62, 8)));
    secrets.push(format!("https://hooks.slack.com/services/T{}", random.text(UPPER, 30)));
    secrets.push(format!(
        "eyJ{}.eyJ{}.{}",
        random.text(BASE62, 30),
        random.text(BASE62, 30),
        random.text(BASE62, 43)
    ));
    secrets.push(format!("-----BEGIN RSA PRIVATE KEY----- {}", random.text(BASE62, 64)));
    secrets.push(format!("the key is {}, keep it", random.text(BASE62, 40)));
    for _ in 0..15 {
        secrets.push(random.text(BASE62, 40));
        let aws = format!("{BASE62}+");
        secrets.push(random.text(&aws, 64));
    }
    secrets.push(random.text(HEX, 64));
    secrets
}

#[test]
fn secrets_are_found_and_never_shown() {
    let secrets = secrets();
    assert!(secrets.len() >= 60);
    for secret in &secrets {
        let yaml = manifest("note", secret);
        assert_eq!(codes(&yaml), ["secret_in_manifest"], "{secret}");
        assert_hidden(&yaml, secret);
    }
}

#[test]
fn secrets_are_hidden_wherever_they_stand() {
    for secret in secrets().iter().filter(|s| !s.contains(' ')) {
        for yaml in [
            format!("{secret}\n"),
            format!("- {secret}\n"),
            format!(
                "provider_credentials:\n  - id: '{secret}'\n    colour: '{secret}' # {secret}\n"
            ),
            format!("provider_credentials:\n  - '{secret}': [\n"),
            format!("provider_credentials:\n  - id: \"{secret}\n"),
            format!("provider_credentials:\n  - id: a: {secret}\n"),
            format!(
                "provider_credentials:\n  - id: a\n    auth: {{ type: '{secret}', source: '{secret}', env_var: 'A={secret}' }}\n"
            ),
            format!(
                "provider_credentials:\n  - id: a\n    not_secret: ['{secret}']\n    auth: '{secret}'\n"
            ),
            format!(
                "provider_credentials:\n  - id: a\n    api_key: {secret}\n    api_key: {secret}\n"
            ),
            format!("# {secret}\nprovider_credential: [*a, !x {secret}]\n"),
        ] {
            assert_hidden(&yaml, secret);
        }
    }
}

#[test]
fn named_secrets_are_hidden_in_any_text() {
    let secret = "hunter2";
    for yaml in [
        manifest("password", secret),
        manifest("db-password", secret),
        manifest("apiKey", secret),
        format!("provider_credentials:\n  - password: {secret}: [\n"),
        format!("provider_credentials:\n  - password: |\n      {secret}\n    id: [\n"),
        format!("provider_credentials:\n  - password:\n      {secret} {{\n     x: [\n"),
        format!("provider_credentials:\n  - {{ \"token\": {secret}, id: ]\n"),
        format!(
            "provider_credentials:\n  - id: a\n    auth: {{ type: api_key, source: env, env_var: 'KEY={secret}' }}\n"
        ),
        format!("provider_credentials:\n  - id: a\n    secret: {secret}\n    provider: p\n"),
        format!("OPENAI_API_KEY={secret}\n"),
    ] {
        assert_hidden(&yaml, secret);
    }
}

fn assert_hidden(yaml: &str, secret: &str) {
    let Err(report) = check(SourceFile::new("m.yaml", yaml)) else { panic!("accepted:\n{yaml}") };
    let tail: String = secret.chars().skip(secret.chars().count().saturating_sub(12)).collect();
    let mut shown = format!("{report}\n{report:?}");
    for problem in report.problems() {
        shown.push_str(&problem.message());
        shown.push_str(&problem.short());
        shown.push_str(&format!("{problem:?}"));
    }
    for part in [secret, tail.as_str()] {
        if part.len() > 6 && !part.contains("example") {
            assert!(!shown.contains(part), "{part} of\n{yaml}\nis shown in\n{shown}");
        }
    }
}

/// `not_secret` is named as a way out exactly where it is one.
#[test]
fn not_secret_is_offered_where_it_works() {
    const LINES: [(&str, &str); 15] = [
        (
            "id",
            "  - id: {}\n    provider: p\n    auth: { type: api_key, source: env, env_var: A }\n",
        ),
        (
            "provider",
            "  - id: a\n    provider: {}\n    auth: { type: api_key, source: env, env_var: A }\n",
        ),
        (
            "description",
            "  - id: a\n    provider: p\n    description: {}\n    auth: { type: api_key, source: env, env_var: A }\n",
        ),
        (
            "required",
            "  - id: a\n    provider: p\n    required: {}\n    auth: { type: api_key, source: env, env_var: A }\n",
        ),
        ("auth", "  - id: a\n    provider: p\n    auth: {}\n"),
        ("type", "  - id: a\n    provider: p\n    auth: { type: {}, source: env, env_var: A }\n"),
        (
            "source",
            "  - id: a\n    provider: p\n    auth: { type: api_key, source: {}, env_var: A }\n",
        ),
        (
            "env_var",
            "  - id: a\n    provider: p\n    auth: { type: api_key, source: env, env_var: {} }\n",
        ),
        (
            "file_path",
            "  - id: a\n    provider: p\n    auth: { type: api_key, source: file, file_path: {} }\n",
        ),
        (
            "file_key",
            "  - id: a\n    provider: p\n    auth: { type: api_key, source: file, file_path: a, file_key: {} }\n",
        ),
        (
            "custom_name",
            "  - id: a\n    provider: p\n    auth: { type: api_key, source: custom, custom_name: {} }\n",
        ),
        (
            "custom_params",
            "  - id: a\n    provider: p\n    auth: { type: api_key, source: custom, custom_name: a, custom_params: { k: {} } }\n",
        ),
        (
            "config",
            "  - id: a\n    provider: p\n    auth: { type: api_key, source: env, env_var: A }\n    config: { k: {} }\n",
        ),
        (
            "url",
            "  - id: a\n    provider: p\n    auth: { type: api_key, source: env, env_var: A }\n    config: { base_url: {} }\n",
        ),
        (
            "config itself",
            "  - id: a\n    provider: p\n    auth: { type: api_key, source: env, env_var: A }\n    config: {}\n",
        ),
    ];
    let mut random = Random(5);
    let secrets = [
        format!("sk-ant-api03-{}", random.text(BASE62, 60)),
        random.text(BASE62, 48),
        format!("https://u:{}@example.com", random.text(BASE62, 12)),
    ];
    let mut offered = Vec::new();
    for secret in &secrets {
        for (name, lines) in LINES {
            let lines = lines.replace("{}", &format!("'{secret}'"));
            let text = format!("provider_credentials:\n{lines}");
            let Err(report) = check(SourceFile::new("m.yaml", text.as_str())) else { continue };
            let report = report.to_string();
            let Some((_, entry)) = report.split_once("add `not_secret: ") else { continue };
            let entry = entry.split('`').next().unwrap();
            let excused = format!("{text}    not_secret: {entry}\n");
            assert_eq!(codes(&excused), [""; 0], "{name}: {entry} does not help\n{report}");
            offered.push(name);
        }
    }
    for name in ["config", "description", "file_path"] {
        assert!(offered.contains(&name), "{name} can be excused: {offered:?}");
    }
    for name in ["id", "auth", "type", "env_var"] {
        assert!(!offered.contains(&name), "{name} cannot be excused");
    }
}
