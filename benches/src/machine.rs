//! What the figures were taken on.

use std::fs;
use std::thread;

use serde_json::{Value, json};

/// The kind of machine and the compiler.
pub fn describe() -> Value {
    json!({
        "cores": thread::available_parallelism().map_or(0, usize::from),
        "processor": processor(),
        "kernel": first_line("/proc/sys/kernel/osrelease"),
        "rustc": built_with(),
    })
}

/// In one line.
pub fn line(machine: &Value) -> String {
    let text = |key: &str| machine[key].as_str().unwrap_or("unknown").to_owned();
    let [processor, kernel, rustc] = ["processor", "kernel", "rustc"].map(text);
    format!("{} cores ({processor}), Linux {kernel}, {rustc}", machine["cores"])
}

/// The compiler of this program, its version and target.
pub fn built_with() -> &'static str {
    env!("BUILT_WITH")
}

fn processor() -> String {
    let all = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = all.lines().find_map(|line| line.strip_prefix("model name"));
    model.unwrap_or_default().trim_start_matches([' ', '\t', ':']).to_owned()
}

fn first_line(path: &str) -> String {
    fs::read_to_string(path).unwrap_or_default().trim().to_owned()
}
