use config::{Config, ConfigError, Environment, File};
use secrecy::{ExposeSecret, SecretString};

fn load() -> Result<Keys, ConfigError> {
    let file = File::with_name("/run/secrets/keys.yaml").required(false);
    Config::builder().add_source(file).add_source(Environment::default()).build()?.try_deserialize()
}
