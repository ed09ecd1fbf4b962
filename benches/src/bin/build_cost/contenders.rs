//! Programs that do the same job: they need two keys, and say so where one is missing.

use std::path::Path;

/// A program and what it depends on.
pub(crate) struct Contender {
    pub(crate) name: &'static str,
    pub(crate) title: &'static str,
    pub(crate) dependencies: String,
    pub(crate) files: Vec<(&'static str, &'static str)>,
    /// The file that declares the keys, where the compiler reads one.
    pub(crate) manifest: Option<&'static str>,
    /// Built once only.
    pub(crate) heavy: bool,
    /// A release build of it would take half an hour.
    pub(crate) without_release: bool,
}

impl Contender {
    fn new(
        name: &'static str,
        title: &'static str,
        dependencies: &str,
        main: &'static str,
    ) -> Self {
        Self {
            name,
            title,
            dependencies: dependencies.to_owned(),
            files: vec![("src/main.rs", main)],
            manifest: None,
            heavy: false,
            without_release: false,
        }
    }

    fn with_manifest(mut self, name: &'static str, content: &'static str) -> Self {
        self.files.push((name, content));
        self.manifest = Some(name);
        self
    }
}

pub(crate) fn all() -> Vec<Contender> {
    let runtime = Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name("runtime");
    let ours =
        |more: &str| format!("provider-credentials = {{ path = '{}'{more} }}\n", runtime.display());
    let serde = "serde = { version = \"1\", features = [\"derive\"] }\n";
    let secretspec = |more: &str| {
        format!("secretspec = {{ version = \"0.21\"{more} }}\nsecretspec-derive = \"0.21\"\n")
    };
    vec![
        Contender::new(
            "by-hand",
            "hand, `secrecy` and `std::env`",
            "secrecy = \"0.10\"\n",
            BY_HAND,
        ),
        Contender::new(
            "by-hand-json",
            "hand, `secrecy` and a JSON file",
            "secrecy = \"0.10\"\nserde_json = \"1\"\n",
            BY_HAND_JSON,
        ),
        Contender::new("ours", "provider-credentials", &ours(""), OURS)
            .with_manifest("provider_credentials.yaml", OURS_MANIFEST),
        Contender::new(
            "ours-env",
            "provider-credentials, `macros` alone",
            &ours(", default-features = false, features = [\"macros\"]"),
            OURS,
        )
        .with_manifest("provider_credentials.yaml", OURS_ENV_MANIFEST),
        Contender::new(
            "envy",
            "`dotenvy` and `envy`",
            &format!(
                "dotenvy = \"0.15\"\nenvy = \"0.4\"\nsecrecy = {{ version = \"0.10\", features = [\"serde\"] }}\n{serde}"
            ),
            ENVY,
        ),
        Contender::new(
            "config",
            "`config` with YAML",
            &format!(
                "config = {{ version = \"0.15\", default-features = false, features = [\"yaml\"] }}\nsecrecy = {{ version = \"0.10\", features = [\"serde\"] }}\n{serde}"
            ),
            CONFIG,
        ),
        Contender::new(
            "figment",
            "`figment` with YAML",
            &format!(
                "figment = {{ version = \"0.10\", features = [\"yaml\", \"env\"] }}\nsecrecy = {{ version = \"0.10\", features = [\"serde\"] }}\n{serde}"
            ),
            FIGMENT,
        ),
        Contender {
            heavy: true,
            ..Contender::new(
                "secretspec-smallest",
                "`secretspec-derive`, fewest features",
                &secretspec(", default-features = false"),
                SECRETSPEC,
            )
            .with_manifest("secretspec.toml", SECRETSPEC_MANIFEST)
        },
        Contender {
            heavy: true,
            without_release: true,
            ..Contender::new("secretspec", "`secretspec-derive`", &secretspec(""), SECRETSPEC)
                .with_manifest("secretspec.toml", SECRETSPEC_MANIFEST)
        },
    ]
}

const BY_HAND: &str = r#"
use secrecy::{ExposeSecret, SecretString};
use std::env::{self, VarError};

struct Credentials {
    openai: SecretString,
    anthropic: SecretString,
}

impl Credentials {
    fn load() -> Result<Self, VarError> {
        let openai = env::var("OPENAI_API_KEY")?.into();
        let anthropic = env::var("ANTHROPIC_API_KEY")?.into();
        Ok(Self { openai, anthropic })
    }
}

fn main() {
    match Credentials::load() {
        Ok(creds) => {
            let length = creds.openai.expose_secret().len() + creds.anthropic.expose_secret().len();
            println!("{length}");
        }
        Err(error) => eprintln!("{error}"),
    }
}
"#;

const BY_HAND_JSON: &str = r#"
use secrecy::{ExposeSecret, SecretString};
use std::error::Error;

struct Credentials {
    openai: SecretString,
    anthropic: SecretString,
}

impl Credentials {
    fn load() -> Result<Self, Box<dyn Error>> {
        let openai = std::env::var("OPENAI_API_KEY")?.into();
        let file = std::fs::read("/run/secrets/keys.json")?;
        let file: serde_json::Value = serde_json::from_slice(&file)?;
        let anthropic = file["anthropic"]["api_key"].as_str().ok_or("no anthropic.api_key")?.into();
        Ok(Self { openai, anthropic })
    }
}

fn main() {
    match Credentials::load() {
        Ok(creds) => {
            let length = creds.openai.expose_secret().len() + creds.anthropic.expose_secret().len();
            println!("{length}");
        }
        Err(error) => eprintln!("{error}"),
    }
}
"#;

const OURS: &str = r#"
use provider_credentials::{ExposeSecret, LoadError, credentials};

credentials!("provider_credentials.yaml");

fn length(creds: &Credentials) -> Result<usize, LoadError> {
    let openai = creds.openai.secret()?.expose_secret().len();
    Ok(openai + creds.anthropic.secret()?.expose_secret().len())
}

fn main() {
    match length(&Credentials::load()) {
        Ok(length) => println!("{length}"),
        Err(error) => eprintln!("{error}"),
    }
}
"#;

const OURS_MANIFEST: &str = "\
provider_credentials:
  - id: openai
    provider: openai
    auth: { type: api_key, source: env, env_var: OPENAI_API_KEY }
  - id: anthropic
    provider: anthropic
    auth: { type: api_key, source: file, file_path: /run/secrets/keys.json, file_key: anthropic.api_key }
";

const OURS_ENV_MANIFEST: &str = "\
provider_credentials:
  - id: openai
    provider: openai
    auth: { type: api_key, source: env, env_var: OPENAI_API_KEY }
  - id: anthropic
    provider: anthropic
    auth: { type: api_key, source: env, env_var: ANTHROPIC_API_KEY }
";

const ENVY: &str = r#"
use secrecy::{ExposeSecret, SecretString};

#[derive(serde::Deserialize)]
struct Credentials {
    openai_api_key: SecretString,
    anthropic_api_key: SecretString,
}

fn main() {
    let _ = dotenvy::dotenv();
    match envy::from_env::<Credentials>() {
        Ok(creds) => {
            let openai = creds.openai_api_key.expose_secret().len();
            println!("{}", openai + creds.anthropic_api_key.expose_secret().len());
        }
        Err(error) => eprintln!("{error}"),
    }
}
"#;

const CONFIG: &str = r#"
use config::{Config, ConfigError, Environment, File};
use secrecy::{ExposeSecret, SecretString};

#[derive(serde::Deserialize)]
struct Credentials {
    openai: SecretString,
    anthropic: SecretString,
}

fn load() -> Result<Credentials, ConfigError> {
    let file = File::with_name("/run/secrets/keys.yaml").required(false);
    Config::builder().add_source(file).add_source(Environment::default()).build()?.try_deserialize()
}

fn main() {
    match load() {
        Ok(creds) => {
            let length = creds.openai.expose_secret().len() + creds.anthropic.expose_secret().len();
            println!("{length}");
        }
        Err(error) => eprintln!("{error}"),
    }
}
"#;

const FIGMENT: &str = r#"
use figment::Figment;
use figment::providers::{Env, Format, Yaml};
use secrecy::{ExposeSecret, SecretString};

#[derive(serde::Deserialize)]
struct Credentials {
    openai: SecretString,
    anthropic: SecretString,
}

fn load() -> Result<Credentials, Box<figment::Error>> {
    let file = Yaml::file("/run/secrets/keys.yaml");
    Figment::new().merge(file).merge(Env::raw()).extract().map_err(Box::new)
}

fn main() {
    match load() {
        Ok(creds) => {
            let length = creds.openai.expose_secret().len() + creds.anthropic.expose_secret().len();
            println!("{length}");
        }
        Err(error) => eprintln!("{error}"),
    }
}
"#;

const SECRETSPEC: &str = r#"
secretspec_derive::declare_secrets!("secretspec.toml");

fn main() {
    match SecretSpec::builder().with_provider("env").with_reason("start").load() {
        Ok(resolved) => {
            let secrets = &resolved.secrets;
            println!("{}", secrets.openai_api_key.len() + secrets.anthropic_api_key.len());
        }
        Err(error) => eprintln!("{error}"),
    }
}
"#;

const SECRETSPEC_MANIFEST: &str = r#"
[project]
name = "program"
revision = "1.0"

[profiles.default]
OPENAI_API_KEY = { description = "a key", required = true }
ANTHROPIC_API_KEY = { description = "a key", required = true }
"#;
