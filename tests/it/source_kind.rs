//! A new kind of source, added to a copy of the workspace by what CONTRIBUTING.md says and nothing else.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

const CONTRIBUTING: &str = include_str!("../../CONTRIBUTING.md");

/// What the kind is called here, so that the test also passes where somebody has added an `example`.
fn renamed(text: &str) -> String {
    text.replace("example", "trial").replace("Example", "Trial").replace("EXAMPLE", "TRIAL")
}

/// What the copy needs of the workspace.
const PARTS: [&str; 4] = ["macros", "runtime", "yaml", "tests/servers"];

struct Copy(PathBuf);

impl Copy {
    fn new(root: &Path) -> Self {
        let copy = Self(root.to_owned());
        let workspace = workspace();
        for part in PARTS {
            copy_all(&workspace.join(part), &copy.path(part));
        }
        for file in ["Cargo.toml", "Cargo.lock", "README.md", "LICENSE-MIT", "LICENSE-APACHE"] {
            fs::copy(workspace.join(file), copy.path(file)).expect("a file");
        }
        copy
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    fn write(&self, name: &str, content: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a directory");
        fs::write(path, content).expect("a file");
    }

    /// Puts `text` in front of what begins with `anchor`.
    fn insert(&self, name: &str, anchor: &str, text: &str) {
        let content = fs::read_to_string(self.path(name)).expect("a file");
        assert_eq!(content.matches(anchor).count(), 1, "{anchor:?} in {name}");
        self.write(name, &content.replace(anchor, &format!("{text}{anchor}")));
    }

    fn cargo(&self, arguments: &[&str], variables: &[(&str, &str)]) -> Output {
        Command::new(env!("CARGO"))
            .args(arguments)
            .arg("--offline")
            .current_dir(self.path("program"))
            .env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("project"))
            .env("CARGO_TERM_COLOR", "never")
            .env("CARGO_INCREMENTAL", "0")
            .env("CARGO_PROFILE_DEV_DEBUG", "false")
            .env_remove("RUSTFLAGS")
            .envs(variables.iter().copied())
            .output()
            .expect("cargo")
    }

    /// A program with a manifest whose `auth` is this.
    fn program(&self, auth: &str, features: &str) {
        self.write(
            "program/Cargo.toml",
            &format!(
                "[package]\nname = \"program\"\nversion = \"0.0.0\"\nedition = \"2024\"\n[workspace]\n\
                 [dependencies]\nprovider-credentials = {{ path = \"../runtime\", features = [{features}] }}\n"
            ),
        );
        fs::copy(workspace().join("Cargo.lock"), self.path("program/Cargo.lock")).expect("a lock");
        self.write(
            "program/provider_credentials.yaml",
            &format!(
                "provider_credentials:\n  - id: first\n    provider: p\n    auth: {{ type: api_key, {auth} }}\n"
            ),
        );
        self.write(
            "program/src/main.rs",
            "use provider_credentials::ExposeSecret;\n\
             provider_credentials::credentials!(\"provider_credentials.yaml\");\n\
             fn main() {\n\
                 let creds = Credentials::load();\n\
                 println!(\"{}\", creds.first.metadata());\n\
                 if let Ok(secret) = creds.first.secret() { println!(\"{}\", secret.expose_secret()); }\n\
             }\n",
        );
    }
}

fn workspace() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("a workspace")
}

fn copy_all(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a directory");
    for entry in fs::read_dir(from).expect("a directory") {
        let path = entry.expect("an entry").path();
        let target = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy_all(&path, &target);
        } else {
            fs::copy(&path, target).expect("a file");
        }
    }
}

/// Makes `to` the same as `from`, and leaves the files alone that are: cargo goes by when they changed.
fn make_alike(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a directory");
    for entry in fs::read_dir(to).expect("a directory") {
        let path = entry.expect("an entry").path();
        if !from.join(path.file_name().expect("a name")).exists() {
            if path.is_dir() {
                fs::remove_dir_all(path).expect("to remove a directory");
            } else {
                fs::remove_file(path).expect("to remove a file");
            }
        }
    }
    for entry in fs::read_dir(from).expect("a directory") {
        let path = entry.expect("an entry").path();
        let target = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            make_alike(&path, &target);
        } else if fs::read(&target).ok() != fs::read(&path).ok() {
            fs::copy(&path, target).expect("a file");
        }
    }
}

/// The fenced blocks of "Add a source", in order, without the indentation of their list.
fn blocks() -> Vec<String> {
    let section = CONTRIBUTING.split("### Add a source\n").nth(1).expect("the section");
    let section = section.split("\n### ").next().expect("its end");
    let mut blocks = Vec::new();
    let mut lines = section.lines();
    while let Some(line) = lines.next() {
        let indent = line.len() - line.trim_start().len();
        if matches!(line.trim(), "```rust" | "```toml") {
            let inside = lines.by_ref().take_while(|line| line.trim() != "```");
            blocks.push(
                inside.map(|line| renamed(line.get(indent..).unwrap_or("")) + "\n").collect(),
            );
        }
    }
    blocks
}

/// The copy with the kind in it, kept between runs, so that only what has changed is built.
fn added() -> Copy {
    let fresh = TempDir::new().expect("a directory for the test");
    let kept = Path::new(env!("CARGO_TARGET_TMPDIR")).join("source_kind");
    make_alike(&added_in(fresh.path()).0, &kept);
    Copy(kept)
}

fn added_in(directory: &Path) -> Copy {
    let blocks = blocks();
    let [row, manifest, code, dependency, feature, optional, kind] = &blocks[..] else {
        panic!("{} blocks", blocks.len());
    };
    let copy = Copy::new(directory);
    let sources = "macros/manifest/src/schema/sources.rs";
    copy.insert(sources, "];\n\n/// The kind with this name.", row);
    copy.write("runtime/trial/Cargo.toml", manifest);
    copy.write("runtime/trial/src/lib.rs", code);
    let root = fs::read_to_string(copy.path("Cargo.toml")).expect("the manifest");
    let (head, rest) = root.split_once("members = [").expect("members");
    let (_, rest) = rest.split_once("]\n").expect("their end");
    let members = "\"runtime\", \"runtime/core\", \"yaml\", \"macros\", \"macros/codegen\", \
                   \"macros/manifest\", \"runtime/trial\"";
    copy.write("Cargo.toml", &format!("{head}members = [{members}]\n{rest}"));
    copy.insert("Cargo.toml", "provider-credentials-macros = {", dependency);
    copy.insert("runtime/Cargo.toml", "\n[dependencies]\n", feature);
    copy.insert("runtime/Cargo.toml", "provider-credentials-macros = {", optional);
    let kinds = fs::read_to_string(copy.path("runtime/src/kinds.rs")).expect("the kinds");
    copy.write("runtime/src/kinds.rs", &format!("{kinds}\n{kind}"));
    copy
}

#[test]
fn a_kind_is_added_as_contributing_says() {
    let copy = added();
    let run = |variables: &[(&str, &str)]| {
        let output = copy.cargo(&["run", "-q"], variables);
        let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
        (String::from_utf8_lossy(&output.stdout).into_owned(), stderr)
    };

    copy.program("source: trial, trial_path: \"${TEAM}/openai-key\", trial_key: name", "\"trial\"");
    let variables = [("TRIAL_ROOT", "red/"), ("TEAM", "red")];
    let (stdout, stderr) = run(&variables);
    assert_eq!(stdout, "first (p): loaded from trial\nopenai-key\n", "{stderr}");
    let (stdout, _) = run(&[("TRIAL_ROOT", "red/"), ("TEAM", "blue")]);
    assert!(
        stdout.contains(
            "trial secret `${TEAM}/openai-key`: there is no such secret; store it [trial_not_found]"
        ),
        "{stdout}"
    );
    let (stdout, _) = run(&[("TEAM", "blue")]);
    assert!(stdout.ends_with("[trial_no_root]\n"), "{stdout}");

    let tests = copy.cargo(
        &[
            "test",
            "-q",
            "--manifest-path",
            "../Cargo.toml",
            "-p",
            "provider-credentials-trial",
            "--lib",
        ],
        &[],
    );
    let stdout = String::from_utf8_lossy(&tests.stdout);
    assert!(tests.status.success() && stdout.contains("1 passed"), "{tests:?}");

    // What is wrong in the manifest is said as for any kind.
    copy.program("source: trial, trial_pth: a, trial_key: a..b", "\"trial\"");
    let (_, stderr) = run(&[]);
    for expected in [
        "unknown key `trial_pth` in `auth`",
        "help: write `trial_path`",
        "`trial_key` has an empty segment",
    ] {
        assert!(stderr.contains(expected), "{expected}: {stderr}");
    }
    assert_eq!(stderr.matches("error: ").count(), 3, "and cargo's own: {stderr}");

    // Without its feature there is one error, which names it.
    copy.program("source: trial, trial_path: a", "");
    let (_, stderr) = run(&[]);
    assert!(
        stderr.contains(
            "`source: trial` needs feature `trial` of provider-credentials, which is off [feature_off]"
        ),
        "{stderr}"
    );
    assert_eq!(stderr.matches("error: ").count(), 1 + stderr.matches("could not compile").count());
}
