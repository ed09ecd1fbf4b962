use std::env;

use rustix::time::{ClockId, clock_gettime};
use secretspec::{Secret, Secrets, Spec};

fn spec(size: usize) -> Spec {
    let mut spec = Spec::builder("bench");
    for index in 0..size {
        spec = spec.secret(format!("CREDENTIAL_{index:05}"), Secret::required("a key"));
    }
    spec.build().expect("a specification")
}

fn main() {
    let arguments: Vec<String> = env::args().collect();
    let provider = match arguments[1].as_str() {
        "secretspec-env" => "env".to_owned(),
        "secretspec-dotenv" => "dotenv:.env".to_owned(),
        "secretspec-file" => {
            format!("file://{}", env::current_dir().expect("a directory").display())
        }
        _ => panic!("not known"),
    };
    let size: usize = arguments[2].parse().expect("a number");
    let spec = spec(size);
    let load = || {
        let mut secrets = Secrets::from_spec(spec.clone()).expect("secrets").with_reason("start");
        secrets.set_provider(provider.as_str());
        let Ok(validated) = secrets.validate().expect("a provider") else {
            panic!("not all loaded")
        };
        validated
    };
    drop(load());
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
