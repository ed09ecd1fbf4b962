//! Every example, with secrets in its variables and files, and those that it makes itself.

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use provider_credentials_disguises::{Sentinels, github_token};
use provider_credentials_test_servers::{BAO, Otlp, not_run};
use serde_json::Value;

use crate::built::Sources;
use crate::modes::chmod;
use crate::output::Output;
use crate::support::{Files, cargo_metadata};

struct Example {
    name: &'static str,
    /// Variables that hold a secret.
    variables: &'static [&'static str],
    /// What it says if it has got to its secrets.
    says: &'static str,
    /// Secrets that stand in its source.
    own: &'static [&'static str],
}

const fn example(
    name: &'static str,
    variables: &'static [&'static str],
    says: &'static str,
    own: &'static [&'static str],
) -> Example {
    Example { name, variables, says, own }
}

const EXAMPLES: &[Example] = &[
    example(
        "agent",
        &["ANTHROPIC_API_KEY"],
        "the key arrived in the header",
        &["a-stand-in-for-a-key"],
    ),
    example("async_source", &[], "loaded twice", &["a-stand-in-for-a-key"]),
    // Where there is a database, it does not take that password.
    example("database", &["DB_PASSWORD"], "orders (postgres): loaded from env", &[]),
    example("docker_file", &["ANTHROPIC_API_KEY"], "loaded from file", &["a-key-from-a-file"]),
    example(
        "oauth2",
        &["ACME_CLIENT_SECRET"],
        "fetched a token: ",
        &["a-stand-in-for-a-secret", "a-stand-in-for-a-token"],
    ),
    example(
        "reload_on_signal",
        &[],
        "rotated: true",
        &["the-first-key-of-openai", "the-second-key-of-openai"],
    ),
    example(
        "rotation",
        &[],
        "no request failed",
        &["the-first-key-of-openai", "the-second-key-of-openai", "the-third-key-of-openai"],
    ),
    example(
        "provider-credentials-quickstart",
        &["ANTHROPIC_API_KEY"],
        "openai (openai): loaded from file",
        &[],
    ),
    example(
        "provider-credentials-build-script",
        &["OPENAI_API_KEY"],
        "openai (openai): loaded from env",
        &[],
    ),
    example(
        "provider-credentials-library-user",
        &["MAIL_API_KEY", "WEATHER_API_KEY"],
        "asking https://weather.example.com",
        &[],
    ),
    // Also what arrives at a receiver of OTLP.
    example(
        "provider-credentials-opentelemetry-example",
        &["ANTHROPIC_API_KEY"],
        "load_finished: 3 of 3 credentials loaded",
        &[],
    ),
    example(
        "observed_agent",
        &["ANTHROPIC_API_KEY"],
        "the key arrived in the header",
        &["a-stand-in-for-a-key"],
    ),
    example("provider-credentials-mtls", &[], "rustls: ", &[]),
    example(
        "provider-credentials-vault-example",
        &[],
        "openai: version 2",
        &[
            "root-of-the-example",
            "the-first-key-of-the-example",
            "the-second-key-of-the-example",
            "the-token-of-the-example",
            "the-password-of-the-example",
        ],
    ),
];

fn otlp(test: &str) -> Option<Otlp> {
    Otlp::for_test(test, env!("CARGO_TARGET_TMPDIR"))
}

/// Programs by name: those of the packages below `examples/`.
fn programs() -> BTreeMap<String, PathBuf> {
    let sources = Sources::of(&["examples", "runtime", "macros", "yaml"]);
    let metadata = cargo_metadata();
    let packages = metadata["packages"].as_array().expect("packages");
    let mut programs = BTreeMap::new();
    for package in packages.iter().filter(|package| is_example(package)) {
        let name = package["name"].as_str().expect("a name");
        for target in package["targets"].as_array().expect("targets") {
            let directory = match target["kind"][0].as_str() {
                Some("example") => "examples",
                Some("bin") => "",
                _ => continue,
            };
            let program = target["name"].as_str().expect("a name").to_owned();
            let path = sources.program(name, &Path::new(directory).join(&program));
            programs.insert(program, path);
        }
    }
    programs
}

fn is_example(package: &Value) -> bool {
    let path = package["manifest_path"].as_str().expect("a path").replace('\\', "/");
    let directory = path.trim_end_matches("/Cargo.toml");
    directory.ends_with("/examples") || directory.contains("/examples/")
}

impl Example {
    fn secret(&self, variable: &str) -> String {
        github_token(&format!("{} {variable}", self.name))
    }

    /// As it should be, or with files that others may read, and variables that contradict each other.
    fn run(&self, program: &Path, is_broken: bool) -> Output {
        let files = Files::new();
        let json = format!("{{\"openai\": {{\"api_key\": \"{}\"}}}}", self.secret("file"));
        let files = files.with("credentials.json", json).with("key", self.secret("twin"));
        let orders =
            format!("{{\"username\": \"app\", \"password\": \"{}\"}}", self.secret("file"));
        let files = files.with("orders.json", orders).with("openai", self.secret("file"));
        let sends = self.name.contains("opentelemetry") || self.name.contains("observed");
        let otlp = sends.then(|| otlp(self.name)).flatten();
        let mut command = Command::new(program);
        command.env_clear().current_dir(files.path());
        command.envs(env::var_os("PATH").map(|path| ("PATH", path)));
        if let Ok(bao) = BAO.installed(env!("CARGO_TARGET_TMPDIR")) {
            let own = bao.parent().expect("a directory").to_owned();
            let path = env::var_os("PATH").unwrap_or_default();
            let path = env::join_paths([own].into_iter().chain(env::split_paths(&path)));
            command.env("PATH", path.expect("a path"));
        }
        command.env("HOME", files.path()).env("QUICKSTART_SECRETS", files.path());
        command.env("SECRETS_DIR", files.path());
        command.envs(otlp.iter().map(|otlp| ("OTEL_EXPORTER_OTLP_ENDPOINT", otlp.endpoint())));
        command.env("RUST_BACKTRACE", "1").env("RUST_LOG", "trace");
        for variable in self.variables {
            command.env(variable, self.secret(variable));
            if is_broken {
                command.env(format!("{variable}_FILE"), files.join("key"));
            }
        }
        if is_broken {
            for name in ["credentials.json", "openai", "orders.json"] {
                chmod(files.join(name), 0o644);
            }
        }
        let output = command.stdin(Stdio::null()).output().expect("the example");
        let how = if is_broken { " broken" } else { "" };
        let mut output = Output::of(&format!("example {}{how}", self.name), &output);
        if let Some(otlp) = otlp {
            let received = otlp.received_bytes();
            assert!(received.len() > 500, "what the example sent");
            output.bytes.extend(received);
            // As text, too, for the other scanner.
            for kind in ["traces", "logs", "metrics"] {
                output.bytes.extend(format!("{:?}\n", otlp.received(kind)).into_bytes());
            }
        }
        output
    }

    fn sentinels(&self) -> Sentinels {
        let mut sentinels = Sentinels::new();
        for name in self.variables.iter().chain(&["file", "twin"]) {
            sentinels = sentinels.with(name, &self.secret(name));
        }
        self.own.iter().fold(sentinels, |all, text| all.with(&text.replace('-', " "), text))
    }
}

/// What all of them wrote.
pub(crate) fn outputs() -> &'static [Output] {
    static OUTPUTS: OnceLock<Vec<Output>> = OnceLock::new();
    OUTPUTS.get_or_init(|| {
        let programs = programs();
        let known: BTreeSet<&str> = EXAMPLES.iter().map(|example| example.name).collect();
        let there: BTreeSet<&str> = programs.keys().map(String::as_str).collect();
        assert_eq!(known, there, "each example has a row in tests/leaks/examples.rs");
        let run = |example: &Example| {
            let program = &programs[example.name];
            [false, true].map(|is_broken| example.run(program, is_broken))
        };
        EXAMPLES.iter().flat_map(run).collect()
    })
}

#[test]
fn no_example_says_a_secret() {
    for (example, outputs) in EXAMPLES.iter().zip(outputs().chunks(2)) {
        let [good, broken] = outputs else { panic!("two runs") };
        let text = String::from_utf8_lossy(&good.bytes);
        if !text.contains(example.says) && example.name.contains("vault") {
            not_run("the example of Vault", "it needs `bao`");
            assert!(BAO.installed(env!("CARGO_TARGET_TMPDIR")).is_err());
            continue;
        }
        assert!(text.contains(example.says), "{}: {text}", example.name);
        for output in [good, broken] {
            let found = example.sentinels().find(&output.bytes);
            assert!(found.is_empty(), "{}: {}", output.name, found[0]);
            assert!(!text.contains("PRIVATE KEY"), "{}", output.name);
        }
    }
}

/// What is not there cannot be found.
#[test]
fn the_secrets_of_the_examples_are_in_their_source() {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples");
    let mut sources = String::new();
    let mut directories = vec![examples];
    while let Some(directory) = directories.pop() {
        for entry in fs::read_dir(directory).expect("a directory") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                directories.push(path);
            } else {
                sources += &fs::read_to_string(path).expect("text");
            }
        }
    }
    for example in EXAMPLES {
        for text in example.own.iter().chain(example.variables) {
            assert!(sources.contains(text), "{}: {text}", example.name);
        }
    }
}
