use secrecy::{ExposeSecret, SecretString};
use std::env::{self, VarError};

fn load() -> Result<Keys, VarError> {
    let openai_api_key = env::var("OPENAI_API_KEY")?.into();
    let anthropic_api_key = env::var("ANTHROPIC_API_KEY")?.into();
    Ok(Keys { openai_api_key, anthropic_api_key })
}
