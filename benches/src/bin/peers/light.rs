use std::collections::HashMap;
use std::env;
use std::time::Instant;

use config::{Config, File};
use figment::Figment;
use figment::providers::Env;

fn figment_env() -> HashMap<String, String> {
    Figment::from(Env::prefixed("CREDENTIAL_")).extract().expect("variables")
}

fn config_yaml() -> HashMap<String, String> {
    let file = Config::builder().add_source(File::with_name("keys.yaml"));
    file.build().expect("a file").try_deserialize().expect("texts")
}

fn main() {
    let arguments: Vec<String> = env::args().collect();
    let load = match arguments[1].as_str() {
        "figment-env" => figment_env,
        "config-yaml" => config_yaml,
        _ => panic!("not known"),
    };
    let size: usize = arguments[2].parse().expect("a number");
    assert_eq!(load().len(), size);
    let times = (2_000 / size).clamp(1, 100);
    let start = Instant::now();
    let loaded: Vec<_> = (0..times).map(|_| load()).collect();
    println!("{}", start.elapsed().as_secs_f64() * 1e6 / loaded.len() as f64);
}
