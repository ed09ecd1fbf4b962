//! What `init` and `diff` say of a project that has secrets in every file they read, and what `init` writes.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::OnceLock;

use provider_credentials_disguises::{Sentinels, github_token};
use tempfile::TempDir;

use crate::command_line::command_line;
use crate::output::Output;

/// The files of the project, in which `§` is the secret.
const FILES: &[(&str, &str)] = &[
    ("Cargo.toml", "[package]\nname = \"shop\"\nversion = \"0.0.0\"\nedition = \"2024\"\n"),
    (
        ".env",
        "# OLD_TOKEN=§\nOPENAI_API_KEY=§\nexport STRIPE_SECRET_KEY='§'\nGREETING=\"§\"\n§\n\
         DATABASE_URL=postgres://shop:§@localhost/shop\nTLS_KEY=\"-----BEGIN\n§\n-----END\"\nA=§ §\n",
    ),
    ("open.env", "OPENAI_API_KEY='§\n"),
    (
        "src/main.rs",
        "mod config;\n// §\nfn main() {\n    let key = std::env::var(\"OPENAI_API_KEY\").expect(\"§\");\n    \
         let other = std::env::var(\"HF_TOKEN\").unwrap_or_else(|_| \"§\".to_owned());\n    \
         let odd = std::env::var(\"§\");\n}\n",
    ),
    (
        "src/config.rs",
        "#[derive(clap::Parser)]\nstruct Args {\n    \
         #[arg(long, env = \"ADMIN_TOKEN\", default_value = \"§\")]\n    admin: String,\n}\n",
    ),
    ("src/broken.rs", "fn f() { std::env::var(\"BROKEN_TOKEN\").unwrap_or(\"§\") + ; }\n"),
    (
        "compose.yaml",
        "services:\n  shop:\n    environment:\n      - PAYPAL_SECRET=§\n      - LOG=§\n    \
         secrets: [openai]\nsecrets:\n  openai: { file: ./secrets/openai }\n",
    ),
    ("broken.yaml", "services: { a: [\"§ }\n"),
    (
        "secretspec.toml",
        "[project]\nname = \"shop\"\nrevision = \"1.0\"\n[profiles.default]\n\
         A_TOKEN = { description = \"§\" }\nB_TOKEN = { default = \"§\" }\n",
    ),
    ("broken.toml", "[profiles.default]\nA_TOKEN = { default = \"§ }\n"),
    ("secrets/openai", "§\n"),
    ("old.yaml", "provider_credentials:\n  - id: a\n    config: { api_key: § }\n    password: §\n"),
];

const INIT: &[&[&str]] = &[
    &["init", "--manifest", "new.yaml"],
    &["init", "--manifest", "new.yaml", "--format", "json"],
    &["init", "--manifest", "new.yaml", "--add", "GREETING", "--skip", "OPENAI_API_KEY"],
    &["init", "--manifest", "new.yaml", "--from", ".env", "--from", "src"],
    &["init", "--manifest", "new.yaml", "--from", "compose.yaml"],
    &["init", "--manifest", "new.yaml", "--from", "secretspec.toml"],
    &["init", "--manifest", "new.yaml", "--from", "secrets"],
    &["init", "--manifest", "new.yaml", "--from", "open.env"],
    &["init", "--manifest", "new.yaml", "--from", "src/broken.rs"],
    &["init", "--manifest", "new.yaml", "--from", "broken.yaml"],
    &["init", "--manifest", "new.yaml", "--from", "broken.toml"],
    &["init", "--manifest", "new.yaml", "--add", "§ §"],
    &["init", "--manifest", "old.yaml", "--dry-run"],
    &["init", "--manifest", "old.yaml", "--dry-run", "--format", "json"],
    &["init", "--manifest", "old.yaml"],
];

/// Manifests with a secret where somebody may write it. Each is compared with the next one.
const REVISIONS: &[&str] = &[
    "provider_credentials:\n  - id: a\n    provider: other\n    \
     auth: { type: api_key, source: env, env_var: A_KEY }\n    description: none\n",
    "# §\nprovider_credentials:\n  - id: a\n    provider: other\n    \
     auth: { type: api_key, source: env, env_var: A_KEY }\n    description: of §\n",
    "provider_credentials:\n  - id: a\n    provider: other\n    \
     auth: { type: api_key, source: env, env_var: A_KEY }\n    config: { header: \"§\", other: [§] }\n",
    "provider_credentials:\n  - id: a\n    provider: other\n    auth: { type: api_key, value: § }\n",
    "provider_credentials:\n  - id: a\n    provider: other\n    \
     auth: { type: api_key, source: env, env_var: \"A_KEY:-§\" }\n",
    "provider_credentials:\n  - id: a\n    provider: other\n    \
     auth: { type: api_key, source: file, file_path: \"keys/§\" }\n",
    "provider_credentials: [\"§\n",
    "provider_credentials:\n  - id: b\n    provider: other\n    \
     auth: { type: api_key, source: env, env_var: B_KEY }\n",
];

const FORMATS: [&str; 4] = ["human", "json", "github", "markdown"];

fn secret() -> String {
    github_token("projects")
}

fn write(directory: &Path, files: &[(&str, &str)]) {
    for (name, content) in files {
        let path = directory.join(name);
        fs::create_dir_all(path.parent().expect("a directory")).expect("a directory");
        fs::write(path, content.replace('§', &secret())).expect("a file");
    }
}

fn run(directory: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(command_line());
    command.args(arguments.iter().map(|argument| argument.replace('§', &secret())));
    let output = command.current_dir(directory).env("RUST_BACKTRACE", "1").output();
    Output::of(&arguments.join(" "), &output.expect("the command line"))
}

/// What is said, and the manifest that is written.
fn init(arguments: &[&str]) -> Vec<Output> {
    let directory = TempDir::new().expect("a directory");
    write(directory.path(), FILES);
    let said = run(directory.path(), arguments);
    let written = fs::read(directory.path().join("new.yaml"));
    let written = written.map(|text| Output::new(format!("{}: new.yaml", said.name), text));
    [said].into_iter().chain(written).collect()
}

fn git(directory: &Path, arguments: &[&str]) {
    let mut command = Command::new("git");
    let own = ["-c", "user.name=t", "-c", "user.email=t@localhost", "-c", "commit.gpgsign=false"];
    let output = command.arg("-C").arg(directory).args(own).args(arguments).output().expect("git");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// Between commits, and between files.
fn diff() -> Vec<Output> {
    let directory = TempDir::new().expect("a directory");
    let path = directory.path();
    git(path, &["init", "-q"]);
    write(path, &FILES[..1]);
    write(path, &[("src/lib.rs", "")]);
    let mut outputs = Vec::new();
    for (at, manifest) in REVISIONS.iter().enumerate() {
        let (old, new) = (format!("{}.yaml", at.saturating_sub(1)), format!("{at}.yaml"));
        write(path, &[("provider_credentials.yaml", manifest), (&new, manifest)]);
        for format in FORMATS {
            outputs.push(run(path, &["diff", "--format", format, &old, &new]));
            outputs.push(run(path, &["diff", "--format", format]));
        }
        git(path, &["add", "."]);
        git(path, &["commit", "-q", "-m", "another"]);
        if at > 0 {
            outputs.extend(
                FORMATS.map(|format| run(path, &["diff", "--format", format, "HEAD~1", "HEAD"])),
            );
        }
    }
    outputs
}

/// For another opinion, too.
pub(crate) fn outputs() -> &'static [Output] {
    static OUTPUTS: OnceLock<Vec<Output>> = OnceLock::new();
    OUTPUTS
        .get_or_init(|| INIT.iter().flat_map(|arguments| init(arguments)).chain(diff()).collect())
}

#[test]
fn no_command_says_a_secret_of_a_project() {
    let sentinels = Sentinels::new().with("projects", &secret());
    let mut wrong = Vec::new();
    for output in outputs() {
        let text = String::from_utf8_lossy(&output.bytes).replace(&secret(), "§");
        // Without a difference, there is nothing to annotate.
        let may_be_empty = output.name.contains("--format github");
        assert!(text.len() > 5 || may_be_empty, "{}: {text}", output.name);
        assert!(!text.contains("panicked"), "{}: {text}", output.name);
        let found = sentinels.find(&output.bytes);
        wrong.extend(found.iter().map(|found| format!("{}: {found}: {text}", output.name)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    // They have read the files, and found what is in them.
    let said = |begin: &str, text: &str| {
        let mut all = outputs().iter().filter(|output| output.name.starts_with(begin));
        all.any(|output| String::from_utf8_lossy(&output.bytes).contains(text))
    };
    for name in ["OPENAI_API_KEY", "ADMIN_TOKEN", "BROKEN_TOKEN", "PAYPAL_SECRET", "B_TOKEN"] {
        assert!(said("init", name), "{name}");
    }
    assert!(said("init --manifest new.yaml: new.yaml", "HF_TOKEN"));
    assert!(said("diff --format human HEAD~1 HEAD", "B_KEY") || said("diff", "yaml_syntax"));
}
