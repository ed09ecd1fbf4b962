use figment::Figment;
use figment::providers::{Env, Format, Yaml};
use secrecy::{ExposeSecret, SecretString};

fn load() -> Result<Keys, Box<figment::Error>> {
    let file = Yaml::file("/run/secrets/keys.yaml");
    Figment::new().merge(file).merge(Env::raw()).extract().map_err(Box::new)
}
