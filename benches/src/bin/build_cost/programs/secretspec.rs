secretspec_derive::declare_secrets!("secretspec.toml");

pub fn length() -> Result<usize, Box<dyn std::error::Error>> {
    let resolved = SecretSpec::builder().with_provider("env").with_reason("start").load()?;
    Ok(resolved.secrets.openai_api_key.len() + resolved.secrets.anthropic_api_key.len())
}
