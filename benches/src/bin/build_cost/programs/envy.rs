use secrecy::{ExposeSecret, SecretString};

fn load() -> envy::Result<Keys> {
    let _ = dotenvy::dotenv();
    envy::from_env()
}
