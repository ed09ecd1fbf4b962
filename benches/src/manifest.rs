//! Manifests of one kind of source and any size. The build script shares this file.

use std::fmt::Write as _;

/// The sizes that there is generated code for.
pub const SIZES: [usize; 4] = [1, 10, 100, 1000];

/// One credential, from a store.
pub const STORE: &str = "provider_credentials:
  - id: key
    provider: example
    auth: { type: api_key, source: custom, custom_name: store }
";

/// Where all secrets of a manifest come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A variable each.
    Env,
    /// A text file each.
    Text,
    /// One JSON file for all.
    Json,
    /// One YAML file for all.
    Yaml,
    /// A JSON file each.
    JsonFiles,
    /// A variable each, with the keys of many providers: what the checks of values cost is counted.
    Keys,
}

/// Providers and the ends of variables of [`Kind::Keys`], in turn.
pub const KEYS: [(&str, &str); 15] = [
    ("anthropic", "ANTHROPIC_API_KEY"),
    ("openai", "OPENAI_API_KEY"),
    ("github", "GITHUB_TOKEN"),
    ("aws", "AWS_ACCESS_KEY_ID"),
    ("aws", "AWS_SECRET_ACCESS_KEY"),
    ("slack", "SLACK_BOT_TOKEN"),
    ("google", "GOOGLE_API_KEY"),
    ("stripe", "STRIPE_SECRET_KEY"),
    ("sendgrid", "SENDGRID_API_KEY"),
    ("datadog", "DD_API_KEY"),
    ("postgres", "DATABASE_URL"),
    ("acme", "ACME_TOKEN"),
    ("acme", "ACME_ACCESS_TOKEN"),
    ("acme", "ACME_SECRET"),
    ("acme", "ACME_KEY"),
];

impl Kind {
    /// Every kind that is compared with others, in the order of the tables.
    pub const ALL: [Self; 5] = [Self::Env, Self::Text, Self::Json, Self::Yaml, Self::JsonFiles];

    /// The name in tables, on command lines and in Rust.
    pub fn name(self) -> &'static str {
        match self {
            Self::Env => "env",
            Self::Text => "text",
            Self::Json => "json",
            Self::Yaml => "yaml",
            Self::JsonFiles => "json_files",
            Self::Keys => "keys",
        }
    }

    /// The kind of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().chain([Self::Keys]).find(|kind| kind.name() == name)
    }

    /// The provider of a credential.
    pub fn provider(self, index: usize) -> &'static str {
        if self == Self::Keys { KEYS[index % KEYS.len()].0 } else { "example" }
    }

    /// The variable of a credential, of the kinds that have some.
    pub fn variable(self, index: usize) -> String {
        if self == Self::Keys {
            format!("N{index:05}_{}", KEYS[index % KEYS.len()].1)
        } else {
            variable(index)
        }
    }

    /// A manifest with `size` credentials, with or without a `config`.
    pub fn manifest(self, size: usize, config: bool) -> String {
        let mut text = String::from("provider_credentials:\n");
        if size == 0 {
            text.push_str("  []\n");
        }
        for index in 0..size {
            let id = id(index);
            let auth = match self {
                Self::Env | Self::Keys => {
                    format!("source: env, env_var: {}", self.variable(index))
                }
                Self::Text => format!("source: file, file_path: {}", text_file(index)),
                Self::Json => format!("source: file, file_path: {ONE_JSON}, file_key: {id}"),
                Self::Yaml => format!("source: file, file_path: {ONE_YAML}, file_key: {id}"),
                Self::JsonFiles => {
                    format!("source: file, file_path: {}, file_key: {KEY}", json_file(index))
                }
            };
            write!(
                text,
                "  - id: {id}\n    provider: {}\n    auth: {{ type: api_key, {auth} }}\n",
                self.provider(index)
            )
            .expect("a string takes everything");
            if config {
                text.push_str("    config: { base_url: 'https://api.example.com/v1', default_model: large, timeout_seconds: 30 }\n");
            }
        }
        text
    }
}

/// The file of [`Kind::Json`].
pub const ONE_JSON: &str = "keys.json";

/// The file of [`Kind::Yaml`].
pub const ONE_YAML: &str = "keys.yaml";

/// The key in each file of [`Kind::JsonFiles`].
pub const KEY: &str = "value";

/// The ID of a credential, and its key in the files for all.
pub fn id(index: usize) -> String {
    format!("credential_{index:05}")
}

/// The variable of [`Kind::Env`].
pub fn variable(index: usize) -> String {
    format!("CREDENTIAL_{index:05}")
}

/// The file of a credential of [`Kind::Text`].
pub fn text_file(index: usize) -> String {
    format!("text/{}", id(index))
}

/// The file of a credential of [`Kind::JsonFiles`].
pub fn json_file(index: usize) -> String {
    format!("json/{}.json", id(index))
}
