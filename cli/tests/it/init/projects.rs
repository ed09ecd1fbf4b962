//! Projects to start from.

use tempfile::TempDir;

use crate::{directory, package};

/// Stands for every value; whoever shows one shows it.
pub(super) const SENTINEL: &str = "Sentinel4Value";

const DOTENV: &str = "\
# OLD_TOKEN=Sentinel4Value
OPENAI_API_KEY=Sentinel4Value
export STRIPE_SECRET_KEY='Sentinel4Value'
DATABASE_URL=postgres://shop:Sentinel4Value@localhost/shop
CACHE=redis://:Sentinel4Value@localhost
TLS_KEY=\"-----BEGIN PRIVATE KEY-----
Sentinel4ValueMIIEvQIBADANBg=
-----END PRIVATE KEY-----\"
PORT=8080
Sentinel4ValueMIIEvQIBADANBgkqhkiG9w0BAQEF=
GREETING=Sentinel4Value
";

const MAIN: &str = r#"//! A program that reads its environment.

use std::env;
use std::env::{self as environment, var as read};

mod config;

const MAIL_KEY: &str = "SENDGRID_API_KEY";

fn need(name: &str) -> String {
    env::var(name).expect("Sentinel4Value")
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let openai = env::var("OPENAI_API_KEY")?;
    let stripe = std::env::var("STRIPE_SECRET_KEY").expect("Sentinel4Value");
    let github = read("GITHUB_TOKEN").ok();
    let mail = environment::var(MAIL_KEY).unwrap();
    let jwt = need("JWT_SECRET");
    let sentry = option_env!("SENTRY_DSN");
    let model = env::var("HF_TOKEN").unwrap_or_else(|_| "Sentinel4Value".to_owned());
    let port: u16 = env::var("PORT")?.parse()?;
    println!("{} {}", port, env::var("SLACK_WEBHOOK_URL").map_err(|_| "Sentinel4Value")?);
    let name = std::env::args().nth(1).unwrap_or_default();
    let given = std::env::var(&name);
    if env::var_os("AWS_SECRET_ACCESS_KEY").is_some() {
        run(openai, stripe, github, mail, jwt, sentry, model, given);
    }
    Ok(())
}
"#;

const CONFIG: &str = r#"use serde::Deserialize;

#[derive(Deserialize)]
pub struct Config {
    pub redis_url: String,
    #[serde(rename = "smtp_password")]
    pub mail: Option<String>,
    pub size: u8,
}

pub fn load() -> Result<Config, envy::Error> {
    envy::prefixed("SHOP_").from_env::<Config>()
}

#[derive(clap::Parser)]
struct Args {
    #[arg(long, env = "ADMIN_TOKEN", default_value = "Sentinel4Value")]
    admin: String,
    #[clap(long, env)]
    license_key: Option<String>,
}

#[cfg(test)]
mod tests {
    fn token() -> String {
        std::env::var("TEST_TOKEN").unwrap()
    }
}
"#;

const COMPOSE: &str = "\
services:
  shop:
    environment:
      - OPENAI_API_KEY_FILE=/run/secrets/openai
      - PAYPAL_SECRET=Sentinel4Value
      - LOG_LEVEL=info
    secrets: [openai, jwt_secret, { source: license, target: /etc/shop/license }]
secrets:
  openai: { file: ./secrets/openai }
  jwt_secret: { environment: JWT_SECRET }
  license: { external: true }
";

/// A program with a `.env`, code, and a file of Compose.
pub(super) fn shop() -> TempDir {
    let dir = directory(&[
        ("Cargo.toml", &package("shop")),
        (".env", DOTENV),
        ("compose.yaml", COMPOSE),
        ("src/main.rs", MAIN),
        ("src/config.rs", CONFIG),
        ("src/broken.rs", "fn f() { std::env::var(\"BROKEN_TOKEN\").unwrap() + ; }\n"),
        ("src/no_rust.rs", "env \" never closed\n"),
    ]);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;

        let mode = std::fs::Permissions::from_mode(0o644);
        std::fs::set_permissions(dir.path().join(".env"), mode).unwrap();
    }
    dir
}
