//! A program outside the workspace, built by cargo: what a new user has, with every strict lint on,
//! and the crate under another name.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

const MANIFEST: &str = "\
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

/// A package outside the workspace.
pub(crate) struct Project {
    directory: TempDir,
    target: PathBuf,
}

impl Project {
    /// With the crate as `creds`, and a `[dependencies]` entry of these features.
    pub(crate) fn new(edition: &str, features: &str) -> Self {
        let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("a workspace");
        let project = Self {
            directory: TempDir::new().expect("a directory for the test"),
            // Kept between runs, so that only the first builds the dependencies.
            target: Path::new(env!("CARGO_TARGET_TMPDIR")).join("project"),
        };
        let manifest = format!(
            "[package]\nname = \"strict\"\nversion = \"0.0.0\"\nedition = \"{edition}\"\n\
             [dependencies]\ncreds = {{ package = \"provider-credentials\", path = '{}' {features} }}\n",
            workspace.join("runtime").display()
        );
        project.write("Cargo.toml", &manifest);
        project.write("src/main.rs", MAIN);
        project.write("provider_credentials.yaml", MANIFEST);
        // The versions of the workspace: no look at a registry.
        fs::copy(workspace.join("Cargo.lock"), project.path("Cargo.lock")).expect("a lock file");
        project
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
        Command::new(env!("CARGO"))
            .args(arguments)
            .arg("--offline")
            .current_dir(self.path("."))
            .env("CARGO_TARGET_DIR", &self.target)
            .env("CARGO_TERM_COLOR", "never")
            .env_remove("RUSTFLAGS")
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

    fn succeeds(&self, arguments: &[&str]) -> String {
        let output = self.cargo(arguments);
        let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{stderr}");
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    fn fails(&self, arguments: &[&str]) -> String {
        let output = self.cargo(arguments);
        let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success(), "{stderr}");
        stderr
    }

    fn binary(&self, profile: &str) -> Vec<u8> {
        let name = format!("strict{}", std::env::consts::EXE_SUFFIX);
        fs::read(self.target.join(profile).join(name)).expect("the binary")
    }
}

fn holds(haystack: &[u8], needle: &str) -> bool {
    haystack.windows(needle.len()).any(|window| window == needle.as_bytes())
}

#[test]
fn a_strict_program_builds_and_follows_its_manifest() {
    let project = Project::new("2024", "");
    let lines = project.succeeds(&["run", "-q"]);
    assert!(lines.contains("first (example): not loaded: "), "{lines}");
    assert!(lines.contains("type (example): not loaded: "), "{lines}");
    if Command::new("cargo-clippy").arg("--version").output().is_ok() {
        project.succeeds(&["clippy", "-q"]);
    }

    // Editing nothing but the manifest reaches the program.
    project.write("provider_credentials.yaml", &MANIFEST.replace("id: first", "id: renamed"));
    assert!(project.succeeds(&["run", "-q"]).contains("renamed (example): "));

    // Breaking it breaks the build, at its line, and only once for each macro.
    project.write("provider_credentials.yaml", &MANIFEST.replace("source: env", "source: evn"));
    let error = project.fails(&["build", "-q"]);
    assert!(error.contains("provider_credentials.yaml:6:"), "{error}");
    assert!(error.contains("`evn`"), "{error}");
    assert!(!error.contains("cannot find"), "no complaint about what was not generated: {error}");

    // So does deleting it.
    project.write("provider_credentials.yaml", MANIFEST);
    project.succeeds(&["build", "-q"]);
    fs::remove_file(project.path("provider_credentials.yaml")).expect("to delete it");
    let error = project.fails(&["build", "-q"]);
    assert!(error.contains("`provider_credentials.yaml`"), "{error}");

    // The program carries neither the manifest nor its path.
    project.write("provider_credentials.yaml", MANIFEST);
    for (profile, arguments) in
        [("debug", &["build", "-q"][..]), ("release", &["build", "-q", "-r"])]
    {
        project.succeeds(arguments);
        let binary = project.binary(profile);
        assert!(holds(&binary, "FIRST_KEY"), "the search would find it");
        assert!(!holds(&binary, "sentinel-comment"), "{profile}: the manifest's text");
        assert!(!holds(&binary, "sentinel-description"), "{profile}: the manifest's text");
        assert!(!holds(&binary, "provider_credentials.yaml"), "{profile}: the manifest's path");
    }
}

#[test]
fn a_fresh_program_depends_on_few_crates() {
    let project = Project::new("2024", "");
    let crates = project.crates();
    assert!(!crates.contains("syn"), "{crates:#?}");
    assert!(crates.len() <= 20, "{crates:#?}");
}

#[test]
fn a_program_without_vault_has_no_crate_of_it() {
    let without = Project::new("2024", "").crates();
    let with = Project::new("2024", ", features = [\"vault\"]").crates();
    for name in ["provider-credentials-vault", "provider-credentials-http", "rustls", "ring"] {
        assert!(with.contains(name) && !without.contains(name), "{name}: {without:#?}");
    }
    let more: BTreeSet<_> = with.difference(&without).collect();
    assert!(without.is_subset(&with) && more.len() <= 45, "{more:#?}");
}

#[test]
fn a_program_without_aws_has_no_crate_of_it() {
    let without = Project::new("2024", "").crates();
    let vault = Project::new("2024", ", features = [\"vault\"]").crates();
    let with = Project::new("2024", ", features = [\"aws\"]").crates();
    assert!(with.contains("provider-credentials-aws"));
    assert!(!without.contains("provider-credentials-aws") && without.is_subset(&with));
    // All else is what another store has as well.
    let others: Vec<_> = with.difference(&vault).collect();
    assert_eq!(others, ["provider-credentials-aws"]);
}

/// A manifest with one credential from a file.
fn file_manifest(path: &str) -> String {
    format!(
        "provider_credentials:\n  - id: first\n    provider: example\n    auth: {{ type: api_key, \
         source: file, file_path: {path}, file_key: key }}\n"
    )
}

#[test]
fn a_manifest_that_needs_a_feature_names_it() {
    let program = "creds::credentials!(\"provider_credentials.yaml\");\nfn main() {}\n";
    let needs = |features: &str, path: &str| -> Option<String> {
        let features = format!(", default-features = false, features = [{features}]");
        let project = Project::new("2024", &features);
        project.write("src/main.rs", program);
        project.write("provider_credentials.yaml", &file_manifest(path));
        let output = project.cargo(&["check", "-q"]);
        let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(stderr.matches("error").count() == 0, output.status.success(), "{stderr}");
        let (what, rest) = stderr.split_once("enable feature ")?;
        let place = "provider_credentials.yaml:2: credential `first` reads a ";
        assert!(what.contains(place) || !features.contains("macros"), "{what}");
        Some(rest.split(" of provider-credentials").next().unwrap_or_default().to_owned())
    };
    assert_eq!(needs("", "x.json").as_deref(), Some("`macros`"));
    assert_eq!(needs("\"macros\"", "x.json").as_deref(), Some("`json`"));
    assert_eq!(needs("\"macros\"", "x.yml").as_deref(), Some("`yaml`"));
    assert_eq!(needs("\"macros\"", "x").as_deref(), Some("`json` or `yaml`"));
    assert_eq!(needs("\"macros\", \"json\"", "x.yaml").as_deref(), Some("`yaml`"));
    assert_eq!(needs("\"macros\", \"yaml\"", "x.json").as_deref(), Some("`json`"));
    assert_eq!(needs("\"macros\", \"json\"", "x.json"), None);
    assert_eq!(needs("\"macros\", \"yaml\"", "x.yaml"), None);
    assert_eq!(needs("\"macros\", \"yaml\"", "x"), None);
}

#[test]
fn older_editions_and_odd_places_work() {
    let program = "
        fn main() {
            creds::credentials!(\"some dir/ключ.yaml\");
            let creds = Credentials::load();
            println!(\"{}\", inner::count() + creds.ids().len());
        }

        mod inner {
            pub fn count() -> usize {
                creds::credentials!(\"../shared.yaml\", struct r#Struct);
                r#Struct::load().ids().len()
            }
        }
    ";
    for edition in ["2018", "2021"] {
        let project = Project::new(edition, "");
        project.write("src/main.rs", program);
        project.write("some dir/ключ.yaml", MANIFEST);
        project.write("../shared.yaml", MANIFEST);
        assert_eq!(project.succeeds(&["run", "-q"]).trim(), "4");
    }
}

#[test]
fn a_method_of_a_feature_that_is_off_names_it() {
    let project = Project::new("2024", ", default-features = false");
    project.write(
        "src/main.rs",
        "fn main() {\n    let loader = creds::Loader::new().with_dotenv(\".env\").lock_memory().with_access_observer(());\n    \
         let _ = unsafe { loader.remove_loaded_variables() };\n    creds::harden_process();\n}\n",
    );
    let output = project.cargo(&["check"]);
    let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
    for expected in [
        "`with_access_observer` needs feature `access` of provider-credentials, and an audit log feature `audit`",
        "`with_dotenv` needs feature `dotenv` of provider-credentials",
        "`lock_memory` needs feature `locked-memory` of provider-credentials",
        "`remove_loaded_variables` needs feature `env-removal` of provider-credentials",
        "`harden_process` needs feature `hardening` of provider-credentials",
    ] {
        assert!(stderr.contains(expected), "{expected}: {stderr}");
    }
    assert!(!stderr.contains("no method named"), "{stderr}");
}

#[test]
fn a_kind_whose_feature_is_off_names_it() {
    let project = Project::new("2024", "");
    let program = "creds::credentials!(\"provider_credentials.yaml\");\nfn main() {}\n";
    project.write("src/main.rs", program);
    project.write("provider_credentials.yaml", include_str!("manifests/oauth2.yaml"));
    let output = project.cargo(&["check", "-q"]);
    let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
    for (line, id, kind) in
        [(2, "acme", "oauth2_client_credentials"), (22, "bigquery", "google_service_account")]
    {
        let error = format!(
            "provider_credentials.yaml:{line}: credential `{id}` has `type: {kind}`: enable feature `oauth2` of \
             provider-credentials in Cargo.toml"
        );
        assert!(stderr.contains(&error), "{stderr}");
    }
    assert_eq!(stderr.matches("error: ").count(), 3, "{stderr}");
    project.write("provider_credentials.yaml", VAULT);
    let output = project.cargo(&["check", "-q"]);
    let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
    let error = "provider_credentials.yaml:2: credential `openai` has `source: vault`: enable feature `vault` of \
                 provider-credentials in Cargo.toml";
    assert!(stderr.contains(error), "{stderr}");
    assert_eq!(stderr.matches("error: ").count(), 2, "{stderr}");
}

const VAULT: &str = "provider_credentials:
  - id: openai
    provider: openai
    auth: { type: api_key, source: vault, vault_path: secret/openai, vault_key: api_key }
";
