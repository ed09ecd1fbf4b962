use provider_credentials::{ExposeSecret, LoadError, credentials};

credentials!("provider_credentials.yaml");

pub fn length() -> Result<usize, LoadError> {
    let creds = Credentials::load();
    let openai = creds.openai.secret()?.expose_secret().len();
    Ok(openai + creds.anthropic.secret()?.expose_secret().len())
}
