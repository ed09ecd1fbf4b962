
pub struct Keys {
    openai_api_key: SecretString,
    anthropic_api_key: SecretString,
}

pub fn length() -> Result<usize, Box<dyn std::error::Error>> {
    let keys = load()?;
    Ok(keys.openai_api_key.expose_secret().len() + keys.anthropic_api_key.expose_secret().len())
}
