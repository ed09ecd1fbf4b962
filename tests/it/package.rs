//! A package outside the workspace, built by cargo.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

pub(crate) const MANIFEST: &str = "\
# sentinel-comment
provider_credentials:
  - id: first
    provider: example
    description: sentinel-description
    auth: { type: api_key, source: env, env_var: FIRST_KEY }
    config: { base_url: 'https://example.com', retry: { attempts: 3 } }
  - id: type
    provider: example
    auth: { type: api_key, source: file, file_path: '${DIR}/x.json', file_key: a.b }
";

const MAIN: &str = r#"
#![forbid(unsafe_code)]
#![no_implicit_prelude]
#![deny(missing_docs, warnings, clippy::pedantic)]
#![deny(missing_debug_implementations, unreachable_pub, unused_qualifications)]
#![deny(single_use_lifetimes, unused_results, unnameable_types)]
//! A strict program.

extern crate creds as core;

/// Names that generated code must not trip over.
#[allow(dead_code, non_camel_case_types)]
mod names {
    /// Shadows a module of the standard library.
    pub(crate) mod std {}
    ::creds::credentials!("provider_credentials.yaml", pub(crate) struct Providers);
    ::creds::credentials!("provider_credentials.yaml", struct Others);
    macro_rules! pass_on {
        ($visibility:vis $name:ident $path:literal) => {
            ::creds::credentials!($path, $visibility struct $name);
        };
    }
    pass_on!(Private "provider_credentials.yaml");
    pass_on!(pub(in crate::names) r#type "provider_credentials.yaml");
    mod __private {}
    struct str;
    struct usize;
    type Option = ();
    type Result = ();
    type Vec = ();
    type String = ();
    const SPECS: () = ();
    const TABLE: () = ();
    const SET: () = ();
}

fn main() {
    let creds = names::Providers::load();
    for metadata in creds.metadata() {
        ::std::println!("{metadata}");
    }
}
"#;

/// What the tests look at is the package's own: what it depends on is built as cheaply as can be.
const DEPENDENCIES: &str =
    "[profile.dev.package.'*']\nopt-level = 0\ndebug = false\nincremental = false\n";

fn workspace() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("a workspace")
}

/// A package outside the workspace.
pub(crate) struct Project {
    directory: TempDir,
    target: PathBuf,
}

impl Project {
    /// With the crate as `creds`, and a `[dependencies]` entry of these features.
    pub(crate) fn new(edition: &str, features: &str) -> Self {
        let project = Self {
            directory: TempDir::new().expect("a directory for the test"),
            // Kept between runs, so that only the first builds the dependencies.
            target: Path::new(env!("CARGO_TARGET_TMPDIR")).join("project"),
        };
        let manifest = format!(
            "[package]\nname = \"strict\"\nversion = \"0.0.0\"\nedition = \"{edition}\"\n\
             [dependencies]\ncreds = {{ package = \"provider-credentials\", path = '{}' {features} }}\n{DEPENDENCIES}",
            workspace().join("runtime").display()
        );
        project.write("Cargo.toml", &manifest);
        project.write("src/main.rs", MAIN);
        project.write("provider_credentials.yaml", MANIFEST);
        // The versions of the workspace: no look at a registry.
        fs::copy(workspace().join("Cargo.lock"), project.path("Cargo.lock")).expect("a lock file");
        project
    }

    /// One whose manifest is compiled by its build script. Cargo takes packages of one name in the shared target
    /// directory for one.
    pub(crate) fn with_build_script(name: &str, manifest: &str) -> Self {
        let project = Self::new("2024", ", default-features = false");
        project.rename(name);
        let cargo = fs::read_to_string(project.path("Cargo.toml")).expect("what was written");
        let codegen = workspace().join("macros/codegen");
        let codegen = codegen.display();
        project.write(
            "Cargo.toml",
            &format!(
                "{cargo}[build-dependencies]\nprovider-credentials-codegen = {{ path = '{codegen}' }}\n"
            ),
        );
        let script = "provider_credentials_codegen::Builder::new()\
             .manifest(provider_credentials_codegen::Manifest::new(\"provider_credentials.yaml\"))\
             .runtime_crate(\"creds\").compile();";
        project.write("build.rs", &format!("fn main() {{ {script} }}"));
        project.write(
            "src/main.rs",
            "creds::include_credentials!(\"provider_credentials\"); fn main() { let _ = Credentials::load(); }",
        );
        project.write("provider_credentials.yaml", manifest);
        project
    }

    /// One whose manifest is compiled by the macro.
    pub(crate) fn with_macro(name: &str, manifest: &str) -> Self {
        let project = Self::new("2024", "");
        project.rename(name);
        project.write("provider_credentials.yaml", manifest);
        project.write(
            "src/main.rs",
            "creds::credentials!(\"provider_credentials.yaml\"); fn main() { let _ = Credentials::load(); }",
        );
        project
    }

    fn rename(&self, name: &str) {
        let cargo = fs::read_to_string(self.path("Cargo.toml")).expect("what was written");
        self.write("Cargo.toml", &cargo.replace("\"strict\"", &format!("\"{name}\"")));
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        // A directory further down, so that a package's neighbour is in it too.
        self.directory.path().join("package").join(name)
    }

    pub(crate) fn write(&self, name: &str, content: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a directory");
        fs::write(path, content).expect("a file");
    }

    pub(crate) fn cargo(&self, arguments: &[&str]) -> Output {
        self.cargo_with(arguments, &[])
    }

    pub(crate) fn cargo_with(&self, arguments: &[&str], variables: &[(&str, &str)]) -> Output {
        Command::new(env!("CARGO"))
            .args(arguments)
            .arg("--offline")
            .current_dir(self.path("."))
            .env("CARGO_TARGET_DIR", &self.target)
            .env("CARGO_TERM_COLOR", "never")
            .env_remove("RUSTFLAGS")
            .envs(variables.iter().copied())
            .output()
            .expect("cargo")
    }

    /// What cargo says that it depends on.
    pub(crate) fn crates(&self) -> BTreeSet<String> {
        let tree = ["tree", "-e", "normal,build", "--prefix", "none", "--no-dedupe"];
        let tree = self.succeeds(&tree);
        let names = tree.lines().filter_map(|line| line.split(' ').next());
        names.filter(|name| *name != "strict").map(str::to_owned).collect()
    }

    pub(crate) fn succeeds(&self, arguments: &[&str]) -> String {
        let output = self.cargo(arguments);
        let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{stderr}");
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    pub(crate) fn fails(&self, arguments: &[&str]) -> String {
        let output = self.cargo(arguments);
        let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success(), "{stderr}");
        stderr
    }

    pub(crate) fn binary(&self) -> Vec<u8> {
        let name = format!("strict{}", std::env::consts::EXE_SUFFIX);
        fs::read(self.target.join("debug").join(name)).expect("the binary")
    }
}
