use secrecy::{ExposeSecret, SecretString};
use std::error::Error;

fn load() -> Result<Keys, Box<dyn Error>> {
    let openai_api_key = std::env::var("OPENAI_API_KEY")?.into();
    let file = std::fs::read("/run/secrets/keys.json")?;
    let file: serde_json::Value = serde_json::from_slice(&file)?;
    let anthropic = file["anthropic"]["api_key"].as_str().ok_or("no anthropic.api_key")?;
    Ok(Keys { openai_api_key, anthropic_api_key: anthropic.into() })
}
