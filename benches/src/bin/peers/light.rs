use std::collections::HashMap;
use std::env;

use config::{Config, File};
use figment::Figment;
use figment::providers::Env;
use rustix::time::{ClockId, clock_gettime};

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
    let times = (2_000 / size).clamp(2, 100);
    let start = processor_time();
    let loaded: Vec<_> = (0..times).map(|_| load()).collect();
    println!("{}", (processor_time() - start) / 1000.0 / loaded.len() as f64);
}

/// Nanoseconds that this thread has run.
fn processor_time() -> f64 {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    time.tv_sec as f64 * 1e9 + time.tv_nsec as f64
}
